// Compares the numbers of several designs: the best of a row, and metrics that never differ. Pure.

import type { MetricDoc, Series, SeriesColumn } from '../../engine/wire';

/** `null` where all values are equal or neither direction is better. */
export function bestOf(
  values: readonly (number | null)[],
  better: MetricDoc['better'],
): number | null {
  const known = values.filter((value) => value !== null);
  if (better === 'neither' || known.length < 2) return null;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (least === most) return null;
  return better === 'lower' ? least : most;
}

/** The metrics whose series are the same in all replays; none until all series are there. */
export function alikeThroughout(series: readonly (Series | null)[]): ReadonlySet<string> {
  const known = series.filter((each) => each !== null);
  const [first, ...others] = known;
  if (!first || known.length < series.length) return new Set();
  const alike = first.columns.filter((column) =>
    others.every((other) => isSameColumn(column, columnOf(other, column.metric))),
  );
  return new Set(alike.map(({ metric }) => metric));
}

function columnOf(series: Series, metric: string): SeriesColumn | undefined {
  return series.columns.find((each) => each.metric === metric);
}

function isSameColumn(one: SeriesColumn, other: SeriesColumn | undefined): boolean {
  if (other === undefined) return false;
  return (['last', 'low', 'high'] as const).every((part) => {
    const [left, right] = [one[part], other[part]];
    return left.length === right.length && left.every((value, at) => value === right[at]);
  });
}
