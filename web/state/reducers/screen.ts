// How each action changes what views ask to see, and what is on the screen.

import type { Series } from '../../engine/wire';
import type { Handlers } from '../handlers';
import { isRecorded } from '../lookups';
import { lostOfLink } from '../opening';
import type { Baseline, ScreenAction } from '../slices/screen';
import type { State } from '../state';

export const screenHandlers: Handlers<ScreenAction> = {
  hovered: (state, action) => {
    if (action.offset === null) return state.hover === null ? state : { ...state, hover: null };
    if (action.offset === state.hover?.offset) return state;
    // The block stays until the engine has found the new one: a tooltip must not blink.
    return { ...state, hover: { offset: action.offset, block: state.hover?.block ?? null } };
  },
  selected: (state, action) => {
    if (action.offset === null) {
      return state.selection === null ? state : { ...state, selection: null };
    }
    if (action.offset === state.selection?.offset) return state;
    return { ...state, selection: { offset: action.offset, block: null, place: null } };
  },
  'block-hovered': (state, action) => {
    if (action.offset !== state.hover?.offset) return state;
    return { ...state, hover: { offset: action.offset, block: action.block } };
  },
  'block-selected': (state, action) => {
    if (action.offset !== state.selection?.offset) return state;
    return {
      ...state,
      selection: {
        offset: action.offset,
        block: action.block,
        place: action.free === state.list.free ? action.place : null,
      },
    };
  },
  'space-chosen': (state, action) =>
    action.task === state.space ? state : { ...state, space: action.task },
  'space-missing': (state, action) => {
    if (state.space !== action.task) return state;
    return lostOfLink({ ...state, space: null }, `There is no task ${action.task} in it.`);
  },
  'picture-awaited': (state) => (state.awaitsPicture ? state : { ...state, awaitsPicture: true }),
  'surface-measured': (state, action) => ({ ...state, surface: action.surface }),
  sighted: (state, action) =>
    action.isInSight === state.isInSight ? state : { ...state, isInSight: action.isInSight },
  'window-set': (state, action) => ({ ...state, window: action.window }),
  'list-chosen': (state, action) => {
    if (action.free === state.list.free) return state;
    return {
      ...state,
      list: { ...state.list, free: action.free, from: 0, entries: [] },
      selection: state.selection && { ...state.selection, place: null },
    };
  },
  'list-scrolled': (state, action) => ({
    ...state,
    list: { ...state.list, from: action.from, count: action.count },
  }),
  'list-read': (state, action) =>
    action.run === state.shown?.run && action.free === state.list.free
      ? { ...state, list: { ...state.list, entries: action.entries } }
      : state,
  'operations-scrolled': (state, action) => {
    const { from, count } = action;
    if (from === state.operations.from && count === state.operations.count) return state;
    return { ...state, operations: { ...state.operations, from, count } };
  },
  'operations-read': (state, action) =>
    action.run === state.run.id
      ? { ...state, operations: { ...state.operations, lines: action.lines } }
      : state,
  'bytes-scrolled': (state, action) => ({
    ...state,
    bytes: { ...state.bytes, offset: action.offset, count: action.count },
  }),
  'bytes-read': (state, action) =>
    action.run === state.shown?.run
      ? { ...state, bytes: { ...state.bytes, view: action.view } }
      : state,
  'series-read': (state, action) =>
    action.run === state.run.id ? withSeries(state, action.run, action.series) : state,
  shown: (state, action) => {
    // A picture of an older run would take the screen back in time.
    if (state.shown !== null && action.run < state.shown.run) return state;
    const { run, step, frame, picture, overview, blocks } = action;
    const extent = frame.region.highWaterBytes;
    const isElsewhere = state.shown !== null && state.shown.space !== frame.space;
    const anew = state.rescaling && run === state.run.id && !state.outdated;
    return withinRegion({
      ...state,
      shown: { run, step, space: frame.space },
      frame,
      picture: picture ?? state.picture,
      overview,
      blocks,
      baseline: anew ? null : baselineFor(state, run, step),
      // A place in one address space is none in another.
      hover: isElsewhere ? null : state.hover && { ...state.hover, block: action.hovered },
      selection: isElsewhere
        ? null
        : state.selection && { ...state.selection, block: action.selected },
      extentBytes: anew ? extent : Math.max(state.extentBytes, extent),
      rescaling: anew ? false : state.rescaling,
    });
  },
};

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
  // Charts add the spaces up; the map shows one, which tells its own reach with every frame.
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
  if (!state.following || state.run.phase !== 'done') return next;
  const step = isRecorded(state.scenario) ? peakStep(series) : state.step;
  return { ...next, following: false, step };
}

function peakStep(series: Series): number {
  const requested = series.columns.find(({ metric }) => metric === 'requested_bytes');
  const values = requested?.last ?? [];
  const fullest = values.indexOf(Math.max(...values));
  return series.steps[fullest] ?? series.steps.at(-1) ?? 0;
}
