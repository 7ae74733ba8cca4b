// Everything that can happen to a figure, as data: the handlers in reducers/ say what each type of action means.

import type { ActionsOf } from './handlers';
import type { compareHandlers } from './reducers/compare';
import type { designHandlers } from './reducers/design';
import type { engineHandlers } from './reducers/engine';
import type { linkHandlers } from './reducers/link';
import type { overTimeHandlers } from './reducers/over-time';
import type { quizHandlers } from './reducers/quiz';
import type { replayHandlers } from './reducers/replay';
import type { scenarioHandlers } from './reducers/scenario';
import type { screenHandlers } from './reducers/screen';
import type { shareHandlers } from './reducers/share';
import type { sweepHandlers } from './reducers/sweep';

export type Action = ActionsOf<
  typeof engineHandlers &
    typeof scenarioHandlers &
    typeof designHandlers &
    typeof compareHandlers &
    typeof replayHandlers &
    typeof screenHandlers &
    typeof overTimeHandlers &
    typeof linkHandlers &
    typeof quizHandlers &
    typeof shareHandlers &
    typeof sweepHandlers
>;
