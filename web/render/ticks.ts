// Where ticks stand at the axis of a chart: at round values, as far apart as their labels need.
//
// Owns the choice of the distance between them; how a value is written is the chart's.

/** Where ticks may stand: at powers of two, as sizes of memory do, at whole numbers, or anywhere. */
export type TickKind = 'binary' | 'whole' | 'any';

/** 1, 2 and 5 times each power of ten from `least` on. */
const decimal = (least: number, powers: number): number[] =>
  Array.from({ length: powers }, (_, power) =>
    [1, 2, 5].map((digit) => Number(`${digit}e${least + power}`)),
  ).flat();

/** Distances between ticks, ascending. */
export const INCREMENTS: Readonly<Record<TickKind, readonly number[]>> = {
  binary: Array.from({ length: 40 }, (_, exponent) => 2 ** exponent),
  whole: decimal(0, 10),
  any: decimal(-6, 16),
};

/** The ticks from 0 to `most`, beside 0 at most so many. */
export function ticksUpTo(most: number, kind: TickKind, countMax: number): number[] {
  const increments = INCREMENTS[kind];
  const increment = increments.find((each) => most / each <= countMax) ?? most;
  const count = increment > 0 ? Math.floor(most / increment + 1e-9) : 0;
  return Array.from({ length: count + 1 }, (_, at) => at * increment);
}
