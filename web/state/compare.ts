// Compared designs: which there are, at which places, and which of them is active.
//
// A figure has one design of its own, A, and up to three more to compare it with. web/element/comparison replays each of
// these with a state of its own, which takes over scenario, step, space and window from the figure (`Lead`).

import { isSame } from '../base/same';
import type { Design } from '../domain/design';
import type { ChosenDesign, Lead, State } from './state';

/** Designs that can stand beside the figure's own. */
export const COMPARED_MAX = 3;

export type ComparedState = Pick<State, 'preset' | 'design' | 'compare'>;

/** All designs in the order of their places: A first. */
export function comparedDesigns(state: ComparedState): readonly ChosenDesign[] {
  return [{ preset: state.preset, design: state.design }, ...state.compare];
}

/** The design that the controls set. */
export function activeDesign(state: ComparedState & Pick<State, 'activePlace'>): ChosenDesign {
  return state.compare[state.activePlace - 1] ?? state;
}

/** What a place is called: `A`, `B`, … */
export function placeLetter(place: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + place);
}

/** Another design at the end, which becomes active; nothing where there is no room. */
export function added(state: State, choice: ChosenDesign): State {
  if (state.compare.length >= COMPARED_MAX) return state;
  const compare = [...state.compare, choice];
  return { ...state, compare, activePlace: compare.length };
}

/** Another choice in the place of a compared design, 1 to 3. */
export function replaced(state: State, place: number, choice: ChosenDesign): State {
  const compare = state.compare.map((each, index) => (index === place - 1 ? choice : each));
  return { ...state, compare };
}

/** The compared designs without one of them, 1 to 3; the active design stays active if it is still there. */
export function withoutCompared(state: State, place: number): State {
  const compare = state.compare.filter((_, index) => index !== place - 1);
  const { activePlace } = state;
  return {
    ...state,
    compare,
    activePlace: activePlace === place ? 0 : activePlace > place ? activePlace - 1 : activePlace,
  };
}

export function isSameDesign(one: Design, other: Design): boolean {
  return isSame(one, other);
}

/**
 * The timelines' hashes under all designs, in the order of their places; `null` for a design whose replay isn't done.
 */
export function hashesOf(
  state: Pick<State, 'run' | 'outdated' | 'compare' | 'outcomesBeside'>,
): readonly (string | null)[] {
  const { run, outdated, compare, outcomesBeside } = state;
  const beside = compare.map(({ design }, at) => {
    const outcome = outcomesBeside[at];
    // What came of a design that stood in this place before is not this one's.
    return outcome && isSameDesign(outcome.design, design) ? outcome.hash : null;
  });
  return [outdated ? null : run.hash, ...beside];
}

/** Whether a state already has all that a lead gives it. */
export function isLed(
  state: State,
  { choice, step, space, window, timeWindow, arrows, scenario, drafts, lock }: Lead,
) {
  return (
    scenario === state.scenario &&
    drafts === state.drafts &&
    choice.preset === state.preset &&
    isSameDesign(choice.design, state.design) &&
    step === state.step &&
    space === state.space &&
    window === state.window &&
    timeWindow === state.timeWindow &&
    arrows === state.arrows &&
    lock.fixed === state.carried.fixed &&
    lock.hidden === state.carried.hidden
  );
}
