// Protects where two replays are said to part: to the step, and never beyond what was compared.

import { expect, test } from 'vitest';
import { Divergence, nextDivergence, previousDivergence } from './divergence';

/** Two replays of ten steps that differ at 4, 5 and 9, compared in one go or in pieces. */
const ONE = Uint32Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
const OTHER = Uint32Array.from([1, 2, 3, 0, 0, 6, 7, 8, 0, 10]);

function inPieces(size: number): Divergence {
  let found = Divergence.of(10);
  for (let from = 0; from < 10; from += size) {
    found = found.extended(ONE.subarray(from, from + size), OTHER.subarray(from, from + size));
  }
  return found;
}

test.each([1, 3, 10])('is the same found in pieces of %i', (size) => {
  const found = inPieces(size);
  expect([found.first, found.count, found.isComplete]).toEqual([4, 3, true]);
  expect([0, 3, 4, 5, 8, 9, 10].map((step) => found.after(step))).toEqual([
    4,
    4,
    5,
    9,
    9,
    null,
    null,
  ]);
  expect([0, 1, 4, 5, 9, 10].map((step) => found.before(step))).toEqual([
    null,
    null,
    null,
    4,
    5,
    9,
  ]);
});

test('says nothing of what was not compared, however it goes on', () => {
  const early = Divergence.of(10).extended(ONE.subarray(0, 6), OTHER.subarray(0, 6));
  const late = early.extended(ONE.subarray(6), OTHER.subarray(6));
  expect([early.searched, early.isComplete, early.after(5), early.count]).toEqual([
    6,
    false,
    null,
    2,
  ]);
  expect(late.after(5)).toBe(9);
});

test('waits where one replay is further than the other', () => {
  const found = Divergence.of(10).extended(ONE, OTHER.subarray(0, 3));
  expect([found.searched, found.first]).toEqual([3, null]);
});

test('tells shares by stretches, of as many as are asked for', () => {
  const found = inPieces(10);
  const shares = (each: Divergence, buckets: number) =>
    each.profile(buckets).map(({ share }) => share);
  expect(shares(found, 2)).toEqual([2 / 5, 1 / 5]);
  expect(shares(found, 10)).toEqual([0, 0, 0, 1, 1, 0, 0, 0, 1, 0]);
  expect(shares(found, 20).filter((share) => share > 0)).toHaveLength(6);
  expect(shares(Divergence.of(0), 3)).toEqual([0, 0, 0]);
});

test('tells another outcome from another place', () => {
  const outcome = (kind: number, hash: number) => ((kind << 26) | hash) >>> 0;
  const one = Uint32Array.from([outcome(0, 1), outcome(0, 2), outcome(33, 3)]);
  const other = Uint32Array.from([outcome(0, 9), outcome(0, 2), outcome(0, 3)]);
  const found = Divergence.of(3).extended(one, other);
  expect(found).toMatchObject({ first: 1, firstOutcome: 3, count: 2, outcomes: 1 });
  expect([found.after(0), found.after(1), found.before(3)]).toEqual([1, 3, 1]);
  expect(found.profile(3).map(({ outcomes }) => outcomes)).toEqual([0, 0, 1]);
});

test('of several designs the nearest counts', () => {
  const same = Divergence.of(10).extended(ONE, ONE);
  const last = Divergence.of(10).extended(ONE, Uint32Array.from([...ONE.subarray(0, 9), 0]));
  const all = [same, last, inPieces(10)];
  expect([0, 5, 9].map((step) => nextDivergence(all, step))).toEqual([4, 9, 10]);
  expect(previousDivergence(all, 10)).toBe(9);
  expect(nextDivergence([same], 0)).toBeNull();
});
