// `<heap-atlas-playground>`: the whole playground as one element.
//
// Owns the arrangement of its views, and dropped files; what it shares with a figure is replaying.ts's. The stage
// comes first: what stands beside and below it is drawn once the map shows something.
// Draws nothing itself. Several on a page share an engine if they are given the same one, and nothing else.

import { css, html, nothing, type PropertyValues } from 'lit';
import { loadPart, wordsOf } from '../base/advised';
import { saveFile } from '../base/save-file';
import { isLink } from '../domain/link';
import { LESSONS } from '../engine/lessons';
import { BUNDLED_TRACES } from '../engine/traces';
import {
  changedAxes,
  hasSeveralSpaces,
  isSettled,
  openLesson,
  type State,
  scenarioTitle,
} from '../state';
import '../views/charts/charts';
import '../views/comparison/comparison';
import '../views/design/design';
import '../views/designs/designs';
import type { HelpView } from '../views/help/help';
import '../views/help/help';
import '../views/inspector/inspector';
import '../views/lesson/lesson';
import '../views/list/list';
import '../views/machine/machine';
import '../views/memory-map/memory-map';
import '../views/notices/notices';
import '../views/operations/operations';
import '../views/outcome/outcome';
import '../views/prediction/prediction';
import '../views/price/price';
import '../views/scenario/scenario';
import '../views/spaces/spaces';
import '../views/statistics/statistics';
import '../views/status/status';
import { shared, tokens } from '../views/styles';
import '../views/transport/transport';
import '../views/why/why';
import { define } from '../views/view';
import { Address, type AddressBar } from './address';
import type { Keeper, Offer } from './effects/effects';
import { keepInSight } from './in-sight';
import { Keeping, type Memory } from './keeping';
import { Replaying } from './replaying';
import type { Sharing } from './sharing';
import type { Side } from './side';

/** Below this width of the figure the controls fold away under the map. */
const WIDE_PX = 1000;

/** The views that a link can bring into sight, by its words for them; the map is in sight by itself. */
const VIEWS: Readonly<Record<string, string>> = {
  why: 'atlas-why',
  bytes: 'atlas-inspector',
  stats: 'atlas-statistics',
  chart: '.below atlas-charts',
  list: 'atlas-list',
};

/** The parts beside the map, and those below it. */
const RAIL_PARTS = 2;
const PARTS = RAIL_PARTS + 7;

export class Playground extends Replaying {
  static override properties = {
    ...Replaying.properties,
    memory: { attribute: false },
    addressBar: { attribute: false },
    isWide: { state: true },
    isDropTarget: { state: true },
    isSeen: { state: true },
    partsShown: { state: true },
  };

  static override styles = [
    tokens,
    shared,
    css`
      :host {
        container: figure / inline-size;
      }
      .figure {
        display: grid;
        /* A column is no wider than the page, however long a line in it is. */
        grid-template-columns: minmax(0, 1fr);
        gap: 1.25rem;
      }
      .figure[data-wide] {
        grid-template: 'stage rail' auto 'below rail' 1fr / minmax(0, 1fr) 22rem;
        column-gap: 1.75rem;
      }
      .stage {
        display: grid;
        grid-area: stage;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.6rem;
      }
      .stage {
        /* A lesson's list stands above the map, and leaves that in sight: six lines. */
        --atlas-list-height: 10.5rem;
      }
      [data-wide] .stage {
        /* What stands around the map takes 28.5rem of the screen: its legend ends above the step bar. */
        --atlas-map-height: clamp(300px, min(44cqi, 100dvh - 28.5rem), 500px);
      }
      .rail {
        grid-area: rail;
      }
      .below {
        display: grid;
        grid-area: below;
        grid-template-columns: minmax(0, 1fr);
        align-content: start;
        gap: 1.75rem 2rem;
      }
      .figure:not([data-wide]) > * {
        grid-area: auto;
      }
      /* What is on its way stands where it will with the first picture, and is not seen before: nothing moves. */
      .figure[data-expected] .stage > :not(atlas-status) {
        visibility: hidden;
      }
      [data-wide] .rail {
        position: sticky;
        top: 0;
        align-self: start;
        max-height: 100dvh;
        padding: 1rem 0.25rem 2rem 1.75rem;
        border-inline-start: 1px solid var(--atlas-line);
        overflow: hidden auto;
        scrollbar-color: var(--atlas-line-strong) transparent;
        scrollbar-width: thin;
      }
      .rail h2 {
        margin-bottom: 0.6rem;
      }
      .rail section + section {
        margin-top: 1.75rem;
      }
      .rail details {
        border-bottom: 1px solid var(--atlas-line);
      }
      .rail details > summary {
        /* In sight for as long as its part is: on a phone, the price of a change stays visible. */
        position: sticky;
        top: 0;
        z-index: 4;
        flex-wrap: wrap;
        gap: 0 0.75rem;
        padding: 0.75rem 0;
        background: var(--atlas-ground);
      }
      .rail summary h2 {
        flex: none;
        margin: 0;
      }
      .rail summary .soft {
        flex: 1;
        text-align: end;
      }
      .rail summary atlas-price {
        flex-basis: 100%;
      }
      .rail summary .soft {
        overflow: hidden;
        margin-inline-start: auto;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .rail details > :last-child {
        padding: 0.25rem 0 1.25rem;
      }
      .panel > h2 {
        margin-bottom: 0.6rem;
      }
      .panel {
        min-width: 0;
      }
      @container figure (width >= 640px) {
        .below {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
        .below .full {
          grid-column: 1 / -1;
        }
      }
      atlas-transport {
        position: sticky;
        bottom: 0;
        z-index: 5;
        padding-block: 0.5rem;
        background: var(--atlas-ground);
      }
      .figure:not([data-wide]) atlas-transport {
        /* Last in the column, and so at the foot of the screen wherever one has scrolled to. */
        order: 1;
        margin-inline: -1rem;
        padding: 0.5rem 1rem;
        border-top: 1px solid var(--atlas-line);
      }
      .figure:not([data-wide]):has(atlas-scenario:focus-within) atlas-transport {
        /* Out of the way of what is being written, and of what is said about it. */
        position: static;
      }
      .figure:not([data-wide]) .stage {
        display: contents;
      }
      .failed {
        padding: 2rem;
        border: 1px solid var(--atlas-line);
        border-radius: var(--atlas-radius);
        background: var(--atlas-surface);
      }
      .drop {
        position: fixed;
        inset: 0.75rem;
        z-index: 30;
        display: grid;
        place-items: center;
        border: 3px dashed var(--atlas-accent);
        border-radius: 1rem;
        background: color-mix(in srgb, var(--atlas-surface) 88%, transparent);
        font-size: 1.25rem;
        font-weight: 600;
        pointer-events: none;
      }
      @media print {
        .rail,
        atlas-transport,
        atlas-notices,
        atlas-help,
        atlas-share,
        .drop {
          display: none;
        }
        .figure[data-wide] {
          display: block;
        }
        .stage {
          margin-bottom: 1.25rem;
        }
      }
    `,
  ];

  /** Where the visitor's work is kept over a reload. Without it, nothing is. */
  declare memory: Memory | null;
  /** Where a link to what is on the screen stands. Without it, nobody follows. */
  declare addressBar: AddressBar | null;
  private declare isWide: boolean;
  private declare isDropTarget: boolean;
  /** Whether the first picture has been there, and all that stands above it. */
  private declare isSeen: boolean;
  /** How many parts beside and below the map are there: one more with each task, so that no task takes long. */
  private declare partsShown: number;
  private partTimer: ReturnType<typeof setTimeout> | undefined;
  private sizing: ResizeObserver | null = null;
  private address: Address | null = null;
  private readonly leaveAddress = () => this.address?.leave();
  private sharing: Sharing | null = null;
  /** Ends the hold on a part of the page that is kept in sight. */
  private letGo: () => void = () => {};

  constructor() {
    super();
    this.memory = null;
    this.addressBar = null;
    this.isWide = true;
    this.isDropTarget = false;
    this.isSeen = false;
    this.partsShown = 0;
    this.addEventListener('dragover', (event) => this.dragged(event));
    this.addEventListener('dragleave', (event) => {
      if (!this.contains(event.relatedTarget as Node | null)) this.isDropTarget = false;
    });
    this.addEventListener('drop', (event) => this.dropped(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.isWide = this.clientWidth === 0 || this.clientWidth >= WIDE_PX;
    this.sizing = new ResizeObserver(() => {
      this.isWide = this.clientWidth >= WIDE_PX;
    });
    this.sizing.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizing?.disconnect();
    clearTimeout(this.partTimer);
    this.partTimer = undefined;
    window.removeEventListener('pagehide', this.leaveAddress);
    this.address?.dispose();
    this.address = null;
    this.sharing?.dispose();
    this.sharing = null;
    this.letGo();
  }

  /** A link the visitor came with is read before anything begins, so that nothing else is shown before it. */
  protected override startEffects(): void {
    const { engine, addressBar, address, store } = this;
    if (!engine || !this.isConnected) return;
    if (addressBar === null) {
      super.startEffects();
      return;
    }
    if (address !== null) return;
    this.address = new Address(engine, store, addressBar, performance.timeOrigin);
    window.addEventListener('pagehide', this.leaveAddress);
    void this.address.arrive().then(() => super.startEffects());
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { state, lanes } = this;
    // A lesson's charts stand above the map, and are as tall as what they draw.
    const areChartsAwaited = openLesson(state)?.view === 'chart' && state.series === null;
    const isAwaited = areChartsAwaited || (state.compare.length > 0 && lanes === null);
    if (isShowing(state) && !isAwaited) this.isSeen = true;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const before = changed.get('state') as State | undefined;
    const { carried, sharing } = this.state;
    // Who picks a view in the dialog stays in it; a link is opened to see what it names.
    const isOpened = before !== undefined && carried !== before.carried && sharing === null;
    if (isOpened && carried.view !== null) this.bringIntoSight(carried.view);
    this.sharing?.refresh();
    if (this.isSeen && this.partsShown < PARTS) {
      this.partTimer ??= setTimeout(() => {
        this.partTimer = undefined;
        this.partsShown += 1;
      });
    }
  }

  private bringIntoSight(view: string): void {
    this.letGo();
    const find = () => {
      const element = this.renderRoot.querySelector(VIEWS[view] ?? 'none');
      return element?.closest('section.panel') ?? element;
    };
    this.letGo = keepInSight(this, find);
  }

  protected override offer(): Offer {
    return { traces: BUNDLED_TRACES, lessons: LESSONS, isExplained: true };
  }

  protected override keeper(): Keeper | null {
    return this.memory && new Keeping(this.memory);
  }

  protected override does(event: KeyboardEvent): boolean {
    switch (event.key) {
      case '?':
        this.openHelp();
        return true;
      case 's':
        this.openShare();
        return true;
      default:
        return super.does(event);
    }
  }

  openShare(): void {
    if (this.state.frame === null) return;
    this.store.dispatch({ type: 'share-opened' });
    void this.loadSharing();
  }

  /** The dialog and what it asks for are fetched when they are first used. */
  private async loadSharing(): Promise<void> {
    const { engine, store } = this;
    if (!engine || this.sharing) return;
    try {
      const { Sharing } = await loadPart(() => import('./sharing'));
      if (!this.isConnected || this.sharing) return;
      this.sharing = new Sharing({
        codec: engine,
        store,
        sides: () => this.sides(),
        site: siteAddress(),
        save: saveFile,
      });
    } catch (error) {
      store.dispatch({ type: 'share-closed' });
      store.dispatch({ type: 'noticed', tone: 'bad', message: wordsOf(error) });
    }
  }

  /** The designs on the screen, the figure's own first. */
  private sides(): readonly [Side, ...Side[]] {
    const { state } = this.store;
    const ask: Side['ask'] = (question) => this.effects?.ask(question) ?? null;
    const [own = { state, parts: false, ask }, ...others] = this.lanes?.sides ?? [];
    return [own, ...others];
  }

  openHelp(): void {
    this.renderRoot.querySelector<HelpView>('atlas-help')?.open();
  }

  protected override render() {
    const { state, lanes } = this;
    if (state.engineFailure) {
      const { message, advice } = state.engineFailure;
      return html`<div class="failed" role="alert">
        <h2>${message}</h2>
        <p>${advice}</p>
        <button @click=${() => location.reload()}>Reload the page</button>
      </div>`;
    }
    const front = (!lanes && openLesson(state)?.view) || null;
    return html`
      <div
        class="figure"
        ?data-wide=${this.isWide}
        ?data-expected=${this.isExpected}
        ?data-following=${state.following}
      >
        <section class="stage" aria-label="Memory">
          <atlas-status .state=${state}></atlas-status>
          ${openLesson(state) ? html`<atlas-lesson .state=${state}></atlas-lesson>` : nothing}
          ${
            lanes
              ? html`${hasSeveralSpaces(state) ? html`<atlas-spaces .state=${state}></atlas-spaces>` : nothing}
                  <atlas-prediction .state=${state}></atlas-prediction>
                  <atlas-comparison .state=${state} .lanes=${lanes.all}></atlas-comparison>`
              : html`<atlas-outcome .state=${state}></atlas-outcome>
                  <atlas-prediction .state=${state}></atlas-prediction>
                  ${this.lookedAt()}
                  <atlas-spaces .state=${state}></atlas-spaces>
                  <atlas-memory-map .state=${state}></atlas-memory-map>`
          }
          <atlas-transport .state=${state}></atlas-transport>
        </section>
        <aside class="rail" aria-label="Scenario and design">
          ${this.rail().slice(0, this.partsShown)}
        </aside>
        <div class="below">${this.below(front).slice(0, Math.max(0, this.partsShown - RAIL_PARTS))}</div>
      </div>
      <p class="visually-hidden" role="status" aria-live="polite">${this.spoken}</p>
      <atlas-notices .state=${state}></atlas-notices>
      <atlas-help .state=${state}></atlas-help>
      ${
        state.sharing
          ? html`<atlas-share .state=${state} .site=${siteAddress()}></atlas-share>`
          : nothing
      }
      ${
        this.isDropTarget
          ? html`<div class="drop">Drop a .rep, .heaptrace or .heap-atlas file or a script to open it</div>`
          : nothing
      }
    `;
  }

  /** Whether something is on its way of which it isn't known yet what it will put above the map, and how tall that is. */
  private get isExpected(): boolean {
    const { state, addressBar, isSeen } = this;
    if (isSeen) return false;
    return (
      isLink(addressBar?.fragment ?? '') || openLesson(state) !== null || state.compare.length > 0
    );
  }

  /** What stands beside the map: what is replayed, and under which design. */
  private rail(): readonly unknown[] {
    const { state, inHand } = this;
    return [
      this.section(
        'Scenario',
        scenarioTitle(state),
        html`<atlas-scenario .state=${state}></atlas-scenario>`,
      ),
      this.section(
        'Design',
        this.designTitle(),
        html`<div>
          <atlas-designs .state=${state}></atlas-designs>
          <atlas-design .state=${inHand}></atlas-design>
        </div>`,
        html`<atlas-price .state=${inHand}></atlas-price>`,
      ),
    ];
  }

  /** What stands below it; `front` is the view that the open lesson has put above it. */
  private below(front: string | null): readonly unknown[] {
    const { state, lanes, inHand } = this;
    return [
      html`<section class="panel full">
        <h2>The machine</h2>
        <atlas-machine .state=${inHand}></atlas-machine>
      </section>`,
      html`<section class="panel ${front === 'why' ? 'full' : ''}">
        <h2>Operations</h2>
        <atlas-operations .state=${inHand}></atlas-operations>
      </section>`,
      front === 'why' ? nothing : this.panel('why', '', inHand),
      html`<section class="panel full">
        <h2>Block</h2>
        <atlas-inspector .state=${inHand}></atlas-inspector>
      </section>`,
      lanes
        ? nothing
        : html`<section class="panel full">
            <h2>Statistics at this step</h2>
            <atlas-statistics .state=${state}></atlas-statistics>
          </section>`,
      html`<section class="panel full">
        <h2>Over time</h2>
        <atlas-charts .state=${inHand}></atlas-charts>
      </section>`,
      front === 'list' ? nothing : this.panel('list', 'full', inHand),
    ];
  }

  /**
   * The view in which the open lesson is seen best, between its card and the map: in sight with the question,
   * wherever one has scrolled to.
   */
  private lookedAt() {
    const lesson = openLesson(this.state);
    switch (lesson?.view) {
      case 'why':
      case 'list':
        return this.panel(lesson.view, '', this.state);
      case 'chart':
        return html`<atlas-charts
          .state=${this.state}
          .measures=${lesson.checks.map(({ measure }) => measure)}
        ></atlas-charts>`;
      default:
        return nothing;
    }
  }

  private panel(view: 'why' | 'list', name: string, state: State) {
    return view === 'why'
      ? html`<section class="panel ${name}">
          <h2>Why here?</h2>
          <atlas-why .state=${state}></atlas-why>
        </section>`
      : html`<section class="panel ${name}">
          <h2>The list</h2>
          <atlas-list .state=${state}></atlas-list>
        </section>`;
  }

  /** A part of the rail: open beside the map, folded below it. */
  private section(title: string, summary: string, content: unknown, price: unknown = nothing) {
    return this.isWide
      ? html`<section><h2>${title}</h2>${content}</section>`
      : html`<details>
          <summary>
            <h2>${title}</h2>
            <span class="soft small">${summary}</span>
            ${price}
          </summary>
          ${content}
        </details>`;
  }

  private designTitle(): string {
    const { catalog, preset } = this.state;
    const title = catalog?.presets.find(({ id }) => id === preset)?.title ?? '';
    const changes = changedAxes(this.state).length;
    return changes === 0 ? title : `${title}, ${changes} changed`;
  }

  private dragged(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    this.isDropTarget = true;
  }

  private dropped(event: DragEvent): void {
    this.isDropTarget = false;
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    this.store.dispatch({ type: 'file-offered', file });
  }
}

/**
 * Whether the first picture is there, or there is none to wait for: the visitor has to wait for a file, or to put
 * something right, and needs the page for it.
 */
function isShowing(state: State): boolean {
  const { verdict, fetching, engineFailure } = state;
  const isHeld = verdict.problems.length > 0 || fetching !== null || engineFailure !== null;
  return isSettled(state) || isHeld;
}

/** The folder this page lies in, with a slash at its end. */
function siteAddress(): string {
  return new URL('./', location.href).href;
}

define('heap-atlas-playground', Playground);
