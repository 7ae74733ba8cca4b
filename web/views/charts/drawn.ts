// The charts as data: their lines, values and colours. Pure.
//
// Names metrics by their ids; a metric that the engine does not measure is left out.

import type { Catalog, MetricDoc, Metrics, Series } from '../../engine/wire';
import { formatBytes, formatNumber } from '../../render/format';
import { type Look, ownerLook } from '../../render/palette';
import type { TickKind } from '../../render/ticks';
import { isMachineTelling, type State } from '../../state';

/** A line, or a layer of a stack. All lists are as long as the series' steps. */
export interface DrawnLine {
  /** Unique in its chart; finds the line again in the series of another design. */
  readonly id: string;
  readonly title: string;
  /** A custom property of the view; for a layer its whole look. */
  readonly colour: string | Look;
  readonly values: readonly number[];
  /** Its value at the last step of each bucket. */
  readonly ends: readonly number[];
  readonly now: number | null;
}

export interface Drawn {
  readonly title: string;
  /** The metrics it is about, drawn or not. */
  readonly about: readonly string[];
  readonly lines: readonly DrawnLine[];
  /** Whether the lines are layers, each standing on those before it. */
  readonly isStacked: boolean;
  /** A limit that no value exceeds; `null` where there is none or it is far away. */
  readonly ceiling: { readonly title: string; readonly value: number } | null;
  readonly ticks: TickKind;
  readonly print: (value: number) => string;
  /** The values under the design before, by line, at its own steps; a stack has only the sum. */
  readonly former: readonly (readonly number[])[] | null;
}

interface Chart {
  readonly title: string;
  readonly lines: readonly { readonly metric: string; readonly colour: string }[];
  /** The metric that stands for the chart where designs are compared: a line each. */
  readonly compared: string;
}

const CHARTS: readonly Chart[] = [
  {
    title: 'Memory',
    lines: [
      { metric: 'heap_bytes', colour: '--line-1' },
      { metric: 'payload_bytes', colour: '--line-2' },
      { metric: 'requested_bytes', colour: '--line-3' },
    ],
    compared: 'heap_bytes',
  },
  {
    title: 'Fragmentation',
    lines: [
      { metric: 'external_fragmentation', colour: '--line-1' },
      { metric: 'square_fragmentation', colour: '--line-2' },
      { metric: 'internal_fragmentation', colour: '--line-3' },
    ],
    compared: 'external_fragmentation',
  },
  {
    title: 'Free memory',
    lines: [
      { metric: 'free_bytes', colour: '--line-3' },
      { metric: 'largest_free_bytes', colour: '--line-1' },
    ],
    compared: 'largest_free_bytes',
  },
  {
    title: 'Freed, and waiting',
    lines: [{ metric: 'stagnant_bytes', colour: '--line-4' }],
    compared: 'stagnant_bytes',
  },
  cost('Cost: blocks examined', 'probes'),
  cost('Cost: words of metadata', 'words'),
  cost('Cost: lines of cache', 'lines'),
];

/** A cost at each step, with its mean, 99th percentile and maximum up to that step. */
function cost(title: string, metric: string): Chart {
  return {
    title,
    lines: [
      { metric, colour: '--line-2' },
      { metric: `${metric}_mean`, colour: '--line-3' },
      { metric: `${metric}_p99`, colour: '--line-1' },
      { metric: `${metric}_max`, colour: '--line-4' },
    ],
    compared: `${metric}_mean`,
  };
}

const ABOUT_FRAMES = [
  'committed_pages',
  'resident_pages',
  'swapped_pages',
  'untouched_bytes',
  'peak_resident_pages',
  'page_faults',
  'swap_ins',
  'swap_outs',
];

/** A ceiling beyond this multiple of the largest value would only flatten the chart. */
const CEILING_NEAR = 4;

export type ChartsState = Pick<State, 'catalog' | 'frame' | 'series' | 'formerSeries'>;

/** All charts but those whose values are always 0, now and before. */
export function drawnCharts(state: ChartsState): readonly Drawn[] {
  const charts = [framesByOwner(state), ...CHARTS.map((chart) => ofMetrics(chart, state))];
  return charts.flatMap((drawn) => {
    const values = [...(drawn?.lines.map((line) => line.values) ?? []), ...(drawn?.former ?? [])];
    return drawn && values.some((each) => each.some((value) => value !== 0)) ? [drawn] : [];
  });
}

/** A compared design as its charts need it. */
export interface ComparedSeries {
  readonly letter: string;
  readonly series: Series | null;
  /** Its metrics at the step on the screen. */
  readonly metrics: Metrics | null;
}

/** A chart a metric, with a line for each design whose replay has come as far as the first's. */
export function comparedCharts(
  catalog: Catalog | null,
  designs: readonly ComparedSeries[],
): readonly Drawn[] {
  const steps = designs[0]?.series?.steps.length ?? 0;
  return CHARTS.flatMap(({ compared }): Drawn[] => {
    const doc = catalog?.metrics.find(({ id }) => id === compared);
    if (!doc) return [];
    const lines = designs.flatMap(({ letter, series, metrics }, place) => {
      const column = columnOf(series, compared);
      if (column?.high.length !== steps) return [];
      const [values, ends, now] = [column.high, column.last, metrics?.[compared] ?? null];
      return [{ id: letter, title: letter, colour: `--line-${place + 1}`, values, ends, now }];
    });
    if (lines.every(({ values }) => values.every((value) => value === 0))) return [];
    return [{ ...OF_LINES, title: doc.title, lines, about: [compared], ...notation(doc) }];
  });
}

/** The chart about most of some metrics; a metric that is named twice counts twice. `null` where no chart is about any. */
export function chartAbout(charts: readonly Drawn[], measures: readonly string[]): Drawn | null {
  const count = ({ about }: Drawn) => measures.filter((id) => about.includes(id)).length;
  const [best] = [...charts].sort((one, other) => count(other) - count(one));
  return best && count(best) > 0 ? best : null;
}

function ofMetrics({ title, lines }: Chart, state: ChartsState): Drawn | null {
  const { catalog, frame, series, formerSeries } = state;
  const docs = lines.flatMap(({ metric, colour }) => {
    const doc = catalog?.metrics.find(({ id }) => id === metric);
    const column = columnOf(series?.data ?? null, metric);
    return doc && column ? [{ doc, column, colour }] : [];
  });
  const [first] = docs;
  if (first === undefined) return null;
  return {
    title,
    lines: docs.map(({ doc, column, colour }) => ({
      id: doc.id,
      title: doc.title,
      colour,
      // The maximum of each bucket, so that no peak is lost between two pixels.
      values: column.high,
      ends: column.last,
      now: frame?.metrics[doc.id] ?? null,
    })),
    about: docs.map(({ doc }) => doc.id),
    ...OF_LINES,
    ...notation(first.doc),
    former: formerSeries && docs.map(({ doc }) => columnOf(formerSeries, doc.id)?.high ?? []),
  };
}

/** The frames of each owner as layers, with their total number as the ceiling. */
function framesByOwner(state: ChartsState): Drawn | null {
  const { frame, series, formerSeries } = state;
  if (frame === null || series === null || !isMachineTelling(state)) return null;
  const { pool, spaces } = frame;
  const peak = Math.max(0, ...totals(series.data));
  const isNear = !pool.plentiful && pool.frames <= CEILING_NEAR * peak;
  return {
    title: 'Frames by owner',
    lines: series.data.frames.map(({ task, last }) => {
      const space = spaces.find((each) => each.task === task);
      return {
        id: `task-${task}`,
        title: space?.name ?? `task ${task}`,
        colour: ownerLook(task),
        // Layers add up only at one step: the maxima of owners may belong to different steps.
        values: last,
        ends: last,
        now: space?.residentPages ?? null,
      };
    }),
    about: ABOUT_FRAMES,
    isStacked: true,
    ceiling: isNear ? { title: 'frames there are', value: pool.frames } : null,
    ticks: 'whole',
    print: printCount,
    former: formerSeries && [totals(formerSeries)],
  };
}

function totals({ steps, frames }: Series): number[] {
  return steps.map((_, at) => frames.reduce((sum, { last }) => sum + (last[at] ?? 0), 0));
}

/** The upper edges of layers. */
export function stacked(lines: readonly (readonly number[])[]): number[][] {
  const sums: number[][] = [];
  for (const values of lines) {
    const below = sums.at(-1);
    sums.push(values.map((value, at) => value + (below?.[at] ?? 0)));
  }
  return sums;
}

function columnOf(series: Series | null, metric: string) {
  return series?.columns.find((each) => each.metric === metric);
}

/** What charts of lines have in common. */
const OF_LINES = { isStacked: false, ceiling: null, former: null } as const;

function notation(doc: MetricDoc): Pick<Drawn, 'ticks' | 'print'> {
  const ticks = ({ bytes: 'binary', count: 'whole', ratio: 'any' } as const)[doc.unit];
  return { ticks, print: printer(doc) };
}

function printer({ unit }: MetricDoc): (value: number) => string {
  switch (unit) {
    case 'bytes':
      return formatBytes;
    case 'ratio':
      return (value) => `${formatNumber(100 * value)} %`;
    case 'count':
      return printCount;
  }
}

function printCount(value: number): string {
  return formatNumber(value);
}

/** A line in words, for screen readers. */
export function lineSentence({ title, values, ends }: DrawnLine, print: Drawn['print']): string {
  const last = ends.at(-1);
  if (last === undefined) return '';
  const most = values.reduce((one, other) => Math.max(one, other), 0);
  return `${title}: at most ${print(most)}, at the end ${print(last)}. `;
}
