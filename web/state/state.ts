// The state of a figure, of its slices: plain data, no functions, no DOM.
//
// A slice is a file in slices/: its fields and their first values. The file of the same name in reducers/ has the slice's
// actions and says how they change the state; an action may change fields of other slices too.

import { type CompareSlice, INITIAL_COMPARE } from './slices/compare';
import { type DesignSlice, INITIAL_DESIGN } from './slices/design';
import { type EngineSlice, INITIAL_ENGINE } from './slices/engine';
import { INITIAL_LINK, type LinkSlice } from './slices/link';
import { INITIAL_OVER_TIME, type OverTimeSlice } from './slices/over-time';
import { INITIAL_QUIZ, type QuizSlice } from './slices/quiz';
import { INITIAL_REPLAY, type ReplaySlice } from './slices/replay';
import { INITIAL_SCENARIO, type ScenarioSlice } from './slices/scenario';
import { INITIAL_SCREEN, type ScreenSlice } from './slices/screen';
import { INITIAL_SHARE, type ShareSlice } from './slices/share';
import { INITIAL_SWEEP, type SweepSlice } from './slices/sweep';

export * from './slices/compare';
export * from './slices/design';
export * from './slices/engine';
export * from './slices/failure';
export * from './slices/link';
export * from './slices/over-time';
export * from './slices/quiz';
export * from './slices/replay';
export * from './slices/scenario';
export * from './slices/screen';
export * from './slices/share';
export * from './slices/sweep';

export interface State
  extends EngineSlice,
    ScenarioSlice,
    DesignSlice,
    CompareSlice,
    ReplaySlice,
    ScreenSlice,
    OverTimeSlice,
    LinkSlice,
    QuizSlice,
    ShareSlice,
    SweepSlice {}

/** What becomes of the fields that are about the scenario before, once another one is opened. */
export const ANOTHER_SCENARIO = {
  isWelcome: false,
  fetching: null,
  scriptVerdict: null,
  playing: false,
  lineAsked: null,
  isBackAtEdit: false,
  space: null,
  window: null,
  timeWindow: null,
  moment: null,
  selection: null,
  hover: null,
  notices: [],
  outdated: true,
  rescaling: true,
} satisfies Partial<State>;

/** Classic replays the first bundled trace, followed to its end: what a first visit shows. */
export const INITIAL_STATE: State = {
  ...INITIAL_ENGINE,
  ...INITIAL_SCENARIO,
  ...INITIAL_DESIGN,
  ...INITIAL_COMPARE,
  ...INITIAL_REPLAY,
  ...INITIAL_SCREEN,
  ...INITIAL_OVER_TIME,
  ...INITIAL_LINK,
  ...INITIAL_QUIZ,
  ...INITIAL_SHARE,
  ...INITIAL_SWEEP,
};
