// `<atlas-status>`: the scenario and the design, the progress of the replay, and failures. One line of constant height,
// because the map stands right below it.

import { css, html, nothing } from 'lit';
import { parseKey, valueAt } from '../../domain/design';
import { formatCount } from '../../render/format';
import {
  axisTitle,
  basisOf,
  brokenPlaces,
  isHidden,
  isReplaying,
  mistaken,
  placeLetter,
  printValue,
  promiseOf,
  scenarioTitle,
} from '../../state';
import '../explained';
import { prose } from '../prose';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';

export class StatusView extends viewOf((state) => ({
  ...fields(
    'frame',
    'catalog',
    'traces',
    'design',
    'preset',
    'compare',
    'run',
    'outdated',
    'verdict',
    'scenario',
  )(state),
  ...fields('fetching', 'scriptVerdict', 'promised', 'outcomesBeside', 'carried', 'lessons')(state),
})) {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.15rem 1rem;
        min-height: 2rem;
      }
      h2 .soft {
        font-weight: 400;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        min-height: 2rem;
      }
      /* Said once, and not seen: no gap stands for it. */
      .line > span:empty {
        margin-inline-end: -0.6rem;
      }
      .line button {
        min-height: 1.7rem;
        padding: 0 0.6rem;
      }
      .kept {
        min-width: 1.7rem;
        color: var(--atlas-good);
        font-weight: 700;
      }
      .whole,
      .callout {
        flex-basis: 100%;
      }
      .broken {
        padding-block: 0.5rem;
      }
      .failure strong {
        color: var(--atlas-bad);
      }
      .failure button {
        margin-top: 0.4rem;
      }
      /* Each has its own line, however short. */
      @container figure (width < 560px) {
        h2,
        .line {
          flex-basis: 100%;
        }
      }
      /* A short replay shows no bar. */
      .replaying:not(:focus) {
        animation: appear 0s 0.25s both;
      }
      @keyframes appear {
        from {
          opacity: 0;
        }
      }
    `,
  ];

  protected override render() {
    const { compare, run, fetching, carried } = this.state;
    const scenario = scenarioTitle(this.state);
    const given = carried.title === scenario ? null : carried.title;
    const failure = fetching?.phase === 'failed' ? fetching.failure : run.failure;
    const designs = compare.length === 0 ? this.design() : `${compare.length + 1} designs`;
    return html`
      <h2 class="one-line">
        <span class="one-line">${given ?? scenario}</span> <span class="one-line soft">${given ? `${scenario}, ` : ''}under ${designs}</span>
      </h2>
      <div class="line small">${this.promise()}<span class="soft" role="status">${this.held()}</span>${this.line()}</div>
      ${
        promiseOf(this.state) === 'broken'
          ? html`<p class="broken callout small" role="status">
              The link was made with other numbers${this.broken()}: this version of Heap Atlas replays it
              differently. The page shows the numbers of this version.
            </p>`
          : nothing
      }
      ${
        fetching !== null
          ? html`<atlas-fetching class="whole" .state=${this.stateForInner}></atlas-fetching>`
          : nothing
      }
      ${failure ? this.failure(failure.message, failure.advice) : nothing}
    `;
  }

  /** What the design is shown against, and the changes counted; a single change of a task is named, because no visible control may show it. */
  private design(): string {
    const { title, changes } = basisOf(this.state);
    return title + this.changed(changes);
  }

  private changed([first, ...others]: readonly string[]): string {
    const { catalog, design } = this.state;
    if (first === undefined) return '';
    const { task, axis: id } = parseKey(first);
    const axis = catalog?.axes.find((each) => each.id === id);
    if (others.length > 0) return `, ${others.length + 1} changes`;
    if (task === null || axis === undefined || isHidden(this.state, axis.id)) return ', 1 change';
    return `, ${axisTitle(catalog, first)}: ${printValue(axis, valueAt(design, first))}`;
  }

  /** Said once to a screen reader, when the picture is greyed. */
  private held(): string {
    const of = mistaken(this.state);
    if (of === null || this.state.scenario.kind === 'remote') return '';
    return this.state.frame
      ? `The map shows the last ${of} without mistakes.`
      : `There is nothing to show until the ${of} is without mistakes.`;
  }

  private line() {
    const { run, scenario } = this.state;
    if (scenario.kind === 'remote' || mistaken(this.state) !== null) return nothing;
    if (isReplaying(run) || run.phase === 'cancelled') return this.underWay();
    if (run.phase !== 'done') return nothing;
    return html`<span class="soft">${formatCount(run.total)} operations</span>`;
  }

  /** Progress, or where the replay was cancelled. One button for both, so that it keeps the focus. */
  private underWay() {
    const { run } = this.state;
    const goesOn = isReplaying(run);
    const percent = run.total === 0 ? 0 : Math.floor((100 * run.replayed) / run.total);
    const text = goesOn
      ? `Replaying, ${percent} %`
      : `Stopped at ${formatCount(run.replayed)} of ${formatCount(run.total)}`;
    const press = () => this.dispatch({ type: goesOn ? 'replay-cancelled' : 'replay-requested' });
    const look = goesOn ? 'replaying' : '';
    return html`<span class="${look} soft">${text}</span>
      ${
        goesOn
          ? html`<progress class="replaying" aria-label="Replay" max="100" value=${percent}></progress>`
          : nothing
      }
      <button class=${look} @click=${press}>${goesOn ? 'Cancel' : 'Replay'}</button>`;
  }

  private broken(): string {
    if (this.state.compare.length === 0) return '';
    return ` under ${brokenPlaces(this.state).map(placeLetter).join(' and ')}`;
  }

  private promise() {
    const { compare, promised } = this.state;
    if (promiseOf(this.state) !== 'kept') return nothing;
    const unsaid = compare.length + 1 - promised.length;
    return html`<atlas-explained>
      <button class="quiet kept" aria-label="Reproduced" aria-describedby="kept">✓</button>
      <div slot="tip" role="tooltip" id="kept">
        This link reproduces these figures: the replay came out as it did where the link was made, to the
        byte.${unsaid > 0 ? ' It says nothing of the other designs.' : nothing}
      </div>
    </atlas-explained>`;
  }

  private failure(message: string, advice: string) {
    return html`<div class="failure callout failed" role="alert">
      <p><strong>${prose(message)}</strong></p>
      <p>${advice}</p>
      <button @click=${() => this.dispatch({ type: 'replay-requested' })}>Try again</button>
    </div>`;
  }
}

define('atlas-status', StatusView);
