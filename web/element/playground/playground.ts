// `<heap-atlas-playground>`: the whole playground as one element.
//
// Owns the stage, when the panels around it appear, and the share and help dialogs; panels.ts owns these panels, and
// replaying.ts all that a playground shares with a figure. The stage comes first: the panels around it are drawn once the
// map shows something. Several playgrounds on a page share an engine if they are given the same one, and nothing else.

import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { loadModule, wordsOf } from '../../base/advised';
import { saveFile } from '../../base/save-file';
import { GREETING } from '../../engine/challenges';
import { isLink } from '../../engine/link';
import {
  hasQuestionsLeft,
  hasSeveralSpaces,
  isSettled,
  isUpToDate,
  mistaken,
  openLesson,
  type State,
} from '../../state';
import '../../views/comparison/comparison';
import type { HelpView } from '../../views/help/help';
import '../../views/memory-map/memory-map';
import '../../views/notices/notices';
import '../../views/over-time/over-time';
import '../../views/outcome/outcome';
import '../../views/scorecard/scorecard';
import '../../views/spaces/spaces';
import '../../views/status/status';
import { shared, tokens } from '../../views/styles';
import '../../views/transport/transport';
import '../../views/welcome/welcome';
import { define } from '../../views/view';
import { Waiting } from '../../views/waiting';
import { Address, type AddressBar } from '../address';
import type { ShownDesign, ShownDesigns } from '../comparison/shown-design';
import type { Keeper } from '../effects/effects';
import type { Finding } from '../finding';
import { keepInSight } from '../in-sight';
import { Keeping, type Memory } from '../keeping';
import { Replaying } from '../replaying';
import type { Sharing } from '../sharing';
import { FileDrop, fileDropStyles } from './file-drop';
import {
  lessonView,
  type PanelScene,
  panels,
  RAIL_PANELS,
  railPanels,
  STEP_PANELS,
} from './panels';
import { playgroundStyles } from './styles';

/** Below this width of the figure the controls fold away under the map. */
const WIDE_PX = 1000;

/** The views that a link can bring into sight, by its words for them; the map is in sight by itself. */
const VIEWS: Readonly<Record<string, string>> = {
  time: 'atlas-over-time',
  why: 'atlas-why',
  bytes: 'atlas-inspector',
  stats: 'atlas-statistics',
  chart: '.overall atlas-charts',
  list: 'atlas-list',
};

const PANELS = RAIL_PANELS + STEP_PANELS;

export class Playground extends Replaying {
  static override styles = [tokens, shared, playgroundStyles, fileDropStyles];

  /** Where the visitor's work is kept over a reload. Without it, nothing is. */
  @property({ attribute: false }) memory: Memory | null = null;
  /** The address that follows the figure; without it, none does. */
  @property({ attribute: false }) addressBar: AddressBar | null = null;
  @state() private isWide = true;
  /** Whether the first picture has been there, and all that stands above it. */
  @state() private isSeen = false;
  private isGreeted = false;
  /** How many panels are drawn: one more with each task of the browser, so that no task takes long. */
  @state() private panelsShown = 0;
  /** Whether the views of the panels below are there. */
  @state() private hasDetails = false;
  private areDetailsAsked = false;
  private readonly waiting = new Waiting(this);
  private panelTimer: ReturnType<typeof setTimeout> | undefined;
  private sizing: ResizeObserver | null = null;
  private address: Address | null = null;
  private readonly leaveAddress = () => this.address?.leave();
  private sharing: Sharing | null = null;
  private finding: Finding | null = null;
  private readonly fileDrop = new FileDrop(this, (file) =>
    this.store.dispatch({ type: 'file-offered', file }),
  );
  private letGo: () => void = () => {};

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
    clearTimeout(this.panelTimer);
    this.panelTimer = undefined;
    window.removeEventListener('pagehide', this.leaveAddress);
    this.address?.dispose();
    this.address = null;
    this.sharing?.dispose();
    this.sharing = null;
    this.finding?.dispose();
    this.finding = null;
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
    const { state, comparison } = this;
    // A lesson's charts stand above the map, and are as tall as what they draw.
    const areChartsAwaited = openLesson(state)?.view === 'chart' && state.series === null;
    const isDetailAwaited = openLesson(state) !== null && !this.hasDetails;
    const isAwaited =
      areChartsAwaited || isDetailAwaited || (state.compare.length > 0 && comparison === null);
    if (isShowing(state) && !isAwaited) this.isSeen = true;
    if ((this.isSeen || openLesson(state) || state.fetching) && !this.areDetailsAsked) {
      this.areDetailsAsked = true;
      void this.loadDetails();
    }
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.greet();
    const before = changed.get('state') as State | undefined;
    const { carried, sharing } = this.state;
    // A view picked in the dialog leaves the visitor in the dialog; a link is opened to see the view that it names.
    const isOpened = before !== undefined && carried !== before.carried && sharing === null;
    if (isOpened && carried.view !== null) this.bringIntoSight(carried.view);
    if (sharing !== null) void this.loadSharing();
    if (this.state.isSweepOpen) void this.loadFinding();
    this.sharing?.refresh();
    const drawable = this.hasDetails ? PANELS : RAIL_PANELS;
    if (this.isSeen && this.panelsShown < drawable) {
      this.panelTimer ??= setTimeout(() => {
        this.panelTimer = undefined;
        this.panelsShown += 1;
      });
    }
  }

  /** A first visit, which came with no link and finds no work of an earlier one, begins with a comparison. */
  private greet(): void {
    const { state, addressBar } = this;
    if (this.isGreeted || state.catalog === null) return;
    this.isGreeted = true;
    const isNew = state.changed === 'nothing' && Object.keys(state.drafts).length === 0;
    const isOwnPage = addressBar !== null && !addressBar.isFixed && !isLink(addressBar.fragment);
    if (isNew && isOwnPage) this.store.dispatch({ type: 'welcomed', ...GREETING });
  }

  private bringIntoSight(view: string): void {
    this.letGo();
    const find = () => {
      const element = this.renderRoot.querySelector(VIEWS[view] ?? 'none');
      return element?.closest('section.panel') ?? element;
    };
    this.letGo = keepInSight(this, find);
  }

  protected override get isExplained(): boolean {
    return true;
  }

  protected override keeper(): Keeper | null {
    return this.memory && new Keeping(this.memory);
  }

  protected override does(event: KeyboardEvent): boolean {
    switch (event.key) {
      case '?':
        void this.openHelp();
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
  }

  /** A part of the page that is fetched by itself; `null`, and a notice, where it can't be. */
  private async fetched<Module>(load: () => Promise<Module>): Promise<Module | null> {
    try {
      return await loadModule(load);
    } catch (error) {
      this.store.dispatch({ type: 'noticed', tone: 'bad', message: wordsOf(error) });
      return null;
    }
  }

  private async loadDetails(): Promise<void> {
    this.hasDetails = (await this.fetched(() => import('../details'))) !== null;
    // Without them the stage is shown all the same.
    if (!this.hasDetails) this.isSeen = true;
  }

  /** The dialog and what it asks for are fetched when they are first used. */
  private async loadSharing(): Promise<void> {
    const { engine, store } = this;
    if (!engine || this.sharing) return;
    const part = await this.fetched(() => import('../sharing'));
    if (part === null) store.dispatch({ type: 'share-closed' });
    if (part === null || !this.isConnected || this.sharing) return;
    this.sharing = new part.Sharing({
      codec: engine,
      store,
      designs: () => this.designs(),
      site: siteAddress(),
      save: saveFile,
    });
  }

  /** The dialog and what it asks for are fetched when they are first used. */
  private async loadFinding(): Promise<void> {
    const { engine, store } = this;
    if (!engine || this.finding) return;
    const part = await this.fetched(() => import('../finding'));
    if (part === null) store.dispatch({ type: 'sweep-closed' });
    if (part === null || !this.isConnected || this.finding) return;
    this.finding = new part.Finding(engine, store);
  }

  private designs(): ShownDesigns {
    const { state } = this.store;
    const ask: ShownDesign['ask'] = (question) => this.effects?.ask(question) ?? null;
    const [own = { state, divergence: null, ask }, ...others] = this.comparison?.designs ?? [];
    return [own, ...others];
  }

  /** The help is fetched when it is first opened. */
  async openHelp(): Promise<void> {
    const part = await this.fetched(() => import('../../views/help/help'));
    if (part) this.renderRoot.querySelector<HelpView>('atlas-help')?.open();
  }

  protected override render() {
    const { state, comparison } = this;
    if (state.engineFailure) {
      const { message, advice } = state.engineFailure;
      return html`<div class="failed" role="alert">
        <h2>${message}</h2>
        <p>${advice}</p>
        <button @click=${() => location.reload()}>Reload the page</button>
      </div>`;
    }
    const scene: PanelScene = {
      state,
      ofDetails: this.activeState,
      designs: comparison?.designs ?? [],
      isWide: this.isWide,
      waits: (title) => this.waiting.waits(title),
    };
    const { closeUp, overall } = panels(scene);
    const drawn = this.panelsShown - RAIL_PANELS;
    return html`
      <div
        class="figure"
        ?data-wide=${this.isWide}
        ?data-expected=${this.isExpected}
        ?data-up-to-date=${this.isUpToDate}
        ?data-held=${mistaken(state) !== null}
      >
        <section class="stage" aria-label="Memory">
          <atlas-status .state=${state}></atlas-status>
          ${
            state.isWelcome
              ? html`<atlas-welcome .state=${state} .designs=${comparison?.designs ?? []}></atlas-welcome>`
              : nothing
          }
          <atlas-scorecard .state=${state} .designs=${comparison?.designs ?? []}></atlas-scorecard>
          ${openLesson(state) ? html`<atlas-lesson .state=${state}></atlas-lesson>` : nothing}
          ${
            comparison
              ? html`${hasSeveralSpaces(state) ? html`<atlas-spaces .state=${state}></atlas-spaces>` : nothing}
                  ${state.carried.predict ? html`<atlas-prediction .state=${state}></atlas-prediction>` : nothing}
                  <atlas-comparison .state=${state} .designs=${comparison.designs}></atlas-comparison>`
              : html`<atlas-outcome .state=${state}></atlas-outcome>
                  ${state.carried.predict ? html`<atlas-prediction .state=${state}></atlas-prediction>` : nothing}
                  ${lessonView(state)}
                  <atlas-spaces .state=${state}></atlas-spaces>
                  <atlas-over-time
                    .state=${state}
                    .isSecret=${hasQuestionsLeft(state)}
                  ></atlas-over-time>
                  <atlas-memory-map .state=${state}></atlas-memory-map>`
          }
        </section>
        <atlas-transport class="transport" .state=${state}></atlas-transport>
        <aside class="rail" aria-label="Scenario and design">
          ${railPanels(scene).slice(0, this.panelsShown)}
        </aside>
        <div class="panels close-up">${closeUp.slice(0, Math.max(0, drawn))}</div>
        <div class="panels overall">${overall.slice(0, Math.max(0, drawn - closeUp.length))}</div>
      </div>
      <p class="visually-hidden" role="status" aria-live="polite">${this.spoken}</p>
      <atlas-notices .state=${state}></atlas-notices>
      <atlas-help .state=${state}></atlas-help>
      ${
        state.sharing
          ? html`<atlas-share .state=${state} .site=${siteAddress()}></atlas-share>`
          : nothing
      }
      ${state.isSweepOpen ? html`<atlas-sweep .state=${state}></atlas-sweep>` : nothing}
      ${this.fileDrop.render()}
    `;
  }

  /** Whether nothing on the page moves by itself any more; journeys wait for it. */
  private get isUpToDate(): boolean {
    const states = this.comparison?.designs.map(({ state }) => state) ?? [this.state];
    return this.panelsShown === PANELS && !this.waiting.isAny && states.every(isUpToDate);
  }

  /** Whether something is on its way of which it isn't known yet what it will put above the map, and how tall that is. */
  private get isExpected(): boolean {
    const { state, addressBar, isSeen } = this;
    if (isSeen) return false;
    const isGreeting = addressBar !== null && (!this.isGreeted || state.isWelcome);
    return (
      isGreeting ||
      isLink(addressBar?.fragment ?? '') ||
      openLesson(state) !== null ||
      state.compare.length > 0
    );
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

function siteAddress(): string {
  return new URL('./', location.href).href;
}

define('heap-atlas-playground', Playground);
