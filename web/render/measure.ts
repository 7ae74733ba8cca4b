// The value of a metric as text, and its difference from another design's value.

import type { MetricDoc } from '../engine/wire';
import { formatBytes, formatCount, formatNumber } from './format';

/** The properties of a metric that decide how its values are printed and compared. */
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

/** A difference without its sign. The difference of two ratios is in percentage points. */
export function printDifference(measure: Measure, difference: number): string {
  const amount = Math.abs(difference);
  return measure.unit === 'ratio'
    ? `${(100 * amount).toFixed(1)} pp`
    : printMeasure(measure, amount);
}

/** The sign of a difference: `▲` or `▼`. */
export function direction(difference: number): string {
  return difference > 0 ? '▲' : '▼';
}
