// The base of every element that replays: one store, the effects that serve it, the comparison, the keys, and the text that
// screen readers read out.
//
// Owns when these begin and end: they need an engine and a place in the document. Draws nothing: the playground and the
// figure do.

import { LitElement, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { nextFrame } from '../base/next-frame';
import type { Engine } from '../engine/api';
import { type Action, createStore, INITIAL_STATE, placeLetter, type State } from '../state';
import { ACTION_EVENT, type ActionEvent } from '../views/view';
import { Comparison } from './comparison/comparison';
import { Effects, type Keeper } from './effects/effects';

/** A step is read out once the visitor has stayed this long at it. */
const READ_OUT_AFTER_MS = 500;
const STRIDE = 10;
/** Views compute what these ask for from the state that they have: a second turn of the wheel zooms on from the first. */
const GESTURES = ['pointerdown', 'pointermove', 'wheel', 'click', 'keydown'] as const;

export abstract class Replaying extends LitElement {
  protected readonly store = createStore(INITIAL_STATE);
  /** The engine that replays, set by the page before or after the element is connected. */
  @property({ attribute: false }) engine: Engine | undefined;
  @state() protected state = this.store.state;
  @state() protected spoken = '';
  protected effects: Effects | null = null;
  /** `null` where no designs are compared. */
  protected comparison: Comparison | null = null;
  private unsubscribe: (() => void) | null = null;
  /** The frame that the last update is drawn in; `null` once it is drawn. */
  private frame: Promise<void> | null = null;
  private readTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly leave = () => this.effects?.save();

  constructor() {
    super();
    this.addEventListener(ACTION_EVENT, (event) => {
      event.stopPropagation();
      (this.comparison ?? this.store).dispatch((event as ActionEvent).detail);
    });
    this.addEventListener('keydown', (event) => this.press(event));
    for (const type of GESTURES) {
      this.addEventListener(type, (event) => this.catchUp(event), { capture: true, passive: true });
    }
  }

  /** Whether the element offers options. */
  protected abstract get isExplained(): boolean;

  /** Stores the visitor's work for the next load of the page; `null` where nothing is stored. */
  protected keeper(): Keeper | null {
    return null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.unsubscribe = this.store.subscribe((state, before) => {
      this.state = state;
      if (state.compare !== before.compare) this.compare();
      if (state.frame !== before.frame) this.readOutSoon();
    });
    window.addEventListener('pagehide', this.leave);
    this.startEffects();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unsubscribe?.();
    clearTimeout(this.readTimer);
    window.removeEventListener('pagehide', this.leave);
    this.comparison?.dispose();
    this.comparison = null;
    // An element that is moved in the document keeps its state.
    this.effects?.suspend();
    this.effects?.dispose();
    this.effects = null;
  }

  /** Updates once a frame at most: while a replay runs or a visitor drags, several answers of the engine come within one. */
  protected override async scheduleUpdate(): Promise<void> {
    await this.frame;
    const frame = nextFrame().then(() => {
      if (this.frame === frame) this.frame = null;
    });
    this.frame = frame;
    super.scheduleUpdate();
  }

  /** Gives views the newest state. The moves of a mouse, which are many, are places of their own, and those of fingers are not. */
  private catchUp(event: Event): void {
    const isOfMouse = 'pointerType' in event && event.pointerType === 'mouse';
    if (isOfMouse && event.type === 'pointermove') return;
    if (this.hasUpdated && this.isUpdatePending) this.performUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('engine')) this.startEffects();
  }

  /**
   * Steps or plays, as the key says. A page calls it for keys pressed while nothing on the page has the focus. Returns
   * whether the key was used.
   */
  press(event: KeyboardEvent): boolean {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return false;
    const target = event.composedPath()[0];
    if (target instanceof Element && takesKeys(target, event.key)) return false;
    if (!this.does(event)) return false;
    event.preventDefault();
    return true;
  }

  /** Does what a key stands for. Returns whether the key was used. */
  protected does(event: KeyboardEvent): boolean {
    const action = this.actionOf(event);
    if (action !== null) this.store.dispatch(action);
    return action !== null;
  }

  private actionOf({ key, shiftKey }: KeyboardEvent): Action | null {
    const { playing, run, selection } = this.store.state;
    const stride = shiftKey ? STRIDE : 1;
    switch (key) {
      case 'ArrowRight':
        return { type: 'step-by', delta: stride };
      case 'ArrowLeft':
        return { type: 'step-by', delta: -stride };
      case ' ':
        return { type: playing ? 'pause' : 'play' };
      case 'Home':
        return { type: 'seek', step: 0 };
      case 'End':
        return { type: 'seek', step: run.total };
      case 'Escape':
        return selection && { type: 'selected', offset: null };
      default:
        return null;
    }
  }

  /** The state that controls and details are of: that of the active design. */
  protected get activeState(): State {
    return this.comparison?.activeStore.state ?? this.state;
  }

  /** Begins to serve the state, where there is an engine and a place in the document. */
  protected startEffects(): void {
    if (!this.engine || !this.isConnected || this.effects) return;
    this.effects = new Effects(this.engine, this.store, this.keeper(), this.isExplained);
    this.effects.resume();
    if (this.store.state.compare.length > 0) this.compare();
  }

  private compare(): void {
    const { engine, effects, store } = this;
    if (store.state.compare.length === 0) {
      this.comparison?.dispose();
      this.comparison = null;
      return;
    }
    if (!engine || !effects || this.comparison) return;
    this.comparison = new Comparison(engine, { store, effects }, () => this.requestUpdate());
    this.requestUpdate();
  }

  private readOutSoon(): void {
    clearTimeout(this.readTimer);
    this.readTimer = setTimeout(() => {
      const { frame, playing, following } = this.state;
      if (!frame || playing || following) return;
      const sentences = this.comparison
        ? this.comparison.designs.map(
            ({ state }, place) => `${placeLetter(place)}: ${sentence(state)}`,
          )
        : [sentence(this.state)];
      this.spoken = `Step ${frame.step} of ${frame.total}: ${sentences.join('. ')}`;
    }, READ_OUT_AFTER_MS);
  }
}

function sentence({ frame }: State): string {
  return frame?.outcome?.sentence ?? 'the heap is empty';
}

/** Whether an element uses a key itself: a field uses every key, a button those that press it. */
function takesKeys(element: Element, key: string): boolean {
  if (element.matches('input, textarea, select, [contenteditable], [contenteditable] *')) {
    return key !== 'Escape';
  }
  if (element.matches('button, summary, a[href]')) return key === ' ' || key === 'Enter';
  return false;
}
