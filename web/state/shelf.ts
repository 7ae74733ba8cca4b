// What links took the place of: how it comes back, and what of it is worth keeping for another visit.

import { completed, draftKey } from './choices';
import { workOf } from './opening';
import { CARRIED_NOTHING, type State } from './state';

/** Puts the work last shelved in the place of what there is, which goes to the shelf's end. */
export function workBroughtBack(before: State): State {
  const [work, ...rest] = before.shelf;
  const { catalog } = before;
  if (work === undefined || catalog === null) return before;
  const { scenario, script, choice, compare, setAside, step } = work;
  const key = draftKey(scenario);
  const replaced = before.changed === 'figure' ? [workOf(before)] : [];
  return {
    ...before,
    scenario,
    drafts: key === null || script === null ? before.drafts : { ...before.drafts, [key]: script },
    ...completed(catalog, choice),
    compare: compare.map((each) => completed(catalog, each)),
    hand: 0,
    setAside,
    isDesignChecked: false,
    scriptVerdict: null,
    outdated: true,
    rescaling: true,
    step: step ?? 0,
    following: step === null,
    playing: false,
    space: null,
    window: null,
    selection: null,
    hover: null,
    offer: null,
    fetching: null,
    notices: [],
    changed: 'figure',
    carried: CARRIED_NOTHING,
    teaching: null,
    promised: [],
    shelf: [...rest, ...replaced],
  };
}

/**
 * What of a state is worth keeping for another visit: where the visitor only looked at a link, what they had
 * before it; `null` where they have made nothing yet.
 */
export function ownWork(state: State): State | null {
  if (state.changed === 'figure') return state;
  return state.shelf.length > 0 ? workBroughtBack(state) : null;
}
