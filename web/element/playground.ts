// `<heap-atlas-playground>`: the whole playground as one element.
//
// Owns one figure's store and effects, the arrangement of its views, its keys, dropped files, and what
// is read out to those who don't see it. Draws nothing itself. Several on a page share an engine if
// they are given the same one, and nothing else.

import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import type { Engine } from '../engine/api';
import {
  changedAxes,
  createStore,
  INITIAL_STATE,
  openLesson,
  type State,
  scenarioTitle,
} from '../state';
import '../views/charts/charts';
import '../views/design/design';
import '../views/help/help';
import type { HelpView } from '../views/help/help';
import '../views/inspector/inspector';
import '../views/lesson/lesson';
import '../views/list/list';
import '../views/machine/machine';
import '../views/memory-map/memory-map';
import '../views/notices/notices';
import '../views/operations/operations';
import '../views/outcome/outcome';
import '../views/price/price';
import '../views/scenario/scenario';
import '../views/spaces/spaces';
import '../views/statistics/statistics';
import '../views/status/status';
import { shared, tokens } from '../views/styles';
import '../views/transport/transport';
import '../views/why/why';
import { ACTION_EVENT, type ActionEvent, define } from '../views/view';
import { Effects, type Memory } from './effects';

/** Below this width of the figure the controls fold away under the map. */
const WIDE_PX = 1000;
/** Steps are read out when the visitor has stayed this long: not each one passed on the way. */
const READ_OUT_AFTER_MS = 500;
/** Steps of an arrow key with Shift. */
const STRIDE = 10;

export class Playground extends LitElement {
  static override properties = {
    engine: { attribute: false },
    memory: { attribute: false },
    state: { state: true },
    isWide: { state: true },
    isDropTarget: { state: true },
    spoken: { state: true },
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
        atlas-notices {
          display: none;
        }
        .figure[data-wide] {
          display: block;
        }
      }
    `,
  ];

  /** What replays; the page gives it, before the element is connected or after. */
  declare engine: Engine | undefined;
  /** Where the visitor's work is kept over a reload. Without it, nothing is. */
  declare memory: Memory | null;
  private declare state: State;
  private declare isWide: boolean;
  private declare isDropTarget: boolean;
  private declare spoken: string;

  private readonly store = createStore(INITIAL_STATE);
  private effects: Effects | null = null;
  private unsubscribe: (() => void) | null = null;
  private sizing: ResizeObserver | null = null;
  private readTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly leave = () => this.effects?.save();

  constructor() {
    super();
    this.memory = null;
    this.state = this.store.state;
    this.isWide = true;
    this.isDropTarget = false;
    this.spoken = '';
    this.addEventListener(ACTION_EVENT, (event) => {
      event.stopPropagation();
      this.store.dispatch((event as ActionEvent).detail);
    });
    this.addEventListener('keydown', (event) => this.press(event));
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
    this.unsubscribe = this.store.subscribe((state, before) => {
      this.state = state;
      if (state.frame !== before.frame) this.readOutSoon();
    });
    window.addEventListener('pagehide', this.leave);
    this.startEffects();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizing?.disconnect();
    this.unsubscribe?.();
    clearTimeout(this.readTimer);
    window.removeEventListener('pagehide', this.leave);
    this.effects?.dispose();
    this.effects = null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('engine')) this.startEffects();
  }

  /**
   * Does what a key means in this figure: steps, plays, helps. A page calls it for keys that nothing on
   * the page has the focus for. Returns whether the key meant something.
   */
  press(event: KeyboardEvent): boolean {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return false;
    const target = event.composedPath()[0];
    if (target instanceof Element && takesKeys(target, event.key)) return false;
    const { dispatch } = this.store;
    const stride = event.shiftKey ? STRIDE : 1;
    switch (event.key) {
      case 'ArrowRight':
        dispatch({ type: 'step-by', delta: stride });
        break;
      case 'ArrowLeft':
        dispatch({ type: 'step-by', delta: -stride });
        break;
      case ' ':
        dispatch({ type: this.state.playing ? 'pause' : 'play' });
        break;
      case 'Home':
        dispatch({ type: 'seek', step: 0 });
        break;
      case 'End':
        dispatch({ type: 'seek', step: this.state.run.total });
        break;
      case 'Escape':
        if (this.state.selection === null) return false;
        dispatch({ type: 'selected', offset: null });
        break;
      case '?':
        this.openHelp();
        break;
      default:
        return false;
    }
    event.preventDefault();
    return true;
  }

  openHelp(): void {
    this.renderRoot.querySelector<HelpView>('atlas-help')?.open();
  }

  protected override render() {
    const { state } = this;
    if (state.engineFailure) {
      const { message, advice } = state.engineFailure;
      return html`<div class="failed" role="alert">
        <h2>${message}</h2>
        <p>${advice}</p>
        <button @click=${() => location.reload()}>Reload the page</button>
      </div>`;
    }
    return html`
      <div class="figure" ?data-wide=${this.isWide}>
        <section class="stage" aria-label="Memory">
          <atlas-status .state=${state}></atlas-status>
          ${openLesson(state) ? html`<atlas-lesson .state=${state}></atlas-lesson>` : nothing}
          <atlas-outcome .state=${state}></atlas-outcome>
          <atlas-spaces .state=${state}></atlas-spaces>
          <atlas-memory-map .state=${state}></atlas-memory-map>
          <atlas-transport .state=${state}></atlas-transport>
        </section>
        <aside class="rail" aria-label="Scenario and design">
          ${this.section(
            'Scenario',
            scenarioTitle(state),
            html`<atlas-scenario .state=${state}></atlas-scenario>`,
          )}
          ${this.section(
            'Design',
            this.designTitle(),
            html`<atlas-design .state=${state}></atlas-design>`,
            html`<atlas-price .state=${state}></atlas-price>`,
          )}
        </aside>
        <div class="below">
          <section class="panel full">
            <h2>The machine</h2>
            <atlas-machine .state=${state}></atlas-machine>
          </section>
          <section class="panel">
            <h2>Operations</h2>
            <atlas-operations .state=${state}></atlas-operations>
          </section>
          <section class="panel">
            <h2>Why here?</h2>
            <atlas-why .state=${state}></atlas-why>
          </section>
          <section class="panel full">
            <h2>Block</h2>
            <atlas-inspector .state=${state}></atlas-inspector>
          </section>
          <section class="panel full">
            <h2>Statistics at this step</h2>
            <atlas-statistics .state=${state}></atlas-statistics>
          </section>
          <section class="panel full">
            <h2>Over time</h2>
            <atlas-charts .state=${state}></atlas-charts>
          </section>
          <section class="panel full">
            <h2>The list</h2>
            <atlas-list .state=${state}></atlas-list>
          </section>
        </div>
      </div>
      <p class="visually-hidden" role="status" aria-live="polite">${this.spoken}</p>
      <atlas-notices .state=${state}></atlas-notices>
      <atlas-help .state=${state}></atlas-help>
      ${
        this.isDropTarget
          ? html`<div class="drop">Drop a .rep or .heaptrace file to replay it</div>`
          : nothing
      }
    `;
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

  private startEffects(): void {
    if (!this.engine || !this.isConnected || this.effects) return;
    this.effects = new Effects(this.engine, this.store, this.memory);
  }

  private readOutSoon(): void {
    clearTimeout(this.readTimer);
    this.readTimer = setTimeout(() => {
      const { frame, playing, following } = this.state;
      if (!frame || playing || following) return;
      const sentence = frame.outcome?.sentence ?? 'the heap is empty';
      this.spoken = `Step ${frame.step} of ${frame.total}: ${sentence}`;
    }, READ_OUT_AFTER_MS);
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

/** Whether an element uses a key itself: a field every key, a control the ones that work it. */
function takesKeys(element: Element, key: string): boolean {
  if (element.matches('input, textarea, select, [contenteditable], [contenteditable] *')) {
    return key !== 'Escape';
  }
  if (element.matches('button, summary, a[href]')) return key === ' ' || key === 'Enter';
  return false;
}

define('heap-atlas-playground', Playground);
