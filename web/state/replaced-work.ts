// The visitor's work that a link or a file has replaced: how it is kept and brought back, and which work is kept for another
// visit.

import { completed, draftKey } from './lookups';
import { withNotice } from './notices';
import { REPLACED_WORK_MAX, workOf } from './opening';
import { ANOTHER_SCENARIO, CARRIED_NOTHING, OWN_SCRIPT, type State, type Work } from './state';

/** Puts a script in the place of the visitor's own, which is kept; a notice says so. */
export function withOwnScript(state: State, script: string): State {
  const { drafts, preset, design, compare, replacedWork, notices } = state;
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
  const message = 'The file took the place of your script, which is kept.';
  return {
    ...next,
    replacedWork: [work, ...replacedWork].slice(0, REPLACED_WORK_MAX),
    notices: withNotice(notices, { tone: 'note', message, offersWork: true }),
  };
}

/** Brings back the work that was replaced last. The visitor's work that it replaces is kept as the oldest. */
export function workBroughtBack(before: State): State {
  const [work, ...others] = before.replacedWork;
  const { catalog } = before;
  if (work === undefined || catalog === null) return before;
  const { scenario, script, choice, compare, setAside, step } = work;
  const key = draftKey(scenario);
  const replaced = before.changed === 'figure' ? [workOf(before)] : [];
  return {
    ...before,
    ...ANOTHER_SCENARIO,
    scenario,
    drafts: key === null || script === null ? before.drafts : { ...before.drafts, [key]: script },
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
