// The visitor's work that a link has replaced, or that they removed: how it is brought back, and which work is kept for another
// visit.

import { completed, draftKey } from './lookups';
import { workOf } from './opening';
import { fileReturned } from './own-files';
import { chosen } from './reducers/scenario';
import {
  ANOTHER_SCENARIO,
  CARRIED_NOTHING,
  type ChosenDesign,
  type State,
  type Work,
} from './state';

/** Brings back the work that was replaced last, or the file that was removed last. */
export function workBroughtBack(state: State): State {
  const [work] = state.replacedWork;
  if (work === undefined) return state;
  return work.choice === null
    ? fileBroughtBack(state, work)
    : figureBroughtBack(state, work, work.choice);
}

/** Chooses the file, as any other scenario is chosen: the design stays, and so does all that a link asks of its readers. */
function fileBroughtBack(before: State, work: Work): State {
  const { state, scenario } = fileReturned(before, work.scenario, work.script);
  return {
    ...chosen(state, scenario),
    offer: null,
    changed: 'figure',
    promised: [],
    replacedWork: before.replacedWork.filter((each) => each !== work),
  };
}

/** The visitor's work that the figure replaces is kept as the oldest. */
function figureBroughtBack(before: State, work: Work, choice: ChosenDesign): State {
  const { catalog } = before;
  if (catalog === null) return before;
  const { script, compare, setAside, step } = work;
  const others = before.replacedWork.filter((each) => each !== work);
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
  for (const work of state.replacedWork) {
    if (work.choice !== null) return figureBroughtBack(state, work, work.choice);
  }
  return null;
}
