// What the charts show, as data: which lines, of which numbers, in which colours. Pure.
//
// Names the few metrics worth a chart by their ids; those the engine doesn't measure are left out. The frames
// by owner are a chart where there is a machine to speak of.

import type { MetricDoc, Series } from '../../engine/wire';
import { formatBytesTersely, formatNumber } from '../../render/format';
import { type Look, ownerLook } from '../../render/palette';
import type { TickKind } from '../../render/ticks';
import { isMachineTelling, type State } from '../../state';

/** One line, or one layer of a stack. All lists are as long as the series' steps. */
export interface DrawnLine {
  /** Distinguishes it in its chart, and finds it again in the series of another design. */
  readonly id: string;
  readonly title: string;
  /** A custom property of the view; of a layer its whole look. */
  readonly colour: string | Look;
  /** What is drawn of it. */
  readonly values: readonly number[];
  /** Its value at the last step of each bucket. */
  readonly ends: readonly number[];
  /** Its value at the step on the screen. */
  readonly now: number | null;
}

/** One chart. */
export interface Drawn {
  readonly title: string;
  /** The ids of the metrics it is about, whether it draws each of them or not. */
  readonly about: readonly string[];
  readonly lines: readonly DrawnLine[];
  /** Whether the lines are layers, each standing on those before it. */
  readonly isStacked: boolean;
  /** What nothing can exceed, drawn as a level; `null` where there is no such thing or it is far away. */
  readonly ceiling: { readonly title: string; readonly value: number } | null;
  /** Where ticks may stand. */
  readonly ticks: TickKind;
  readonly print: (value: number) => string;
  /** The values drawn of the design before, by line, at its own steps; of layers there is only their sum. */
  readonly former: readonly (readonly number[])[] | null;
}

interface Chart {
  readonly title: string;
  readonly lines: readonly { readonly metric: string; readonly colour: string }[];
}

const CHARTS: readonly Chart[] = [
  {
    title: 'Memory',
    lines: [
      { metric: 'heap_bytes', colour: '--line-1' },
      { metric: 'payload_bytes', colour: '--line-2' },
      { metric: 'requested_bytes', colour: '--line-3' },
    ],
  },
  {
    title: 'Fragmentation',
    lines: [
      { metric: 'external_fragmentation', colour: '--line-1' },
      { metric: 'internal_fragmentation', colour: '--line-3' },
    ],
  },
  { title: 'Freed, and waiting', lines: [{ metric: 'stagnant_bytes', colour: '--line-4' }] },
  cost('Cost: blocks examined', 'probes'),
  cost('Cost: words of metadata', 'words'),
  cost('Cost: lines of cache', 'lines'),
];

/** A measure of cost at each step, and what its summaries had come to by then. */
function cost(title: string, metric: string): Chart {
  return {
    title,
    lines: [
      { metric, colour: '--line-2' },
      { metric: `${metric}_mean`, colour: '--line-3' },
      { metric: `${metric}_p99`, colour: '--line-1' },
      { metric: `${metric}_max`, colour: '--line-4' },
    ],
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

/** A pool so many times larger than what was ever taken of it would only flatten the picture. */
const CEILING_NEAR = 4;

/** The part of a state that charts are drawn from. */
export type ChartsState = Pick<State, 'catalog' | 'frame' | 'series' | 'formerSeries'>;

/** All charts there is something to see in: a line that stays at 0, now and before, is nothing. */
export function drawnCharts(state: ChartsState): readonly Drawn[] {
  const charts = [framesByOwner(state), ...CHARTS.map((chart) => ofMetrics(chart, state))];
  return charts.flatMap((drawn) => {
    const values = [...(drawn?.lines.map((line) => line.values) ?? []), ...(drawn?.former ?? [])];
    return drawn && values.some((each) => each.some((value) => value !== 0)) ? [drawn] : [];
  });
}

/** The chart that is about the most of some measures, each counted as often as it is named; `null` where no chart is. */
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
      // Where a bucket covers many steps, its maximum: no peak is lost between two pixels.
      values: column.high,
      ends: column.last,
      now: frame?.metrics[doc.id] ?? null,
    })),
    about: docs.map(({ doc }) => doc.id),
    isStacked: false,
    ceiling: null,
    ticks: ({ bytes: 'binary', count: 'whole', ratio: 'any' } as const)[first.doc.unit],
    print: printer(first.doc),
    former: formerSeries && docs.map(({ doc }) => columnOf(formerSeries, doc.id)?.high ?? []),
  };
}

/** Whose the frames are, one layer an owner, and how many there are where they may run out. */
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
        // A maximum of each owner might be of another step: what stands on each other must be of one.
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

/** The frames taken by all owners together. */
function totals({ steps, frames }: Series): number[] {
  return steps.map((_, at) => frames.reduce((sum, { last }) => sum + (last[at] ?? 0), 0));
}

/** Layers as lines: each the sum of those up to it, all of them at the last. */
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

function printer({ unit }: MetricDoc): (value: number) => string {
  switch (unit) {
    case 'bytes':
      return formatBytesTersely;
    case 'ratio':
      return (value) => `${formatNumber(100 * value)} %`;
    case 'count':
      return printCount;
  }
}

function printCount(value: number): string {
  return formatNumber(value);
}

/** What a line says, for those who don't see it. */
export function lineSentence({ title, values, ends }: DrawnLine, print: Drawn['print']): string {
  const last = ends.at(-1);
  if (last === undefined) return '';
  const most = values.reduce((one, other) => Math.max(one, other), 0);
  return `${title}: at most ${print(most)}, at the end ${print(last)}. `;
}
