// Numbers as files: the scorecard of the whole replay, and the metrics at a step and over time, as CSV for a spreadsheet and as
// JSON.
//
// Owns the two formats. Numbers are written as they are computed, not as they are rounded for the page.

import type { Design } from '../domain/design';
import type { Frame, MetricDoc, Scorecard, Series } from '../engine/wire';

/** The design that numbers belong to. */
export interface Subject {
  /** `A: Best fit`, where it is one of several; `null` where it stands alone. */
  readonly name: string | null;
  readonly design: Design;
  /** The timeline's hash, once the replay is done. */
  readonly hash: string | null;
  /** What the whole replay comes to, once it is done. */
  readonly scorecard: Scorecard | null;
}

/** The figure that all numbers of a file belong to. */
export interface Origin {
  readonly scenario: string;
  readonly link: string;
}

/** The numbers of one design; `null` where it is not replayed. */
export interface Measured<Numbers> {
  readonly subject: Subject;
  readonly numbers: Numbers | null;
}

/** The scorecard's numbers, as rows of the CSV name them. */
const SCORES: readonly (readonly [
  id: string,
  title: string,
  unit: string,
  value: (scorecard: Scorecard) => number,
])[] = [
  ['heap_high_water_bytes', 'Heap high water', 'bytes', ({ highWaterBytes }) => highWaterBytes],
  ['refused', 'Refused requests', 'count', ({ refused }) => refused],
  ['probes_mean', 'Probes per operation, mean', 'count', ({ probesMean }) => probesMean],
  ['probes_p99', 'Probes per operation, p99', 'count', ({ probesP99 }) => probesP99],
  ['utilisation', 'Utilisation', 'ratio', ({ utilisation }) => utilisation],
];

/** A row for each number of the scorecard and each metric, and a column for each design. */
export function metricsCsv(
  measured: readonly Measured<Frame>[],
  docs: readonly MetricDoc[],
): string {
  const head = measured.map(({ subject: { name }, numbers }) => {
    if (numbers === null) return `${name ?? 'value'}, not replayed`;
    return name === null ? `value at step ${numbers.step}` : `${name}, at step ${numbers.step}`;
  });
  const rows = docs.map(({ id, title, group, unit }) => [
    id,
    title,
    group,
    unit,
    ...measured.map(({ numbers }) => String(numbers?.metrics[id] ?? '')),
  ]);
  const scores = SCORES.map(([id, title, unit, value]) => [
    `whole_replay.${id}`,
    title,
    'Whole replay',
    unit,
    ...measured.map(({ subject: { scorecard } }) =>
      scorecard === null ? '' : String(value(scorecard)),
    ),
  ]);
  return csv([['metric', 'title', 'group', 'unit', ...head], ...scores, ...rows]);
}

export function metricsJson(measured: readonly Measured<Frame>[], origin: Origin): string {
  return withOrigin(origin, measured, ({ step, total, operation, outcome, metrics, parts }) => ({
    step,
    steps: total,
    operation: operation?.text ?? null,
    outcome: outcome?.id ?? null,
    sentence: outcome?.sentence ?? null,
    metrics,
    bytes: Object.fromEntries(parts.map(({ category, bytes }) => [category, bytes])),
  }));
}

/**
 * A row for each sample, with its last step and the values there; designs follow each other. A design that is not replayed
 * has one row without a step.
 */
export function seriesCsv(measured: readonly Measured<Series>[]): string {
  const metrics =
    measured.find(({ numbers }) => numbers)?.numbers?.columns.map(({ metric }) => metric) ?? [];
  const isNamed = measured.some(({ subject }) => subject.name !== null);
  const rows = measured.flatMap(({ subject: { name }, numbers }) => {
    const front = isNamed ? [name ?? ''] : [];
    if (numbers === null) return [[...front, 'not replayed', ...metrics.map(() => '')]];
    return numbers.steps.map((step, at) => [
      ...front,
      String(step),
      ...metrics.map((metric) => {
        const column = numbers.columns.find((each) => each.metric === metric);
        return String(column?.last[at] ?? '');
      }),
    ]);
  });
  return csv([[...(isNamed ? ['design'] : []), 'step', ...metrics], ...rows]);
}

export function seriesJson(measured: readonly Measured<Series>[], origin: Origin): string {
  return withOrigin(origin, measured, ({ steps, columns }) => ({
    steps,
    metrics: Object.fromEntries(columns.map(({ metric, last }) => [metric, last])),
  }));
}

/** One design's numbers stand beside the figure's origin, those of several designs in a list. */
function withOrigin<Numbers>(
  origin: Origin,
  measured: readonly Measured<Numbers>[],
  content: (numbers: Numbers) => object,
): string {
  const designs = measured.map(({ subject: { name, design, hash, scorecard }, numbers }) => ({
    ...(name !== null && { name }),
    design,
    hash,
    wholeReplay: scorecard,
    ...(numbers === null ? { replayed: false } : content(numbers)),
  }));
  const isNamed = measured.some(({ subject }) => subject.name !== null);
  return json(isNamed ? { ...origin, designs } : { ...origin, ...designs[0] });
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** CSV as in RFC 4180: a field that holds a separator is quoted. */
function csv(rows: readonly (readonly string[])[]): string {
  const field = (text: string) =>
    /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}
