// `<atlas-why>`: the candidates of the step's search in order with their verdicts, and the changes in memory.
//
// Pointing at a line points at its block on the map; a click selects it. A long search shows its beginning and its winner.

import { css, html, nothing } from 'lit';
import type { Change } from '../../engine/wire';
import { formatAddress, formatCount } from '../../render/format';
import { explained, NOTHING_EXAMINED, type Numbered } from '../../render/why';
import { changeInWords, scoreInWords, verdictInWords } from '../../render/words';
import { size } from '../size';
import { shared } from '../styles';
import '../term';
import { define, fields, viewOf } from '../view';

/** All lines are drawn at every step. */
const LINES_MAX = 200;

export class WhyView extends viewOf(fields('frame', 'compare')) {
  static override styles = [
    shared,
    css`
      .scroller {
        height: 202px;
        margin-top: 0.5rem;
        contain: strict;
        scrollbar-width: thin;
      }
      /* Of two hundred lines, six are in sight. */
      li {
        content-visibility: auto;
        contain-intrinsic-height: auto 1.65rem;
      }
      .summary {
        min-height: 1.45em;
      }
      button.line {
        grid-template-columns: 2.2rem 6.2rem 4.8rem 1fr;
        align-items: baseline;
        gap: 0 0.5rem;
        min-height: 1.65rem;
        padding-block: 0.15rem;
        font-size: var(--atlas-text-small);
      }
      .number,
      .size {
        text-align: end;
      }
      .score {
        grid-column: 2 / -1;
        font-weight: 400;
      }
      h3 {
        padding: 0.5rem 0.6rem 0.15rem;
      }
      .key,
      .left-out {
        padding: 0.25rem 0.6rem;
      }
      .nothing {
        padding: 0.6rem;
      }
      @media (pointer: coarse) {
        button.line {
          min-height: 2.4rem;
          align-content: center;
        }
      }
    `,
  ];

  protected override render() {
    const { frame, compare } = this.state;
    if (!frame) return html`<p class="summary">&nbsp;</p><div class="scroller"></div>`;
    const { summary, candidates, leftOut, changes, changesLeftOut } = explained(frame, LINES_MAX);
    const { scoreTerms } = frame;
    // Beside other designs it must be said whose search this is.
    const whose = compare.length === 0 ? '' : 'A: ';
    return html`<p class="summary small">${whose}${summary}</p>
      <div
        class="scroller"
        @pointerleave=${() => this.point(null)}
        @focusout=${() => this.point(null)}
      >
        ${
          candidates.length === 0
            ? nothing
            : html`<h3><atlas-term of="Probe">Examined</atlas-term></h3>
                <p class="key small soft">
                  <atlas-term of="Address">address</atlas-term>, size of the whole
                  <atlas-term of="Block">block</atlas-term>, verdict${
                    scoreTerms.length === 0
                      ? nothing
                      : html`; the least <atlas-term of="Score">score</atlas-term> wins, of equal ones
                          the first examined`
                  }
                </p>
                <ol>
                  ${candidates.map((candidate) => this.candidate(candidate, scoreTerms))}
                </ol>`
        }
        ${
          leftOut === 0
            ? nothing
            : html`<p class="left-out small soft">
                ${formatCount(leftOut)} more ${leftOut === 1 ? 'was' : 'were'} examined and
                ${leftOut === 1 ? 'is' : 'are'} left out of this list.
              </p>`
        }
        ${
          changes.length === 0
            ? nothing
            : html`<h3>Changed</h3>
                <ul>
                  ${changes.map((change) => this.change(change))}
                </ul>
                ${
                  changesLeftOut === 0
                    ? nothing
                    : html`<p class="left-out small soft">
                        ${formatCount(changesLeftOut)} more, left out of this list.
                      </p>`
                }`
        }
        ${
          candidates.length + changes.length === 0
            ? html`<p class="nothing small soft">${NOTHING_EXAMINED}</p>`
            : nothing
        }
      </div>`;
  }

  private candidate({ number, candidate }: Numbered, scoreTerms: readonly string[]) {
    const { start, address, bytes, score, won } = candidate;
    return html`<li>
      ${this.line(
        start,
        won,
        html`<span class="number soft">${formatCount(number)}</span>
          <span class="mono">${formatAddress(address)}</span>
          <span class="size">${size(bytes)}</span>
          <span>${verdictInWords(candidate)}${won ? html` <span class="visually-hidden">(chosen)</span>` : nothing}</span>
          ${score === null ? nothing : html`<span class="score soft">${scoreInWords(score, scoreTerms)}</span>`}`,
      )}
    </li>`;
  }

  private change(change: Change) {
    return html`<li>
      ${this.line(
        change.start,
        false,
        html`<span></span><span class="mono">${formatAddress(change.address)}</span>
          <span class="size">${size(change.bytes)}</span>
          <span>${changeInWords(change)}</span>`,
      )}
    </li>`;
  }

  private line(start: number, isWinner: boolean, content: unknown) {
    return html`<button
      class="line ${isWinner ? 'current' : ''}"
      @pointerenter=${() => this.point(start)}
      @focus=${() => this.point(start)}
      @click=${() => this.dispatch({ type: 'selected', offset: start })}
    >
      ${content}
    </button>`;
  }

  private point(offset: number | null): void {
    this.dispatch({ type: 'hovered', offset });
  }
}

define('atlas-why', WhyView);
