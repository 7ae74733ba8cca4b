// The designs that a figure compares, each with a replay: A is the figure's own, B to D follow it.
//
// Owns which replay belongs to which design, what B to D take over from the figure (scenario, step, space, window), what
// all share (one scale for their maps, the hashes of their replays), and which of them an action is for. Which designs are
// compared is the figure's state; how they are drawn is views/comparison's.

import type { Engine } from '../../engine/api';
import {
  type Action,
  type ChosenDesign,
  isReplaced,
  isSameDesign,
  type Lead,
  type Reach,
  type State,
  type Store,
} from '../../state';
import type { ComparedDesign } from '../../views/comparison/compared-view';
import { ComparedReplay } from './compared-replay';
import type { Replay } from './replay';
import type { ShownDesign } from './shown-design';

type Script = Pick<Lead, 'scenario' | 'drafts' | 'scriptVerdict'>;

export class Comparison {
  private readonly engine: Engine;
  private readonly figure: Replay;
  private readonly onChange: () => void;
  private readonly unsubscribe: () => void;
  /** The replays of B, C and D. */
  private others: ComparedReplay[] = [];
  /** The scenario that the figure replays: B to D don't replay a script that is still being written. */
  private script: Script | null;
  /** The store that views asked for lists and bytes: that of the active design. */
  private asked: Store;

  /** `onChange` is called whenever B, C or D has something new to show. */
  constructor(engine: Engine, figure: Replay, onChange: () => void) {
    this.engine = engine;
    this.figure = figure;
    this.onChange = onChange;
    this.asked = figure.store;
    const { state } = figure.store;
    this.script = isReplaced(state) ? null : scriptOf(state);
    this.unsubscribe = figure.store.subscribe((now, before) => this.follow(now, before));
    figure.effects.isShownBeside = (step) => this.others.every((other) => other.isAt(step));
    this.match(state.compare);
    this.lead(state);
    this.handOver();
  }

  /** The compared designs as they are now, A first. */
  get designs(): readonly (ComparedDesign & ShownDesign)[] {
    return [this.figure, ...this.others].map(({ store, effects }, place) => ({
      state: store.state,
      divergence: this.others[place - 1]?.divergence.found ?? null,
      dispatch: (action) => this.send(place, action),
      ask: (question) => effects.ask(question),
    }));
  }

  /** The store of the design that controls and details are of. */
  get activeStore(): Store {
    return this.at(this.figure.store.state.activePlace);
  }

  /** Sends an action of a view of the active design to the store that it concerns. */
  dispatch(action: Action): void {
    this.send(this.figure.store.state.activePlace, action);
  }

  /** Gives the engine back what it holds for B to D, as the figure itself does. */
  suspend(): void {
    for (const { effects } of this.others) effects.suspend();
  }

  resume(): void {
    for (const { effects } of this.others) effects.resume();
  }

  /** Ends the replays of B to D; the figure's own goes on. */
  dispose(): void {
    const { store, effects } = this.figure;
    this.unsubscribe();
    effects.isShownBeside = () => true;
    for (const other of this.others) other.dispose();
    this.others = [];
    store.dispatch({ type: 'reach-shared', reach: null });
    store.dispatch({ type: 'outcomes-shared', outcomes: [] });
  }

  private at(place: number): Store {
    return this.others[place - 1]?.store ?? this.figure.store;
  }

  private get stores(): readonly Store[] {
    return [this.figure.store, ...this.others.map(({ store }) => store)];
  }

  private send(place: number, action: Action): void {
    const { store: own } = this.figure;
    switch (action.type) {
      case 'surface-measured':
      case 'sighted':
      case 'over-time-measured':
      case 'moment-pointed':
      case 'hovered':
      case 'list-chosen':
      case 'list-scrolled':
      case 'operations-scrolled':
      case 'bytes-scrolled':
        this.at(place).dispatch(action);
        break;
      case 'selected':
        // At most one block is selected, in one design.
        own.dispatch({ type: 'design-activated', place });
        for (const store of this.stores) {
          store.dispatch(store === this.at(place) ? action : { type: 'selected', offset: null });
        }
        break;
      case 'replay-cancelled':
        for (const store of this.stores) store.dispatch(action);
        break;
      case 'replay-requested':
        for (const store of this.stores) {
          const { phase } = store.state.run;
          if (phase === 'failed' || phase === 'cancelled') store.dispatch(action);
        }
        break;
      default:
        own.dispatch(action);
    }
  }

  private follow(state: State, before: State): void {
    if (state.run.id !== before.run.id) this.script = scriptOf(state);
    if (state.compare !== before.compare) this.match(state.compare);
    this.lead(state);
    this.handOver();
    this.share();
    for (const { divergence } of this.others) divergence.goOn();
  }

  /** Gives every design of `choices` a replay: the one it had, else the one at its place, else a new one. */
  private match(choices: readonly ChosenDesign[]): void {
    const free = new Set(this.others);
    const kept = choices.map((choice) => {
      const own = this.others.find((each) => each.choice === choice && free.has(each));
      if (own) free.delete(own);
      return own;
    });
    const others = choices.map((choice, index) => {
      const own = kept[index];
      if (own) return own;
      const atPlace = this.others[index];
      if (atPlace && free.delete(atPlace)) return atPlace;
      return this.begin(choice);
    });
    for (const other of free) other.dispose();
    this.others = others;
    this.onChange();
  }

  private begin(choice: ChosenDesign): ComparedReplay {
    const other = new ComparedReplay(this.engine, this.figure, choice, () => this.onChange());
    other.store.subscribe((state, before) => this.react(other, state, before));
    return other;
  }

  private lead(state: State): void {
    const script = this.script;
    if (script === null) return;
    const { space, window, timeWindow, arrows, carried } = state;
    const { fixed, hidden } = carried;
    // Until the new scenario is replayed, its step means nothing in the scenario on the screen.
    const isBetween = isReplaced(state);
    this.others.forEach((other, index) => {
      const choice = state.compare[index] ?? other.choice;
      const step = isBetween ? other.store.state.step : state.step;
      const view = { step, space, window, timeWindow, arrows };
      other.lead({ ...script, ...view, choice, lock: { fixed, hidden } });
    });
  }

  /** Passes on to the figure what a compared design's own replay says. */
  private react(other: ComparedReplay, state: State, before: State): void {
    const place = this.others.indexOf(other) + 1;
    if (place === 0) return;
    const { store: own } = this.figure;
    const { choice } = other;
    const isSound = state.isDesignChecked && state.verdict.problems.length === 0;
    if (isSound && !isSameDesign(state.design, choice.design)) {
      const { design } = state;
      own.dispatch({ type: 'compared-checked', place, asked: choice.design, design });
    }
    const notice = state.notices.at(-1);
    if (notice && notice !== before.notices.at(-1)) own.dispatch({ ...notice, type: 'noticed' });
    this.share();
    other.divergence.goOn();
    this.onChange();
  }

  /** Lets the store of the next active design answer what views ask for; the former one answers no more. */
  private handOver(): void {
    const [old, now] = [this.asked, this.activeStore];
    if (old === now) return;
    this.asked = now;
    const { list, operations, bytes } = old.state;
    now.dispatch({ type: 'list-chosen', chain: list.chain });
    now.dispatch({ type: 'list-scrolled', from: list.from, count: list.count });
    now.dispatch({
      type: 'operations-scrolled',
      from: operations.from,
      count: operations.count,
    });
    now.dispatch({ type: 'bytes-scrolled', offset: bytes.offset, count: bytes.count });
    old.dispatch({ type: 'list-scrolled', from: list.from, count: 0 });
    old.dispatch({ type: 'operations-scrolled', from: operations.from, count: 0 });
    old.dispatch({ type: 'bytes-scrolled', offset: bytes.offset, count: 0 });
  }

  /** Gives all designs the furthest reach of their heaps, and the figure the hashes of the other replays. */
  private share(): void {
    const reach = this.others.length > 0 ? reachOf(this.stores) : null;
    for (const store of this.stores) store.dispatch({ type: 'reach-shared', reach });
    const outcomes = this.others.map(({ store: { state } }) => ({
      design: state.design,
      hash: state.outdated ? null : state.run.hash,
    }));
    this.figure.store.dispatch({ type: 'outcomes-shared', outcomes });
  }
}

function scriptOf({ scenario, drafts, scriptVerdict }: State): Script {
  return { scenario, drafts, scriptVerdict };
}

/** How far the furthest of the heaps reaches; heaps that still show the former scenario don't count. */
function reachOf(stores: readonly Store[]): Reach | null {
  const drawn = stores.flatMap(({ state }) =>
    state.frame && !state.rescaling
      ? [{ ...reach(state), regionBytes: state.frame.region.bytes }]
      : [],
  );
  if (drawn.length === 0) return null;
  return {
    extentBytes: Math.max(...drawn.map(({ extentBytes }) => extentBytes)),
    highWaterBytes: Math.max(...drawn.map(({ highWaterBytes }) => highWaterBytes)),
    regionBytes: Math.max(...drawn.map(({ regionBytes }) => regionBytes)),
  };
}

function reach({ extentBytes, run }: State): Pick<Reach, 'extentBytes' | 'highWaterBytes'> {
  return { extentBytes, highWaterBytes: Math.max(extentBytes, run.scorecard?.highWaterBytes ?? 0) };
}
