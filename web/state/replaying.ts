// What every figure is about: a replay, the steps through it, and what of it is on the screen.
//
// The part of the reducer that a figure begins with. A link is opened here, and what the engine answers is taken in;
// what a visitor makes of scenario and design is making.ts's.

import type { Design } from '../domain/design';
import type { Catalog, Series } from '../engine/wire';
import type { Action } from './actions';
import { completed, isKnown, isReplaying, presetDesign, scriptText } from './choices';
import { alsoLost, designMended, linkOpened } from './opening';
import type { Saved } from './persistence';
import type { Reducer } from './reducer';
import { type Baseline, INITIAL_STATE, type Scenario, type State } from './state';

const NO_PIXELS = new Uint8ClampedArray(0);

/** Notices at once; older ones make room, so that a wild mistake can't bury the page. */
const NOTICES_MAX = 4;

export function replaying(state: State, action: Action, others: Reducer): State {
  switch (action.type) {
    case 'engine-started':
      return restored({ ...state, traces: action.traces, lessons: action.lessons }, action);
    case 'engine-failed':
      return { ...state, engine: 'failed', engineFailure: action.failure };
    case 'space-missing':
      if (state.space !== action.task) return state;
      return lostOfLink({ ...state, space: null }, `There is no task ${action.task} in it.`);
    case 'fetch-advanced':
      return isRemote(state, action.url) ? { ...state, fetching: action.fetching } : state;
    case 'fetch-agreed':
      return isRemote(state, action.url)
        ? { ...state, agreedUrls: [...state.agreedUrls, action.url], fetching: null }
        : state;
    case 'remote-read': {
      const { url, name, bytes, info } = action;
      if (!isRemote(state, url)) return state;
      const scenario = { kind: 'file', name, bytes, info, url } as const;
      return { ...state, scenario, fetching: null, outdated: true, rescaling: true };
    }
    case 'file-described':
      return state.scenario.kind === 'file' && state.scenario.bytes === action.bytes
        ? { ...state, scenario: { ...state.scenario, info: action.info } }
        : state;
    case 'link-opened':
      return linkOpened(state, action);
    case 'script-checked':
      if (action.text !== scriptText(state)) return state;
      return { ...state, scriptVerdict: action.verdict };
    case 'design-checked':
      if (action.asked !== state.design) return state;
      if (action.problems.length > 0) {
        if (state.changed !== 'figure') return designMended(state, action.problems);
        // A design that an earlier visit left half typed must not keep this one from beginning.
        if (state.run.id === 0) return designed(state, presetDesign(state.catalog, state.preset));
      }
      return {
        ...state,
        // A refused design keeps what the visitor typed, so that they can go on typing.
        design: action.problems.length === 0 ? action.design : state.design,
        // What else there was to say stands until it is said anew: most of it is the same.
        verdict: { ...state.verdict, problems: action.problems },
        isDesignChecked: true,
      };
    case 'design-explained': {
      const { asked, unavailable, inert } = action;
      if (asked !== state.design) return state;
      return { ...state, verdict: { ...state.verdict, unavailable, inert }, explained: asked };
    }
    case 'replay-requested':
      return { ...state, run: { ...state.run, failure: null }, fetching: null, outdated: true };
    case 'replay-cancelled':
      return isReplaying(state.run)
        ? {
            ...state,
            following: false,
            playing: false,
            step: Math.min(state.step, state.run.replayed),
            run: { ...state.run, phase: 'cancelled' },
          }
        : state;
    case 'rest-begun':
      return {
        ...state,
        isAtRest: true,
        picture: state.picture && { ...state.picture, pixels: NO_PIXELS },
      };
    case 'rest-ended':
      return { ...state, isAtRest: false };
    case 'run-opened':
      return {
        ...state,
        outdated: false,
        firstRun: state.rescaling ? state.run.id + 1 : state.firstRun,
        run: {
          id: state.run.id + 1,
          phase: 'opening',
          replayed: 0,
          // Until the first report the slider stays where it is: most often nothing will change.
          total: state.run.total,
          hash: null,
          failure: null,
        },
      };
    case 'run-advanced':
      return advanced(state, action);
    case 'run-failed':
      if (action.run !== state.run.id) return state;
      return {
        ...state,
        playing: false,
        run: { ...state.run, phase: 'failed', failure: action.failure },
      };
    case 'seek':
      return stepped(state, action.step);
    case 'step-by':
      return stepped(state, state.step + action.delta);
    case 'play': {
      // Play at the end starts over, as in every player.
      const { from, to } = state.carried.loop ?? { from: 0, to: reachable(state) };
      const isWithin = state.step >= from && state.step < Math.min(to, reachable(state));
      const step = isWithin ? state.step : from;
      return { ...state, playing: true, following: false, step };
    }
    case 'pause':
      return state.playing ? { ...state, playing: false } : state;
    case 'speed-set':
      return { ...state, speed: action.stepsPerSecond };
    case 'played': {
      if (!state.playing) return state;
      const { run } = state;
      const { loop } = state.carried;
      const end = loop ? Math.min(loop.to, run.total) : run.total;
      if (loop && state.step >= end) return { ...state, step: Math.min(loop.from, end) };
      const step = Math.min(state.step + action.steps, reachable(state), end);
      const atEnd = step >= run.total || (step >= reachable(state) && !isReplaying(run));
      return { ...state, step, playing: loop !== null || !atEnd };
    }
    case 'hovered':
      if (action.offset === null) return state.hover === null ? state : { ...state, hover: null };
      if (action.offset === state.hover?.offset) return state;
      // The block stays until the engine has found the new one: a tooltip must not blink.
      return { ...state, hover: { offset: action.offset, block: state.hover?.block ?? null } };
    case 'selected':
      if (action.offset === null) {
        return state.selection === null ? state : { ...state, selection: null };
      }
      if (action.offset === state.selection?.offset) return state;
      return { ...state, selection: { offset: action.offset, block: null, place: null } };
    case 'guessed':
      // A matter of the quiz alone: see predict.ts.
      return state;
    case 'block-hovered':
      if (action.offset !== state.hover?.offset) return state;
      return { ...state, hover: { offset: action.offset, block: action.block } };
    case 'block-selected':
      if (action.offset !== state.selection?.offset) return state;
      return {
        ...state,
        selection: {
          offset: action.offset,
          block: action.block,
          place: action.free === state.list.free ? action.place : null,
        },
      };
    case 'space-chosen':
      return action.task === state.space ? state : { ...state, space: action.task };
    case 'picture-awaited':
      return state.awaitsPicture ? state : { ...state, awaitsPicture: true };
    case 'surface-measured':
      return { ...state, surface: action.surface };
    case 'window-set':
      return { ...state, window: action.window };
    case 'list-chosen':
      if (action.free === state.list.free) return state;
      return {
        ...state,
        list: { ...state.list, free: action.free, from: 0, entries: [] },
        selection: state.selection && { ...state.selection, place: null },
      };
    case 'list-scrolled':
      return { ...state, list: { ...state.list, from: action.from, count: action.count } };
    case 'operations-scrolled': {
      const { from, count } = action;
      if (from === state.operations.from && count === state.operations.count) return state;
      return { ...state, operations: { ...state.operations, from, count } };
    }
    case 'bytes-scrolled':
      return { ...state, bytes: { ...state.bytes, offset: action.offset, count: action.count } };
    case 'shown': {
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
    }
    case 'list-read':
      return action.run === state.shown?.run && action.free === state.list.free
        ? { ...state, list: { ...state.list, entries: action.entries } }
        : state;
    case 'operations-read':
      return action.run === state.run.id
        ? { ...state, operations: { ...state.operations, lines: action.lines } }
        : state;
    case 'bytes-read':
      return action.run === state.shown?.run
        ? { ...state, bytes: { ...state.bytes, view: action.view } }
        : state;
    case 'series-read':
      return action.run === state.run.id ? withSeries(state, action.run, action.series) : state;
    case 'noticed': {
      const id = (state.notices.at(-1)?.id ?? 0) + 1;
      const { tone, message } = action;
      const notice = { id, tone, message, items: [], offersWork: false };
      const others = state.notices.filter(({ message }) => message !== action.message);
      return { ...state, notices: [...others, notice].slice(-NOTICES_MAX) };
    }
    case 'notice-dismissed':
      return { ...state, notices: state.notices.filter(({ id }) => id !== action.id) };

    default:
      return others(state, action);
  }
}

/** Something that a link asked for is not there: its reader is told, and who asked here knows. */
function lostOfLink(state: State, item: string): State {
  return state.changed === 'figure' ? state : alsoLost(state, [item]);
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

function isRemote({ scenario }: State, url: string): boolean {
  return scenario.kind === 'remote' && scenario.url === url;
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

/** The last step that can be shown by now. */
function reachable({ run }: State): number {
  return run.phase === 'done' ? run.total : run.replayed;
}

/** The state an earlier visit left; whatever this version doesn't know falls back to the start. */
function restored(
  state: State,
  { catalog, saved }: { readonly catalog: Catalog; readonly saved: Saved },
): State {
  const first = state.traces[0];
  const fallback: Scenario = first ? { kind: 'bundled', id: first.id } : INITIAL_STATE.scenario;
  const kept = saved.scenario !== null && isKnown(state, catalog, saved.scenario);
  const isMade = saved.scenario !== null || Object.keys(saved.design).length > 0;
  const scenario = kept ? (saved.scenario ?? fallback) : fallback;
  // The design of a lesson that is no longer there would be one nobody chose.
  const own = kept ? saved : (saved.setAside ?? saved);
  return {
    ...state,
    engine: 'running',
    catalog,
    drafts: saved.drafts,
    scenario,
    ...completed(catalog, own),
    setAside:
      scenario.kind === 'lesson' && saved.setAside
        ? {
            ...completed(catalog, saved.setAside),
            compare: saved.setAside.compare.map((each) => completed(catalog, each)),
          }
        : null,
    compare: own.compare.map((each) => completed(catalog, each)),
    step: kept ? (saved.step ?? 0) : 0,
    following: !kept || saved.step === null,
    speed: saved.speed ?? state.speed,
    changed: isMade ? 'figure' : 'nothing',
    shelf: saved.shelf.filter((work) => isKnown(state, catalog, work.scenario)),
    outdated: true,
    rescaling: true,
  };
}

/** A state with another design of its own, which is still to be checked. */
export function designed(state: State, design: Design): State {
  return { ...state, design, isDesignChecked: false, playing: false, outdated: true };
}

function stepped(state: State, step: number): State {
  const { run } = state;
  const last = isReplaying(run) ? run.total : reachable(state);
  const within = Math.max(0, Math.min(Math.round(step), last));
  if (within === state.step && !state.following && !state.playing) return state;
  return { ...state, step: within, following: false, playing: false };
}

function advanced(
  state: State,
  report: { run: number; replayed: number; total: number; hash: string | null },
): State {
  const { run } = state;
  if (report.run !== run.id) return state;
  // Once another scenario is chosen, the step is one of that: what is still heard of the run must not move it.
  const isForsaken = state.outdated && state.rescaling;
  // One cancelled on the way says once more how far it came: its first word may have been behind.
  if (run.phase === 'cancelled') {
    const { replayed, total } = report;
    const step = state.step === run.replayed ? replayed : Math.min(state.step, replayed);
    return { ...state, run: { ...run, replayed, total }, step: isForsaken ? state.step : step };
  }
  if (!isReplaying(run)) return state;
  const done = report.hash !== null;
  // At its end a recorded program has freed everything: the charts say which step to settle at.
  const goesOn = state.following && !(done && isRecorded(state.scenario));
  const follows = goesOn ? report.replayed : state.step;
  const isBeyond = done && !isForsaken && follows > report.total;
  const told = isBeyond
    ? lostOfLink(state, `It has ${report.total} operations: there is no step ${follows}.`)
    : state;
  return {
    ...told,
    step: isForsaken ? state.step : Math.min(follows, report.total),
    run: {
      ...run,
      phase: done ? 'done' : 'replaying',
      replayed: report.replayed,
      total: report.total,
      hash: report.hash,
    },
  };
}

/**
 * Where following ends: a written scenario at its last step, which is what its author just wrote; a
 * recorded program at its fullest moment, because at its end everything is free and nothing to see.
 */
function withSeries(state: State, run: number, series: Series): State {
  const heap = series.columns.find(({ metric }) => metric === 'heap_bytes');
  // Charts add the spaces up; the map shows one, which tells its own reach with every frame.
  const isShared = (state.frame?.spaces.length ?? 0) > 1;
  const reach = isShared ? 0 : Math.max(...(heap?.maxima ?? []), 0);
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

function isRecorded({ kind }: Scenario): boolean {
  return kind === 'bundled' || kind === 'file';
}

function peakStep(series: Series): number {
  const requested = series.columns.find(({ metric }) => metric === 'requested_bytes');
  const values = requested?.values ?? [];
  const fullest = values.indexOf(Math.max(...values));
  return series.steps[fullest] ?? series.steps.at(-1) ?? 0;
}
