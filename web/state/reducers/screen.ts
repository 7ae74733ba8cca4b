// How each action changes what views ask to see, and what is on the screen.

import type { Frame, OperationLine, Series } from '../../engine/wire';
import type { Handlers } from '../handlers';
import { isRecorded, isReplaced } from '../lookups';
import { lostOfLink } from '../opening';
import type { Baseline, ChainName, CloseUp, ScreenSlice, Surface, Window } from '../slices/screen';
import type { State } from '../state';

/** A step as it comes onto the screen. Of the pictures, `null` and empty stand for what the surface doesn't ask for. */
interface Shown extends Pick<ScreenSlice, 'picture' | 'overview' | 'blocks' | 'line'> {
  readonly run: number;
  readonly step: number;
  readonly frame: Frame;
  /** `null` where nothing is looked at closely. */
  readonly closeUp: CloseUp | null;
}

/** A place in the region; `null` for none. */
interface Place {
  readonly offset: number | null;
}

interface Stretch {
  readonly from: number;
  readonly count: number;
}

export const screenHandlers = {
  hovered: (state, { offset }: Place) => {
    if (offset === null) return state.hover === null ? state : { ...state, hover: null };
    if (offset === state.hover?.offset) return state;
    // The block stays until the engine has found the new one: a tooltip must not blink.
    return { ...state, hover: { offset, block: state.hover?.block ?? null } };
  },
  /** Where a question is open, the place may be the answer. */
  selected: (state, { offset }: Place & { isAnswer?: true }) => {
    if (offset === null) return state.selection === null ? state : { ...state, selection: null };
    if (offset === state.selection?.offset) return state;
    return { ...state, selection: { offset, block: null, place: null } };
  },
  'looked-closely': (
    state,
    { at, closeUp }: { at: NonNullable<State['shown']>; closeUp: CloseUp },
  ) => (isSameStep(at, state.shown) ? withCloseUp(state, closeUp) : state),
  /** Looks at a task's address space from now on; with `null`, at that of each step's operation. */
  'space-chosen': (state, { task }: { task: number | null }) =>
    task === state.space ? state : { ...state, space: task },
  /** The task whose space was to be looked at is none of the scenario's. */
  'space-missing': (state, { run, task }: { run: number; task: number }) =>
    state.space === task && isOfScenario(state, run)
      ? lostOfLink({ ...state, space: null }, `There is no task ${task} in it.`)
      : state,
  /** A map is there that waits for its first picture. */
  'picture-awaited': (state) => (state.awaitsPicture ? state : { ...state, awaitsPicture: true }),
  'surface-measured': (state, { surface }: { surface: Surface }) => ({ ...state, surface }),
  sighted: (state, { isInSight }: { isInSight: boolean }) =>
    isInSight === state.isInSight ? state : { ...state, isInSight },
  /** `null` shows the whole heap. */
  'arrows-set': (state, { arrows }: Pick<ScreenSlice, 'arrows'>) => ({ ...state, arrows }),
  'window-set': (state, { window }: { window: Window | null }) => ({ ...state, window }),
  'list-chosen': (state, { chain }: { chain: ChainName }) => {
    if (chain === state.list.chain) return state;
    return {
      ...state,
      list: { ...state.list, chain, from: 0, entries: [] },
      selection: state.selection && { ...state.selection, place: null },
    };
  },
  'cost-chosen': (state, { cost }: { cost: string }) => ({ ...state, cost }),
  'list-scrolled': (state, { from, count }: Stretch) => ({
    ...state,
    list: { ...state.list, from, count },
  }),
  'operations-scrolled': (state, { from, count }: Stretch) => {
    if (from === state.operations.from && count === state.operations.count) return state;
    return { ...state, operations: { ...state.operations, from, count } };
  },
  'operations-read': (state, { run, lines }: { run: number; lines: readonly OperationLine[] }) =>
    run === state.run.id ? { ...state, operations: { ...state.operations, lines } } : state,
  'bytes-scrolled': (state, { offset, count }: { offset: number; count: number }) => ({
    ...state,
    bytes: { ...state.bytes, offset, count },
  }),
  'series-read': (state, { run, series }: { run: number; series: Series }) =>
    run === state.run.id ? withSeries(state, run, series) : state,
  shown: (state, { run, step, frame, line, picture, overview, blocks, closeUp }: Shown) => {
    // A picture of an older run would take the screen back in time.
    if (state.shown !== null && run < state.shown.run) return state;
    const extent = Math.max(frame.region.highWaterBytes, frame.region.reach);
    // A place in one address space is none in another.
    const isOther = state.shown !== null && state.shown.space !== frame.space;
    const isElsewhere = isOther && !isReplaced(state);
    const { hover, selection } = isElsewhere ? { hover: null, selection: null } : state;
    const anew = state.rescaling && isOfScenario(state, run);
    const next = {
      ...state,
      shown: { run, step, space: frame.space },
      frame,
      line,
      picture: picture ?? state.picture,
      overview,
      blocks,
      baseline: anew ? null : baselineFor(state, run, step),
      hover,
      selection,
      categoriesSeen: withCategories(anew ? [] : state.categoriesSeen, categoriesIn(state, frame)),
      extentBytes: anew ? extent : Math.max(state.extentBytes, extent),
      rescaling: anew ? false : state.rescaling,
    };
    const whole = closeUp === null ? next : withCloseUp(next, closeUp);
    return isOfScenario(state, run) ? withinRegion(whole) : whole;
  },
} satisfies Handlers;

/** Whether a run is of the scenario that is open, so that what it lacks is not there. */
function isOfScenario(state: State, run: number): boolean {
  return run === state.run.id && !isReplaced(state);
}

/** The categories of which there are bytes at a step, what was never touched among them. */
function categoriesIn({ catalog }: State, { parts }: Frame): readonly string[] {
  const filled = parts.flatMap(({ category, bytes }) => (bytes > 0 ? [category] : []));
  const isUntouched = catalog !== null && parts.some(({ untouched }) => untouched > 0);
  return isUntouched ? [...filled, catalog.untouched.id] : filled;
}

/** A category stays once it was seen: lists of categories don't move with each step. */
function withCategories(seen: readonly string[], present: readonly string[]): readonly string[] {
  const added = present.filter((category) => !seen.includes(category));
  return added.length === 0 ? seen : [...seen, ...added];
}

function isSameStep(one: NonNullable<State['shown']>, other: State['shown']): boolean {
  return one.run === other?.run && one.step === other.step && one.space === other.space;
}

/** What is no longer looked at is left out: the pointer moved on, another list was chosen. */
function withCloseUp(state: State, { hover, selection, list, bytes }: CloseUp): State {
  const { chain, entries } = list;
  const isSameList = chain === state.list.chain;
  const isSelected = selection !== null && selection.offset === state.selection?.offset;
  const place = isSameList ? (selection?.place ?? null) : null;
  return {
    ...state,
    hover: hover !== null && hover.offset === state.hover?.offset ? hover : state.hover,
    selection: isSelected ? { ...selection, place } : state.selection,
    list: isSameList && entries !== null ? { ...state.list, entries } : state.list,
    bytes: bytes === null ? state.bytes : { ...state.bytes, view: bytes },
  };
}

/** A state whose window and selection lie in the region that is on the screen. */
function withinRegion(state: State): State {
  const bytes = state.frame?.region.bytes ?? 0;
  const { window, selection } = state;
  let within = state;
  if (window !== null && window.from >= bytes) {
    within = lostOfLink(
      { ...within, window: null },
      'The part of memory it shows is beyond the region.',
    );
  }
  if (selection !== null && selection.offset >= bytes) {
    within = lostOfLink(
      { ...within, selection: null },
      'The block it selects is beyond the region.',
    );
  }
  return within;
}

/** What to compare a picture with that is about to be shown: the former run at the same step. */
function baselineFor(
  { shown, frame, baseline }: State,
  run: number,
  step: number,
): Baseline | null {
  const isNewRun = shown !== null && frame !== null && shown.run !== run;
  if (!isNewRun || shown.step !== step) return baseline;
  const { metrics, spaceMetrics, space } = frame;
  return { step, metrics, space: spaceMetrics && { task: space, metrics: spaceMetrics } };
}

/**
 * Where following ends: a written scenario at its last step, which is what its author just wrote; a
 * recorded program at its fullest moment, because at its end everything is free and nothing to see.
 */
function withSeries(state: State, run: number, series: Series): State {
  const heap = series.columns.find(({ metric }) => metric === 'heap_bytes');
  // The charts are of all spaces together; the map shows one, whose reach comes with every frame.
  const isShared = (state.frame?.spaces.length ?? 0) > 1;
  const reach = isShared ? 0 : Math.max(...(heap?.high ?? []), 0);
  const before = state.series;
  const isComparable = before !== null && before.run >= state.firstRun;
  const next = {
    ...state,
    series: { run, data: series },
    formerSeries: !isComparable ? null : before.run === run ? state.formerSeries : before.data,
    extentBytes: Math.max(state.extentBytes, reach),
  };
  if (!state.following || state.run.phase !== 'done' || isReplaced(state)) return next;
  const step = isRecorded(state.scenario) ? peakStep(series) : state.step;
  return { ...next, following: false, step };
}

function peakStep(series: Series): number {
  const requested = series.columns.find(({ metric }) => metric === 'requested_bytes');
  const values = requested?.last ?? [];
  const fullest = values.indexOf(Math.max(...values));
  return series.steps[fullest] ?? series.steps.at(-1) ?? 0;
}
