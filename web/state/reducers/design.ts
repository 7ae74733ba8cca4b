// How each action changes the design that the controls set, and the verdict on A.

import { type Design, FAMILY, parseKey, printKey, valueAt } from '../../domain/design';
import { activeDesign, replaced } from '../compare';
import { designed } from '../designed';
import type { Handlers } from '../handlers';
import { withinLock } from '../lock';
import { baseDesign, ofLesson, openLesson, plainDesign, presetDesign } from '../lookups';
import { isOfMachine, onEveryDesign, onMachineOf } from '../machine';
import { designMended } from '../opening';
import type { Verdict } from '../slices/design';
import type { State } from '../state';

export const designHandlers = {
  'axis-set': (state, { axis, value }: { axis: string; value: string }) => {
    const { task, axis: own } = parseKey(axis);
    if (own === FAMILY) return familyChosen(state, task, value);
    const { design: before } = activeDesign(state);
    const isOfOtherFamily =
      valueAt(before, printKey({ task, axis: FAMILY })) !== valueAt(before, FAMILY);
    return changed(state, axis, (design) => {
      if (valueAt(design, axis) === value) return design;
      // A task set to what the kernel has, follows it again.
      const follows = task !== null && !isOfOtherFamily && design[own] === value;
      return follows ? without(design, axis) : { ...design, [axis]: value };
    });
  },
  /** A design of a family begins with that family's own values, wherever its name stands among what is set. */
  'design-begun': (state, { family }: { family: string }) => {
    const { design } = activeDesign(state);
    if (design[FAMILY] === family) return state;
    const plain = plainDesign(state.catalog, { [FAMILY]: family });
    return plain[FAMILY] === family ? setActive(state, onMachineOf(state, design, plain)) : state;
  },
  'axis-reset': (state, { axis }: { axis: string }) => {
    if (parseKey(axis).task !== null) {
      return changed(state, axis, (design) => without(design, axis));
    }
    const { preset, design: now } = activeDesign(state);
    const value = baseDesign({ catalog: state.catalog, preset, design: now })[axis];
    if (value === undefined) return state;
    if (axis === FAMILY) return value === now[FAMILY] ? state : presetChosen(state, preset);
    return changed(state, axis, (design) =>
      design[axis] === value ? design : { ...design, [axis]: value },
    );
  },
  /** A task gives up its own design. */
  'task-follows': (state, { task }: { task: number }) => {
    const { design } = activeDesign(state);
    const own = Object.keys(design).filter((key) => parseKey(key).task === task);
    return own.reduce((after, axis) => changed(after, axis, (each) => without(each, axis)), state);
  },
  /** A preset is an allocator's design: the machine stays as it is. */
  'preset-chosen': (state, { preset }: { preset: string }) => presetChosen(state, preset),
  /** One of the designs that the open lesson compares, by its place among them. */
  'lesson-design-chosen': (state, { index }: { index: number }) => {
    const lesson = openLesson(state);
    return lesson ? setActive(state, ofLesson(state, lesson, index)) : state;
  },
  /** A verdict on another design than `asked` is out of date. */
  'design-checked': (
    state,
    { asked, design, ...verdict }: { asked: Design; design: Design } & Verdict,
  ) => {
    if (asked !== state.design) return state;
    const isSound = verdict.problems.length === 0;
    if (!isSound && state.changed !== 'figure') return designMended(state, verdict.problems);
    // A design that an earlier visit left half typed must not keep this one from beginning.
    if (!isSound && state.run.id === 0) {
      return designed(state, presetDesign(state.catalog, state.preset));
    }
    const { problems, unavailable, inert } = verdict;
    return {
      ...state,
      // A refused design keeps what the visitor typed, so that they can go on typing.
      design: isSound ? design : state.design,
      verdict: { problems, unavailable, inert },
      isDesignChecked: true,
    };
  },
} satisfies Handlers;

function presetChosen(state: State, preset: string): State {
  const chosen = presetDesign(state.catalog, preset);
  return setActive(state, onMachineOf(state, activeDesign(state).design, chosen), preset);
}

/** Another family has other axes: the design becomes that of the family's first preset, on the machine that there is. */
function familyChosen(state: State, task: number | null, family: string): State {
  const { design } = activeDesign(state);
  const key = printKey({ task, axis: FAMILY });
  const preset = state.catalog?.presets.find((each) => each.design[FAMILY] === family);
  if (preset === undefined || valueAt(design, key) === family) return state;
  if (task === null) {
    return setActive(state, onMachineOf(state, design, preset.design), preset.id);
  }
  const others = Object.entries(design).filter(
    ([each]) => parseKey(each).task !== task || isOfMachine(state, each),
  );
  return setActive(state, { ...Object.fromEntries(others), [key]: family });
}

/** A change of one axis: the machine's in every design, an allocator's in the active one. */
function changed(state: State, axis: string, change: (design: Design) => Design): State {
  if (!isOfMachine(state, axis)) {
    const { design } = activeDesign(state);
    const after = change(design);
    return after === design ? state : setActive(state, after);
  }
  const { design, compare } = onEveryDesign(state, (each) => {
    const after = change(each);
    return after === each ? each : withinLock(state, each, after);
  });
  if (design === state.design && compare === state.compare) return state;
  const after = { ...state, compare, playing: false };
  return design === state.design ? after : designed(after, design);
}

/** Gives the active design other values. Design A is replayed anew; web/element/comparison replays B to D. */
function setActive(state: State, chosen: Design, preset = activeDesign(state).preset): State {
  const design = withinLock(state, activeDesign(state).design, chosen);
  return state.activePlace === 0
    ? { ...designed(state, design), preset }
    : { ...replaced(state, state.activePlace, { preset, design }), playing: false };
}

/** A design without some of its keys; the same design where it has none of them. */
function without(design: Design, ...keys: readonly string[]): Design {
  if (!keys.some((key) => key in design)) return design;
  return Object.fromEntries(Object.entries(design).filter(([key]) => !keys.includes(key)));
}
