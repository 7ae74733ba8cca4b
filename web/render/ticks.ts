// The ticks of a chart's axis: at round values, as far apart as their labels need.

/** The distances that ticks may have: powers of two for sizes of memory, whole round numbers, or any round numbers. */
export type TickKind = 'binary' | 'whole' | 'any';

/** 1, 2 and 5 times each power of ten from `least` on. */
const decimal = (least: number, powers: number): number[] =>
  Array.from({ length: powers }, (_, power) =>
    [1, 2, 5].map((digit) => Number(`${digit}e${least + power}`)),
  ).flat();

export const INCREMENTS: Readonly<Record<TickKind, readonly number[]>> = {
  binary: Array.from({ length: 40 }, (_, exponent) => 2 ** exponent),
  whole: decimal(0, 10),
  any: decimal(-6, 16),
};

/** The ticks from 0 to `most`: 0, and at most `countMax` others. */
export function ticksUpTo(most: number, kind: TickKind, countMax: number): number[] {
  const increments = INCREMENTS[kind];
  const increment = increments.find((each) => most / each <= countMax) ?? most;
  const count = increment > 0 ? Math.floor(most / increment + 1e-9) : 0;
  return Array.from({ length: count + 1 }, (_, at) => at * increment);
}
