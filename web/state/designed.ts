// A change of the figure's own design.

import type { Design } from '../domain/design';
import type { State } from './state';

/** A state with another design of its own, which is still to be checked. */
export function designed(state: State, design: Design): State {
  return { ...state, design, isDesignChecked: false, playing: false, outdated: true };
}
