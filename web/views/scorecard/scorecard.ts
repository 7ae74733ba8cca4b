// `<atlas-scorecard>`: the four numbers that a design is judged by first, over the whole replay: of each design that is
// compared, with the difference from A; of a design alone, with the difference from the design before its last change.
//
// Its room is the same before, while and after a replay, because the map stands below it.

import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Condition, Scorecard } from '../../engine/wire';
import { formatCount } from '../../render/format';
import { conditionInWords, goalOf, isKept } from '../../render/goal';
import { hasQuestionsLeft, type Run, type State } from '../../state';
import { comparedViewOf } from '../comparison/compared-view';
import { letter, letterStyles } from '../comparison/letter';
import { explained } from '../explained';
import { amount } from '../size';
import { aboutMetric } from '../statistics/measure';
import { shared } from '../styles';
import { toneSign } from '../tone';
import { define, fields } from '../view';
import { COLUMNS, type Column, changeIn } from './columns';

export class ScorecardView extends comparedViewOf(
  (state: State) => ({
    ...fields('run', 'formerScorecard', 'catalog', 'activePlace')(state),
    goal: state.carried.goal,
    isSecret: hasQuestionsLeft(state),
  }),
  fields('run'),
) {
  static override styles = [
    shared,
    letterStyles,
    css`
      table {
        width: 100%;
        border: 1px solid var(--atlas-line);
        border-radius: var(--atlas-radius);
        background: var(--atlas-surface);
        border-spacing: 0;
        table-layout: fixed;
      }
      th,
      td {
        padding: 0.25rem 0.75rem;
        font-weight: 400;
        text-align: start;
        vertical-align: top;
      }
      thead th {
        padding-bottom: 0;
        color: var(--atlas-ink-soft);
        font-size: var(--atlas-text-small);
      }
      .who {
        width: 2.5rem;
        padding-inline-end: 0;
      }
      .value {
        font-size: 1.125rem;
        font-weight: 650;
        line-height: 1.3;
        white-space: nowrap;
      }
      .beside {
        min-height: 1.45em;
        font-size: var(--atlas-text-small);
      }
      .p99 {
        font-weight: 400;
      }
      .percent {
        white-space: nowrap;
      }
      .short {
        display: none;
      }
      .late {
        opacity: 0.55;
      }
      .refused .value {
        color: var(--atlas-bad);
      }
      @container figure (width < 560px) {
        th,
        td {
          padding-inline: 0.4rem;
        }
        .value {
          font-size: 0.9375rem;
        }
        /* A number of bytes is the longest of the four. */
        thead th:first-of-type {
          width: 31%;
        }
        .p99,
        .long {
          display: none;
        }
        .short {
          display: inline;
        }
      }
      /* Below a paragraph, rows of one height keep the figure's. */
      :host([compact]) {
        th,
        td {
          padding-block: 0.1rem;
        }
        tbody tr {
          height: 3rem;
        }
        .value {
          font-size: var(--atlas-text);
        }
        .value,
        .beside {
          overflow: hidden;
          text-overflow: ellipsis;
          white-space: nowrap;
        }
      }
      @container figure (width < 460px) {
        :host([compact]) :is(th, td) {
          padding-inline: 0.3rem 0;
        }
        :host([compact]) :is(thead th, .beside) {
          font-size: var(--atlas-text-tiny);
          white-space: nowrap;
        }
        :host([compact]) .value {
          font-size: var(--atlas-text-small);
        }
      }
    `,
  ];

  /** Whether it stands in a figure below a paragraph. */
  @property({ type: Boolean, reflect: true }) compact = false;

  protected override render() {
    const { designs } = this;
    const isCompared = designs.length > 0;
    const runs = isCompared ? designs.map(({ state }) => state.run) : [this.state.run];
    const first = designs[0]?.state.run.scorecard ?? null;
    return html`<table aria-label="The whole replay in four numbers">
      <thead>
        <tr>
          ${isCompared ? html`<td class="who"></td>` : nothing}
          ${COLUMNS.map((column) => html`<th scope="col">${this.heading(column)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${runs.map((run, place) => {
          const reference = isCompared ? (place > 0 ? first : null) : this.state.formerScorecard;
          return html`<tr>
            ${
              isCompared
                ? html`<th class="who" scope="row">${letter(place, place === this.state.activePlace)}</th>`
                : nothing
            }
            ${COLUMNS.map((column) => this.cell(column, run, reference, isCompared))}
          </tr>`;
        })}
      </tbody>
    </table>
    ${this.goal(runs[isCompared ? this.state.activePlace : 0]?.scorecard ?? null)}`;
  }

  /** What the link asks the design to reach, and whether the active design does. */
  private goal(scorecard: Scorecard | null) {
    const { goal, isSecret } = this.state;
    if (goal.length === 0) return nothing;
    const known = isSecret ? null : scorecard;
    const isMet = known !== null && goal.every((condition) => isKept(condition, known));
    const item = (condition: Condition) => {
      const tone = known === null ? null : isKept(condition, known) ? 'good' : 'bad';
      return html`<li class=${tone ?? 'soft'}>
        ${tone ? toneSign(tone) : nothing} ${conditionInWords(condition)}
      </li>`;
    };
    return html`<div class="goal small flow" role="status">
      <b>${isMet ? 'Goal met:' : 'Goal:'}</b>
      <ul class="flow">${goal.map(item)}</ul>
      ${isMet && known ? this.challenge(goalOf(goal, known)) : nothing}
    </div>`;
  }

  private challenge(goal: Condition[]) {
    return html`<button
      class="link"
      @click=${() => {
        this.dispatch({ type: 'teaching-set', teaching: { goal } });
        this.dispatch({ type: 'share-opened', isChallenge: true });
      }}
    >
      Share your result
    </button>`;
  }

  private heading({ id, title, shortTitle, about }: Column) {
    const doc = this.state.catalog?.metrics.find((metric) => metric.id === id);
    const explanation = html`${doc && aboutMetric(doc)}${about && html`<p>${about}</p>`}`;
    const name = html`<span class="long">${title}</span><span class="short">${shortTitle}</span>`;
    return explained(`about-${id}`, this.compact ? shortTitle : name, explanation);
  }

  /** Until a replay is done, the numbers of the one before it stand there. */
  private cell(column: Column, run: Run, reference: Scorecard | null, isCompared: boolean) {
    const { measure, value } = column;
    if (this.state.isSecret) return this.secret();
    const shown = run.scorecard ?? (isCompared ? null : reference);
    const isRefused = column.id === 'refused' && shown !== null && shown.refused > 0;
    const isLate = run.scorecard === null;
    return html`<td class="${isRefused ? 'refused' : ''} ${isLate ? 'late' : ''}">
      <div class="value">
        ${shown === null ? '–' : amount(measure, value(shown))}
        ${column.id === 'probes_mean' && shown ? html`<span class="p99 soft small">p99 ${formatCount(shown.probesP99)}</span>` : nothing}
      </div>
      <div class="beside">
        ${
          run.scorecard && reference
            ? changeIn(column, run.scorecard, reference, isCompared ? 'than A' : 'than before')
            : nothing
        }
        ${isRefused && run.scorecard ? this.goToFirst(run.scorecard) : nothing}
      </div>
    </td>`;
  }

  /** The numbers of the whole replay would give an answer away. */
  private secret() {
    return html`<td class="late">
      <div class="value" title="Shown when you have answered the last question">?</div>
      <div class="beside"></div>
    </td>`;
  }

  private goToFirst({ firstRefusedStep }: Scorecard) {
    return firstRefusedStep === null
      ? nothing
      : html`<button
          class="link"
          aria-label="Go to the first refused request, at step ${formatCount(firstRefusedStep)}"
          @click=${() => this.dispatch({ type: 'seek', step: firstRefusedStep })}
        >
          ${this.compact ? html`step ${formatCount(firstRefusedStep)}` : 'go to the first'}
        </button>`;
  }
}

define('atlas-scorecard', ScorecardView);
