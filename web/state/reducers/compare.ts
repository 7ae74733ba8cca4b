// How each action changes which designs are compared, and the state of a compared design.

import { isSame } from '../../base/same';
import type { Design } from '../../domain/design';
import { isLessonDesignFree, type LessonState } from '../axes';
import {
  activeDesign,
  added,
  COMPARED_MAX,
  isLed,
  isSameDesign,
  replaced,
  withoutCompared,
} from '../compare';
import { designed } from '../designed';
import type { Handlers } from '../handlers';
import { withinLock } from '../lock';
import { ofLesson, openLesson, presetDesign, scriptText } from '../lookups';
import { onMachineOf } from '../machine';
import type { DesignSource, Lead, Outcome, Reach } from '../slices/compare';
import { type ChosenDesign, INITIAL_DESIGN } from '../slices/design';
import type { State } from '../state';

export const compareHandlers = {
  /** A first visit: the program there is, under the design there is and under one that differs in one axis. */
  welcomed: (state, { axis, value }: { axis: string; value: string }) => {
    const { preset, design } = state;
    const other = { preset, design: { ...design, [axis]: value } };
    return { ...state, isWelcome: true, compare: [other], activePlace: 1 };
  },
  /** The visitor goes on by themselves, with one design. */
  'welcome-closed': (state) => ({ ...state, isWelcome: false, compare: [], activePlace: 0 }),
  /** Another design is compared; it becomes active. */
  'design-added': (state, { from }: { from: DesignSource }) => {
    const choice = choiceFrom(state, from);
    return choice === null ? state : withoutGreeting(state, added(state, choice));
  },
  'lesson-compared': (state) => lessonCompared(state),
  /** The controls and the details turn to a design by its place: 0 is A, 1 is B, … */
  'design-activated': (state, { place }: { place: number }) =>
    place <= state.compare.length && place !== state.activePlace
      ? { ...state, activePlace: place }
      : state,
  'design-removed': (state, { place }: { place: number }) =>
    withoutGreeting(
      state,
      place === 0 ? withoutCompared(swapped(state, 1), 1) : withoutCompared(state, place),
    ),
  'design-swapped': (state, { place }: { place: number }) =>
    withoutGreeting(state, swapped(state, place)),
  /** The engine's text of a compared design that was found sound. */
  'compared-checked': (
    state,
    { place, asked, design }: { place: number; asked: Design; design: Design },
  ) => {
    const choice = state.compare[place - 1];
    return choice?.design === asked ? replaced(state, place, { ...choice, design }) : state;
  },
  /** The figure has another scenario, step, space or window: its compared designs take it over. */
  led: (state, { lead }: { lead: Lead }) => led(state, lead),
  'reach-shared': (state, { reach }: { reach: Reach | null }) =>
    isSame(state.beside, reach) ? state : { ...state, beside: reach },
  'outcomes-shared': (state, { outcomes }: { outcomes: readonly Outcome[] }) =>
    isSame(state.outcomesBeside, outcomes) ? state : { ...state, outcomesBeside: outcomes },
} satisfies Handlers;

/** The greeting speaks of two designs at their places: where these change, it ends. */
function withoutGreeting(before: State, next: State): State {
  return next === before ? before : { ...next, isWelcome: false };
}

/** The design that a source names, with the axes that the link has locked as they are; `null` where there is none. */
export function choiceFrom(state: LessonState, from: DesignSource): ChosenDesign | null {
  const { preset, design } = activeDesign(state);
  switch (from.kind) {
    case 'copy':
      return { preset, design };
    case 'preset': {
      const chosen = presetDesign(state.catalog, from.id);
      const here = onMachineOf(state, design, chosen);
      return { preset: from.id, design: withinLock(state, design, here) };
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
  const { scenario, drafts, scriptVerdict, choice, step, space, lock } = lead;
  const { window, timeWindow, arrows } = lead;
  const carried = { ...state.carried, ...lock };
  const at = { step, space, window, timeWindow, arrows, following: false };
  const followed = { ...state, scenario, drafts, ...at, carried };
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
