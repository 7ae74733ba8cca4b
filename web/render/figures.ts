// The figures as files: what is measured at a step and over time, as CSV for a spreadsheet and as JSON.
//
// Owns the two forms. Numbers are written as they are computed, never as they are rounded for the page;
// which they are, the catalogue says.

import type { Design } from '../domain/design';
import type { Frame, MetricDoc, Series } from '../engine/wire';

/** What the figures of one design are of. */
export interface Subject {
  /** `A: Best fit`, where it is one of several; `null` where it stands alone. */
  readonly name: string | null;
  readonly design: Design;
  /** The timeline's hash, once the replay is done. */
  readonly hash: string | null;
}

/** What the figures of all designs are of. */
export interface Origin {
  readonly scenario: string;
  readonly link: string;
}

/** What was measured of a design. */
export interface Measured<What> {
  readonly subject: Subject;
  readonly what: What;
}

/** A row for each metric, and a column for each design. */
export function metricsCsv(
  measured: readonly Measured<Frame>[],
  docs: readonly MetricDoc[],
): string {
  const head = measured.map(({ subject: { name }, what: { step } }) =>
    name === null ? `value at step ${step}` : `${name}, at step ${step}`,
  );
  const values = measured.map(
    ({ what }) => new Map(what.metrics.map(({ id, value }) => [id, value])),
  );
  const rows = docs.map(({ id, title, group, unit }) => [
    id,
    title,
    group,
    unit,
    ...values.map((each) => String(each.get(id) ?? '')),
  ]);
  return csv([['metric', 'title', 'group', 'unit', ...head], ...rows]);
}

export function metricsJson(measured: readonly Measured<Frame>[], origin: Origin): string {
  return told(origin, measured, ({ step, total, operation, outcome, metrics, parts }) => ({
    step,
    steps: total,
    operation: operation?.text ?? null,
    outcome: outcome?.id ?? null,
    sentence: outcome?.sentence ?? null,
    metrics: Object.fromEntries(metrics.map(({ id, value }) => [id, value])),
    bytes: Object.fromEntries(parts.map(({ category, bytes }) => [category, bytes])),
  }));
}

/** A row for each sample: the step it ends at, and the values there; of several designs, those of A first. */
export function seriesCsv(measured: readonly Measured<Series>[]): string {
  const [first] = measured;
  const metrics = first?.what.columns.map(({ metric }) => metric) ?? [];
  const isNamed = measured.some(({ subject }) => subject.name !== null);
  const rows = measured.flatMap(({ subject: { name }, what: { steps, columns } }) =>
    steps.map((step, at) => [
      ...(isNamed ? [name ?? ''] : []),
      String(step),
      ...metrics.map((metric) => {
        const column = columns.find((each) => each.metric === metric);
        return String(column?.values[at] ?? '');
      }),
    ]),
  );
  return csv([[...(isNamed ? ['design'] : []), 'step', ...metrics], ...rows]);
}

export function seriesJson(measured: readonly Measured<Series>[], origin: Origin): string {
  return told(origin, measured, ({ steps, columns }) => ({
    steps,
    metrics: Object.fromEntries(columns.map(({ metric, values }) => [metric, values])),
  }));
}

/** One design's figures stand beside what they are of, those of several in a list. */
function told<What>(
  origin: Origin,
  measured: readonly Measured<What>[],
  tell: (what: What) => object,
): string {
  const [first, ...others] = measured.map(({ subject: { name, design, hash }, what }) => ({
    ...(name !== null && { name }),
    design,
    hash,
    ...tell(what),
  }));
  return json(
    others.length === 0 ? { ...origin, ...first } : { ...origin, designs: [first, ...others] },
  );
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** As RFC 4180 has it: fields in quotes where they hold what would end them. */
function csv(rows: readonly (readonly string[])[]): string {
  const field = (text: string) =>
    /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}
