// Designs side by side: for each design that a figure is compared with, a figure without a face.
//
// A *lane* has a store and effects of its own, and the figure's scenario, step, space and window: it never
// plays, it follows. Owns the lanes' lives, what they are told and what they tell each other (how far
// their heaps reach, so that all maps have one scale), and which of them an action is meant for. Which
// designs are compared is the figure's state; how they are drawn is views/comparison's.

import { Latest } from '../base/latest';
import { Divergence } from '../domain/divergence';
import type { Engine } from '../engine/api';
import {
  type Action,
  type ChosenDesign,
  createStore,
  INITIAL_STATE,
  isReplaying,
  isSameDesign,
  type Lead,
  type Reach,
  type State,
  type Store,
} from '../state';
import type { Lane } from '../views/comparison/lanes-view';
import { Effects } from './effects/effects';
import type { Side } from './side';

/** A compared design, from when it is added until it is removed. */
interface Companion {
  readonly store: Store;
  readonly effects: Effects;
  /** The figure's choice that it was last led to. */
  choice: ChosenDesign;
  /** Where it parts from A, and the two runs that this is about. */
  divergence: Divergence | null;
  runs: string;
  readonly search: Latest<string>;
}

/** Steps whose digests are compared at once: a blink, so that nothing else waits for it. */
const SEARCH_STEPS = 16_384;

/** What of a scenario a lane is told. */
type Script = Pick<Lead, 'scenario' | 'drafts' | 'scriptVerdict'>;

/** The figure that the lanes stand beside. */
export interface Leader {
  readonly store: Store;
  readonly effects: Effects;
}

export class Lanes {
  private readonly engine: Engine;
  private readonly leader: Leader;
  private readonly onChange: () => void;
  private readonly unsubscribe: () => void;
  private companions: Companion[] = [];
  /** The scenario that the figure replays: what is still being written is not led on. */
  private script: Script | null;
  /** The active store: the next active one takes over what views ask of it. */
  private held: Store;

  /** `onChange` is called whenever a lane has something new to show. */
  constructor(engine: Engine, leader: Leader, onChange: () => void) {
    this.engine = engine;
    this.leader = leader;
    this.onChange = onChange;
    this.held = leader.store;
    const { state } = leader.store;
    this.script = state.outdated && state.rescaling ? null : scriptOf(state);
    this.unsubscribe = leader.store.subscribe((now, before) => this.follow(now, before));
    leader.effects.isShownBeside = (step) =>
      this.companions.every(({ store }) => isAt(store, step));
    this.match(state.compare);
    this.lead(state);
    this.handOver();
  }

  /** As they are now, in the order of places: the figure's own design first. */
  get all(): readonly Lane[] {
    return this.stores.map(({ state }, place) => ({
      state,
      divergence: this.companions[place - 1]?.divergence ?? null,
      dispatch: (action) => this.send(place, action),
    }));
  }

  /** The same for those who ask their replays. */
  get sides(): readonly Side[] {
    const { leader } = this;
    const side = ({ store, effects }: Leader, parts: boolean): Side => ({
      state: store.state,
      parts,
      ask: (question) => effects.ask(question),
    });
    const others = this.companions.map((each) =>
      side(each, each.divergence?.isAt(leader.store.state.step) ?? false),
    );
    return [side(leader, false), ...others];
  }

  /** The figure that controls and details are of. */
  get activeStore(): Store {
    return this.at(this.leader.store.state.activePlace);
  }

  /** Sends an action of a view of the active design to the store that it concerns. */
  dispatch(action: Action): void {
    this.send(this.leader.store.state.activePlace, action);
  }

  /** Gives the engine back what it holds for the lanes, as the figure itself does. */
  suspend(): void {
    for (const { effects } of this.companions) effects.suspend();
  }

  resume(): void {
    for (const { effects } of this.companions) effects.resume();
  }

  /** Ends all lanes; the figure stands alone again. */
  dispose(): void {
    this.unsubscribe();
    this.leader.effects.isShownBeside = () => true;
    for (const companion of this.companions) companion.effects.dispose();
    this.companions = [];
    this.leader.store.dispatch({ type: 'reach-shared', reach: null });
    this.leader.store.dispatch({ type: 'outcomes-shared', outcomes: [] });
  }

  private at(place: number): Store {
    return this.companions[place - 1]?.store ?? this.leader.store;
  }

  private get stores(): readonly Store[] {
    return [this.leader.store, ...this.companions.map(({ store }) => store)];
  }

  private send(place: number, action: Action): void {
    const { store: main } = this.leader;
    switch (action.type) {
      case 'surface-measured':
      case 'sighted':
      case 'hovered':
      case 'list-chosen':
      case 'list-scrolled':
      case 'operations-scrolled':
      case 'bytes-scrolled':
        this.at(place).dispatch(action);
        break;
      case 'selected':
        // What is looked at closely is one block of one design.
        main.dispatch({ type: 'design-activated', place });
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
        main.dispatch(action);
    }
  }

  private follow(state: State, before: State): void {
    if (state.run.id !== before.run.id) this.script = scriptOf(state);
    if (state.compare !== before.compare) this.match(state.compare);
    this.lead(state);
    this.handOver();
    this.share();
    for (const companion of this.companions) this.seek(companion);
  }

  /** Gives every compared design its lane: the one it had, else the one of its place, else a new one. */
  private match(choices: readonly ChosenDesign[]): void {
    const free = new Set(this.companions);
    const kept = choices.map((choice) => {
      const own = this.companions.find((each) => each.choice === choice && free.has(each));
      if (own) free.delete(own);
      return own;
    });
    const companions = choices.map((choice, index) => {
      const own = kept[index];
      if (own) return own;
      const ofPlace = this.companions[index];
      if (ofPlace && free.delete(ofPlace)) return ofPlace;
      return this.begin(choice);
    });
    for (const companion of free) companion.effects.dispose();
    this.companions = companions;
    this.onChange();
  }

  private begin(choice: ChosenDesign): Companion {
    const { catalog, traces, lessons } = this.leader.store.state;
    const { isExplained } = this.leader.effects.offer;
    const initial: State = {
      ...INITIAL_STATE,
      isLed: true,
      // A design that is refused says why, as one the visitor set does.
      changed: 'figure',
      engine: 'running',
      catalog,
      traces,
      lessons,
      // Told apart from the figure's, whichever that is.
      scenario: { ...INITIAL_STATE.scenario },
    };
    const store = createStore(initial);
    const companion: Companion = {
      divergence: null,
      runs: '',
      search: new Latest((runs) => this.search(companion, runs)),
      store,
      choice,
      effects: new Effects(this.engine, store, null, { traces, lessons, isExplained }),
    };
    store.subscribe((state, before) => this.hear(companion, state, before));
    return companion;
  }

  /** Tells every lane where the figure is. */
  private lead(state: State): void {
    const script = this.script;
    if (script === null) return;
    // Until the new scenario replays, its step means nothing in the one still shown.
    const isBetween = state.outdated && state.rescaling;
    this.companions.forEach((companion, index) => {
      const { store } = companion;
      companion.choice = state.compare[index] ?? companion.choice;
      const step = isBetween ? store.state.step : state.step;
      const { space, window, carried } = state;
      const { fixed, hidden } = carried;
      store.dispatch({
        type: 'led',
        lead: { ...script, choice: companion.choice, step, space, window, lock: { fixed, hidden } },
      });
    });
  }

  private hear(companion: Companion, state: State, before: State): void {
    const place = this.companions.indexOf(companion) + 1;
    if (place === 0) return;
    const { store: main } = this.leader;
    const { choice } = companion;
    const isSound = state.isDesignChecked && state.verdict.problems.length === 0;
    if (isSound && !isSameDesign(state.design, choice.design)) {
      const { design } = state;
      main.dispatch({ type: 'compared-checked', place, asked: choice.design, design });
    }
    const notice = state.notices.at(-1);
    if (notice && notice !== before.notices.at(-1)) main.dispatch({ ...notice, type: 'noticed' });
    this.share();
    this.seek(companion);
    this.onChange();
  }

  /** Looks for where a design parts from A, as far as both have been replayed. */
  private seek(companion: Companion): void {
    const [own, other] = [this.leader.store.state, companion.store.state];
    if (other.rescaling || own.rescaling || own.outdated || other.outdated) return;
    const runs = `${own.run.id} ${other.run.id}`;
    const { total } = own.run;
    if (total === 0 || other.run.total !== total) return;
    if (companion.runs !== runs) {
      companion.runs = runs;
      companion.divergence = Divergence.of(total);
    }
    const reached = Math.min(own.run.replayed, other.run.replayed);
    const left = reached - (companion.divergence?.searched ?? 0);
    const isOver = !isReplaying(own.run) && !isReplaying(other.run);
    if (left >= SEARCH_STEPS || (left > 0 && isOver)) {
      companion.search.want(`${runs} ${reached}`, runs);
    }
  }

  private async search(companion: Companion, runs: string): Promise<void> {
    try {
      for (;;) {
        const { divergence } = companion;
        if (divergence === null || companion.runs !== runs) return;
        const from = divergence.searched + 1;
        const [own, other] = await Promise.all([
          this.leader.effects.fingerprints(from, SEARCH_STEPS),
          companion.effects.fingerprints(from, SEARCH_STEPS),
        ]);
        if (companion.runs !== runs || own === null || other === null) break;
        const extended = divergence.extended(own, other);
        if (extended.searched === divergence.searched) return;
        companion.divergence = extended;
        this.onChange();
      }
    } catch {
      // A replay that was ended has no answer, and whatever else went wrong is told by its own run.
    }
    companion.search.forget();
  }

  /** Views ask to see of the next active design what they ask to see of this one. */
  private handOver(): void {
    const [old, now] = [this.held, this.at(this.leader.store.state.activePlace)];
    if (old === now) return;
    this.held = now;
    const { list, operations, bytes } = old.state;
    now.dispatch({ type: 'list-chosen', free: list.free });
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

  /** Tells all how far the heaps reach, and the figure what the replays came to. */
  private share(): void {
    const reach = this.companions.length > 0 ? reachOf(this.stores) : null;
    for (const store of this.stores) store.dispatch({ type: 'reach-shared', reach });
    const outcomes = this.companions.map(({ store: { state } }) => ({
      design: state.design,
      hash: state.outdated ? null : state.run.hash,
    }));
    this.leader.store.dispatch({ type: 'outcomes-shared', outcomes });
  }
}

function scriptOf({ scenario, drafts, scriptVerdict }: State): Script {
  return { scenario, drafts, scriptVerdict };
}

/** How far the furthest of the heaps reaches; those that still show another scenario don't count. */
function reachOf(stores: readonly Store[]): Reach | null {
  const drawn = stores.flatMap(({ state }) =>
    state.frame && !state.rescaling
      ? [{ extentBytes: state.extentBytes, regionBytes: state.frame.region.bytes }]
      : [],
  );
  if (drawn.length === 0) return null;
  return {
    extentBytes: Math.max(...drawn.map(({ extentBytes }) => extentBytes)),
    regionBytes: Math.max(...drawn.map(({ regionBytes }) => regionBytes)),
  };
}

/** Whether a lane shows a step, or never will. */
function isAt({ state }: Store, step: number): boolean {
  const { run, shown } = state;
  return (
    (shown?.run === run.id && shown.step === step) ||
    run.phase === 'failed' ||
    run.phase === 'cancelled'
  );
}
