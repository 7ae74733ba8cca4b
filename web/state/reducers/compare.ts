// How each action changes which designs are compared, and the state of a compared design.

import { isLessonDesignFree, type LessonState } from '../axes';
import {
  activeDesign,
  added,
  COMPARED_MAX,
  isLed,
  isSameDesign,
  isSameOutcome,
  isSameReach,
  replaced,
  withoutCompared,
} from '../compare';
import { designed } from '../designed';
import type { Handlers } from '../handlers';
import { withinLock } from '../lock';
import { ofLesson, openLesson, presetDesign, scriptText } from '../lookups';
import type { CompareAction, DesignSource, Lead } from '../slices/compare';
import { type ChosenDesign, INITIAL_DESIGN } from '../slices/design';
import type { State } from '../state';

export const compareHandlers: Handlers<CompareAction> = {
  'design-added': (state, action) => {
    const choice = choiceFrom(state, action.from);
    return choice === null ? state : added(state, choice);
  },
  'lesson-compared': (state) => lessonCompared(state),
  'design-activated': (state, action) =>
    action.place <= state.compare.length && action.place !== state.activePlace
      ? { ...state, activePlace: action.place }
      : state,
  'design-removed': (state, action) =>
    action.place === 0
      ? withoutCompared(swapped(state, 1), 1)
      : withoutCompared(state, action.place),
  'design-swapped': (state, action) => swapped(state, action.place),
  'comparison-ended': (state, action) => ({
    ...swapped(state, action.kept),
    compare: [],
    activePlace: 0,
  }),
  'compared-checked': (state, action) => {
    const { place, asked, design } = action;
    const choice = state.compare[place - 1];
    return choice?.design === asked ? replaced(state, place, { ...choice, design }) : state;
  },
  led: (state, action) => led(state, action.lead),
  'reach-shared': (state, action) =>
    isSameReach(state.beside, action.reach) ? state : { ...state, beside: action.reach },
  'outcomes-shared': (state, action) =>
    isSameOutcome(state.outcomesBeside, action.outcomes)
      ? state
      : { ...state, outcomesBeside: action.outcomes },
};

/** The design that a source names, with the axes that the link has locked as they are; `null` where there is none. */
export function choiceFrom(state: LessonState, from: DesignSource): ChosenDesign | null {
  const { preset, design } = activeDesign(state);
  switch (from.kind) {
    case 'copy':
      return { preset, design };
    case 'preset': {
      const chosen = presetDesign(state.catalog, from.id);
      return { preset: from.id, design: withinLock(state, design, chosen) };
    }
    case 'lesson': {
      const lesson = openLesson(state);
      if (!lesson) return null;
      const chosen = ofLesson(state, lesson, from.index);
      return { preset: INITIAL_DESIGN.preset, design: withinLock(state, design, chosen) };
    }
  }
}

/** The first design of the lesson that is free becomes A, the others stand beside it, as many as there is room for. */
function lessonCompared(state: State): State {
  const lesson = openLesson(state);
  if (!lesson) return state;
  const { preset } = INITIAL_DESIGN;
  const [own, ...others] = lesson.designs
    .map((_, index) => index)
    .filter((index) => isLessonDesignFree(state, index))
    .map((index) => ofLesson(state, lesson, index));
  if (own === undefined) return state;
  const first = isSameDesign(own, state.design) ? state : designed(state, own);
  const compare = others.slice(0, COMPARED_MAX).map((design) => ({ preset, design }));
  return { ...first, preset, compare, activePlace: 0 };
}

/** A and a compared design change places; the active design stays active. */
function swapped(state: State, place: number): State {
  const other = state.compare[place - 1];
  if (other === undefined) return state;
  const { preset, design, activePlace } = state;
  return {
    ...designed(replaced(state, place, { preset, design }), other.design),
    preset: other.preset,
    activePlace: activePlace === 0 ? place : activePlace === place ? 0 : activePlace,
  };
}

/** The state of a compared design with all that a lead gives it. A scenario that is another one is replayed anew. */
function led(state: State, lead: Lead): State {
  if (isLed(state, lead)) return state;
  const { scenario, drafts, scriptVerdict, choice, step, space, window, lock } = lead;
  const carried = { ...state.carried, ...lock };
  const followed = { ...state, scenario, drafts, step, space, window, carried, following: false };
  const isOther = scenario !== state.scenario || scriptText(followed) !== scriptText(state);
  const moved = isOther
    ? {
        ...followed,
        scriptVerdict,
        selection: null,
        hover: null,
        outdated: true,
        rescaling: true,
      }
    : followed;
  const { preset, design } = choice;
  return isSameDesign(design, state.design)
    ? { ...moved, preset }
    : { ...designed(moved, design), preset };
}
