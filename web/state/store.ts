// The store of one figure: the state, and a way to change it by actions. A figure makes its own, so
// figures on one page don't know of each other.

import type { Action } from './actions';
import { reduce } from './reduce';
import type { State } from './state';

export interface Store {
  readonly state: State;
  dispatch(action: Action): void;
  /**
   * Calls back after every action that changed the state. Returns the way to stop.
   * Listeners may dispatch: the actions are taken up one after another.
   */
  subscribe(listener: (state: State, before: State) => void): () => void;
}

export function createStore(initial: State): Store {
  let state = initial;
  let busy = false;
  const waiting: Action[] = [];
  const listeners = new Set<(state: State, before: State) => void>();
  return {
    get state() {
      return state;
    },
    dispatch(action) {
      waiting.push(action);
      if (busy) return;
      busy = true;
      try {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const before = state;
          state = reduce(state, next);
          if (state === before) continue;
          for (const listener of listeners) listener(state, before);
        }
      } finally {
        busy = false;
        waiting.length = 0;
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
