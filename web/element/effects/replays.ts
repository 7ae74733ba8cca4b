// The replays of a figure: opened when scenario and design are sound, and closed when others take their place.
//
// Owns the sessions with the engine: that of the newest run, and the one before it while its picture is still on the
// screen. Says which of them to ask about a step; screen.ts asks.

import type { SessionClient } from '../../engine/api';
import { isReadyToReplay, isReplaying, type State, stepToShow } from '../../state';
import { failureOf } from '../failure';
import { type EffectContext, isAbort } from './context';
import { sourceOf } from './source';

/** Quiet time before a replay opens: a slider passes many values. */
const QUIET_MS = 60;

/** A run's session, from before it is open until it is closed. */
export interface Session {
  readonly run: number;
  readonly abort: AbortController;
  client: SessionClient | null;
}

/** A step of an open replay, to be asked about. */
export interface ReplayStep {
  readonly session: Session;
  readonly client: SessionClient;
  readonly step: number;
  /** The task whose space to look at; `null` for that of the step's operation. */
  readonly task: number | null;
}

export class Replays {
  private readonly context: EffectContext;
  private readonly onOpened: () => void;
  private newest: Session | null = null;
  private former: Session | null = null;
  private openTimer: ReturnType<typeof setTimeout> | undefined;

  /** `onOpened` is called when the newest run's session can be asked. */
  constructor(context: EffectContext, onOpened: () => void) {
    this.context = context;
    this.onOpened = onOpened;
  }

  react(state: State, before: State): void {
    if (isReadyToReplay(state) && !isReadyToReplay(before)) this.openSoon();
    if (state.outdated && state.scenario !== before.scenario) this.openSoon();
    if (state.run.phase === 'cancelled' && isReplaying(before.run)) this.newest?.client?.stop();
  }

  close(): void {
    clearTimeout(this.openTimer);
    close(this.newest);
    close(this.former);
    this.newest = null;
    this.former = null;
  }

  /** Opens the same run again, after `close`. */
  resume(state: State): void {
    // A cancelled run was closed with the others: it is replayed from the start.
    if (state.run.phase === 'cancelled') this.context.store.dispatch({ type: 'replay-requested' });
    else if (isReadyToReplay(state)) this.openSoon();
    else if (state.run.id > 0 && state.run.phase !== 'failed') void this.replay(state);
  }

  isNewest(session: Session): boolean {
    return session === this.newest;
  }

  /** Closes the former run's session: the newest run's picture is on the screen. */
  closeFormer(): void {
    close(this.former);
    this.former = null;
  }

  /** The newest run at the step asked for; `null` while there is nothing to ask it. */
  atStepAsked({ run, step }: State): ReplayStep | null {
    const { newest } = this;
    if (!newest?.client || newest.run !== run.id || run.total === 0) return null;
    return { session: newest, client: newest.client, step, task: null };
  }

  /** The step to put on the screen; `null` where there is nothing to ask for. */
  stepToShow(state: State): ReplayStep | null {
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

  stepShown(state: State): ReplayStep | null {
    const session = [this.newest, this.former].find((each) => each?.run === state.shown?.run);
    if (!session?.client || state.shown === null) return null;
    const { step, space } = state.shown;
    return { session, client: session.client, step, task: space };
  }

  /**
   * Digests of the newest run's steps from `from` on, fewer than `count` where it has not come so far;
   * `null` where there is no such run.
   */
  async fingerprints(from: number, count: number): Promise<Uint32Array | null> {
    const { newest } = this;
    const { run } = this.context.store.state;
    if (!newest?.client || newest.run !== run.id) return null;
    const reached = Math.min(count, run.replayed - from + 1);
    if (reached <= 0) return new Uint32Array();
    return newest.client.fingerprints(from, reached, { signal: newest.abort.signal });
  }

  private openSoon(): void {
    clearTimeout(this.openTimer);
    if (this.context.store.state.isSuspended) return;
    this.openTimer = setTimeout(() => void this.open(), QUIET_MS);
  }

  /** Opens a run for the scenario and design as they are now, in place of the newest. */
  private async open(): Promise<void> {
    const { store } = this.context;
    if (!isReadyToReplay(store.state)) return;
    store.dispatch({ type: 'run-opened' });
    await this.replay(store.state);
  }

  /** Replays the run of a state, in a session of its own. */
  private async replay({ run, design }: State): Promise<void> {
    const { engine, store } = this.context;
    const session: Session = { run: run.id, abort: new AbortController(), client: null };
    this.retireFor(session);
    const { signal } = session.abort;
    try {
      const source = await sourceOf(store.state, signal);
      session.client = await engine.open(design, source, {
        signal,
        onProgress: (progress) => {
          store.dispatch({ ...progress, type: 'run-advanced', run: run.id });
        },
      });
      // The visitor may have cancelled before there was a session to stop.
      if (store.state.run.id === run.id && store.state.run.phase === 'cancelled') {
        session.client.stop();
      }
      this.onOpened();
      await session.client.finished;
    } catch (error) {
      if (isAbort(error) || store.state.run.id !== run.id) return;
      store.dispatch({ type: 'run-failed', run: run.id, failure: failureOf(error) });
    }
  }

  /** Makes room for a new session. A session whose picture is on the screen stays open until the new one has its own. */
  private retireFor(session: Session): void {
    const { newest } = this;
    this.newest = session;
    if (newest === null) return;
    if (newest.run === this.context.store.state.shown?.run) {
      close(this.former);
      this.former = newest;
      newest.client?.stop();
    } else {
      close(newest);
    }
  }
}

function close(session: Session | null): void {
  session?.abort.abort();
  session?.client?.close();
}
