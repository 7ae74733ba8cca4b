// Questions about the metrics at the step on the screen: which there are, by group, and what the last change of design
// did to them.

import type { Frame, MetricDoc } from '../engine/wire';
import { grouped } from './grouped';
import { openLesson } from './lookups';
import { isMachineTelling } from './selectors';
import type { State } from './state';

/** A metric at the step on the screen; `before` is the former design's value at the same step. */
export interface Measured {
  readonly doc: MetricDoc;
  readonly value: number | null;
  readonly before: number | null;
}

type MeasureState = Pick<State, 'frame' | 'baseline' | 'catalog' | 'series'>;

export interface MetricGroup {
  readonly title: string;
  readonly docs: readonly MetricDoc[];
}

/** The metrics of pages, which say nothing where every page has a frame. */
const OF_PAGES: ReadonlySet<string> = new Set(['Pages', 'Paging']);

/** Every metric of the catalogue, by group; those of pages only where `areTelling` says that they say something. */
export function metricDocGroups(
  { catalog }: Pick<State, 'catalog'>,
  areTelling: boolean,
): readonly MetricGroup[] {
  return grouped(catalog?.metrics ?? [])
    .filter(([title]) => areTelling || !OF_PAGES.has(title))
    .map(([title, docs]) => ({ title, docs }));
}

/** What is said of the machine's figures where several spaces have theirs. */
export const OF_THE_MACHINE = 'Of the whole machine: all address spaces together.';

/** Whose figures: of all spaces together, or of the one that is looked at. */
export type Whose = 'machine' | 'space';

/**
 * The metrics, with their values as far as there are any, by group. What no space has of its
 * own, as what operations cost, is the machine's either way.
 */
export function metricGroups(
  state: MeasureState,
  whose: Whose = 'machine',
): readonly { title: string; metrics: readonly Measured[] }[] {
  const { frame, baseline } = state;
  const own = (whose === 'space' && frame?.spaceMetrics) || {};
  const isComparable = baseline !== null && baseline.step === frame?.step;
  const before = (isComparable && baseline.metrics) || {};
  const isSameSpace = isComparable && baseline.space?.task === frame.space;
  const ownBefore = (isSameSpace && baseline.space?.metrics) || {};
  return metricDocGroups(state, isMachineTelling(state)).map(({ title, docs }) => ({
    title,
    metrics: docs.map((doc) => ({
      doc,
      value: own[doc.id] ?? frame?.metrics[doc.id] ?? null,
      before: (doc.id in own ? ownBefore : before)[doc.id] ?? null,
    })),
  }));
}

/** Metrics that sum up what a design costs: the memory it needs, how much of that is lost and to what, and the work. */
const IN_SHORT: ReadonlySet<string> = new Set([
  'heap_high_water_bytes',
  'utilisation',
  'internal_fragmentation',
  'external_fragmentation',
  'probes_mean',
]);
/** Metrics that are shown only where they differ between designs. */
const WHERE_APART: ReadonlySet<string> = new Set([
  'heap_bytes',
  'overhead_bytes',
  'stagnant_bytes',
  'page_faults',
]);

/**
 * The metrics of compared designs where there is no room for all: those that sum a design up, those that differ, and
 * those of the open lesson's checks.
 */
export function metricsInShort(
  state: Pick<State, 'scenario' | 'lessons' | 'catalog'>,
  frames: readonly Pick<Frame, 'metrics'>[],
): readonly MetricDoc[] {
  const ofLesson = new Set(openLesson(state)?.checks.map(({ measure }) => measure));
  return (state.catalog?.metrics ?? []).filter(({ id }) => {
    if (IN_SHORT.has(id) || ofLesson.has(id)) return true;
    const values = frames.map(({ metrics }) => metrics[id]);
    return WHERE_APART.has(id) && values.some((value) => value !== values[0]);
  });
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

/** Families side by side, row by row: what one step cost first, then the summaries. */
export function familyRows(
  columns: readonly Family[],
): readonly { readonly title: string; readonly cells: readonly (Measured | null)[] }[] {
  const summaries = columns[0]?.summaries ?? [];
  return [
    { title: 'this step', cells: columns.map(({ each }) => each) },
    ...summaries.map(({ doc }, row) => ({
      // What all titles of a family begin with is in the head of its column.
      title: doc.title.split(', ').at(-1) ?? doc.title,
      cells: columns.map((column) => column.summaries[row] ?? null),
    })),
  ];
}
