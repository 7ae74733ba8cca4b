// The replay: how far it is, the step asked for, and playing.

import type { Scorecard } from '../../engine/wire';
import type { Failure } from './failure';

/** The newest replay: how far it is. `id` grows by one with each; 0 means none was asked for yet. */
export interface Run {
  readonly id: number;
  readonly phase: 'idle' | 'opening' | 'replaying' | 'done' | 'cancelled' | 'failed';
  /** Steps that can be shown by now. */
  readonly replayed: number;
  /** Operations of the scenario; 0 until the scenario is read. */
  readonly total: number;
  /** The timeline's hash, once done. */
  readonly hash: string | null;
  /** What the design made of the scenario, once done. */
  readonly scorecard: Scorecard | null;
  readonly failure: Failure | null;
}

export interface ReplaySlice {
  readonly run: Run;
  /** Whether scenario or design changed since `run` was opened: a new run is due once both are sound. */
  readonly outdated: boolean;
  /** Whether the scenario changed: the next picture sets the map's scale anew. A change of design keeps
   * the scale, so that heaps of two designs can be compared by eye. */
  readonly rescaling: boolean;
  /** The first run of the scenario as it is now: charts of earlier runs are of something else. */
  readonly firstRun: number;
  /** The scorecard of the design before on the same scenario; `null` where there is none. */
  readonly formerScorecard: Scorecard | null;
  /** The step asked for. */
  readonly step: number;
  /** The line of the script whose step is looked for, to go there; `null` for none. */
  readonly lineAsked: number | null;
  /** Whether the visitor stood at the last step before they went to a line: once they edit the script, they do so again. */
  readonly isBackAtEdit: boolean;
  /** Whether the step follows the replay's head: from opening a scenario until the visitor steps. */
  readonly following: boolean;
  readonly playing: boolean;
  /** Steps a second while playing; `null` for as many as show the whole replay in reasonable time. */
  readonly speed: number | null;
  /** Whether the figure is far out of sight, and without a replay. */
  readonly isSuspended: boolean;
}

export const INITIAL_REPLAY: ReplaySlice = {
  run: { id: 0, phase: 'idle', replayed: 0, total: 0, hash: null, scorecard: null, failure: null },
  outdated: false,
  rescaling: false,
  firstRun: 0,
  formerScorecard: null,
  step: 0,
  lineAsked: null,
  isBackAtEdit: false,
  following: true,
  playing: false,
  speed: null,
  isSuspended: false,
};
