// How actions change the state: by parts, each of which knows some of them and leaves the others to the next.
//
// Pure: the same state and action give the same state, and a change that changes nothing gives back the very same
// object, so that nobody renders for it. Owns how parts are joined, and what is true of every action.

import type { Action } from './actions';
import type { State } from './state';

export type Reducer = (state: State, action: Action) => State;

/** Some actions' changes; `others` are those of the parts behind it. */
export type Part = (state: State, action: Action, others: Reducer) => State;

/** What changes where the visitor looks, and what changes what is replayed. */
const VIEWING: ReadonlySet<Action['type']> = new Set<Action['type']>([
  'seek',
  'step-by',
  'play',
  'selected',
  'space-chosen',
  'window-set',
  'design-taken',
  'title-set',
  'view-set',
]);
const MAKING: ReadonlySet<Action['type']> = new Set<Action['type']>([
  'scenario-chosen',
  'file-read',
  'script-read',
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
  'comparison-ended',
]);

/** The parts as one, the first of them asked first. */
export function reducerOf(parts: readonly Part[]): Reducer {
  const all = parts.reduceRight<Reducer>(
    (others, part) => (state, action) => part(state, action, others),
    (state) => state,
  );
  return (state, action) => {
    const next = all(state, action);
    if (next === state) return state;
    // What a link promised, it promised of the figure it brought.
    if (MAKING.has(action.type)) return { ...next, changed: 'figure', promised: [] };
    const isLooking = VIEWING.has(action.type) && next.changed === 'nothing';
    return isLooking ? { ...next, changed: 'view' } : next;
  };
}
