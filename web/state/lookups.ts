// Looks up in a state what its scenario and design name: the text of a script, a preset's design, the open lesson.
//
// Owns the questions that the reducer, links and views share, and that depend on nothing but the state.
// Changes nothing: how a state becomes another is the reducer's business.

import { type Design, FAMILY, parseKey } from '../domain/design';
import { type Lesson, lessonDesignIndex, lessonSettings } from '../domain/lesson';
import type { Catalog } from '../engine/wire';
import {
  type ChosenDesign,
  fileDraft,
  INITIAL_STATE,
  LINKED_SCRIPT,
  lessonDraft,
  OWN_SCRIPT,
  type Run,
  type Scenario,
  type State,
} from './state';

/** A script to start from: what the language looks like, and a heap that shows all its colours. */
const FIRST_SCRIPT = `# Three neighbours fall free.
# Then a request is larger than each.
a = malloc 256
b = malloc 256
c = malloc 256
wall = malloc 100

free a
free b
free c

big = malloc 700
`;

export type ScriptState = Pick<State, 'scenario' | 'drafts' | 'catalog' | 'lessons'>;

/** The text of the script that is chosen; `null` where a trace is. */
export function scriptText(state: ScriptState): string | null {
  const { scenario, drafts, catalog } = state;
  if (scenario.kind === 'script') {
    const isOfFile = scenario.name !== undefined;
    return drafts[draftKey(scenario) ?? ''] ?? (isOfFile ? '' : FIRST_SCRIPT);
  }
  if (scenario.kind === 'linked') return drafts[LINKED_SCRIPT] ?? '';
  if (scenario.kind === 'lesson') {
    return drafts[lessonDraft(scenario.id)] ?? openLesson(state)?.script ?? '';
  }
  if (scenario.kind !== 'generator') return null;
  const generator = catalog?.generators.find(({ id }) => id === scenario.id);
  return drafts[scenario.id] ?? (generator ? `${generator.example.trimEnd()}\n` : '');
}

/** The built-in script that is open as it is, which needs no check; `null` where the scenario is none. */
export function preparedScript(
  state: ScriptState,
): Extract<Scenario, { kind: 'lesson' | 'generator' }> | null {
  const { scenario } = state;
  if (scenario.kind !== 'lesson' && scenario.kind !== 'generator') return null;
  const text = scriptText(state);
  const isAsItWas = text !== '' && text === scriptText({ ...state, drafts: {} });
  return isAsItWas ? scenario : null;
}

/** The complete design of a preset; Classic's where there is no such preset. */
export function presetDesign(catalog: Catalog | null, preset: string): Design {
  return catalog?.presets.find(({ id }) => id === preset)?.design ?? catalog?.classic ?? {};
}

export function openLesson({
  scenario,
  lessons,
}: Pick<State, 'scenario' | 'lessons'>): Lesson | null {
  return (scenario.kind === 'lesson' && lessons.find(({ id }) => id === scenario.id)) || null;
}

/** Whether a replay is under way, its first answer included. */
export function isReplaying(run: Run): boolean {
  return run.phase === 'opening' || run.phase === 'replaying';
}

/**
 * Whether another scenario was chosen than the newest replay is of: the step, window and space asked for are then of a scenario
 * of which nothing is known so far, and no answer of the newest replay may change them.
 */
export function isReplaced({ outdated, rescaling }: Pick<State, 'outdated' | 'rescaling'>) {
  return outdated && rescaling;
}

/** Whether a scenario is what a program was recorded to do, and not a script. */
export function isRecorded({ kind }: Scenario): boolean {
  return kind === 'bundled' || kind === 'file';
}

/** Whether this version has what a scenario names. */
export function isKnown(
  { traces, lessons }: Pick<State, 'traces' | 'lessons'>,
  catalog: Catalog,
  scenario: Scenario,
): boolean {
  const isAmong = (offered: readonly { readonly id: string }[], id: string) =>
    offered.some((each) => each.id === id);
  switch (scenario.kind) {
    case 'bundled':
      return isAmong(traces, scenario.id);
    case 'generator':
      return isAmong(catalog.generators, scenario.id);
    case 'lesson':
      return isAmong(lessons, scenario.id);
    default:
      return true;
  }
}

/** What a design means that says no more than its family: Classic's, where it doesn't say that either. */
export function plainDesign(catalog: Catalog | null, design: Design): Design {
  return catalog?.families[design[FAMILY] ?? ''] ?? catalog?.classic ?? {};
}

/** The design that a link or a lesson says so much of. */
export function departed(catalog: Catalog | null, named: Design): Design {
  return { ...plainDesign(catalog, named), ...named };
}

/**
 * What a design is shown against: its preset or, beside a preset of another family, what its own family has by itself; the
 * family is one of its changes then, and not every axis that the two families don't share.
 */
export function baseDesign({
  catalog,
  preset,
  design,
}: Pick<State, 'catalog' | 'preset' | 'design'>): Design {
  const ofPreset = presetDesign(catalog, preset);
  const family = ofPreset[FAMILY];
  if (family === undefined || family === design[FAMILY]) return ofPreset;
  return { ...plainDesign(catalog, design), [FAMILY]: family };
}

/** A choice as this version's catalogue has it: a value for each axis that it says or its preset has, a preset there is. */
export function completed(
  catalog: Catalog,
  { preset, design }: { readonly preset: string | null; readonly design: Design },
): ChosenDesign {
  const known = catalog.presets.find(({ id }) => id === preset)?.id ?? INITIAL_STATE.preset;
  const ofPreset = presetDesign(catalog, known);
  const isOfPreset = (design[FAMILY] ?? ofPreset[FAMILY]) === ofPreset[FAMILY];
  const base = isOfPreset ? ofPreset : plainDesign(catalog, design);
  const values = Object.keys(base).map((axis) => [axis, design[axis] ?? base[axis]]);
  const ofTasks = Object.entries(design).filter(([key]) => isOfTask(catalog, key));
  return { preset: known, design: Object.fromEntries([...values, ...ofTasks]) };
}

/** Whether a key of a design is an axis of one task alone: `2:placement`. */
function isOfTask(catalog: Catalog, key: string): boolean {
  const { task, axis } = parseKey(key);
  return task !== null && catalog.axes.some(({ id }) => id === axis);
}

export function ofLesson(
  { catalog }: Pick<State, 'catalog'>,
  lesson: Lesson,
  index: number,
): Design {
  return departed(catalog, lessonSettings(lesson, index));
}

/** Which design of the open lesson a design is; `null` where it is another, or no lesson is open. */
export function indexInLesson(
  state: Pick<State, 'catalog' | 'scenario' | 'lessons'>,
  design: Design,
): number | null {
  const lesson = openLesson(state);
  return lesson && lessonDesignIndex(lesson, design, (said) => departed(state.catalog, said));
}

/** Where the script of a scenario is kept once it is edited; `null` for what is no script. */
export function draftKey(scenario: Scenario): string | null {
  switch (scenario.kind) {
    case 'script':
      return scenario.name === undefined ? OWN_SCRIPT : fileDraft(scenario.name);
    case 'linked':
      return LINKED_SCRIPT;
    case 'generator':
      return scenario.id;
    case 'lesson':
      return lessonDraft(scenario.id);
    default:
      return null;
  }
}
