// `<heap-atlas-figure>`: the views of a figure, and what a page may ask of them.
//
// Owns the arrangement of a figure's rows. `<heap-atlas>` makes it, and owns what stands around it: the title, the foot, and
// the poster before it is drawn.

import { css, html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { loadModule, wordsOf } from '../../base/advised';
import { type Design, FAMILY } from '../../domain/design';
import type { Link } from '../../engine/link';
import {
  comparedDesigns,
  hasQuestionsLeft,
  type Opening,
  openLesson,
  type State,
  scenarioTitle,
} from '../../state';
import '../../views/comparison/comparison';
import '../../views/design/design';
import '../../views/lesson/lesson-designs';
import '../../views/memory-map/memory-map';
import { numberInWords } from '../../views/number';
import '../../views/outcome/outcome';
import '../../views/over-time/over-time';
import '../../views/scorecard/scorecard';
import { shared } from '../../views/styles';
import '../../views/switches/switches';
import '../../views/transport/transport';
import { define } from '../../views/view';
import { Replaying } from '../replaying';
import { type Progress, progressOf } from './progress';
import { isPicture, type Presentation, showsBytesAlone } from './request';
import { type Row, rowElements, rowsOf } from './rows';
import { rows } from './styles';

export interface Place {
  readonly step: number;
  readonly design: Design;
}

export class Figure extends Replaying {
  static override styles = [
    shared,
    rows,
    css`
      :host {
        position: relative;
      }
      summary {
        gap: 0.5rem;
        min-height: 1.75rem;
        align-items: center;
        font-size: var(--atlas-text-small);
        font-weight: 600;
      }
      .look-for p {
        max-width: 70ch;
        padding: 0.25rem 0 0.4rem 0.9rem;
      }
      /* Before there is a picture it stands in the picture's room, and alone is seen. */
      atlas-fetching {
        position: absolute;
        inset-block-start: 1rem;
        inset-inline: 1rem;
        z-index: 3;
        border-radius: var(--atlas-radius);
        background: var(--atlas-surface);
        visibility: visible;
      }
      .failure {
        padding: 0.6rem 0.8rem;
        border-inline-start: 3px solid var(--atlas-bad);
        background: var(--atlas-bad-wash);
        font-size: var(--atlas-text-small);
      }
    `,
  ];

  @property({ attribute: false }) declare presentation: Presentation;
  /** Whether the figure offers the designs of a lesson. */
  @property({ attribute: false }) isLesson = false;
  /** What the figure shows: set before the element is connected, and by `open`. */
  opening: Opening | null = null;
  watch: (state: State, before: State) => void = () => {};
  /** Called whenever something new is shown, by compared designs too. */
  onUpdate: () => void = () => {};
  /** The design that the figure was opened with, complete. */
  first: Design = {};
  private hasFirst = false;
  private areDetailsAsked = false;
  /** Why the details could not be fetched; told again where opening a link clears the notices. */
  private detailsTrouble = '';

  constructor() {
    super();
    this.store.subscribe((state, before) => {
      if (state.catalog !== null && before.catalog === null && this.opening) {
        this.open(this.opening);
      }
      if (state.isDesignChecked && !this.hasFirst) {
        this.hasFirst = true;
        this.first = state.design;
      }
      this.watch(state, before);
    });
  }

  protected override get isExplained(): boolean {
    const { full, axes } = this.presentation.controls;
    return full || axes.length > 0;
  }

  get current(): State {
    return this.store.state;
  }

  /** The title, where its author gives none. */
  get ownTitle(): string {
    return openLesson(this.current)?.question ?? scenarioTitle(this.current);
  }

  get scenarioTitle(): string {
    return scenarioTitle(this.current);
  }

  get place(): Place {
    const { step, design } = this.store.state;
    return { step, design };
  }

  open(opening: Opening): void {
    this.hasFirst = false;
    this.show(opening, { step: beginning(opening.link) });
  }

  /** Follows another link to the same scenario: step and designs stay the reader's where the link does not change them. */
  follow(opening: Opening): void {
    const before = this.opening?.link;
    const { link } = opening;
    const isAsBefore = (...keys: readonly (keyof Link)[]) =>
      before !== undefined &&
      keys.every((key) => JSON.stringify(link[key]) === JSON.stringify(before[key]));
    const { step, space, window } = this.current;
    const isSameDesign = isAsBefore('designs', 'preset');
    this.hasFirst &&= isSameDesign;
    this.show(opening, {
      step: isAsBefore('step', 'loop') ? step : beginning(link),
      ...(isAsBefore('space', 'window') && { space, window }),
      ...(isSameDesign && { designs: comparedDesigns(this.current).map(({ design }) => design) }),
    });
  }

  private show(opening: Opening, instead: Partial<Link>): void {
    const { dispatch } = this.store;
    const { link, notices } = opening;
    this.opening = opening;
    dispatch({ type: 'link-opened', link: { ...link, ...instead }, notices });
    dispatch({ type: 'speed-set', stepsPerSecond: link.speed });
    if (this.detailsTrouble !== '') this.complain(this.detailsTrouble);
  }

  complain(message: string): void {
    this.store.dispatch({ type: 'noticed', tone: 'bad', message });
  }

  /** Goes to a step and sets axes; what is left out stays. The catalogue must be there. */
  go({ step, design }: Partial<Place>): void {
    const { dispatch } = this.store;
    const { [FAMILY]: family, ...others } = design ?? {};
    if (family !== undefined) dispatch({ type: 'design-begun', family });
    for (const [axis, value] of Object.entries(others)) {
      dispatch({ type: 'axis-set', axis, value });
    }
    // A page's script may pass anything.
    if (step !== undefined && !Number.isNaN(Number(step))) dispatch({ type: 'seek', step });
  }

  play(): void {
    this.store.dispatch({ type: 'play' });
  }

  pause(): void {
    this.store.dispatch({ type: 'pause' });
  }

  /** How far its replays are, those of compared designs included; `null` where none is under way. */
  get progress(): Progress | null {
    const states = this.comparison?.designs.map(({ state }) => state) ?? [this.current];
    return progressOf(states.map(({ run }) => run));
  }

  cancel(): void {
    (this.comparison ?? this.store).dispatch({ type: 'replay-cancelled' });
  }

  replay(): void {
    (this.comparison ?? this.store).dispatch({ type: 'replay-requested' });
  }

  suspend(): void {
    this.effects?.suspend();
    this.comparison?.suspend();
  }

  resume(): void {
    this.effects?.resume();
    this.comparison?.resume();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { views } = this.presentation;
    const { carried, fetching } = this.current;
    const isAsking = carried.predict !== null || fetching !== null;
    if (this.areDetailsAsked || (views.every(isPicture) && !isAsking)) return;
    this.areDetailsAsked = true;
    loadModule(() => import('../details')).catch((error) => {
      this.detailsTrouble = wordsOf(error);
      if (this.current.catalog !== null) this.complain(this.detailsTrouble);
    });
  }

  protected override updated(): void {
    this.onUpdate();
  }

  protected override render() {
    const { run, fetching } = this.state;
    return html`<div class="rows">
        ${rowElements(rowsOf(this.presentation, this.isLesson), (row) => this.row(row))}
      </div>
      ${fetching ? html`<atlas-fetching .state=${this.state}></atlas-fetching>` : nothing}
      ${
        run.failure
          ? html`<div class="failure" role="alert">
              <p><strong>${run.failure.message}</strong> ${run.failure.advice}</p>
            </div>`
          : nothing
      }
      <p class="visually-hidden" role="status" aria-live="polite">${this.spoken}</p>`;
  }

  private row({ name, axis, pictures }: Row) {
    // Below the maps of compared designs, the rows are of the active design.
    const { activeState: state, comparison } = this;
    const { bare, number } = this.presentation;
    switch (name) {
      case 'scorecard':
        return html`<atlas-scorecard
          compact
          .state=${this.state}
          .designs=${comparison?.designs ?? []}
        ></atlas-scorecard>`;
      case 'comparison':
      case 'bare comparison':
        return comparison
          ? html`<atlas-comparison
              compact
              .keeps=${bare}
              .number=${number}
              .pictures=${pictures}
              .state=${this.state}
              .designs=${comparison.designs}
            ></atlas-comparison>`
          : nothing;
      case 'time':
      case 'bare time':
        return html`<atlas-over-time
          compact
          .state=${state}
          .isSecret=${hasQuestionsLeft(state)}
          .isBare=${name === 'bare time'}
        ></atlas-over-time>`;
      case 'numbers':
        return comparison
          ? html`<atlas-comparison-table .state=${this.state} .designs=${comparison.designs}></atlas-comparison-table>`
          : nothing;
      case 'map':
      case 'bare map':
        return html`<atlas-memory-map compact .keeps=${bare} .state=${state}></atlas-memory-map>`;
      case 'zoomable map':
        return html`<atlas-memory-map compact .zooms=${true} .state=${state}></atlas-memory-map>`;
      case 'machine':
        return html`<atlas-machine .state=${state}></atlas-machine>`;
      case 'why':
        return html`<atlas-why .state=${state}></atlas-why>`;
      case 'list':
        return html`<atlas-list compact .state=${state}></atlas-list>`;
      case 'bytes':
      case 'bare bytes':
        return html`<atlas-inspector compact ?bare=${bare !== null} ?alone=${showsBytesAlone(this.presentation)} .state=${state}></atlas-inspector>`;
      case 'stats':
        return html`<atlas-statistics .state=${state}></atlas-statistics>`;
      case 'chart':
        return html`<atlas-charts
          .state=${state}
          .designs=${[]}
          .isSecret=${hasQuestionsLeft(state)}
        ></atlas-charts>`;
      case 'outcome':
        return html`<atlas-outcome .state=${state}></atlas-outcome>`;
      case 'number':
        return html`<p>${number && numberInWords(state, number)}</p>`;
      case 'told':
        return html`<atlas-outcome .state=${state}></atlas-outcome>
          <atlas-prediction bare .state=${state}></atlas-prediction>`;
      case 'prediction':
        return html`<atlas-prediction ?bare=${bare !== null} .state=${state}></atlas-prediction>`;
      case 'transport':
        return html`<atlas-transport compact ?bare=${bare !== null} .state=${this.state}></atlas-transport>`;
      case 'switch':
        return html`<atlas-switches .axes=${axis ? [axis] : []} .state=${state}></atlas-switches>`;
      case 'designs':
        return html`<atlas-lesson-designs .state=${state}></atlas-lesson-designs>`;
      case 'look-for': {
        const lesson = openLesson(state);
        return lesson
          ? html`<details>
              <summary>What to look for</summary>
              <p class="small">${lesson.lookFor}</p>
            </details>`
          : nothing;
      }
      case 'design':
        return html`<details>
          <summary>Design</summary>
          <atlas-design
            .state=${state}
            .designs=${comparedDesigns(state).map(({ design }) => design)}
          ></atlas-design>
        </details>`;
    }
  }
}

/** The step at which a link opens its scenario: its own step, or the beginning of its loop. */
function beginning({ step, loop }: Link): number | null {
  return step ?? loop?.from ?? null;
}

define('heap-atlas-figure', Figure);
