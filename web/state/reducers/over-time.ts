// How each action changes memory over time.

import type { BlockLife, OverTimeSpec } from '../../engine/wire';
import type { Handlers } from '../handlers';
import type { OverTimeSlice, TimeWindow } from '../slices/over-time';

export const overTimeHandlers = {
  'over-time-measured': (state, { spec }: { spec: OverTimeSpec }) => ({
    ...state,
    overTimeSpec: spec,
  }),
  'over-time-painted': (state, overTime: NonNullable<OverTimeSlice['overTime']>) => {
    const { run, spec, picture } = overTime;
    return run === state.run.id ? { ...state, overTime: { run, spec, picture } } : state;
  },
  /** `null` shows all steps. */
  'time-window-set': (state, { window }: { window: TimeWindow | null }) => ({
    ...state,
    timeWindow: window,
  }),
  'moment-pointed': (state, { at }: { at: { step: number; offset: number } | null }) => {
    if (at === null) return state.moment === null ? state : { ...state, moment: null };
    // The block stays until the engine has answered: a tooltip must not blink.
    return { ...state, moment: { ...at, block: state.moment?.block ?? null } };
  },
  'moment-found': (
    state,
    { step, offset, block }: { step: number; offset: number; block: BlockLife | null },
  ) =>
    step === state.moment?.step && offset === state.moment.offset
      ? { ...state, moment: { step, offset, block } }
      : state,
} satisfies Handlers;
