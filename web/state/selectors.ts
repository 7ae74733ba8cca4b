// Questions that views and effects ask of a state. Pure, and cheap enough to ask at every render.

import { type Design, parseKey, valueAt } from '../domain/design';
import { lessonDesignIndex } from '../domain/lesson';
import type { BundledTrace } from '../domain/trace';
import type { Axis, Catalog, MetricDoc, MetricValue } from '../engine/wire';
import { isPrepared, isReplaying, openLesson, presetDesign, scriptText } from './choices';
import { inHand } from './compare';
import { isHidden } from './lock';
import { INITIAL_STATE, type State, type Window } from './state';

export { isPrepared, isReplaying, openLesson, presetDesign, scriptText };

/**
 * The step to put on the screen; `null` to leave the screen as it is.
 *
 * After a change of design the old picture stays until the replay has come to the step again. A new
 * scenario, or the very first, shows the replay's head meanwhile: something is to be seen at once.
 */
export function stepToShow(state: State): number | null {
  const { run, shown, step, following } = state;
  if (run.phase === 'idle' || run.phase === 'opening') return null;
  if (run.phase === 'done') return Math.min(step, run.total);
  if (run.replayed === 0 && run.phase === 'failed') return null;
  if (run.replayed >= step) return step;
  if (state.isLed) return null;
  const waitsWithOldPicture = shown !== null && shown.run !== run.id && !following;
  if (run.phase === 'replaying' && waitsWithOldPicture && !state.rescaling) return null;
  return run.replayed;
}

/** Whether a new run may be opened now: something changed, and all of it is checked and sound. */
export function isReadyToReplay(state: State): boolean {
  if (!state.outdated || state.catalog === null || state.scenario.kind === 'remote') return false;
  if (!state.isDesignChecked || state.verdict.problems.length > 0) return false;
  return scriptText(state) === null || isPrepared(state) || isScriptSound(state);
}

function isScriptSound({ scriptVerdict }: State): boolean {
  return scriptVerdict !== null && scriptVerdict.problems.length === 0;
}

/** Whether the figure has shown what it has to show first, or never will: what isn't pressing may be done then. */
export function isSettled({ frame, run, scriptVerdict }: State): boolean {
  return frame !== null || run.phase === 'failed' || (scriptVerdict?.problems.length ?? 0) > 0;
}

/** The stretch of the region the map shows: the window set, or else the heap as far as it ever got. */
export function mapWindow(state: State): Window | null {
  const end = mapEnd(state);
  if (end === null) return null;
  if (state.window !== null) return state.window;
  const extent = Math.max(state.extentBytes, state.beside?.extentBytes ?? 0);
  return { from: 0, bytes: Math.min(end, roundedExtent(extent)) };
}

/** Where the map could reach: the end of the region, of the longest where several are compared. */
export function mapEnd({ frame, beside }: State): number | null {
  return frame === null ? null : Math.max(frame.region.bytes, beside?.regionBytes ?? 0);
}

/**
 * The heap's extent with some room behind it, in steps of an eighth of its order of magnitude: a
 * heap that grows during the replay moves the map's scale now and then, not at every operation.
 */
function roundedExtent(bytes: number): number {
  const least = Math.max(bytes, 256);
  const grain = 2 ** Math.max(4, Math.floor(Math.log2(least)) - 3);
  return Math.ceil((least + 1) / grain) * grain;
}

/** Whether the scenario uses more than one address space, so that one must say which is meant. */
export function hasSeveralSpaces({ frame }: State): boolean {
  return (frame?.spaces.length ?? 0) > 1;
}

/**
 * Whether there is something to see in the machine around the heap: several spaces, too few frames for all
 * their pages, or a heap that at some step reached pages with no memory behind them.
 */
export function isMachineTelling(state: State): boolean {
  const { frame, series } = state;
  if (frame === null) return false;
  if (hasSeveralSpaces(state) || !frame.pool.plentiful) return true;
  const column = (id: string) =>
    series?.data.columns.find(({ metric }) => metric === id)?.values ?? [];
  const committed = column('committed_pages');
  return column('promised_pages').some((pages, bucket) => pages > (committed[bucket] ?? pages));
}

/** Axes in the catalogue's order, by group. */
export function axisGroups(state: State): readonly { title: string; axes: readonly Axis[] }[] {
  return grouped(state.catalog?.axes ?? []).map(([title, axes]) => ({ title, axes }));
}

/** The axes that a link leaves in sight, by group. */
export function axesInSight(
  state: State,
): readonly { readonly title: string; readonly axes: readonly Axis[] }[] {
  return axisGroups(state)
    .map(({ title, axes }) => ({ title, axes: axes.filter(({ id }) => !isHidden(state, id)) }))
    .filter(({ axes }) => axes.length > 0);
}

/** A metric at the step on the screen; `before` is the former design's value at the same step. */
export interface Measured {
  readonly doc: MetricDoc;
  readonly value: number | null;
  readonly before: number | null;
}

/** Metrics of the catalogue that belong together. */
export interface MetricGroup {
  readonly title: string;
  readonly docs: readonly MetricDoc[];
}

/** The metrics in the catalogue's order, by group. */
export function metricDocGroups({ catalog }: State): readonly MetricGroup[] {
  return grouped(catalog?.metrics ?? []).map(([title, docs]) => ({ title, docs }));
}

/** Whose figures: of all spaces together, or of the one that is looked at. */
export type Whose = 'machine' | 'space';

/**
 * Every metric of the catalogue, with its values as far as there are any, by group. What no space has of its
 * own, as what operations cost, is the machine's either way.
 */
export function metricGroups(
  state: State,
  whose: Whose = 'machine',
): readonly { title: string; metrics: readonly Measured[] }[] {
  const { frame, baseline } = state;
  const own = new Map(whose === 'space' ? entries(frame?.spaceMetrics) : []);
  const ofMachine = new Map(entries(frame?.metrics));
  const isComparable = baseline !== null && baseline.step === frame?.step;
  const before = new Map(isComparable ? entries(baseline.metrics) : []);
  const isSameSpace = isComparable && baseline.space?.task === frame.space;
  const ownBefore = new Map(isSameSpace ? entries(baseline.space?.metrics) : []);
  return metricDocGroups(state).map(({ title, docs }) => ({
    title,
    metrics: docs.map((doc) => ({
      doc,
      value: own.get(doc.id) ?? ofMachine.get(doc.id) ?? null,
      before: (own.has(doc.id) ? ownBefore : before).get(doc.id) ?? null,
    })),
  }));
}

function entries(metrics: readonly MetricValue[] | null | undefined): [string, number][] {
  return (metrics ?? []).map(({ id, value }) => [id, value]);
}

/** How many numbers tell the price of a change at a glance. */
const CHANGES_MAX = 4;

/**
 * The numbers that the last change of design moved most, relative to what they were: at most one of a
 * group, because those of a group move together. Of what operations cost it is the first summary,
 * the mean: a single operation tells little. What only describes the workload is left out.
 */
export function largestChanges(
  state: State,
): readonly { readonly doc: MetricDoc; readonly value: number; readonly before: number }[] {
  const ofGroups = metricGroups(state).flatMap(({ metrics }) => {
    const { families: measures, others } = families(metrics);
    const candidates = [
      ...others,
      ...measures.slice(0, 1).flatMap(({ summaries }) => summaries[0] ?? []),
    ];
    const changes = candidates.flatMap(({ doc, value, before }) => {
      const isTelling = value !== before && doc.better !== 'neither';
      return value !== null && before !== null && isTelling ? [{ doc, value, before }] : [];
    });
    return changes.sort(byRelativeChange).slice(0, 1);
  });
  const largest = new Set([...ofGroups].sort(byRelativeChange).slice(0, CHANGES_MAX));
  return ofGroups.filter((change) => largest.has(change));
}

interface Change {
  readonly value: number;
  readonly before: number;
}

function byRelativeChange(one: Change, other: Change): number {
  return relativeChange(other) - relativeChange(one);
}

function relativeChange({ value, before }: Change): number {
  return Math.abs(value - before) / Math.max(Math.abs(value), Math.abs(before));
}

function grouped<T extends { readonly group: string }>(items: readonly T[]): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.group);
    if (group) group.push(item);
    else groups.set(item.group, [item]);
  }
  return [...groups];
}

/** A measure taken at each step, and its summaries over the steps so far: `probes`, `probes_mean`, … */
export interface Family {
  readonly each: Measured;
  readonly summaries: readonly Measured[];
}

/** Takes the families out of a group of metrics, by their ids; what is left stands alone. */
export function families(metrics: readonly Measured[]): {
  readonly families: readonly Family[];
  readonly others: readonly Measured[];
} {
  const found = metrics.flatMap((each) => {
    const summaries = metrics.filter(({ doc }) => doc.id.startsWith(`${each.doc.id}_`));
    return summaries.length > 1 ? [{ each, summaries }] : [];
  });
  const members = new Set(found.flatMap(({ each, summaries }) => [each, ...summaries]));
  return { families: found, others: metrics.filter((metric) => !members.has(metric)) };
}

/** The tasks that have a space on the screen, in order: those whose own design there is to set. */
export function tasksInSight({ frame }: State): readonly number[] {
  return (frame?.spaces ?? []).map(({ task }) => task).filter((task) => task > 0);
}

/** Keys of the design whose value is not the preset's: axes, and what tasks have of their own. */
export function changedAxes({ catalog, preset, design }: State): readonly string[] {
  return changedKeys(design, presetDesign(catalog, preset));
}

/** The keys on which a design departs from its preset, which says nothing of tasks. */
export function changedKeys(design: Design, preset: Design): readonly string[] {
  const ofTasks = Object.keys(design).filter((key) => parseKey(key).task !== null);
  return [...Object.keys(preset), ...ofTasks].filter((key) => design[key] !== preset[key]);
}

/** An axis of the kernel's and everybody's design, where `task` is `null`, or of one task's. */
export interface Place {
  readonly key: string;
  readonly task: number | null;
  readonly axis: Axis;
}

/** Where designs differ: the axes in the catalogue's order, each before what tasks have of their own there. */
export function differingAxes(state: State, designs: readonly Design[]): readonly Place[] {
  const [first = {}] = designs;
  const keys = [...new Set(designs.flatMap(Object.keys))].sort();
  return (state.catalog?.axes ?? []).flatMap((axis) =>
    [axis.id, ...keys.filter((key) => key !== axis.id && parseKey(key).axis === axis.id)]
      .filter((key) => designs.some((design) => valueAt(design, key) !== valueAt(first, key)))
      .map((key) => ({ key, task: parseKey(key).task, axis })),
  );
}

/** The bundled trace that is chosen, if one is. */
export function bundledTrace(state: State): BundledTrace | null {
  const { scenario, traces } = state;
  return (scenario.kind === 'bundled' && traces.find(({ id }) => id === scenario.id)) || null;
}

/** Which design of the open lesson is in hand; `null` where it is another, or no lesson is open. */
export function lessonDesignSet(state: State): number | null {
  const lesson = openLesson(state);
  const base = presetDesign(state.catalog, INITIAL_STATE.preset);
  return lesson && lessonDesignIndex(lesson, inHand(state).design, base);
}

/** What the scenario is called. */
export function scenarioTitle(state: State): string {
  const { scenario, catalog, carried } = state;
  switch (scenario.kind) {
    case 'bundled':
      return bundledTrace(state)?.title ?? scenario.id;
    case 'file':
      return scenario.info?.title || scenario.name;
    case 'generator':
      return catalog?.generators.find(({ id }) => id === scenario.id)?.title ?? scenario.id;
    case 'lesson':
      return openLesson(state)?.title ?? scenario.id;
    case 'script':
      return 'Your script';
    case 'linked':
      return carried.title ?? 'A script from a link';
    case 'remote':
      return 'A file from elsewhere';
  }
}

/** The design in words: its preset, and what is changed of it. */
export function designInWords(state: State): string {
  const { catalog, preset, design } = state;
  const title = catalog?.presets.find(({ id }) => id === preset)?.title ?? preset;
  const base = presetDesign(catalog, preset);
  const changes = Object.keys(design)
    .filter((key) => design[key] !== base[key])
    .map((key) => `${axisTitle(catalog, key)} ${design[key]}`);
  return changes.length === 0 ? title : `${title} with ${changes.join(', ')}`;
}

/** `placement` as `placement`, `2:placement` as `task 2’s placement`, in the catalogue's words. */
export function axisTitle(catalog: Catalog | null, key: string): string {
  const { task, axis } = parseKey(key);
  const title = catalog?.axes.find(({ id }) => id === axis)?.title.toLowerCase() ?? key;
  return task === null ? title : `task ${task}’s ${title}`;
}

/** What the figure is called, in one line: its own title, or else what is replayed under which design. */
export function figureTitle(state: State): string {
  const { catalog, preset, carried } = state;
  if (carried.title !== null) return carried.title;
  const title = catalog?.presets.find(({ id }) => id === preset)?.title ?? '';
  const changes = changedAxes(state).length;
  const changed = changes === 0 ? '' : `, ${changes} ${changes === 1 ? 'change' : 'changes'}`;
  return `${scenarioTitle(state)} under ${title}${changed}`;
}

/**
 * Whether the figures are those of the link that was opened: `none` where it promised none, `open` until
 * the replay is done.
 */
export function promiseOf({ promised, run, outdated }: State): 'none' | 'open' | 'kept' | 'broken' {
  const [hash] = promised;
  if (hash === undefined) return 'none';
  if (outdated || run.phase !== 'done') return 'open';
  return run.hash === hash ? 'kept' : 'broken';
}

/** Largest file that is kept over a reload, in bytes: storage is scarce, and shared with others. */
export const FILE_KEPT_MAX = 1 << 20;

/** Whether the file that is open is there again after a reload; `true` also where none is open. */
export function isFileKept({ scenario }: State): boolean {
  if (scenario.kind !== 'file') return true;
  return scenario.url !== undefined || scenario.bytes.length <= FILE_KEPT_MAX;
}

/** Whether the screen lags behind the choice: another run, or another step, is on its way. */
export function isPending(state: State): boolean {
  return (
    state.outdated ||
    isReplaying(state.run) ||
    state.shown?.run !== state.run.id ||
    state.shown.step !== state.step
  );
}
