// Puts a step on the screen: its frame, its pictures, and what views look at closely in it; reads series and operations.
//
// Owns the questions for these, each kind one at a time and the newest first; replays.ts says whom to ask. A step that
// comes onto the screen is one question; what is looked at closely is asked again where it changes at the same step.

import { Latest } from '../../base/latest';
import { AtlasError, WorkerGone } from '../../engine/api';
import type { StepLook, StepWish } from '../../engine/wire';
import { BLOCKS_MAX, type CloseUp, isSettled, type State } from '../../state';
import { answering } from './answering';
import type { EffectContext } from './context';
import type { ReplayStep, Replays } from './replays';

/** Between two readings of the series while a replay runs. */
const SERIES_EVERY_MS = 700;
/** About one bucket per pixel of the widest chart. */
const SERIES_POINTS = 720;

export class Screen {
  private readonly context: EffectContext;
  private readonly replays: Replays;
  private readonly steps = new Latest<ReplayStep>((step) => this.show(step));
  private readonly closeUp: Latest<ReplayStep>;
  private readonly series: Latest<ReplayStep>;
  private readonly operations: Latest<ReplayStep>;
  private readonly lines: Latest<ReplayStep>;
  private seriesAt = 0;

  constructor(context: EffectContext, replays: Replays) {
    this.context = context;
    this.replays = replays;
    const { store, complain } = context;
    this.closeUp = answering(complain, async ({ client, step, task }, options) => {
      const asked = store.state;
      const at = asked.shown;
      if (at === null) return;
      const look = await client.look(step, task, closeWish(asked), options);
      store.dispatch({ type: 'looked-closely', at, closeUp: closeUpOf(look, asked) });
    });
    this.series = answering(complain, async ({ session, client }, options) => {
      // A picture comes first.
      await new Promise((resolve) => setTimeout(resolve));
      const series = await client.series(SERIES_POINTS, options);
      store.dispatch({ type: 'series-read', run: session.run, series });
    });
    this.operations = answering(complain, async ({ session, client }, options) => {
      const { from, count } = store.state.operations;
      const lines = await client.operations(from, count, options);
      store.dispatch({ type: 'operations-read', run: session.run, lines });
    });
    this.lines = answering(complain, async ({ session, client, step }, options) => {
      const { lineAsked: line } = store.state;
      if (line === null) return;
      const found = await client.stepOfLine(line, step, options);
      store.dispatch({ type: 'line-found', run: session.run, line, step: found });
    });
  }

  /** Asks for whatever should be on the screen and is not. */
  refresh(state: State): void {
    const toShow = this.replays.stepToShow(state);
    if (toShow) {
      const { session, step } = toShow;
      this.steps.want(`${session.run} ${step} ${state.space} ${surfaceKey(state)}`, toShow);
    }
    const shown = this.replays.stepShown(state);
    const key = closeUpKey(state);
    if (shown && key !== null) this.closeUp.want(key, shown);
    this.refreshSeries(state);
    this.refreshOperations(state);
    this.refreshLine(state);
  }

  /** Asks for all of it anew the next time. */
  forget(): void {
    const all = [this.steps, this.closeUp, this.series, this.operations, this.lines];
    for (const each of all) each.forget();
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

  private refreshOperations(state: State): void {
    const newest = this.replays.atStepAsked(state);
    const { from, count } = state.operations;
    if (newest === null || count === 0) return;
    const replayed = Math.min(state.run.replayed, from + count);
    this.operations.want(`${state.run.id} ${from} ${count} ${replayed}`, newest);
  }

  private refreshLine(state: State): void {
    const newest = this.replays.atStepAsked(state);
    // The same line may be asked for again from another step.
    if (state.lineAsked === null) this.lines.forget();
    else if (newest !== null) this.lines.want(`${state.run.id} ${state.lineAsked}`, newest);
  }

  private async show({ session, client, step, task }: ReplayStep): Promise<void> {
    const { store, complain } = this.context;
    const asked = store.state;
    const { signal } = session.abort;
    try {
      const wish = { ...pictureWish(asked), ...closeWish(asked) };
      const look = await client.look(step, task, wish, { signal });
      const { frame, blocks } = look;
      if (frame === null) return;
      const [picture = null, overview = null] = look.pictures;
      const { run } = session;
      const key = closeUpKey({ ...asked, shown: { run, step, space: frame.space } });
      if (key !== null) this.closeUp.settle(key);
      store.dispatch({
        type: 'shown',
        run,
        step,
        frame,
        line: look.line,
        picture,
        overview,
        blocks: blocks ?? [],
        closeUp: key === null ? null : closeUpOf(look, asked),
      });
      if (this.replays.isNewest(session)) this.replays.closeFormer();
    } catch (error) {
      if (isOutOfBounds(error) && task !== null) {
        store.dispatch({ type: 'space-missing', run: session.run, task });
      } else if (this.replays.isNewest(session)) {
        if (error instanceof WorkerGone) store.dispatch({ type: 'replay-requested' });
        else complain(error);
      }
    }
  }
}

function pictureWish({ surface, isInSight }: State): StepWish {
  const painted = isInSight && surface ? [surface.map, surface.overview] : [];
  const wish = { frame: true, maps: painted.flatMap((spec) => spec ?? []) };
  if (!surface?.blocks) return wish;
  const { from, bytes } = surface.map;
  return { ...wish, blocks: { from, bytes, count: BLOCKS_MAX } };
}

function closeWish({ hover, selection, list, bytes }: State): StepWish {
  const { chain, from, count } = list;
  return {
    blocksAt: [hover, selection].flatMap((spot) => spot?.offset ?? []),
    ...(selection && { place: { chain, offset: selection.offset } }),
    ...(count > 0 && { list: { chain, from, count } }),
    ...(bytes.count > 0 && { bytes: { offset: bytes.offset, count: bytes.count } }),
  };
}

/** The answer to what a state asks to look at closely. */
function closeUpOf(look: StepLook, { hover, selection, list }: State): CloseUp {
  const [first = null, second = null] = look.blocksAt;
  const selected = hover === null ? first : second;
  return {
    hover: hover && { offset: hover.offset, block: first },
    selection: selection && {
      offset: selection.offset,
      block: selected,
      place: look.place,
      isAnswered: true,
    },
    list: { chain: list.chain, entries: look.list },
    bytes: look.bytes,
  };
}

/** A key that changes whenever the close-up does; `null` where nothing is looked at closely, or nothing is shown. */
function closeUpKey(state: State): string | null {
  const { shown, hover, selection, list, bytes } = state;
  const isAsked = hover !== null || selection !== null || list.count > 0 || bytes.count > 0;
  if (shown === null || !isAsked) return null;
  return `${shown.run} ${shown.step} ${shown.space} ${JSON.stringify(closeWish(state))}`;
}

/** A key that changes whenever the picture to paint does. */
function surfaceKey({ surface, isInSight }: State): string {
  return surface === null || !isInSight ? '' : JSON.stringify(surface);
}

function isOutOfBounds(error: unknown): boolean {
  return error instanceof AtlasError && error.kind === 'bounds';
}
