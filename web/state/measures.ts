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

/** What decides which cost of operations is shown. */
export type CostState = Pick<State, 'catalog' | 'cost' | 'scenario' | 'lessons'>;

type MeasureState = Pick<State, 'frame' | 'baseline' | 'series'> & CostState;

export interface MetricGroup {
  readonly title: string;
  readonly docs: readonly MetricDoc[];
  /** The costs to choose from, where the group has the one that is shown. */
  readonly costs: readonly MetricDoc[];
}

/** The metrics of pages, which say nothing where every page has a frame. */
const OF_PAGES: ReadonlySet<string> = new Set(['Pages', 'Paging']);

/** The costs of operations: the metrics of a step that have several summaries over the steps so far, as `probes` has `probes_mean`. */
export function costsOf({ catalog }: Pick<State, 'catalog'>): readonly MetricDoc[] {
  const metrics = catalog?.metrics ?? [];
  return metrics.filter((cost) => metrics.filter(({ id }) => isSummaryOf(cost, id)).length > 1);
}

/** The cost that is shown: the one chosen, else the one that the open lesson is about, else the first. */
export function shownCost(state: CostState): MetricDoc | undefined {
  const costs = costsOf(state);
  const measures = openLesson(state)?.checks.map(({ measure }) => measure) ?? [];
  return (
    costs.find(({ id }) => id === state.cost) ??
    costs.find((cost) => measures.some((id) => isOf(cost, id))) ??
    costs[0]
  );
}

/** Tells of each metric whether it is of a cost that is not shown. */
export function ofHiddenCosts(state: CostState): (metric: string) => boolean {
  const shown = shownCost(state);
  const hidden = costsOf(state).filter((cost) => cost !== shown);
  return (metric) => hidden.some((cost) => isOf(cost, metric));
}

function isOf(cost: MetricDoc, metric: string): boolean {
  return metric === cost.id || isSummaryOf(cost, metric);
}

function isSummaryOf(cost: MetricDoc, metric: string): boolean {
  return metric.startsWith(`${cost.id}_`);
}

/** The metrics of the catalogue by group, of one cost alone; those of pages only where `areTelling` says that they say something. */
export function metricDocGroups(state: CostState, areTelling: boolean): readonly MetricGroup[] {
  const costs = costsOf(state);
  const shown = shownCost(state);
  const isHidden = ofHiddenCosts(state);
  return grouped(state.catalog?.metrics ?? [])
    .filter(([title]) => areTelling || !OF_PAGES.has(title))
    .map(([title, docs]) => ({
      title,
      docs: docs.filter(({ id }) => !isHidden(id)),
      costs: docs.some((doc) => doc === shown) && costs.length > 1 ? costs : [],
    }));
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
): readonly { title: string; metrics: readonly Measured[]; costs: readonly MetricDoc[] }[] {
  const { frame, baseline } = state;
  const own = (whose === 'space' && frame?.spaceMetrics) || {};
  const isComparable = baseline !== null && baseline.step === frame?.step;
  const before = (isComparable && baseline.metrics) || {};
  const isSameSpace = isComparable && baseline.space?.task === frame.space;
  const ownBefore = (isSameSpace && baseline.space?.metrics) || {};
  return metricDocGroups(state, isMachineTelling(state)).map(({ title, docs, costs }) => ({
    title,
    costs,
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
