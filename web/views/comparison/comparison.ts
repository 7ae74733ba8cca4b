// `<atlas-comparison>`: two to four designs at one step of a scenario: each design's answer and map, all maps at one scale,
// and a table of the numbers.
//
// The maps are bare: scale, controls, key and legend stand here once for all. A map's actions go to its own design; adding,
// swapping, removing and activating designs is the figure's state.

import { html, noChange, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatCount } from '../../render/format';
import { withoutOperation } from '../../render/sentence';
import { type Action, hasQuestionsLeft, isReplaying, mapEnd } from '../../state';
import '../explained';
import { icons } from '../icons';
import { bar, barStyles } from '../memory-map/bar';
import { chips, chipsStyles } from '../memory-map/chips';
import { key, legendStyles } from '../memory-map/legend';
import { MemoryMapView } from '../memory-map/memory-map';
import { numberInWords } from '../number';
import { type OverTimeKey, overTimeKey, overTimeKeyOf, overTimeKeyStyles } from '../over-time/key';
import { OverTimeView } from '../over-time/over-time';
import { timeBar, timeBarStyles } from '../over-time/time-zoom';
import { prose } from '../prose';
import { shared } from '../styles';
import { toneSign } from '../tone';
import { type ActionEvent, define, fields } from '../view';
import { Waiting } from '../waiting';
import { comparedViewOf } from './compared-view';
import { DivergenceView } from './divergence';
import { letter, letterStyles } from './letter';
import { type DesignName, designNames } from './names';
import { comparisonStyles } from './styles';
import { ComparisonTable } from './table';
import { extentInWords, isLate } from './words';

export class ComparisonView extends comparedViewOf(
  (state) => ({
    ...ComparisonTable.select(state),
    ...DivergenceView.select(state),
    ...fields('frame', 'window', 'arrows', 'beside', 'timeWindow', 'run', 'step')(state),
    isSecret: hasQuestionsLeft(state),
  }),
  (state) => ({
    ...MemoryMapView.select(state),
    ...OverTimeView.select(state),
    ...ComparisonTable.selectDesign(state),
    ...DivergenceView.selectDesign(state),
    ...fields('run', 'shown', 'verdict')(state),
  }),
) {
  static override styles = [
    shared,
    barStyles,
    legendStyles,
    letterStyles,
    chipsStyles,
    overTimeKeyStyles,
    timeBarStyles,
    comparisonStyles,
  ];

  /** Whether only answers and maps are shown, as below a paragraph. */
  @property({ type: Boolean, reflect: true }) compact = false;
  /** The pictures of each design. */
  @property({ attribute: false }) pictures: readonly ('time' | 'map')[] = ['time', 'map'];

  /** What a bare comparison keeps besides pictures and answers; `null` for one that is not bare. */
  @property({ attribute: false }) keeps: readonly string[] | null = null;
  /** The id of the metric that stands with each picture; `null` for the heap's extent. */
  @property({ attribute: false }) number: string | null = null;

  /** The category that was picked in the table to stand out on the maps. */
  @state() private pinned: string | null = null;
  @state() private pointed: string | null = null;

  /** The table of numbers is long, and out of sight most of the time. */
  private readonly waiting = new Waiting(this);
  private sighting: IntersectionObserver | null = null;
  private readonly narrow = matchMedia('(width < 700px)');
  private readonly reflow = () => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    this.narrow.addEventListener('change', this.reflow);
    this.sighting = new IntersectionObserver((entries) => this.sighted(entries), {
      rootMargin: '100px',
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.narrow.removeEventListener('change', this.reflow);
    this.sighting?.disconnect();
  }

  protected override render() {
    const names = designNames(this.state);
    const { designs, narrow } = this;
    const head = html`${
      this.keeps === null
        ? html`<atlas-divergence .state=${this.stateForInner} .designs=${this.designsForInner}>
            ${this.operation()}
          </atlas-divergence>`
        : this.operation()
    }
    ${this.compact ? nothing : html`${this.timeBar()} ${this.bar()}`}`;
    // On a phone the pictures come first: what stands around them would fill it.
    const isPictureFirst = !this.compact && narrow.matches;
    return html`
      ${isPictureFirst ? nothing : head}
      <div
        class="designs ${this.keeps === null ? '' : 'bare'}"
        data-count=${designs.length}
        .style="--designs: ${designs.length}"
      >
        ${designs.map((design, place) => this.design(design, place, names[place]))}
      </div>
      ${isPictureFirst ? head : nothing}
      ${this.compact ? this.chips() : this.table()}
    `;
  }

  private table() {
    const table = () => html`<atlas-comparison-table
      .state=${this.stateForInner}
      .designs=${this.designsForInner}
      .pinned=${this.pinned}
      .onPin=${(category: string | null) => {
        this.pinned = category;
      }}
      .onPoint=${(category: string | null) => {
        this.pointed = category;
      }}
    ></atlas-comparison-table>`;
    return html`${this.key()}
      <div data-panel="numbers">${this.waiting.waits('numbers') ? noChange : table()}</div>`;
  }

  private chips() {
    if (this.keeps?.includes('legend') === false) return nothing;
    if (!this.pictures.includes('map')) {
      return html`<div class="flow small">${overTimeKey(this.timeKey)}</div>`;
    }
    const parts = this.designs.flatMap(({ state }) => state.frame?.parts ?? []);
    return chips(this.state.catalog?.categories ?? [], parts);
  }

  protected override updated(): void {
    // Observing a section again changes nothing.
    for (const section of this.renderRoot.querySelectorAll('.design'))
      this.sighting?.observe(section);
  }

  private operation() {
    const { frame } = this.state;
    return html`<div class="operation-line">
      <span class="soft">step ${formatCount(frame?.step ?? 0)}</span>
      <code class="operation one-line">${frame?.operation?.text ?? (frame ? 'empty heap' : '\u00a0')}</code>
    </div>`;
  }

  private get timeKey(): OverTimeKey {
    const pictures = this.designs.map(({ state }) => state.overTime?.picture);
    return overTimeKeyOf(pictures, this.state.isSecret);
  }

  private timeBar() {
    // All pictures share the window.
    return timeBar(this.state, this.timeKey, (window) =>
      this.dispatch({ type: 'time-window-set', window }),
    );
  }

  private bar() {
    const { window, arrows } = this.state;
    const [picture] = this.designs.flatMap(({ state }) => state.picture ?? []);
    const map = () => this.renderRoot.querySelector<MemoryMapView>('atlas-memory-map');
    return bar({
      geometry: picture?.image ?? null,
      pixelRatio: globalThis.devicePixelRatio || 1,
      window,
      arrows,
      maps: this.designs.map(({ state }) => state),
      end: mapEnd(this.state),
      canZoom: (direction) => map()?.canZoom(direction) ?? false,
      // All maps share the window.
      zoom: (direction) => map()?.zoom(direction),
      setWindow: (to) => this.dispatch({ type: 'window-set', window: to }),
      setArrows: (to) => this.dispatch({ type: 'arrows-set', arrows: to }),
    });
  }

  private design(design: Compared, place: number, name: DesignName | undefined) {
    const { state } = design;
    const isActive = place === this.state.activePlace;
    const title = name?.title ?? '';
    // Stopped here: the figure would apply the action to design A.
    const pass = (event: Event) => {
      event.stopPropagation();
      design.dispatch((event as ActionEvent).detail);
    };
    return html`<section
      class="design"
      aria-labelledby="design-${place}"
      data-place=${place}
      ?data-active=${isActive}
      ?data-late=${isLate(state, this.state)}
      ?data-pictured=${state.picture !== null}
    >
      <header>
        <button
          id="design-${place}"
          class="activate"
          aria-pressed=${isActive}
          title="Look at this design in detail, and set it with the controls"
          @click=${() => this.dispatch({ type: 'design-activated', place })}
        >
          ${letter(place, isActive)}<span class="title one-line">${title}</span>
        </button>
        ${
          this.compact
            ? nothing
            : html`${place > 0 ? this.tool(icons.swap, `Make ${title} A, which the others are held against`, { type: 'design-swapped', place }) : nothing}
              ${this.tool(icons.close, `Remove ${title}`, { type: 'design-removed', place })}`
        }
      </header>
      ${
        this.keeps === null
          ? html`<p class="differences two-lines soft small">${differences(name)}</p>`
          : nothing
      }
      ${this.answer(design)}
      ${
        this.pictures.includes('time')
          ? html`<atlas-over-time
              .state=${design.stateForInner}
              .isBare=${true}
              .isSecret=${this.state.isSecret}
              @atlas-action=${pass}
            ></atlas-over-time>`
          : nothing
      }
      ${
        this.pictures.includes('map')
          ? html`<atlas-memory-map
              .state=${design.stateForInner}
              .isBare=${true}
              .keeps=${this.keeps}
              .name=${title}
              .pointedCategory=${this.pointed ?? this.pinned}
              @atlas-action=${pass}
            ></atlas-memory-map>`
          : nothing
      }
      <p class="extent small">${this.extent(state)}</p>
    </section>`;
  }

  private extent(state: Compared['state']) {
    const { catalog } = this.state;
    if (this.number !== null) return numberInWords({ catalog, frame: state.frame }, this.number);
    return html`<span class="soft">${extentInWords(state) || ' '}</span>`;
  }

  private tool(icon: unknown, label: string, action: Action) {
    return html`<button
      class="quiet tool control"
      aria-label=${label}
      title=${label}
      @click=${() => this.dispatch(action)}
    >
      ${icon}
    </button>`;
  }

  /** The design's answer, or the reason why there is none yet. */
  private answer({ state, dispatch, divergence }: Compared) {
    const { frame, run, verdict } = state;
    const [problem] = verdict.problems;
    if (problem) {
      return html`<div class="answer bad" role="status">
        <b>${toneSign('bad')} Refused</b>
        <p class="two-lines">${prose(problem.reason)}</p>
      </div>`;
    }
    if (run.failure) {
      return html`<div class="answer" role="status">
        <b class="bad">${toneSign('bad')} Failed</b>
        <p class="two-lines">${prose(run.failure.message)}</p>
        <button class="link" @click=${() => dispatch({ type: 'replay-requested' })}>Try again</button>
      </div>`;
    }
    if (isLate(state, this.state)) {
      const percent = run.total === 0 ? 0 : Math.floor((100 * run.replayed) / run.total);
      return html`<div class="answer soft late">
        ${isReplaying(run) ? `Replaying, ${percent} %` : 'Replaying'}
      </div>`;
    }
    const outcome = frame?.outcome;
    if (!outcome) return html`<div class="answer soft">Nothing asked yet.</div>`;
    const [sentence, exactly] = [outcome.sentence, outcome.exactly ?? outcome.sentence].map(
      (each) => withoutOperation(each, frame.operation?.text ?? ''),
    );
    return html`<div class="answer">
      <b class=${outcome.tone}>${toneSign(outcome.tone)} ${outcome.title}</b>
      ${
        this.keeps === null && divergence?.isAt(frame.step)
          ? html`<span class="differs" title="Another answer than A’s">differs from A</span>`
          : nothing
      }
      <p class="two-lines" title=${exactly}>${sentence}</p>
    </div>`;
  }

  private key() {
    const frames = this.designs.flatMap(({ state }) => state.frame ?? []);
    const candidates = frames.flatMap((frame) => frame.candidates);
    const changes = frames.flatMap((frame) => frame.changes);
    return key({ candidates, changes }, false);
  }

  private sighted(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const design = this.designs[Number((target as HTMLElement).dataset.place)];
      design?.dispatch({ type: 'sighted', isInSight: isIntersecting });
    }
  }
}

/** The axes on which a design differs, with its values, unless its name says them. */
function differences(name: DesignName | undefined) {
  const all = name?.differences ?? [];
  const said = name?.title.toLowerCase() ?? '';
  const isSaid = (words: string) => said.includes(words.toLowerCase());
  const whole = all.map(({ axis, value }) => `${axis}: ${value}`).join(' · ');
  const axes = all.flatMap(({ axis }) => (isSaid(axis) ? [] : axis)).join(' · ');
  const text = all.every(({ value }) => isSaid(value)) ? axes : whole;
  return html`<span title=${whole}>${text || ' '}</span>`;
}

type Compared = ComparisonView['designs'][number];

define('atlas-comparison', ComparisonView);
