// `<atlas-operations>`: the scenario's operations as a list, scrolled to the current step.
//
// Asks for and renders the visible lines only. A click, or an arrow key in the list, goes to a step. Lines without a sign are
// not replayed yet.

import { css, html, nothing, type PropertyValues } from 'lit';
import type { OperationLine } from '../../engine/wire';
import { formatCount } from '../../render/format';
import {
  contentPx,
  type LongScroll,
  linesInSight,
  scrollTopAmid,
  topOfLine,
} from '../../render/long-scroll';
import { ScrollBox } from '../scroll-box';
import { shared } from '../styles';
import { toneSign } from '../tone';
import { define, fields, viewOf } from '../view';

const LINE_PX = 26;
const LINES_VISIBLE = 9;
const LINES_AROUND = 4;

export class OperationsView extends viewOf(fields('operations', 'step', 'run')) {
  static override styles = [
    shared,
    css`
      .scroller {
        height: ${LINE_PX * LINES_VISIBLE}px;
        contain: strict;
      }
      ol {
        position: absolute;
        inset-inline: 0;
      }
      button {
        grid-template-columns: 4.2rem 1.2rem 1fr;
        align-items: center;
        gap: 0.4rem;
        height: ${LINE_PX}px;
        white-space: nowrap;
      }
      button .step {
        text-align: end;
      }
      @media (pointer: coarse) {
        .scroller {
          height: ${LINE_PX * 7}px;
        }
      }
    `,
  ];

  private readonly box = new ScrollBox(this, () => this.ask());
  /** The step that the list was last scrolled to. */
  private centred = -1;

  protected override render() {
    const { operations, step, run } = this.state;
    const { total } = run;
    const first = operations.lines[0]?.step ?? 1;
    return html`<div class="scroller" tabindex="-1" @keydown=${this.key}>
      <div .style="height: ${contentPx(total, LINE_PX)}px"></div>
      <ol .style="top: ${topOfLine(this.scrolled, first - 1)}px" start=${first}>
        ${operations.lines.map((line) => this.line(line, step))}
      </ol>
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { step, run } = this.state;
    if (run.total > 0 && step !== this.centred) {
      this.centred = step;
      this.box.scrollTo(scrollTopAmid(this.scrolled, step - 1));
    }
    this.ask();
  }

  private line({ step, text, tone, outcome }: OperationLine, current: number) {
    const isCurrent = step === current;
    return html`<li>
      <button
        class="line"
        aria-current=${isCurrent ? 'step' : nothing}
        tabindex=${isCurrent || (current === 0 && step === 1) ? 0 : -1}
        data-step=${step}
        @click=${() => this.dispatch({ type: 'seek', step })}
      >
        <span class="step soft small">${formatCount(step)}</span>
        <span>${tone ? toneSign(tone) : nothing}</span>
        <code class="one-line">${text}</code>
        <span class="visually-hidden">${outcome ?? 'not replayed yet'}</span>
      </button>
    </li>`;
  }

  /** Line 0 is step 1: step 0 has no operation. */
  private get scrolled(): LongScroll {
    return this.box.of(this.state.run.total, LINE_PX);
  }

  private ask(): void {
    const { run, operations } = this.state;
    if (run.total === 0) return;
    const list = this.renderRoot.querySelector('ol');
    const first = operations.lines[0]?.step ?? 1;
    if (list) list.style.top = `${topOfLine(this.scrolled, first - 1)}px`;
    const { from: line, count } = linesInSight(this.scrolled, LINES_AROUND);
    const from = line + 1;
    if (from !== operations.from || count !== operations.count) {
      this.dispatch({ type: 'operations-scrolled', from, count });
    }
  }

  private key(event: KeyboardEvent): void {
    const delta = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (delta === undefined) return;
    event.preventDefault();
    this.dispatch({ type: 'step-by', delta });
    // The focus follows the step once its line is rendered.
    this.updateComplete.then(() =>
      requestAnimationFrame(() =>
        this.renderRoot
          .querySelector<HTMLElement>('[aria-current]')
          ?.focus({ preventScroll: true }),
      ),
    );
  }
}

define('atlas-operations', OperationsView);
