// How each action changes the design that the controls set, and the verdict on A.

import { type Design, parseKey, valueAt } from '../../domain/design';
import { activeDesign, replaced } from '../compare';
import { designed } from '../designed';
import type { Handlers } from '../handlers';
import { withinLock } from '../lock';
import { ofLesson, openLesson, presetDesign } from '../lookups';
import { designMended } from '../opening';
import type { DesignAction } from '../slices/design';
import type { State } from '../state';

export const designHandlers: Handlers<DesignAction> = {
  'axis-set': (state, action) => {
    const { design } = activeDesign(state);
    if (valueAt(design, action.axis) === action.value) return state;
    // A task set to what the kernel has, follows it again.
    return parseKey(action.axis).task !== null &&
      design[parseKey(action.axis).axis] === action.value
      ? setActive(
          state,
          without(design, (key) => key === action.axis),
        )
      : setActive(state, { ...design, [action.axis]: action.value });
  },
  'axis-reset': (state, action) => {
    const { preset, design } = activeDesign(state);
    if (parseKey(action.axis).task !== null) {
      if (design[action.axis] === undefined) return state;
      return setActive(
        state,
        without(design, (key) => key === action.axis),
      );
    }
    const value = presetDesign(state.catalog, preset)[action.axis];
    return value === undefined ? state : setActive(state, { ...design, [action.axis]: value });
  },
  'task-follows': (state, action) => {
    const { design } = activeDesign(state);
    const isOwn = (key: string) => parseKey(key).task === action.task;
    return Object.keys(design).some(isOwn) ? setActive(state, without(design, isOwn)) : state;
  },
  'preset-chosen': (state, action) =>
    setActive(state, presetDesign(state.catalog, action.preset), action.preset),
  'lesson-design-chosen': (state, action) => {
    const lesson = openLesson(state);
    return lesson ? setActive(state, ofLesson(state, lesson, action.index)) : state;
  },
  'design-checked': (state, action) => {
    if (action.asked !== state.design) return state;
    if (action.problems.length > 0) {
      if (state.changed !== 'figure') return designMended(state, action.problems);
      // A design that an earlier visit left half typed must not keep this one from beginning.
      if (state.run.id === 0) return designed(state, presetDesign(state.catalog, state.preset));
    }
    return {
      ...state,
      // A refused design keeps what the visitor typed, so that they can go on typing.
      design: action.problems.length === 0 ? action.design : state.design,
      verdict: { problems: action.problems, unavailable: action.unavailable, inert: action.inert },
      isDesignChecked: true,
    };
  },
};

/** Gives the active design other values. Design A is replayed anew; web/element/comparison replays B to D. */
function setActive(state: State, chosen: Design, preset = activeDesign(state).preset): State {
  const design = withinLock(state, activeDesign(state).design, chosen);
  return state.activePlace === 0
    ? { ...designed(state, design), preset }
    : { ...replaced(state, state.activePlace, { preset, design }), playing: false };
}

function without(design: Design, isGone: (key: string) => boolean): Design {
  return Object.fromEntries(Object.entries(design).filter(([key]) => !isGone(key)));
}
