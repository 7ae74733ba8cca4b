// The visitor's work that a link has replaced, or that they removed: how it is brought back, and which work is kept for another
// visit.

import { completed, draftKey } from './lookups';
import { workOf } from './opening';
import { fileReturned } from './own-files';
import { ANOTHER_SCENARIO, CARRIED_NOTHING, type State } from './state';

/** Brings back the work that was replaced last. The visitor's work that it replaces is kept as the oldest. */
export function workBroughtBack(before: State): State {
  const [work, ...others] = before.replacedWork;
  const { catalog } = before;
  if (work === undefined || catalog === null) return before;
  const { script, choice, compare, setAside, step } = work;
  const { state: returned, scenario } = fileReturned(before, work.scenario, script);
  const { drafts } = returned;
  const key = draftKey(scenario);
  const replaced = before.changed === 'figure' ? [workOf(before)] : [];
  return {
    ...returned,
    ...ANOTHER_SCENARIO,
    scenario,
    drafts: key === null || script === null ? drafts : { ...drafts, [key]: script },
    ...completed(catalog, choice),
    compare: compare.map((each) => completed(catalog, each)),
    activePlace: 0,
    setAside,
    isDesignChecked: false,
    step: step ?? 0,
    following: step === null,
    offer: null,
    changed: 'figure',
    carried: CARRIED_NOTHING,
    teaching: null,
    promised: [],
    replacedWork: [...others, ...replaced],
  };
}

/**
 * The state to keep for another visit: where the visitor only looked at a link, with the work that the link replaced;
 * `null` where there is no work of the visitor's.
 */
export function ownWork(state: State): State | null {
  if (state.changed === 'figure') return state;
  return state.replacedWork.length > 0 ? workBroughtBack(state) : null;
}
