// How actions change the state: a function for each type of action.
//
// Pure: the same state and action give the same state, and a change that changes nothing gives back the very same
// object, so that no view renders for it.

import type { State } from './state';

export type Handlers<A extends { readonly type: string }> = {
  readonly [Type in A['type']]: (
    state: State,
    action: Extract<A, { readonly type: Type }>,
  ) => State;
};
