// Protects the story of a search: the order of its candidates, who won, and what is owned to be left out.

import { describe, expect, test } from 'vitest';
import type { Candidate, Change, ChangeKind, Frame } from '../engine/wire';
import { explained } from './why';

function candidate(start: number, won = false): Candidate {
  return {
    start,
    bytes: 80,
    address: 0x100000 + start,
    payloadBytes: 64,
    purpose: 'placement',
    verdict: won ? 'held' : 'allocated',
    score: null,
    won,
  };
}

function change(kind: ChangeKind, start = 0): Change {
  return { kind, start, bytes: 80, address: 0, payloadBytes: null, to: null };
}

function frame(
  verb: string,
  candidates: readonly Candidate[],
  changes: readonly Change[],
  probesTotal = candidates.length,
): Frame {
  const operation = { text: verb, task: 0, verb };
  return { operation, candidates, changes, probesTotal } as unknown as Frame;
}

const BEST_FIT = [candidate(0), candidate(80), candidate(160, true), candidate(240)];
const GRANTED = [change('split', 200), change('placed', 160)];

describe('explained', () => {
  test('keeps the order of examination, and shows the changes', () => {
    const { candidates, changes, summary } = explained(frame('malloc', BEST_FIT, GRANTED), 10);
    expect(candidates.map(({ number, candidate }) => [number, candidate.start])).toEqual([
      [1, 0],
      [2, 80],
      [3, 160],
      [4, 240],
    ]);
    expect(changes.map(({ kind }) => kind)).toEqual(['split', 'placed']);
    expect(summary).toBe('4 blocks were examined, in this order.');
  });

  test('shows the winner where there are too many, and counts the others', () => {
    const { candidates, leftOut } = explained(frame('malloc', BEST_FIT, GRANTED, 9000), 1);
    expect(candidates.map(({ number }) => number)).toEqual([1, 3]);
    expect(leftOut).toBe(8998);
    const { changes, changesLeftOut } = explained(frame('malloc', BEST_FIT, GRANTED), 1);
    expect([changes.length, changesLeftOut]).toEqual([1, 1]);
  });

  test.each([
    ['free', 1, ['freed'], '1 block was examined for this free.'],
    // Whether a list was followed or tags were read is the family's business.
    ['free', 2, ['freed'], '2 blocks were examined for this free, in this order.'],
    ['free', 0, ['freed'], 'No block had to be examined for this free.'],
    [
      'malloc',
      0,
      ['extended', 'placed'],
      'No block was examined: the memory was added at the heap’s end.',
    ],
    ['malloc', 1, [], '1 block was examined, and nothing was granted.'],
    [
      'malloc',
      1,
      ['extended', 'placed'],
      '1 block was examined and none served, so the heap grew at its end.',
    ],
    ['mark', 0, [], 'This operation made the allocator search nothing.'],
  ] as const)('sums up a %s of %i probes that %s', (verb, probes, kinds, summary) => {
    const candidates = BEST_FIT.slice(0, probes);
    const changes = kinds.map((kind) => change(kind));
    expect(explained(frame(verb, candidates, changes), 10).summary).toBe(summary);
  });
});
