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

/** What was measured of a design; `null` where there is nothing of it to be had now. */
export interface Figures<What> {
  readonly subject: Subject;
  readonly what: What | null;
}

/** A row for each metric, and a column for each design. */
export function metricsCsv(
  measured: readonly Figures<Frame>[],
  docs: readonly MetricDoc[],
): string {
  const head = measured.map(({ subject: { name }, what }) => {
    if (what === null) return `${name ?? 'value'}, not replayed`;
    return name === null ? `value at step ${what.step}` : `${name}, at step ${what.step}`;
  });
  const values = measured.map(
    ({ what }) => new Map(what?.metrics.map(({ id, value }) => [id, value])),
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

export function metricsJson(measured: readonly Figures<Frame>[], origin: Origin): string {
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

/**
 * A row for each sample: the step it ends at, and the values there; of several designs, those of A first. Of a design
 * that isn't replayed there is one row without a step.
 */
export function seriesCsv(measured: readonly Figures<Series>[]): string {
  const metrics =
    measured.find(({ what }) => what)?.what?.columns.map(({ metric }) => metric) ?? [];
  const isNamed = measured.some(({ subject }) => subject.name !== null);
  const rows = measured.flatMap(({ subject: { name }, what }) => {
    const front = isNamed ? [name ?? ''] : [];
    if (what === null) return [[...front, 'not replayed', ...metrics.map(() => '')]];
    return what.steps.map((step, at) => [
      ...front,
      String(step),
      ...metrics.map((metric) => {
        const column = what.columns.find((each) => each.metric === metric);
        return String(column?.values[at] ?? '');
      }),
    ]);
  });
  return csv([[...(isNamed ? ['design'] : []), 'step', ...metrics], ...rows]);
}

export function seriesJson(measured: readonly Figures<Series>[], origin: Origin): string {
  return told(origin, measured, ({ steps, columns }) => ({
    steps,
    metrics: Object.fromEntries(columns.map(({ metric, values }) => [metric, values])),
  }));
}

/** One design's figures stand beside what they are of, those of several in a list. */
function told<What>(
  origin: Origin,
  measured: readonly Figures<What>[],
  tell: (what: What) => object,
): string {
  const designs = measured.map(({ subject: { name, design, hash }, what }) => ({
    ...(name !== null && { name }),
    design,
    hash,
    ...(what === null ? { replayed: false } : tell(what)),
  }));
  const isNamed = measured.some(({ subject }) => subject.name !== null);
  return json(isNamed ? { ...origin, designs } : { ...origin, ...designs[0] });
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
