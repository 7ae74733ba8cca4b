// Memory over time: the picture that its view asks for, the picture that is here, and the place under the pointer.

import type { BlockLife, OverTime, OverTimeSpec } from '../../engine/wire';

/** A stretch of the replay. */
export interface TimeWindow {
  readonly fromStep: number;
  readonly steps: number;
}

/** A place in memory over time, and the block that the program had there. */
export interface Moment {
  readonly step: number;
  readonly offset: number;
  /** `null` where there was none, and until the engine has answered. */
  readonly block: BlockLife | null;
}

export interface OverTimeSlice {
  /** The steps that are shown; `null` for all. */
  readonly timeWindow: TimeWindow | null;
  /** The picture that the view asks for; `null` until one does. */
  readonly overTimeSpec: OverTimeSpec | null;
  /** The run and the window that the picture shows may be former ones until the new picture is here. */
  readonly overTime: {
    readonly run: number;
    readonly spec: OverTimeSpec;
    readonly picture: OverTime;
  } | null;
  readonly moment: Moment | null;
}

export const INITIAL_OVER_TIME: OverTimeSlice = {
  timeWindow: null,
  overTimeSpec: null,
  overTime: null,
  moment: null,
};
