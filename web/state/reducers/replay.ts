// How each action changes the replay and the step.

import type { Handlers } from '../handlers';
import { isRecorded, isReplaced, isReplaying } from '../lookups';
import { lostOfLink } from '../opening';
import type { Failure } from '../slices/failure';
import type { Run } from '../slices/replay';
import type { State } from '../state';

/** How far a run has come. The hash is not `null` exactly once: when the replay is done. */
interface Report extends Pick<Run, 'replayed' | 'total' | 'hash' | 'scorecard'> {
  readonly run: number;
}

interface LineFound {
  readonly run: number;
  readonly line: number;
  /** `null` for a line without an operation. */
  readonly step: number | null;
}

const NO_PIXELS = new Uint8Array(0);

export const replayHandlers = {
  /** Replays anew: after a cancellation, or after a failure. */
  'replay-requested': (state) => ({
    ...state,
    run: { ...state.run, failure: null },
    fetching: null,
    outdated: true,
  }),
  'replay-cancelled': (state) =>
    isReplaying(state.run)
      ? {
          ...state,
          following: false,
          playing: false,
          step: Math.min(state.step, state.run.replayed),
          run: { ...state.run, phase: 'cancelled' },
        }
      : state,
  seek: (state, { step }: { step: number }) => stepped(state, step),
  /** Goes to the step of a line of the script, once the engine has found it: see `ReplayQuestions.stepOfLine`. */
  'line-asked': (state, { line }: { line: number }) =>
    state.outdated ? state : { ...state, lineAsked: line },
  'line-found': (state, { run, line, step }: LineFound) => {
    if (run !== state.run.id || line !== state.lineAsked) return state;
    const found = { ...state, lineAsked: null };
    if (step === null || state.outdated) return found;
    const isAtEnd = state.following || state.step >= state.run.total;
    return { ...stepped(found, step), isBackAtEdit: state.isBackAtEdit || isAtEnd };
  },
  'step-by': (state, { delta }: { delta: number }) => stepped(state, state.step + delta),
  play: (state) => {
    // Play at the end starts over, as in every player.
    const { from, to } = state.carried.loop ?? { from: 0, to: reachable(state) };
    const isWithin = state.step >= from && state.step < Math.min(to, reachable(state));
    const step = isWithin ? state.step : from;
    return { ...state, playing: true, following: false, isBackAtEdit: false, step };
  },
  pause: (state) => (state.playing ? { ...state, playing: false } : state),
  /** Time passed while playing: so many steps are due. */
  played: (state, { steps }: { steps: number }) => {
    if (!state.playing) return state;
    const { run } = state;
    const { loop } = state.carried;
    const end = loop ? Math.min(loop.to, run.total) : run.total;
    if (loop && state.step >= end) return { ...state, step: Math.min(loop.from, end) };
    const step = Math.min(state.step + steps, reachable(state), end);
    const atEnd = step >= run.total || (step >= reachable(state) && !isReplaying(run));
    return { ...state, step, playing: loop !== null || !atEnd };
  },
  'speed-set': (state, { stepsPerSecond }: { stepsPerSecond: number | null }) => ({
    ...state,
    speed: stepsPerSecond,
  }),
  /** The figure is far out of sight: its replay and its pixels are given up. */
  suspended: (state) => ({
    ...state,
    isSuspended: true,
    picture: state.picture && { ...state.picture, pixels: NO_PIXELS },
  }),
  resumed: (state) => ({ ...state, isSuspended: false }),
  'run-opened': (state) => ({
    ...state,
    outdated: false,
    lineAsked: null,
    formerScorecard: state.rescaling ? null : (state.run.scorecard ?? state.formerScorecard),
    firstRun: state.rescaling ? state.run.id + 1 : state.firstRun,
    run: {
      id: state.run.id + 1,
      phase: 'opening',
      replayed: 0,
      // Until the first report the slider stays where it is: most often nothing will change.
      total: state.run.total,
      hash: null,
      scorecard: null,
      failure: null,
    },
  }),
  'run-advanced': (state, report: Report) => advanced(state, report),
  'run-failed': (state, { run, failure }: { run: number; failure: Failure }) =>
    run === state.run.id
      ? { ...state, playing: false, run: { ...state.run, phase: 'failed', failure } }
      : state,
} satisfies Handlers;

function stepped(state: State, step: number): State {
  const { run } = state;
  const last = isReplaying(run) ? run.total : reachable(state);
  const within = Math.max(0, Math.min(Math.round(step), last));
  const isThere = within === state.step && !state.isBackAtEdit;
  if (isThere && !state.following && !state.playing) return state;
  return { ...state, step: within, following: false, playing: false, isBackAtEdit: false };
}

function reachable({ run }: State): number {
  return run.phase === 'done' ? run.total : run.replayed;
}

function advanced(state: State, report: Report): State {
  const { run } = state;
  if (report.run !== run.id) return state;
  const isOfAnother = isReplaced(state);
  // A cancelled replay reports its progress once more: the report before may have been older.
  if (run.phase === 'cancelled') {
    const { replayed, total } = report;
    const step = state.step === run.replayed ? replayed : Math.min(state.step, replayed);
    return { ...state, run: { ...run, replayed, total }, step: isOfAnother ? state.step : step };
  }
  if (!isReplaying(run)) return state;
  const done = report.hash !== null;
  // At its end a recorded program has freed everything: the charts say which step to settle at.
  const goesOn = state.following && !(done && isRecorded(state.scenario));
  const follows = goesOn ? report.replayed : state.step;
  const isBeyond = done && !isOfAnother && follows > report.total;
  const noticed = isBeyond
    ? lostOfLink(state, `It has ${report.total} operations: there is no step ${follows}.`)
    : state;
  return {
    ...noticed,
    step: isOfAnother ? state.step : Math.min(follows, report.total),
    run: {
      ...run,
      phase: done ? 'done' : 'replaying',
      replayed: report.replayed,
      total: report.total,
      hash: report.hash,
      scorecard: report.scorecard,
    },
  };
}
