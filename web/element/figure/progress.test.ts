// Protects what a figure says of replays that are under way: as long as one goes on, it can be cancelled.

import { expect, test } from 'vitest';
import { INITIAL_STATE, type Run } from '../../state';
import { progressOf } from './progress';

function run(phase: Run['phase'], replayed = 0, total = 100): Run {
  return { ...INITIAL_STATE.run, phase, replayed, total };
}

test('a replay goes on from before its first step until its last', () => {
  expect(progressOf([run('opening', 0, 0)])).toEqual({ isGoingOn: true, percent: 0 });
  expect(progressOf([run('replaying', 12)])).toEqual({ isGoingOn: true, percent: 12 });
  expect(progressOf([run('cancelled', 61)])).toEqual({ isGoingOn: false, percent: 61 });
});

test('there is nothing to cancel before, after, or where it failed', () => {
  for (const phase of ['idle', 'done', 'failed'] as const)
    expect(progressOf([run(phase)])).toBeNull();
});

test('of designs side by side, one that goes on is enough', () => {
  expect(progressOf([run('done', 100), run('replaying', 50)])).toEqual({
    isGoingOn: true,
    percent: 75,
  });
  expect(progressOf([run('cancelled', 10), run('done', 100)])).toEqual({
    isGoingOn: false,
    percent: 55,
  });
});
