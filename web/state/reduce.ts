// The whole reducer: the handlers of all slices, and what is true of every action.

import type { Action } from './actions';
import { quizzed } from './quizzed';
import { compareHandlers } from './reducers/compare';
import { designHandlers } from './reducers/design';
import { engineHandlers } from './reducers/engine';
import { linkHandlers } from './reducers/link';
import { overTimeHandlers } from './reducers/over-time';
import { quizHandlers } from './reducers/quiz';
import { replayHandlers } from './reducers/replay';
import { scenarioHandlers } from './reducers/scenario';
import { screenHandlers } from './reducers/screen';
import { shareHandlers } from './reducers/share';
import { sweepHandlers } from './reducers/sweep';
import type { State } from './state';

/** The actions that change where the visitor looks. */
const VIEWING: ReadonlySet<Action['type']> = new Set<Action['type']>([
  'seek',
  'line-found',
  'step-by',
  'play',
  'selected',
  'space-chosen',
  'window-set',
  'design-activated',
  'title-set',
  'view-set',
]);

/** The actions that change what is replayed. */
const MAKING: ReadonlySet<Action['type']> = new Set<Action['type']>([
  'scenario-chosen',
  'file-read',
  'script-read',
  'file-removed',
  'script-edited',
  'lesson-design-chosen',
  'axis-set',
  'axis-reset',
  'task-follows',
  'preset-chosen',
  'design-added',
  'lesson-compared',
  'design-removed',
  'design-swapped',
  'found-chosen',
]);

const HANDLERS = {
  ...engineHandlers,
  ...scenarioHandlers,
  ...designHandlers,
  ...compareHandlers,
  ...replayHandlers,
  ...screenHandlers,
  ...overTimeHandlers,
  ...linkHandlers,
  ...quizHandlers,
  ...shareHandlers,
  ...sweepHandlers,
};

export function reduce(state: State, action: Action): State {
  const next = quizzed(state, action, handled(state, action));
  if (next === state) return state;
  // The link's promise was about the figure that the link brought.
  if (MAKING.has(action.type)) return { ...next, changed: 'figure', promised: [] };
  const isLooking = VIEWING.has(action.type) && next.changed === 'nothing';
  return isLooking ? { ...next, changed: 'view' } : next;
}

function handled<A extends Action>(state: State, action: A): State {
  // Each handler takes the actions of its own type, which the compiler can't follow through the lookup.
  const handler = HANDLERS[action.type] as (state: State, action: A) => State;
  return handler(state, action);
}
