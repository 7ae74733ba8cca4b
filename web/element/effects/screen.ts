// Puts a step on the screen: its frame, its pictures and the blocks on the map; and reads the charts' series.
//
// Owns the questions for these, one at a time and the newest first; replays.ts says whom to ask. Lists, bytes and the
// blocks under the pointer are details.ts's.

import { Latest } from '../../base/latest';
import { AtlasError, WorkerGone } from '../../engine/api';
import type { StepWish } from '../../engine/wire';
import { isSettled, type State } from '../../state';
import { answering } from './answering';
import type { EffectContext } from './context';
import type { ReplayStep, Replays } from './replays';

/** Between two readings of the series while a replay runs. */
const SERIES_EVERY_MS = 700;
/** About one bucket per pixel of the widest chart. */
const SERIES_POINTS = 720;
/** The most blocks drawn with names: more are too narrow. */
const BLOCKS_MAX = 2000;

export class Screen {
  private readonly context: EffectContext;
  private readonly replays: Replays;
  private readonly steps = new Latest<ReplayStep>((step) => this.show(step));
  private readonly series: Latest<ReplayStep>;
  private seriesAt = 0;

  constructor(context: EffectContext, replays: Replays) {
    this.context = context;
    this.replays = replays;
    this.series = answering(context.complain, async ({ session, client }, options) => {
      // A picture comes first.
      await new Promise((resolve) => setTimeout(resolve));
      const series = await client.series(SERIES_POINTS, options);
      context.store.dispatch({ type: 'series-read', run: session.run, series });
    });
  }

  /** Asks for whatever should be on the screen and is not. */
  refresh(state: State): void {
    const toShow = this.replays.stepToShow(state);
    if (toShow) {
      const { session, step } = toShow;
      this.steps.want(`${session.run} ${step} ${state.space} ${surfaceKey(state)}`, toShow);
    }
    this.refreshSeries(state);
  }

  /** Asks for all of it anew the next time. */
  forget(): void {
    this.steps.forget();
    this.series.forget();
  }

  private refreshSeries(state: State): void {
    const { run } = state;
    const newest = this.replays.atStepAsked(state);
    if (newest === null || state.shown === null || run.replayed === 0) return;
    const now = performance.now();
    // A design beside A needs the series of its whole run only.
    const isEarly = state.isLed || now - this.seriesAt <= SERIES_EVERY_MS;
    const isDue = isSettled(state) && (run.phase === 'done' || !isEarly);
    if (!isDue || run.phase === 'failed') return;
    this.seriesAt = now;
    this.series.want(`${run.id} ${run.replayed}`, newest);
  }

  private async show({ session, client, step, task }: ReplayStep): Promise<void> {
    const { store, complain } = this.context;
    const { surface, isInSight, hover, selection } = store.state;
    const { signal } = session.abort;
    const painted = isInSight && surface ? [surface.map, surface.overview] : [];
    const maps = painted.flatMap((spec) => spec ?? []);
    const blocksAt = [hover, selection].flatMap((spot) => spot?.offset ?? []);
    const wish: StepWish = { frame: true, blocksAt, maps };
    if (surface?.blocks) {
      const { from, bytes } = surface.map;
      wish.blocks = { from, bytes, count: BLOCKS_MAX };
    }
    try {
      const look = await client.look(step, task, wish, { signal });
      if (look.frame === null) return;
      const [picture = null, overview = null] = look.pictures;
      const [hovered = null, selected = null] = hover ? look.blocksAt : [null, ...look.blocksAt];
      store.dispatch({
        type: 'shown',
        run: session.run,
        step,
        frame: look.frame,
        picture,
        overview,
        blocks: look.blocks ?? [],
        hovered,
        selected,
      });
      if (this.replays.isNewest(session)) this.replays.closeFormer();
    } catch (error) {
      if (isOutOfBounds(error) && task !== null) {
        store.dispatch({ type: 'space-missing', task });
      } else if (this.replays.isNewest(session)) {
        if (error instanceof WorkerGone) store.dispatch({ type: 'replay-requested' });
        else complain(error);
      }
    }
  }
}

/** A key that changes whenever the picture to paint does. */
function surfaceKey({ surface, isInSight }: State): string {
  return surface === null || !isInSight ? '' : JSON.stringify(surface);
}

function isOutOfBounds(error: unknown): boolean {
  return error instanceof AtlasError && error.kind === 'bounds';
}
