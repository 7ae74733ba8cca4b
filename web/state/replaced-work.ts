// What links and files took the place of: how it is set aside and comes back, and what of it is worth keeping for another
// visit.

import { completed, draftKey } from './lookups';
import { SHELF_MAX, workOf } from './opening';
import { CARRIED_NOTHING, type Notice, OWN_SCRIPT, type State, type Work } from './state';

/** Puts a script in the place of the visitor's own, which is set aside; the visitor is told. */
export function withOwnScript(state: State, script: string): State {
  const { drafts, preset, design, compare, shelf, notices } = state;
  const own = drafts[OWN_SCRIPT];
  const next = { ...state, drafts: { ...drafts, [OWN_SCRIPT]: script } };
  if (own === undefined || own === script) return next;
  const work: Work = {
    scenario: { kind: 'script' },
    script: own,
    choice: { preset, design },
    compare,
    setAside: null,
    step: null,
  };
  const notice: Notice = {
    id: (notices.at(-1)?.id ?? 0) + 1,
    tone: 'note',
    message: 'The file took the place of your script, which is kept.',
    items: [],
    offersWork: true,
  };
  return { ...next, shelf: [work, ...shelf].slice(0, SHELF_MAX), notices: [...notices, notice] };
}

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
    activePlace: 0,
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
