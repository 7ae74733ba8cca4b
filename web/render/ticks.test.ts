// Protects the axes of charts: ticks are round, there are never too many, and none lies beyond what is drawn.

import { expect, test } from 'vitest';
import { type TickKind, ticksUpTo } from './ticks';

const TABLE: readonly (readonly [most: number, kind: TickKind, countMax: number, number[]])[] = [
  [100, 'whole', 5, [0, 20, 40, 60, 80, 100]],
  [99, 'whole', 5, [0, 20, 40, 60, 80]],
  [3, 'whole', 5, [0, 1, 2, 3]],
  [1, 'whole', 5, [0, 1]],
  [100_000, 'binary', 4, [0, 32_768, 65_536, 98_304]],
  [0.3, 'any', 4, [0, 0.1, 0.1 * 2, 0.1 * 3]],
  [0, 'any', 4, [0]],
];

test.each(TABLE)('up to %d, %s, at most %d', (most, kind, countMax, ticks) => {
  expect(ticksUpTo(most, kind, countMax)).toEqual(ticks);
});

test('what is larger than any increment still has its end', () => {
  expect(ticksUpTo(1e12, 'whole', 4)).toEqual([0, 1e12]);
});
