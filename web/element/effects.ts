// Everything a figure does that is not drawing: it asks the engine, fetches traces, keeps time and
// has what the visitor made stored. Files are read by files.ts, and what is looked at closely is asked for by details.ts.
//
// Watches the state and does what it wishes for; every answer goes back as an action. Decides nothing
// about the state itself: that is the reducer's. Owns what can't be plain data (sessions, timers,
// abort controllers), one set per figure, and gives all of it back in `dispose`.

import { wordsOf } from '../base/advised';
import { Latest } from '../base/latest';
import type { Design } from '../domain/design';
import type { Lesson } from '../domain/lesson';
import { remoteAddress } from '../domain/remote-address';
import type { BundledTrace } from '../domain/trace';
import {
  AtlasError,
  type Engine,
  type SessionClient,
  type Source,
  WorkerGone,
} from '../engine/api';
import { fetchTrace } from '../engine/traces';
import type { Block, MapSpec } from '../engine/wire';
import {
  type Fetching,
  isReadyToReplay,
  isReplaying,
  isSettled,
  NOTHING_SAVED,
  preparedScript,
  type Saved,
  type Scenario,
  type State,
  type Store,
  scriptText,
  stepToShow,
} from '../state';
import { Details } from './details';
import { failureOf } from './failure';
import { describeFile, fetchFile, type Reading, readFile } from './files';

/** A question to a replay, at a step and in a space. */
export type Question<Answer> = (
  client: SessionClient,
  step: number,
  task: number | null,
  options: { readonly signal: AbortSignal },
) => Promise<Answer>;

/** What keeps a figure's state from one visit to the next. */
export interface Keeper {
  /** What an earlier visit left. */
  restore(): Saved;
  /** Writes down what has changed. */
  keep(state: State): void;
}

/** What can be replayed besides scripts and files, and what is to be said of it. */
export interface Offer {
  readonly traces: readonly BundledTrace[];
  readonly lessons: readonly Lesson[];
  /** Whether options are offered: then what goes with a design is asked for, once there is a picture. */
  readonly isExplained: boolean;
}

/** Quiet time before a change is acted upon: a slider or an arrow key passes many values. */
const DESIGN_QUIET_MS = 60;
const SCRIPT_QUIET_MS = 200;
const SAVE_QUIET_MS = 400;
/** Between two readings of the charts while a replay runs. */
const SERIES_EVERY_MS = 700;
/** About one bucket per pixel of the widest chart. */
const SERIES_POINTS = 720;

/** A run's session, from before it is open until it is closed. */
interface Session {
  readonly run: number;
  readonly abort: AbortController;
  client: SessionClient | null;
}

/** What is to be on the screen. */
interface Showing {
  readonly session: Session;
  readonly client: SessionClient;
  readonly step: number;
  /** The task whose space to look at; `null` for that of the step's operation. */
  readonly task: number | null;
}

export class Effects {
  private readonly engine: Engine;
  private readonly store: Store;
  private readonly keeper: Keeper | null;
  readonly offer: Offer;
  private readonly disposed = new AbortController();
  private readonly unsubscribe: () => void;

  /** The session of the newest run, and the one before it while that is still on the screen. */
  private newest: Session | null = null;
  private former: Session | null = null;

  private designCheck = new AbortController();
  private explaining: Design | null = null;
  private scriptCheck = new AbortController();
  private explainTimer: ReturnType<typeof setTimeout> | undefined;
  private openTimer: ReturnType<typeof setTimeout> | undefined;
  private scriptTimer: ReturnType<typeof setTimeout> | undefined;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  private remote = new AbortController();
  private seriesAt = 0;
  private playFrame = 0;

  private readonly screen = new Latest<Showing>((showing) => this.show(showing));
  private readonly details: Details;
  private readonly series = new Latest<Showing>((showing) => this.readSeries(showing));

  /** Whether what stands beside this figure shows a step as well: playing waits for it. */
  isShownBeside: (step: number) => boolean = () => true;

  constructor(engine: Engine, store: Store, keeper: Keeper | null, offer: Offer) {
    this.engine = engine;
    this.store = store;
    this.keeper = keeper;
    this.offer = offer;
    this.details = new Details({
      store,
      shown: () => this.shown(store.state),
      newest: () => this.ofNewest(store.state),
      complain: (error) => this.complain(error),
    });
    this.unsubscribe = store.subscribe((state, before) => this.react(state, before));
    // With a store that has been served before there is nothing to begin, nor with a lane's, which is led.
    if (store.state.catalog === null) void this.start();
  }

  /**
   * Gives the engine back what it holds for this figure; the state, and so the picture, stays. Where nothing
   * is to be seen, fifty figures must not cost what fifty replays cost.
   */
  suspend(): void {
    if (this.store.state.isAtRest) return;
    clearTimeout(this.openTimer);
    cancelAnimationFrame(this.playFrame);
    close(this.newest);
    close(this.former);
    this.newest = null;
    this.former = null;
    this.store.dispatch({ type: 'rest-begun' });
    // What was under way was not answered, and what was painted is given up: both are wished for again.
    for (const each of [this.screen, this.series, this.details]) each.forget();
  }

  /** Takes the replay up again where `suspend` left it: the same run, at the same step. */
  resume(): void {
    if (!this.store.state.isAtRest) return;
    this.store.dispatch({ type: 'rest-ended' });
    const { state } = this.store;
    // Questions may have been broken off with the effects that asked them.
    if (!state.isDesignChecked) void this.checkDesign(state);
    this.explaining = null;
    const text = this.scriptToCheck(state);
    if (text !== null) this.checkScriptSoon(text, 0);
    // What the visitor broke off is not there to be gone on with.
    if (state.run.phase === 'cancelled') this.store.dispatch({ type: 'replay-requested' });
    else if (isReadyToReplay(state)) this.openSoon();
    else if (state.run.id > 0 && state.run.phase !== 'failed') void this.replay(state);
    if (state.playing) this.play();
  }

  /** Ends sessions, timers and calls. What is unsaved is saved. */
  dispose(): void {
    this.save();
    this.unsubscribe();
    this.disposed.abort();
    this.remote.abort();
    this.designCheck.abort();
    this.scriptCheck.abort();
    clearTimeout(this.openTimer);
    clearTimeout(this.explainTimer);
    clearTimeout(this.scriptTimer);
    clearTimeout(this.saveTimer);
    cancelAnimationFrame(this.playFrame);
    close(this.newest);
    close(this.former);
  }

  /** Writes what survives a reload, now: the page may be about to go. */
  save(): void {
    clearTimeout(this.saveTimer);
    const { state } = this.store;
    if (state.catalog !== null) this.keeper?.keep(state);
  }

  /** Puts a question to the replay on the screen, at its step and in its space; `null` where there is none. */
  ask<Answer>(question: Question<Answer>): Promise<Answer> | null {
    const shown = this.shown(this.store.state);
    if (shown === null) return null;
    const { client, session, step, task } = shown;
    return question(client, step, task, { signal: session.abort.signal });
  }

  /**
   * Digests of the newest run's steps from `from` on, fewer than `count` where it has not come so far;
   * `null` where there is no such run.
   */
  async fingerprints(from: number, count: number): Promise<Uint32Array | null> {
    const { newest, store } = this;
    const { run } = store.state;
    if (!newest?.client || newest.run !== run.id) return null;
    const reached = Math.min(count, run.replayed - from + 1);
    if (reached <= 0) return new Uint32Array();
    return newest.client.fingerprints(from, reached, { signal: newest.abort.signal });
  }

  private async start(): Promise<void> {
    try {
      const { signal } = this.disposed;
      const catalog = await this.engine.catalog({ signal });
      const saved = this.keeper?.restore() ?? NOTHING_SAVED;
      const { traces, lessons } = this.offer;
      this.store.dispatch({ type: 'engine-started', catalog, traces, lessons, saved });
    } catch (error) {
      if (isAbort(error)) return;
      this.store.dispatch({ type: 'engine-failed', failure: failureOf(error) });
    }
  }

  private react(state: State, before: State): void {
    if (state.catalog === null) return;
    if (!state.isDesignChecked && state.design !== before.design) void this.checkDesign(state);
    this.explainSoon(state);
    const text = this.scriptToCheck(state);
    if (text !== null && (text !== this.scriptToCheck(before) || before.catalog === null)) {
      const isPressing = before.scenario !== state.scenario && preparedScript(state) === null;
      this.checkScriptSoon(text, isPressing ? 0 : SCRIPT_QUIET_MS);
    }
    if (state.offer !== null && state.offer !== before.offer) void this.readFile(state.offer);
    if (state.scenario !== before.scenario) {
      this.remote.abort();
      void this.describeFile(state.scenario);
    }
    if (state.scenario.kind === 'remote' && state.fetching === null) {
      void this.fetchFile(state.scenario.url, state.agreedUrls);
    }
    if (isReadyToReplay(state) && !isReadyToReplay(before)) this.openSoon();
    if (state.outdated && state.scenario !== before.scenario) this.openSoon();
    if (state.run.phase === 'cancelled' && isReplaying(before.run)) this.newest?.client?.stop();
    this.refresh(state);
    if (state.playing && !before.playing) this.play();
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => this.save(), SAVE_QUIET_MS);
  }

  private async checkDesign({ design }: State): Promise<void> {
    this.designCheck.abort();
    this.designCheck = new AbortController();
    try {
      const { signal } = this.designCheck;
      const read = await this.engine.readDesign(design, { signal });
      this.store.dispatch({ type: 'design-checked', asked: design, ...read });
    } catch (error) {
      this.complain(error);
    }
  }

  /** Asks what goes with a design: not before there is a picture, which needs nothing of it. */
  private explainSoon(state: State): void {
    const { design, explained, isDesignChecked } = state;
    const isWanted = this.offer.isExplained && isDesignChecked && isSettled(state);
    if (!isWanted || design === explained || design === this.explaining) return;
    this.explaining = design;
    clearTimeout(this.explainTimer);
    this.explainTimer = setTimeout(() => void this.explain(design), DESIGN_QUIET_MS);
  }

  private async explain(design: Design): Promise<void> {
    try {
      const { signal } = this.disposed;
      const { unavailable, inert } = await this.engine.checkDesign(design, { signal });
      this.store.dispatch({ type: 'design-explained', asked: design, unavailable, inert });
    } catch (error) {
      this.complain(error);
    }
  }

  /** The script that is to be checked; a built-in one is only counted, and not before there is a picture. */
  private scriptToCheck(state: State): string | null {
    if (state.scriptVerdict !== null) return null;
    const isToCount = this.offer.isExplained && isSettled(state);
    return isToCount || preparedScript(state) === null ? scriptText(state) : null;
  }

  private checkScriptSoon(text: string, quietMs: number): void {
    clearTimeout(this.scriptTimer);
    this.scriptTimer = setTimeout(() => void this.checkScript(text), quietMs);
  }

  private async checkScript(text: string): Promise<void> {
    this.scriptCheck.abort();
    this.scriptCheck = new AbortController();
    try {
      const report = await this.engine.checkScript(text, { signal: this.scriptCheck.signal });
      const { problems, operations } = report;
      this.store.dispatch({ type: 'script-checked', text, verdict: { problems, operations } });
    } catch (error) {
      this.complain(error);
    }
  }

  /** Reads what the visitor brought. */
  private async readFile(file: File): Promise<void> {
    try {
      await readFile(this.reading, file, this.disposed.signal);
    } catch (error) {
      this.store.dispatch({ type: 'file-refused' });
      this.complain(error);
    }
  }

  /** Fetches the file that a link names, from another's server only where the visitor agreed, and opens what is in it. */
  private async fetchFile(url: string, agreed: readonly string[]): Promise<void> {
    this.remote = new AbortController();
    const { signal } = this.remote;
    const tell = (fetching: Fetching) =>
      this.store.dispatch({ type: 'fetch-advanced', url, fetching });
    try {
      const { address, host } = remoteAddress(url, document.baseURI);
      if (host !== null && !agreed.includes(url)) return tell({ phase: 'asking', host });
      tell({ phase: 'fetching', host, received: 0, total: null });
      await fetchFile(this.reading, { url, address, host }, signal);
    } catch (error) {
      if (!signal.aborted) tell({ phase: 'failed', failure: failureOf(error) });
    }
  }

  /** Asks what a file that came unread says of itself. A file that can't be read fails where it is replayed. */
  private async describeFile(scenario: Scenario): Promise<void> {
    if (scenario.kind !== 'file' || scenario.info !== null) return;
    try {
      await describeFile(this.reading, scenario, this.disposed.signal);
    } catch {}
  }

  /** What reads files, and is told what is in them. */
  private get reading(): Reading {
    const { engine, store } = this;
    return { engine, store };
  }

  private openSoon(): void {
    clearTimeout(this.openTimer);
    if (this.store.state.isAtRest) return;
    this.openTimer = setTimeout(() => void this.open(), DESIGN_QUIET_MS);
  }

  /** Opens a run for the scenario and design as they are now, in place of the newest. */
  private async open(): Promise<void> {
    const { store } = this;
    if (!isReadyToReplay(store.state)) return;
    store.dispatch({ type: 'run-opened' });
    await this.replay(store.state);
  }

  /** Replays the run of a state, in a session of its own. */
  private async replay({ run, design }: State): Promise<void> {
    const { store } = this;
    const session: Session = { run: run.id, abort: new AbortController(), client: null };
    this.retire(session);
    const { signal } = session.abort;
    try {
      const source = await this.source(store.state, signal);
      session.client = await this.engine.open(design, source, {
        signal,
        onProgress: ({ replayed, total, hash }) => {
          store.dispatch({ type: 'run-advanced', run: run.id, replayed, total, hash });
        },
      });
      // The visitor may have cancelled, and the first word of progress come, before there was a session.
      if (store.state.run.id === run.id && store.state.run.phase === 'cancelled') {
        session.client.stop();
      }
      this.refresh(store.state);
      await session.client.finished;
    } catch (error) {
      if (isAbort(error) || store.state.run.id !== run.id) return;
      store.dispatch({
        type: 'run-failed',
        run: run.id,
        failure: failureOf(error),
      });
    }
  }

  private async source(state: State, signal: AbortSignal): Promise<Source> {
    const { scenario } = state;
    switch (scenario.kind) {
      case 'bundled': {
        const bytes = await fetchTrace(scenario.id, signal);
        return { kind: 'trace', name: `${scenario.id}.heaptrace`, bytes };
      }
      case 'file':
        return { kind: 'trace', name: scenario.name, bytes: scenario.bytes };
      default:
        return { kind: 'script', text: scriptText(state) ?? '' };
    }
  }

  /** Makes room for a new session; the one on the screen stays open until the new one is. */
  private retire(session: Session): void {
    const { newest, store } = this;
    this.newest = session;
    if (newest === null) return;
    if (newest.run === store.state.shown?.run) {
      close(this.former);
      this.former = newest;
      newest.client?.stop();
    } else {
      close(newest);
    }
  }

  /** Asks for whatever the state wishes and does not have. */
  private refresh(state: State): void {
    const showing = this.showing(state);
    if (showing) {
      const { session, step } = showing;
      this.screen.want(`${session.run} ${step} ${state.space} ${surfaceKey(state)}`, showing);
    }
    this.details.refresh(state);
    const { run } = state;
    const ofNewest = this.ofNewest(state);
    if (ofNewest) {
      const now = performance.now();
      // Of a lane only the whole is of interest.
      const isEarly = state.isLed || now - this.seriesAt <= SERIES_EVERY_MS;
      const isDue = isSettled(state) && (run.phase === 'done' || !isEarly);
      const isSeen = state.shown !== null;
      if (isSeen && run.replayed > 0 && isDue && run.phase !== 'failed') {
        this.seriesAt = now;
        this.series.want(`${run.id} ${run.replayed}`, ofNewest);
      }
    }
  }

  /** The newest run's session, at the step asked for; `null` while there is nothing to ask it. */
  private ofNewest({ run, step }: State): Showing | null {
    const { newest } = this;
    if (!newest?.client || newest.run !== run.id || run.total === 0) return null;
    return { session: newest, client: newest.client, step, task: null };
  }

  /** The session and step to put on the screen; `null` where there is nothing to ask for. */
  private showing(state: State): Showing | null {
    const { newest, former } = this;
    const step = stepToShow(state);
    const task = state.space;
    if (step !== null && newest?.client && newest.run === state.run.id) {
      return { session: newest, client: newest.client, step, task };
    }
    // Until the new run has come to the step, the old picture can still be stepped through.
    const old = former ?? newest;
    if (!old?.client || state.shown?.run !== old.run || old.run === state.run.id) return null;
    if (state.rescaling && state.run.id !== old.run) return null;
    return { session: old, client: old.client, step: Math.min(state.step, old.client.total), task };
  }

  /** The session whose picture is on the screen. */
  private shown(state: State): Showing | null {
    const session = [this.newest, this.former].find((each) => each?.run === state.shown?.run);
    if (!session?.client || state.shown === null) return null;
    const { step, space } = state.shown;
    return { session, client: session.client, step, task: space };
  }

  private async show({ session, client, step, task }: Showing): Promise<void> {
    const { surface, isInSight, hover, selection } = this.store.state;
    const { signal } = session.abort;
    const paint = async (spec: MapSpec | null | undefined) =>
      spec && isInSight ? client.paint(step, task, spec, { signal }) : null;
    const find = async (offset: number | undefined): Promise<Block | null> =>
      offset === undefined ? null : within(client.blockAt(step, task, offset, { signal }), null);
    try {
      // Asked for in one go, so that the engine answers one after another without a pause.
      const [frame, picture, overview, blocks, hovered, selected] = await Promise.all([
        client.frame(step, task, { signal }),
        paint(surface?.map),
        paint(surface?.overview),
        surface?.blocks
          ? within(client.blocks(step, task, surface.map.from, surface.map.bytes, { signal }), [])
          : [],
        find(hover?.offset),
        find(selection?.offset),
      ]);
      this.store.dispatch({
        type: 'shown',
        run: session.run,
        step,
        frame,
        picture,
        overview,
        blocks,
        hovered,
        selected,
      });
      if (session === this.newest && this.former) {
        close(this.former);
        this.former = null;
      }
    } catch (error) {
      if (isOutOfBounds(error) && task !== null) {
        this.store.dispatch({ type: 'space-missing', task });
      } else if (session === this.newest) {
        if (error instanceof WorkerGone) this.store.dispatch({ type: 'replay-requested' });
        else this.complain(error);
      }
    }
  }

  private async readSeries({ session, client }: Showing): Promise<void> {
    // A picture comes first.
    await new Promise((resolve) => setTimeout(resolve));
    try {
      const { signal } = session.abort;
      const series = await client.series(SERIES_POINTS, { signal });
      this.store.dispatch({ type: 'series-read', run: session.run, series });
    } catch (error) {
      this.complain(error);
    }
  }

  /** Steps on with the clock, as fast as pictures come but no faster than the speed. */
  private play(): void {
    let before = performance.now();
    let due = 0;
    const tick = (now: number) => {
      const { state } = this.store;
      if (!state.playing) return;
      due += ((now - before) / 1000) * state.speed;
      before = now;
      // A step that is still being drawn is waited for: playing shows what it passes.
      const steps = Math.floor(due);
      const isDrawn = state.shown?.step === state.step && this.isShownBeside(state.step);
      if (steps > 0 && isDrawn) {
        due -= steps;
        this.store.dispatch({ type: 'played', steps });
      } else {
        due = Math.min(due, Math.max(1, state.speed / 4));
      }
      this.playFrame = requestAnimationFrame(tick);
    };
    cancelAnimationFrame(this.playFrame);
    this.playFrame = requestAnimationFrame(tick);
  }

  /** Tells the visitor of an error in an answer that nothing else depends on. */
  private complain(error: unknown): void {
    if (isAbort(error) || this.disposed.signal.aborted) return;
    this.store.dispatch({ type: 'noticed', tone: 'bad', message: wordsOf(error) });
  }
}

function close(session: Session | null): void {
  session?.abort.abort();
  session?.client?.close();
}

/** A key that changes whenever what is to be painted does. */
function surfaceKey({ surface, isInSight }: State): string {
  return surface === null || !isInSight ? '' : JSON.stringify(surface);
}

/** What lies out of bounds is none: a window or a selection may be of a larger region. */
async function within<Answer>(answer: Promise<Answer>, none: Answer): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (isOutOfBounds(error)) return none;
    throw error;
  }
}

function isOutOfBounds(error: unknown): boolean {
  return error instanceof AtlasError && error.kind === 'bounds';
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
