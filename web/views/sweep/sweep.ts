// `<atlas-sweep>`: the dialog that finds a design: how far to look, what each design makes of the scenario, and the best of them.
//
// A chunk of its own, fetched when it is first opened. Opens when it is connected; dispatches `sweep-closed`.

import { css, html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { Scorecard } from '../../engine/wire';
import { formatCount } from '../../render/format';
import { conditionInWords } from '../../render/goal';
import {
  activeDesign,
  COMPARED_MAX,
  isSameDesign,
  printValue,
  type State,
  type Trial,
} from '../../state';
import { radios } from '../controls/radios';
import { closeByBackdrop, dialogStyles, keepKeys } from '../dialog';
import { icons } from '../icons';
import { COLUMNS } from '../scorecard/columns';
import { amount } from '../size';
import { shared } from '../styles';
import { toneSign } from '../tone';
import { define, fields, viewOf } from '../view';
import { scatter, scatterStyles } from './scatter';

/** Designs with the same numbers, the first of which is shown. */
interface Line {
  readonly place: number;
  readonly rank: number;
  readonly trial: Trial;
  readonly alike: readonly Trial[];
}

export class SweepView extends viewOf((state: State) => ({
  ...fields('sweep', 'catalog', 'compare')(state),
  design: activeDesign(state).design,
  goal: state.carried.goal,
})) {
  static override styles = [
    shared,
    dialogStyles,
    scatterStyles,
    css`
      dialog {
        width: min(62rem, calc(100vw - 2rem));
        max-height: calc(100dvh - 2rem);
        padding: 0;
        overflow: hidden;
      }
      dialog[open] {
        display: flex;
        flex-direction: column;
      }
      header {
        padding: 0.9rem 0.9rem 0.4rem 1.5rem;
      }
      header button {
        min-width: 2.25rem;
        padding: 0;
      }
      h2 {
        font-size: 1.125rem;
      }
      .body {
        container: figure / inline-size;
        flex: 1;
        min-height: 0;
        padding: 0.25rem 1.5rem 1.5rem;
        overflow: hidden auto;
        scrollbar-width: thin;
      }
      .body > * + * {
        margin-top: 0.9rem;
      }
      .begin {
        min-height: 2rem;
      }
      table {
        width: 100%;
        border-spacing: 0;
      }
      th,
      td {
        padding: 0.35rem 0.6rem;
        border-bottom: 1px solid var(--atlas-line);
        font-weight: 400;
        text-align: end;
        vertical-align: baseline;
        white-space: nowrap;
      }
      thead th {
        position: sticky;
        top: -0.25rem;
        background: var(--atlas-surface);
        color: var(--atlas-ink-soft);
        font-size: var(--atlas-text-small);
      }
      .name {
        width: 100%;
        text-align: start;
        white-space: normal;
      }
      .name b {
        font-weight: 600;
      }
      .front > .rank {
        color: var(--atlas-accent);
        font-weight: 700;
      }
      tr.pointed {
        background: var(--atlas-accent-wash);
      }
      .acts button {
        min-height: 1.7rem;
        padding: 0 0.55rem;
        font-size: var(--atlas-text-small);
      }
      .refused {
        color: var(--atlas-bad);
        font-weight: 600;
      }
      @container figure (width < 44rem) {
        table,
        tbody,
        tr,
        td,
        tbody th {
          display: block;
        }
        thead {
          display: none;
        }
        tr {
          padding: 0.5rem 0;
          border-bottom: 1px solid var(--atlas-line);
        }
        th,
        td {
          display: inline-block;
          width: auto;
          padding: 0.1rem 0.5rem 0.1rem 0;
          border: 0;
          text-align: start;
        }
        .rank {
          float: inline-start;
          min-width: 1.6rem;
        }
        .name {
          display: block;
        }
        td[data-title]::before {
          content: attr(data-title) ' ';
          color: var(--atlas-ink-soft);
          font-size: var(--atlas-text-small);
        }
      }
      @media (width < 34rem) {
        dialog {
          width: 100vw;
          max-width: none;
          max-height: calc(100dvh - 1.5rem);
          margin: auto 0 0;
          border-width: 1px 0 0;
          border-radius: calc(2 * var(--atlas-radius)) calc(2 * var(--atlas-radius)) 0 0;
        }
        .body {
          padding-inline: 1rem;
        }
      }
    `,
  ];

  @state() private isWhole = false;
  /** The place of the trial that is pointed at, in the picture or in the list. */
  @state() private pointed: number | null = null;

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  protected override render() {
    const { sweep, goal } = this.state;
    return html`<dialog
      aria-labelledby="title"
      @click=${closeByBackdrop}
      @keydown=${keepKeys}
      @close=${() => this.dispatch({ type: 'sweep-closed' })}
    >
      <header>
        <h2 id="title">Find a design</h2>
        <form method="dialog">
          <button class="quiet" aria-label="Close">${icons.close}</button>
        </form>
      </header>
      <div class="body">
        <p>
          Every design is replayed on this scenario, on this machine. The best are those that refuse least, then those with the
          lowest high water, then those with the fewest probes.
        </p>
        ${
          goal.length === 0
            ? nothing
            : html`<p>
                Those that reach the goal come first: ${goal.map(conditionInWords).join(', ')}.
              </p>`
        }
        ${this.controls()}
        ${
          sweep.trouble === ''
            ? nothing
            : html`<p class="callout failed" role="alert">${toneSign('bad')} ${sweep.trouble}</p>`
        }
        ${sweep.trials.length === 0 ? nothing : this.found()}
      </div>
    </dialog>`;
  }

  private controls() {
    const { phase, axes, trials, total } = this.state.sweep;
    const isRunning = phase === 'running';
    const [begin, cancel] = ['sweep-begun', 'sweep-cancelled'] as const;
    return html`${radios(
      { label: 'Which designs are tried' },
      [
        { id: 0, title: 'All presets', isOut: isRunning },
        { id: 1, title: 'and one option changed', isOut: isRunning },
        { id: 2, title: 'or two', isOut: isRunning },
      ],
      axes,
      (chosen) => !isRunning && this.dispatch({ type: 'sweep-reach-set', axes: chosen }),
      'segments',
    )}
      <div class="begin flow">
        <button
          class=${isRunning ? '' : 'primary'}
          @click=${() => this.dispatch({ type: isRunning ? cancel : begin })}
        >
          ${isRunning ? 'Cancel' : trials.length > 0 ? 'Try again' : 'Try them'}
        </button>
        ${
          isRunning
            ? html`<progress max=${Math.max(1, total)} value=${trials.length} aria-label="Designs tried"></progress>`
            : nothing
        }
        <span class="small soft" role="status">${this.progress()}</span>
      </div>`;
  }

  private progress(): string {
    const { phase, trials, total } = this.state.sweep;
    const tried = formatCount(trials.length);
    switch (phase) {
      case 'waiting':
        return '';
      case 'running':
        return `${tried} of ${formatCount(total)} designs`;
      case 'cancelled':
        return `Cancelled after ${tried} of ${formatCount(total)} designs.`;
      case 'done':
        return `${tried} designs tried.`;
    }
  }

  private found() {
    const { sweep, design } = this.state;
    const here = sweep.trials.findIndex((trial) => isSameDesign(trial.design, design));
    const lines = linesOf(sweep, here);
    const { onFront } = sweep.ranking;
    const listed = lines.filter(({ place }) => this.isWhole || onFront[place] || place === here);
    return html`${scatter({
      trials: sweep.trials,
      ranking: sweep.ranking,
      here,
      pointed: this.pointed,
      name: (trial) => this.name(trial),
      point: (place) => this.point(place),
      choose: (place) => this.bringIntoSight(place),
    })}
      ${radios(
        { label: 'Which designs are listed' },
        [
          { id: false, title: 'The front' },
          { id: true, title: `All ${formatCount(sweep.trials.length)}` },
        ],
        this.isWhole,
        (isWhole) => {
          this.isWhole = isWhole;
        },
        'segments',
      )}
      <table>
        <thead>
          <tr>
            <th scope="col"><span class="visually-hidden">Rank</span></th>
            <th scope="col" class="name">Design</th>
            ${COLUMNS.map(({ shortTitle }) => html`<th scope="col">${shortTitle}</th>`)}
            <th scope="col"><span class="visually-hidden">What to do with it</span></th>
          </tr>
        </thead>
        <tbody>
          ${listed.map((line) => this.line(line))}
        </tbody>
      </table>`;
  }

  private line({ place, rank, trial, alike }: Line) {
    const { ranking } = this.state.sweep;
    const isOnFront = ranking.onFront[place] ?? false;
    const others = alike.map((other) => this.name(other)).join('; ');
    return html`<tr
      id="trial-${place}"
      class="${isOnFront ? 'front' : ''} ${place === this.pointed ? 'pointed' : ''}"
      @pointerenter=${() => this.point(place)}
      @pointerleave=${() => this.point(null)}
    >
      <td class="rank">${rank}</td>
      <th scope="row" class="name">
        ${this.name(trial)}
        ${
          alike.length === 0
            ? nothing
            : html`<span class="small soft" title=${others}>and ${formatCount(alike.length)} more with the same numbers</span>`
        }
        ${trial.scorecard ? nothing : html`<div class="small soft">${trial.trouble}</div>`}
      </th>
      ${this.numbers(trial.scorecard)}
      <td class="acts">${this.acts(trial)}</td>
    </tr>`;
  }

  private numbers(card: Scorecard | null) {
    return COLUMNS.map(({ id, shortTitle, measure, value }) => {
      const isRefused = id === 'refused' && card !== null && card.refused > 0;
      const text = card === null ? '–' : amount(measure, value(card));
      return html`<td class=${isRefused ? 'refused' : ''} data-title=${shortTitle}>${text}</td>`;
    });
  }

  private acts(trial: Trial) {
    const { compare, design } = this.state;
    if (isSameDesign(trial.design, design))
      return html`<span class="small soft">this design</span>`;
    const choose = (isBeside: boolean) => () =>
      this.dispatch({ type: 'found-chosen', found: trial, isBeside });
    const name = this.name(trial);
    return html`<button @click=${choose(false)} aria-label="Use ${name}">Use</button>
      ${
        compare.length < COMPARED_MAX
          ? html`<button @click=${choose(true)} aria-label="Compare with ${name}">Compare</button>`
          : nothing
      }`;
  }

  /** A design in the catalogue's words. */
  private name({ preset, design }: Pick<Trial, 'preset' | 'design'>): string {
    const { catalog } = this.state;
    const base = catalog?.presets.find(({ id }) => id === (preset ?? 'classic'));
    if (!catalog || !base) return '';
    const changes = catalog.axes.flatMap((axis) => {
      const value = design[axis.id];
      const isChanged = value !== undefined && value !== base.design[axis.id];
      return isChanged && axis.scope === 'allocator'
        ? [`${axis.title}: ${printValue(axis, value)}`]
        : [];
    });
    return [base.title, ...changes].join(', ');
  }

  private point(place: number | null): void {
    this.pointed = place;
  }

  private async bringIntoSight(place: number): Promise<void> {
    this.isWhole = true;
    this.pointed = place;
    await this.updateComplete;
    this.renderRoot.querySelector(`#trial-${place}`)?.scrollIntoView({ block: 'nearest' });
  }
}

/** The trials in order of rank, those with the same numbers in one line: that of the design on the page if it is one of them. */
function linesOf({ trials, ranking }: State['sweep'], here: number): readonly Line[] {
  const lines: { place: number; rank: number; trial: Trial; alike: Trial[] }[] = [];
  for (const place of ranking.order) {
    const trial = trials[place];
    if (trial === undefined) continue;
    const last = lines.at(-1);
    if (!last || !isSameCard(last.trial.scorecard, trial.scorecard)) {
      lines.push({ place, rank: lines.length + 1, trial, alike: [] });
    } else if (place === here) {
      last.alike.push(last.trial);
      Object.assign(last, { place, trial });
    } else {
      last.alike.push(trial);
    }
  }
  return lines;
}

function isSameCard(one: Scorecard | null, other: Scorecard | null): boolean {
  if (one === null || other === null) return false;
  return COLUMNS.every(({ value }) => value(one) === value(other));
}

define('atlas-sweep', SweepView);
