// Questions about designs: which axes there are to set, where designs differ, and what a design is called.

import { type Design, FAMILY, isOfFamily, parseKey, valueAt } from '../domain/design';
import type { Axis, Catalog } from '../engine/wire';
import { activeDesign, type ComparedState, comparedDesigns, isSameDesign } from './compare';
import { grouped } from './grouped';
import { isHidden, withinLock } from './lock';
import { baseDesign, indexInLesson, ofLesson, openLesson, presetDesign } from './lookups';
import { scenarioTitle, type TitleState } from './selectors';
import { INITIAL_STATE, type State } from './state';
import { printValue } from './values';

/** The axes of a design, or of one of its tasks, by group. */
export function axisGroups(
  { catalog, design }: Pick<State, 'catalog' | 'design'>,
  task: number | null = null,
): readonly { title: string; axes: readonly Axis[] }[] {
  const axes = (catalog?.axes ?? []).filter((axis) => isOfFamily(design, task, axis));
  return grouped(axes).map(([title, ofGroup]) => ({ title, axes: ofGroup }));
}

/** Those that a link leaves in sight. */
export function axesInSight(
  state: Pick<State, 'catalog' | 'carried' | 'design'>,
  task: number | null,
): readonly { readonly title: string; readonly axes: readonly Axis[] }[] {
  return axisGroups(state, task)
    .map(({ title, axes }) => ({ title, axes: axes.filter(({ id }) => !isHidden(state, id)) }))
    .filter(({ axes }) => axes.length > 0);
}

/** The tasks that have a space on the screen, in order: those whose own design there is to set. */
export function tasksInSight({ frame }: Pick<State, 'frame'>): readonly number[] {
  return (frame?.spaces ?? []).map(({ task }) => task).filter((task) => task > 0);
}

type DesignState = Pick<State, 'catalog' | 'preset' | 'design'>;

/** The keys on which a design departs from its base: axes of its family, and what tasks have of their own. */
export function changedAxes(state: DesignState): readonly string[] {
  const base = baseDesign(state);
  return Object.keys(state.design).filter((key) => state.design[key] !== base[key]);
}

/** What a design is shown against, in words, and the keys on which it departs from that: its preset; its family, where the preset is of another. */
export function basisOf(state: DesignState): { title: string; changes: readonly string[] } {
  const { catalog, preset, design } = state;
  const changes = changedAxes(state);
  const family = catalog?.axes.find(({ id }) => id === FAMILY);
  if (family !== undefined && changes.includes(FAMILY)) {
    const title = printValue(family, valueAt(design, FAMILY));
    return { title, changes: changes.filter((key) => key !== FAMILY) };
  }
  const title = catalog?.presets.find(({ id }) => id === preset)?.title ?? '';
  return { title, changes };
}

/** An axis of the kernel's and everybody's design, where `task` is `null`, or of one task's. */
export interface Place {
  readonly key: string;
  readonly task: number | null;
  readonly axis: Axis;
}

/**
 * Where designs differ: the axes in the catalogue's order, each before what tasks have of their own there. What one family has and
 * another hasn't goes without saying.
 */
export function differingAxes(
  state: Pick<State, 'catalog'>,
  designs: readonly Design[],
): readonly Place[] {
  const [first = {}] = designs;
  const keys = [...new Set(designs.flatMap(Object.keys))].sort();
  return (state.catalog?.axes ?? []).flatMap((axis) =>
    [axis.id, ...keys.filter((key) => key !== axis.id && parseKey(key).axis === axis.id)]
      .filter((key) => designs.every((design) => valueAt(design, key) !== ''))
      .filter((key) => designs.some((design) => valueAt(design, key) !== valueAt(first, key)))
      .map((key) => ({ key, task: parseKey(key).task, axis })),
  );
}

export type LessonState = ComparedState &
  Pick<State, 'activePlace' | 'scenario' | 'lessons' | 'catalog' | 'carried'>;

/** Which design of the open lesson is active; `null` where it is another, or no lesson is open. */
export function lessonDesignSet(state: Omit<LessonState, 'carried'>): number | null {
  return indexInLesson(state, activeDesign(state).design);
}

/** Whether a link leaves enough free for the open lesson's design of this index. */
export function isLessonDesignFree(state: LessonState, index: number): boolean {
  const lesson = openLesson(state);
  if (lesson === null) return false;
  const design = ofLesson(state, lesson, index);
  return isSameDesign(withinLock(state, activeDesign(state).design, design), design);
}

/** The design in words: its preset, and what is changed of it. */
export function designInWords(state: DesignState): string {
  const { title, changes } = basisOf(state);
  const changed = changes.map((key) =>
    choiceInWords(state.catalog, key, valueAt(state.design, key)),
  );
  return changed.length === 0 ? title : `${title} with ${changed.join(', ')}`;
}

/** What compared designs have in common that is not Classic's, in words; empty where nothing is. */
export function commonInWords(state: ComparedState & Pick<State, 'catalog'>): string {
  const { catalog } = state;
  const [first = {}, ...others] = comparedDesigns(state).map(({ design }) => design);
  // What families share is held against Classic, for those of one family against what that family has by itself.
  const isOfOne = others.every((design) => design[FAMILY] === first[FAMILY]);
  const classic = presetDesign(catalog, INITIAL_STATE.preset);
  const base = isOfOne
    ? baseDesign({ catalog, preset: INITIAL_STATE.preset, design: first })
    : classic;
  return Object.keys(first)
    .filter((key) => first[key] !== base[key])
    .filter((key) => others.every((design) => design[key] === first[key]))
    .map((key) => choiceInWords(catalog, key, valueAt(first, key)))
    .join(', ');
}

/** `list order by address`, `minimum size 64`. */
function choiceInWords(catalog: Catalog | null, key: string, value: string): string {
  const axis = catalog?.axes.find(({ id }) => id === parseKey(key).axis);
  const printed = axis ? printValue(axis, value) : value;
  return `${axisTitle(catalog, key)} ${printed.charAt(0).toLowerCase()}${printed.slice(1)}`;
}

/** `placement` as `placement`, `2:placement` as `task 2’s placement`, in the catalogue's words. */
export function axisTitle(catalog: Catalog | null, key: string): string {
  const { task, axis } = parseKey(key);
  const title = catalog?.axes.find(({ id }) => id === axis)?.title.toLowerCase() ?? key;
  return task === null ? title : `task ${task}’s ${title}`;
}

/** What the figure is called, in one line: its own title, or else what is replayed under which design, or how many. */
export function figureTitle(state: TitleState & ComparedState): string {
  const { carried, compare } = state;
  if (carried.title !== null) return carried.title;
  if (compare.length > 0) return `${scenarioTitle(state)} under ${compare.length + 1} designs`;
  const { title, changes } = basisOf(state);
  const count = changes.length;
  const changed = count === 0 ? '' : `, ${count} ${count === 1 ? 'change' : 'changes'}`;
  return `${scenarioTitle(state)} under ${title}${changed}`;
}
