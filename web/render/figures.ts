// The figures as files: what is measured at a step and over time, as CSV for a spreadsheet and as JSON.
//
// Owns the two forms. Numbers are written as they are computed, never as they are rounded for the page;
// which they are, the catalogue says.

import type { Design } from '../domain/design';
import type { Frame, MetricDoc, Series } from '../engine/wire';

/** What figures are of. */
export interface Subject {
  readonly scenario: string;
  readonly design: Design;
  readonly link: string;
  /** The timeline's hash, once the replay is done. */
  readonly hash: string | null;
}

export function metricsCsv(frame: Frame, docs: readonly MetricDoc[]): string {
  const values = new Map(frame.metrics.map(({ id, value }) => [id, value]));
  const rows = docs.map(({ id, title, group, unit }) => {
    const value = values.get(id);
    return [id, title, group, unit, value === undefined ? '' : String(value)];
  });
  return csv([['metric', 'title', 'group', 'unit', `value at step ${frame.step}`], ...rows]);
}

export function metricsJson(frame: Frame, subject: Subject): string {
  const { operation, outcome, metrics, parts } = frame;
  return json({
    ...subject,
    step: frame.step,
    steps: frame.total,
    operation: operation?.text ?? null,
    outcome: outcome?.id ?? null,
    sentence: outcome?.sentence ?? null,
    metrics: Object.fromEntries(metrics.map(({ id, value }) => [id, value])),
    bytes: Object.fromEntries(parts.map(({ category, bytes }) => [category, bytes])),
  });
}

/** One row for each bucket: the step it ends at, and the values there. */
export function seriesCsv({ steps, columns }: Series): string {
  const rows = steps.map((step, at) => [
    String(step),
    ...columns.map(({ values }) => String(values[at] ?? '')),
  ]);
  return csv([['step', ...columns.map(({ metric }) => metric)], ...rows]);
}

export function seriesJson({ steps, columns }: Series, subject: Subject): string {
  const metrics = Object.fromEntries(columns.map(({ metric, values }) => [metric, values]));
  return json({ ...subject, steps, metrics });
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
