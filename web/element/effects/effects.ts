// Everything a figure does that is not drawing: it asks the engine, fetches files, keeps time and stores the visitor's
// work.
//
// Watches the state and does what it asks for; every answer goes back as an action, and the reducer decides what follows.
// Each kind of effect has a file: checks.ts design and script, files.ts files, replays.ts sessions, screen.ts what is
// seen of a step, player.ts the clock. Owns their life, one set per figure, and the saving.

import { wordsOf } from '../../base/advised';
import type { Engine, SessionClient } from '../../engine/api';
import { LESSONS } from '../../engine/lessons';
import { BUNDLED_TRACES } from '../../engine/traces';
import { NOTHING_SAVED, type Saved, type State, type Store } from '../../state';
import { failureOf } from '../failure';
import { Checks } from './checks';
import { type EffectContext, isAbort } from './context';
import { Files } from './files';
import { OverTime } from './over-time';
import { Player } from './player';
import { Replays } from './replays';
import { Screen } from './screen';

export type Question<Answer> = (
  client: SessionClient,
  step: number,
  task: number | null,
  options: { readonly signal: AbortSignal },
) => Promise<Answer>;

/** Stores a figure's state from one visit to the next. */
export interface Keeper {
  restore(): Saved;
  keep(state: State): void;
}

/** Quiet time before the visitor's work is stored. */
const SAVE_QUIET_MS = 400;

export class Effects {
  /** Whether the figure offers options: then the engine is asked which are available, once there is a picture. */
  readonly isExplained: boolean;
  private readonly context: EffectContext;
  private readonly keeper: Keeper | null;
  private readonly disposed = new AbortController();
  private readonly unsubscribe: () => void;
  private readonly checks: Checks;
  private readonly files: Files;
  readonly replays: Replays;
  private readonly screen: Screen;
  private readonly overTime: OverTime;
  private readonly player: Player;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;

  /** Whether the compared designs show a step as well: playing waits for them. */
  isShownBeside: (step: number) => boolean = () => true;

  constructor(engine: Engine, store: Store, keeper: Keeper | null, isExplained: boolean) {
    this.keeper = keeper;
    this.isExplained = isExplained;
    const context = { engine, store, complain: (error: unknown) => this.complain(error) };
    this.context = context;
    this.checks = new Checks(context, isExplained);
    this.files = new Files(context);
    this.replays = new Replays(context, () => this.refresh(store.state));
    this.screen = new Screen(context, this.replays);
    this.overTime = new OverTime(context, this.replays);
    this.player = new Player(
      store,
      (step) => store.state.shown?.step === step && this.isShownBeside(step),
    );
    this.unsubscribe = store.subscribe((state, before) => this.react(state, before));
    // A store that had effects before has its catalogue; so has the store of a compared design.
    if (store.state.catalog === null) void this.start();
  }

  /**
   * Closes the figure's sessions with the engine; the state stays, and so does the picture. Fifty figures out of sight must
   * not cost as much as fifty replays.
   */
  suspend(): void {
    const { store } = this.context;
    if (store.state.isSuspended) return;
    this.player.stop();
    this.replays.close();
    store.dispatch({ type: 'suspended' });
    // Open questions got no answer, and the pictures were dropped: `resume` asks for both again.
    this.screen.forget();
    this.overTime.forget();
  }

  /** Opens the replay again after `suspend`: the same run, at the same step. */
  resume(): void {
    const { store } = this.context;
    if (!store.state.isSuspended) return;
    store.dispatch({ type: 'resumed' });
    const { state } = store;
    this.checks.resume(state);
    this.replays.resume(state);
    if (state.playing) this.player.start();
  }

  /** Ends sessions, timers and calls. Saves unsaved work. */
  dispose(): void {
    this.save();
    this.unsubscribe();
    this.disposed.abort();
    this.checks.dispose();
    this.files.dispose();
    this.player.stop();
    this.replays.close();
  }

  /** Stores the visitor's work now: the page may be about to close. */
  save(): void {
    clearTimeout(this.saveTimer);
    const { state } = this.context.store;
    if (state.catalog !== null) this.keeper?.keep(state);
  }

  /** Puts a question to the replay on the screen, at its step and in its space; `null` where there is none. */
  ask<Answer>(question: Question<Answer>): Promise<Answer> | null {
    const shown = this.replays.stepShown(this.context.store.state);
    if (shown === null) return null;
    const { client, session, step, task } = shown;
    return question(client, step, task, { signal: session.abort.signal });
  }

  private async start(): Promise<void> {
    const { engine, store } = this.context;
    try {
      const { signal } = this.disposed;
      const catalog = await engine.catalog({ signal });
      const saved = this.keeper?.restore() ?? NOTHING_SAVED;
      const [traces, lessons] = [BUNDLED_TRACES, LESSONS];
      store.dispatch({ type: 'engine-started', catalog, traces, lessons, saved });
    } catch (error) {
      if (isAbort(error)) return;
      store.dispatch({ type: 'engine-failed', failure: failureOf(error) });
    }
  }

  private react(state: State, before: State): void {
    if (state.catalog === null) return;
    this.checks.react(state, before);
    this.files.react(state, before);
    this.replays.react(state, before);
    this.refresh(state);
    if (state.playing && !before.playing) this.player.start();
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => this.save(), SAVE_QUIET_MS);
  }

  private refresh(state: State): void {
    this.screen.refresh(state);
    this.overTime.refresh(state);
  }

  private complain(error: unknown): void {
    if (isAbort(error) || this.disposed.signal.aborted) return;
    this.context.store.dispatch({ type: 'noticed', tone: 'bad', message: wordsOf(error) });
  }
}
