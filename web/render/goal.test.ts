// Protects goals: what a link asks is said as it is meant, and kept exactly where the replay's numbers keep it.

import { expect, test } from 'vitest';
import type { Condition, Scorecard } from '../engine/wire';
import { conditionInWords, goalOf, isKept } from './goal';

const SCORECARD: Scorecard = {
  highWaterBytes: 650_000,
  highWaterStep: 5,
  refused: 2,
  firstRefusedStep: 3,
  probesMean: 7.99951,
  probesP99: 40,
  utilisation: 0.8754,
};

const HIGH_WATER: Condition = { measure: 'high-water', bound: 'at-most', thousandths: 655_360_000 };

test.each<[Condition, string, boolean]>([
  [HIGH_WATER, 'heap high water at most 640 KiB', true],
  [{ measure: 'refused', bound: 'exactly', thousandths: 0 }, 'no refused requests', false],
  [
    { measure: 'probes', bound: 'at-most', thousandths: 8000 },
    'probes per operation at most 8',
    true,
  ],
  [
    { measure: 'probes-p99', bound: 'at-most', thousandths: 39_000 },
    'p99 of probes at most 39',
    false,
  ],
  [
    { measure: 'utilisation', bound: 'at-least', thousandths: 87_500 },
    'utilisation at least 87.5 %',
    true,
  ],
])('%o', (condition, words, kept) => {
  expect(conditionInWords(condition)).toBe(words);
  expect(isKept(condition, SCORECARD)).toBe(kept);
});

test('a result as a goal is kept by the design that set it, and by none that is worse', () => {
  const goal = goalOf(
    [HIGH_WATER, { measure: 'probes', bound: 'at-most', thousandths: 0 }],
    SCORECARD,
  );
  expect(goal.every((condition) => isKept(condition, SCORECARD))).toBe(true);
  const worse = { ...SCORECARD, highWaterBytes: 650_001 };
  expect(goal.every((condition) => isKept(condition, worse))).toBe(false);
});
