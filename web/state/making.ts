// What a visitor makes: which scenario is replayed, its script, and the design in hand.
//
// A part of the reducer that a figure takes in when there is something to make: one that is only read begins without.

import { type Design, parseKey, valueAt } from '../domain/design';
import type { Action } from './actions';
import { draftKey, ofLesson, openLesson, presetDesign, scriptText } from './choices';
import { inHand, replaced } from './compare';
import { withinLock } from './lock';
import type { Reducer } from './reducer';
import { designed } from './replaying';
import { withOwnScript, workBroughtBack } from './shelf';
import { INITIAL_STATE, type Scenario, type State } from './state';

export function making(state: State, action: Action, others: Reducer): State {
  switch (action.type) {
    case 'scenario-chosen':
      return chosen(state, action.scenario);
    case 'file-read': {
      const { name, bytes, info } = action;
      return { ...chosen(state, { kind: 'file', name, bytes, info }), offer: null };
    }
    case 'script-read': {
      const next = chosen(state, { kind: 'script' });
      return withOwnScript({ ...next, offer: null }, action.text);
    }
    case 'file-offered':
      return { ...state, offer: action.file, notices: [] };
    case 'file-refused':
      return { ...state, offer: null };
    case 'title-set': {
      const title = action.title?.trim() || null;
      if (title === state.carried.title) return state;
      return { ...state, carried: { ...state.carried, title } };
    }
    case 'view-set':
      if (action.view === state.carried.view) return state;
      return { ...state, carried: { ...state.carried, view: action.view } };
    case 'work-brought-back':
      return workBroughtBack(state);
    case 'script-edited':
      return edited(state, action.text);
    case 'lesson-design-chosen': {
      const lesson = openLesson(state);
      return lesson ? setInHand(state, ofLesson(state, lesson, action.index)) : state;
    }
    case 'axis-set': {
      const { design } = inHand(state);
      if (valueAt(design, action.axis) === action.value) return state;
      // A task set to what the kernel has, follows it again.
      return parseKey(action.axis).task !== null &&
        design[parseKey(action.axis).axis] === action.value
        ? setInHand(
            state,
            without(design, (key) => key === action.axis),
          )
        : setInHand(state, { ...design, [action.axis]: action.value });
    }
    case 'axis-reset': {
      const { preset, design } = inHand(state);
      if (parseKey(action.axis).task !== null) {
        if (design[action.axis] === undefined) return state;
        return setInHand(
          state,
          without(design, (key) => key === action.axis),
        );
      }
      const value = presetDesign(state.catalog, preset)[action.axis];
      return value === undefined ? state : setInHand(state, { ...design, [action.axis]: value });
    }
    case 'task-follows': {
      const { design } = inHand(state);
      const isOwn = (key: string) => parseKey(key).task === action.task;
      return Object.keys(design).some(isOwn) ? setInHand(state, without(design, isOwn)) : state;
    }
    case 'preset-chosen':
      return setInHand(state, presetDesign(state.catalog, action.preset), action.preset);

    default:
      return others(state, action);
  }
}

function chosen(before: State, scenario: Scenario): State {
  const state = opened({ ...before, following: true }, scenario);
  return {
    ...state,
    scenario,
    fetching: null,
    scriptVerdict: null,
    playing: false,
    selection: null,
    hover: null,
    window: null,
    space: null,
    notices: [],
    // These were about the scenario that was.
    carried: { ...state.carried, title: null, view: null, loop: null },
    outdated: true,
    rescaling: true,
  };
}

/**
 * A lesson brings its design and step along. The visitor's own design is set aside until they leave the
 * lessons: a region made for ten blocks would starve any real program.
 */
function opened(state: State, scenario: Scenario): State {
  const lesson = openLesson({ ...state, scenario });
  const { setAside, preset, design, compare } = state;
  if (lesson) {
    return {
      ...designed(state, ofLesson(state, lesson, 0)),
      preset: INITIAL_STATE.preset,
      setAside: setAside ?? { preset, design, compare },
      compare: [],
      hand: 0,
      step: lesson.step,
      following: false,
    };
  }
  if (setAside === null) return state;
  return {
    ...designed(state, setAside.design),
    preset: setAside.preset,
    compare: setAside.compare,
    hand: 0,
    setAside: null,
  };
}

function edited(state: State, text: string): State {
  const { scenario, run } = state;
  if (text === scriptText(state)) return state;
  const draft = draftKey(scenario);
  if (draft === null) return state;
  return {
    ...state,
    drafts: { ...state.drafts, [draft]: text },
    scriptVerdict: null,
    // The tasks of another text may be others.
    space: null,
    playing: false,
    // Who writes at the end wants to see the end, however many operations there are by then.
    following: state.following || state.step >= run.total,
    outdated: true,
    rescaling: true,
  };
}

function without(design: Design, isGone: (key: string) => boolean): Design {
  return Object.fromEntries(Object.entries(design).filter(([key]) => !isGone(key)));
}

/** Gives the design in hand other values; A's own replays anew, a compared one is led to its lane. */
function setInHand(state: State, wished: Design, preset = inHand(state).preset): State {
  const design = withinLock(state, inHand(state).design, wished);
  return state.hand === 0
    ? { ...designed(state, design), preset }
    : { ...replaced(state, state.hand, { preset, design }), playing: false };
}
