// How each action changes the state. Pure: the same state and action give the same state, and a
// change that changes nothing gives back the very same object, so that nobody renders for it.

import type { Design } from '../domain/design';
import { type Lesson, lessonDesign } from '../domain/lesson';
import type { Catalog, Series } from '../engine/wire';
import type { Action } from './actions';
import type { Saved } from './persistence';
import {
  type Baseline,
  type Choice,
  INITIAL_STATE,
  lessonDraft,
  OWN_SCRIPT,
  type Run,
  type Scenario,
  type State,
} from './state';

/** Notices at once; older ones make room, so that a wild mistake can't bury the page. */
const NOTICES_MAX = 4;

/** A script to start from: what the language looks like, and a heap that shows all its colours. */
const FIRST_SCRIPT = `# Three neighbours fall free.
# Then a request is larger than each.
a = malloc 256
b = malloc 256
c = malloc 256
wall = malloc 100

free a
free b
free c

big = malloc 700
`;

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'engine-started':
      return restored({ ...state, traces: action.traces, lessons: action.lessons }, action);
    case 'engine-failed':
      return { ...state, engine: 'failed', engineFailure: action.failure };

    case 'scenario-chosen':
      return chosen(state, action.scenario);
    case 'file-read': {
      const { name, bytes, info } = action;
      return { ...chosen(state, { kind: 'file', name, bytes, info }), offer: null };
    }
    case 'file-offered':
      return { ...state, offer: action.file, notices: [] };
    case 'file-refused':
      return { ...state, offer: null };
    case 'script-edited':
      return edited(state, action.text);
    case 'lesson-design-chosen': {
      const lesson = openLesson(state);
      return lesson ? designed(state, ofLesson(state, lesson, action.index)) : state;
    }
    case 'script-checked':
      if (action.text !== scriptText(state)) return state;
      return { ...state, scriptVerdict: action.verdict };

    case 'axis-set':
      if (state.design[action.axis] === action.value) return state;
      return designed(state, { ...state.design, [action.axis]: action.value });
    case 'axis-reset': {
      const value = presetDesign(state.catalog, state.preset)[action.axis];
      return value === undefined
        ? state
        : designed(state, { ...state.design, [action.axis]: value });
    }
    case 'preset-chosen':
      return designed(
        { ...state, preset: action.preset },
        presetDesign(state.catalog, action.preset),
      );
    case 'design-checked':
      if (action.asked !== state.design) return state;
      // A design that an earlier visit left half typed must not keep this one from beginning.
      if (action.verdict.problems.length > 0 && state.run.id === 0) {
        return designed(state, presetDesign(state.catalog, state.preset));
      }
      return {
        ...state,
        // A refused design keeps what the visitor typed, so that they can go on typing.
        design: action.verdict.problems.length === 0 ? action.design : state.design,
        verdict: action.verdict,
        isDesignChecked: true,
      };

    case 'replay-requested':
      return { ...state, run: { ...state.run, failure: null }, outdated: true };
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
      const step = state.step >= reachable(state) ? 0 : state.step;
      return { ...state, playing: true, following: false, step };
    }
    case 'pause':
      return state.playing ? { ...state, playing: false } : state;
    case 'speed-set':
      return { ...state, speed: action.stepsPerSecond };
    case 'played': {
      if (!state.playing) return state;
      const step = Math.min(state.step + action.steps, reachable(state));
      const atEnd =
        step >= state.run.total || (step >= reachable(state) && !isReplaying(state.run));
      return { ...state, step, playing: !atEnd };
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
      return { ...state, selection: { offset: action.offset, block: null } };
    case 'block-hovered':
      if (action.offset !== state.hover?.offset) return state;
      return { ...state, hover: { offset: action.offset, block: action.block } };
    case 'block-selected':
      if (action.offset !== state.selection?.offset) return state;
      return { ...state, selection: { offset: action.offset, block: action.block } };
    case 'space-chosen':
      return action.task === state.space ? state : { ...state, space: action.task };
    case 'surface-measured':
      return { ...state, surface: action.surface };
    case 'window-set':
      return { ...state, window: action.window };
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
      return {
        ...state,
        shown: { run, step, space: frame.space },
        frame,
        picture: picture ?? state.picture,
        overview,
        blocks,
        baseline: anew ? null : compared(state, run, step),
        // A place in one address space is none in another.
        hover: isElsewhere ? null : state.hover && { ...state.hover, block: action.hovered },
        selection: isElsewhere
          ? null
          : state.selection && { ...state.selection, block: action.selected },
        extentBytes: anew ? extent : Math.max(state.extentBytes, extent),
        rescaling: anew ? false : state.rescaling,
      };
    }
    case 'list-read':
      return action.run === state.shown?.run
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
      const notice = { id, tone: action.tone, message: action.message };
      const others = state.notices.filter(({ message }) => message !== action.message);
      return { ...state, notices: [...others, notice].slice(-NOTICES_MAX) };
    }
    case 'notice-dismissed':
      return { ...state, notices: state.notices.filter(({ id }) => id !== action.id) };
  }
}

/** The text of the script that is chosen; `null` where a trace is. */
export function scriptText(state: State): string | null {
  const { scenario, drafts, catalog } = state;
  if (scenario.kind === 'script') return drafts[OWN_SCRIPT] ?? FIRST_SCRIPT;
  if (scenario.kind === 'lesson') {
    return drafts[lessonDraft(scenario.id)] ?? openLesson(state)?.script ?? '';
  }
  if (scenario.kind !== 'generator') return null;
  const generator = catalog?.generators.find(({ id }) => id === scenario.id);
  return drafts[scenario.id] ?? (generator ? `${generator.script.trimEnd()}\n` : '');
}

/** The complete design of a preset; Classic's where there is no such preset. */
export function presetDesign(catalog: Catalog | null, preset: string): Design {
  return catalog?.presets.find(({ id }) => id === preset)?.design ?? catalog?.classic ?? {};
}

/** The lesson that is open; `null` where the scenario is none. */
export function openLesson({ scenario, lessons }: State): Lesson | null {
  return (scenario.kind === 'lesson' && lessons.find(({ id }) => id === scenario.id)) || null;
}

/** Whether a replay is under way, its first answer included. */
export function isReplaying(run: Run): boolean {
  return run.phase === 'opening' || run.phase === 'replaying';
}

/** What to compare a picture with that is about to be shown: the former run at the same step. */
function compared({ shown, frame, baseline }: State, run: number, step: number): Baseline | null {
  const isNewRun = shown !== null && frame !== null && shown.run !== run;
  return isNewRun && shown.step === step ? { step, metrics: frame.metrics } : baseline;
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
      scenario.kind === 'lesson' && saved.setAside ? completed(catalog, saved.setAside) : null,
    step: kept ? (saved.step ?? 0) : 0,
    following: !kept || saved.step === null,
    speed: saved.speed ?? state.speed,
    outdated: true,
    rescaling: true,
  };
}

function isKnown({ traces, lessons }: State, catalog: Catalog, scenario: Scenario): boolean {
  const isAmong = (offered: readonly { readonly id: string }[], id: string) =>
    offered.some((each) => each.id === id);
  switch (scenario.kind) {
    case 'bundled':
      return isAmong(traces, scenario.id);
    case 'generator':
      return isAmong(catalog.generators, scenario.id);
    case 'lesson':
      return isAmong(lessons, scenario.id);
    default:
      return true;
  }
}

/** A choice as this version's catalogue has it: a value for each axis, a preset there is. */
function completed(
  catalog: Catalog,
  { preset, design }: { readonly preset: string | null; readonly design: Design },
): Choice {
  const known = catalog.presets.find(({ id }) => id === preset)?.id ?? INITIAL_STATE.preset;
  const base = presetDesign(catalog, known);
  const values = catalog.axes.map(({ id }) => [id, design[id] ?? base[id] ?? '']);
  return { preset: known, design: Object.fromEntries(values) };
}

function chosen(before: State, scenario: Scenario): State {
  const state = opened({ ...before, following: true }, scenario);
  return {
    ...state,
    scenario,
    scriptVerdict: null,
    playing: false,
    selection: null,
    hover: null,
    window: null,
    space: null,
    notices: [],
    outdated: true,
    rescaling: true,
  };
}

/**
 * A lesson brings its design and step along. The visitor's own design is set aside until they leave the
 * lessons: a region made for ten blocks would starve any real program.
 */
function opened(state: State, scenario: Scenario): State {
  const lesson = openLesson({ ...state, scenario });
  const { setAside, preset, design } = state;
  if (lesson) {
    return {
      ...designed(state, ofLesson(state, lesson, 0)),
      preset: INITIAL_STATE.preset,
      setAside: setAside ?? { preset, design },
      step: lesson.step,
      following: false,
    };
  }
  if (setAside === null) return state;
  return { ...designed(state, setAside.design), preset: setAside.preset, setAside: null };
}

function ofLesson({ catalog }: State, lesson: Lesson, index: number): Design {
  return lessonDesign(lesson, index, presetDesign(catalog, INITIAL_STATE.preset));
}

function edited(state: State, text: string): State {
  const { scenario, run } = state;
  if (text === scriptText(state)) return state;
  const draft = draftKey(scenario);
  if (draft === null) return state;
  return {
    ...state,
    drafts: { ...state.drafts, [draft]: text },
    scriptVerdict: null,
    // The tasks of another text may be others.
    space: null,
    playing: false,
    // Who writes at the end wants to see the end, however many operations there are by then.
    following: state.following || state.step >= run.total,
    outdated: true,
    rescaling: true,
  };
}

/** Where the script of a scenario is kept once it is edited; `null` for what is no script. */
function draftKey(scenario: Scenario): string | null {
  switch (scenario.kind) {
    case 'script':
      return OWN_SCRIPT;
    case 'generator':
      return scenario.id;
    case 'lesson':
      return lessonDraft(scenario.id);
    default:
      return null;
  }
}

function designed(state: State, design: Design): State {
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
  // One cancelled on the way says once more how far it came: its first word may have been behind.
  if (run.phase === 'cancelled') {
    const { replayed, total } = report;
    const step = state.step === run.replayed ? replayed : Math.min(state.step, replayed);
    return { ...state, run: { ...run, replayed, total }, step };
  }
  if (!isReplaying(run)) return state;
  const done = report.hash !== null;
  // At its end a recorded program has freed everything: the charts say which step to settle at.
  const goesOn = state.following && !(done && isRecorded(state.scenario));
  const follows = goesOn ? report.replayed : state.step;
  return {
    ...state,
    step: Math.min(follows, report.total),
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
