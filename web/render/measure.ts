// How a measured value is printed, and its change against another design's value: the text alone, on the page and in
// pictures of it.

import type { MetricDoc } from '../engine/wire';
import { formatBytes, formatCount, formatNumber } from './format';

/** What of a metric decides how its values are printed and judged. */
export type Measure = Pick<MetricDoc, 'unit' | 'better'>;

export function printMeasure({ unit }: Measure, value: number): string {
  switch (unit) {
    case 'bytes':
      return formatBytes(value);
    case 'ratio':
      return `${(100 * value).toFixed(1)} %`;
    case 'count':
      return Number.isInteger(value) ? formatCount(value) : formatNumber(value);
  }
}

/** By how much a value is more or less; the difference of two shares is no share: percentage points. */
export function printDifference(measure: Measure, difference: number): string {
  const amount = Math.abs(difference);
  return measure.unit === 'ratio'
    ? `${(100 * amount).toFixed(1)} pp`
    : printMeasure(measure, amount);
}

/** Which way a value went: `▲`, `▼`. */
export function direction(difference: number): string {
  return difference > 0 ? '▲' : '▼';
}
