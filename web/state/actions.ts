// Everything that can happen to a figure, as data: each type of action is in the slice that it concerns.

import type { CompareAction } from './slices/compare';
import type { DesignAction } from './slices/design';
import type { EngineAction } from './slices/engine';
import type { LinkAction } from './slices/link';
import type { QuizAction } from './slices/quiz';
import type { ReplayAction } from './slices/replay';
import type { ScenarioAction } from './slices/scenario';
import type { ScreenAction } from './slices/screen';
import type { ShareAction } from './slices/share';

export type Action =
  | EngineAction
  | ScenarioAction
  | DesignAction
  | CompareAction
  | ReplayAction
  | ScreenAction
  | LinkAction
  | QuizAction
  | ShareAction;
