// How actions change the state: a function for each type of action. Its second parameter is what the action says.
//
// Pure: the same state and action give the same state, and a change that changes nothing gives back the very same
// object, so that no view renders for it.

import type { State } from './state';

export type Handlers = Readonly<Record<string, (state: State, says: never) => State>>;

/** The actions that handlers take. */
export type ActionsOf<Handling> = {
  [Type in keyof Handling]: Handling[Type] extends (state: State, says: infer Says) => State
    ? { readonly type: Type } & Readonly<Says>
    : never;
}[keyof Handling];
