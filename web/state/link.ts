// The link to a figure: what of the state a link carries. Opening one is opening.ts's; both ways round they mean the
// same. Owns no notation: the engine writes and reads links.

import { type Design, FAMILY } from '../domain/design';
import type { Link } from '../engine/link';
import { hashesOf, isSameDesign } from './compare';
import { classicOf, departure, linkScenario } from './linked';
import { isFixed, teachingOf } from './lock';
import { ofLesson, openLesson } from './lookups';
import { isOfMachine } from './machine';
import { INITIAL_STATE, type State } from './state';

export function linkOf(state: State): Link {
  const { carried, following, step, space, window, selection, preset } = state;
  return {
    ...carried,
    scenario: linkScenario(state),
    designs: designsOf(state),
    preset: preset === INITIAL_STATE.preset ? null : preset,
    step: following ? null : step,
    space,
    window,
    selected: selection?.offset ?? null,
    hashes: known(hashesOf(state)),
  };
}

/** The link as it is given to others: what it asks of them, it doesn't ask of this page. */
export function linkForReaders(state: State): Link {
  const link = { ...linkOf(state), ...teachingOf(state) };
  return isChallenge(state) ? withoutSolution(state, link) : link;
}

/** Whether links leave out the design, for readers to find one that reaches the goal. */
export function isChallenge(state: Pick<State, 'sharing' | 'teaching' | 'carried'>): boolean {
  return (state.sharing?.isChallenge ?? false) && teachingOf(state).goal.length > 0;
}

/**
 * The link without the design, and without all that tells something of it. What readers can't choose stays: the machine,
 * and the options that are fixed for them.
 */
function withoutSolution(state: State, link: Link): Link {
  const { catalog, design } = state;
  const { fixed, hidden } = link;
  const isGiven = (key: string) =>
    isOfMachine(state, key) || isFixed({ carried: { ...state.carried, fixed, hidden } }, key);
  const given = Object.entries(design).filter(([key]) => isGiven(key));
  // An option that is fixed means something in its family only.
  const isOfAllocator = given.some(([key]) => !isOfMachine(state, key));
  const named = Object.entries(design).filter(([key]) => isOfAllocator && key === FAMILY);
  const start = departure(catalog, Object.fromEntries([...given, ...named]));
  return {
    ...link,
    designs: Object.keys(start).length === 0 ? [] : [start],
    preset: null,
    step: null,
    space: null,
    window: null,
    selected: null,
    hashes: [],
    loop: null,
  };
}

/** The hashes before the first unknown one: a link has them in the order of the designs, without gaps. */
function known(hashes: readonly (string | null)[]): readonly string[] {
  const unknown = hashes.indexOf(null);
  return (unknown < 0 ? hashes : hashes.slice(0, unknown)).filter((hash) => hash !== null);
}

/** Empty where the scenario would be replayed on this design by itself. */
function designsOf(state: State): readonly Design[] {
  const { design, preset, compare, catalog } = state;
  const classic = classicOf(catalog);
  const lesson = openLesson(state);
  const isScenarioOfLesson = lesson !== null && linkScenario(state)?.kind === 'lesson';
  const byItself = isScenarioOfLesson ? ofLesson(state, lesson, 0) : classic;
  // A file may bring a design of its own; a link to it that says no more would mean that one.
  const isFetched = linkScenario(state)?.kind === 'url';
  const isByItself =
    !isFetched && isSameDesign(design, byItself) && preset === INITIAL_STATE.preset;
  if (isByItself && compare.length === 0) return [];
  return [design, ...compare.map((each) => each.design)].map((each) => departure(catalog, each));
}
