// What the dialog that finds a design asks for: many designs, each replayed on the scenario to its end, a few at a time.
//
// Fetched together with the dialog when that is first opened. Watches the state as the other effects do, and answers with
// actions. Owns the order of that work; which designs there are and how they rank is the engine's to say.

import { messageOf } from '../base/message';
import { AtlasError, type Engine } from '../engine/api';
import type { GoalMeasure, Ranking, Source, SweepCandidate } from '../engine/wire';
import { activeDesign, isSameDesign, type State, type Store, type Trial } from '../state';
import '../views/sweep/sweep';
import { isAbort } from './effects/context';
import { sourceOf } from './effects/source';

/** What designs rank by, and what no design on the front is beaten in. */
const BY: readonly GoalMeasure[] = ['high-water', 'probes'];

/** Designs that are replayed at once, at most: each takes memory of its own. */
const AT_ONCE_MAX = 4;

/** Results are shown a few times a second. */
const SHOW_EVERY_MS = 200;

export class Finding {
  private readonly engine: Engine;
  private readonly store: Store;
  private readonly stop: () => void;
  private running: AbortController | null = null;

  constructor(engine: Engine, store: Store) {
    this.engine = engine;
    this.store = store;
    this.stop = store.subscribe((state, before) => this.react(state, before));
  }

  dispose(): void {
    this.stop();
    this.running?.abort();
  }

  private react(state: State, before: State): void {
    const isRunning = state.sweep.phase === 'running';
    const wasRunning = before.sweep.phase === 'running';
    if (wasRunning && !isRunning) this.running?.abort();
    if (isRunning && !wasRunning) void this.run(state);
  }

  private async run(state: State): Promise<void> {
    const abort = new AbortController();
    this.running = abort;
    let trouble = '';
    try {
      await this.tryAll(state, abort.signal);
    } catch (error) {
      if (isAbort(error)) return;
      trouble = messageOf(error);
    }
    this.store.dispatch({ type: 'sweep-done', trouble });
  }

  /** All presets; then what differs from those that no other beats, and from the visitor's own design. */
  private async tryAll(state: State, signal: AbortSignal): Promise<void> {
    const { axes } = state.sweep;
    const source = await sourceOf(state, signal);
    const { design } = activeDesign(state);
    const presets = await this.engine.sweep({ kind: 'presets', design }, { signal });
    const sweep = new Trials(this.engine, this.store, source, state.carried.goal, signal);
    const ranking = await sweep.tryThese(presets);
    if (axes === 0) return;
    // The visitor's own design too: they may want to change no more than one option of it.
    const from = presets.filter(
      (each, place) => ranking.onFront[place] || isSameDesign(each.design, design),
    );
    const questions = from.map((each) =>
      this.engine.sweep({ kind: 'near', design: each.design, axes }, { signal }),
    );
    const near = (await Promise.all(questions)).flat();
    await sweep.tryThese(near);
  }
}

/** The designs that were tried so far on one scenario. */
class Trials {
  private readonly engine: Engine;
  private readonly store: Store;
  private readonly source: Source;
  private readonly goal: State['carried']['goal'];
  private readonly signal: AbortSignal;
  private readonly candidates: SweepCandidate[] = [];
  /** In the order of the candidates; `null` while one is not done. */
  private readonly trials: (Trial | null)[] = [];
  private shownAt = Number.NEGATIVE_INFINITY;

  constructor(
    engine: Engine,
    store: Store,
    source: Source,
    goal: State['carried']['goal'],
    signal: AbortSignal,
  ) {
    this.engine = engine;
    this.store = store;
    this.source = source;
    this.goal = goal;
    this.signal = signal;
  }

  /** Tries those that were not tried before; gives the ranking of all so far. */
  async tryThese(candidates: readonly SweepCandidate[]): Promise<Ranking> {
    const first = this.candidates.length;
    for (const candidate of candidates) {
      const isKnown = this.candidates.some(({ design }) => isSameDesign(design, candidate.design));
      if (!isKnown) this.candidates.push(candidate);
    }
    this.store.dispatch({ type: 'sweep-advanced', total: this.candidates.length });
    let next = first;
    const tryNext = async (): Promise<void> => {
      while (next < this.candidates.length) {
        const place = next;
        next += 1;
        const candidate = this.candidates[place];
        if (candidate === undefined) return;
        this.trials[place] = await this.try(candidate);
        await this.show(false);
      }
    };
    const atOnce = Math.min(AT_ONCE_MAX, navigator.hardwareConcurrency);
    await Promise.all(Array.from({ length: atOnce }, tryNext));
    return this.show(true);
  }

  private async try({ name, preset, design }: SweepCandidate): Promise<Trial> {
    const { engine, signal } = this;
    const abort = new AbortController();
    const close = () => abort.abort(signal.reason);
    signal.addEventListener('abort', close, { once: true });
    try {
      const options = { signal: abort.signal, isTrial: true };
      const client = await engine.open(design, this.source, options);
      const { scorecard } = await client.finished;
      return { name, preset, design, scorecard, trouble: '' };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AtlasError)) throw error;
      return { name, preset, design, scorecard: null, trouble: error.message };
    } finally {
      signal.removeEventListener('abort', close);
      // Its memory goes to the next.
      abort.abort();
    }
  }

  /** Ranks and shows what there is. Between two pictures it waits a while, unless all is there. */
  private async show(isAll: boolean): Promise<Ranking> {
    const now = performance.now();
    const { store } = this;
    if (!isAll && now - this.shownAt < SHOW_EVERY_MS) {
      return store.state.sweep.ranking;
    }
    this.shownAt = now;
    const trials = this.trials.filter((trial) => trial != null);
    const cards = trials.map(({ scorecard }) => scorecard);
    const ranking = await this.engine.rank(cards, this.goal, BY, { signal: this.signal });
    store.dispatch({ type: 'sweep-advanced', trials, ranking });
    return ranking;
  }
}
