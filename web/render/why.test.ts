// Protects the story of a search: the order of its candidates, who won, and what is owned to be left out.

import { describe, expect, test } from 'vitest';
import type { Frame, Highlight } from '../engine/wire';
import { explained } from './why';

function mark(
  kind: Highlight['kind'],
  start: number,
  note = '',
  verdict: Highlight['verdict'] = null,
): Highlight {
  return { kind, start, bytes: 80, address: 0x100000 + start, note, verdict };
}

function frame(verb: string, highlights: readonly Highlight[], probesTotal?: number): Frame {
  const probes = highlights.filter(({ kind }) => kind === 'probed' || kind === 'joined').length;
  return {
    operation: { text: verb, task: 0, verb },
    highlights,
    probesTotal: probesTotal ?? probes,
  } as unknown as Frame;
}

const BEST_FIT = [
  mark('probed', 0, 'in use', 'rejected'),
  mark('probed', 80, 'serves, the best so far: 240 bytes', 'held'),
  mark('probed', 160, 'serves, the best so far: 160 bytes, score 3 = waste 1 + distance 2', 'held'),
  mark('probed', 240, 'serves, but no better: 320 bytes', 'rejected'),
  mark('split', 200, 'a hole of 40 bytes'),
  mark('placed', 160, 'a payload of 160 bytes'),
];

describe('explained', () => {
  test('names the block that was granted as the winner, not the last one looked at', () => {
    const { candidates, changes, summary } = explained(frame('malloc', BEST_FIT), 10);
    expect(candidates.map(({ isWinner }) => isWinner)).toEqual([false, false, true, false]);
    expect(changes.map(({ kind }) => kind)).toEqual(['split', 'placed']);
    expect(summary).toBe('4 blocks were examined, in this order.');
  });

  test('takes a score apart from the verdict', () => {
    const [, , winner] = explained(frame('malloc', BEST_FIT), 10).candidates;
    expect(winner?.verdict).toBe('serves, the best so far: 160 bytes');
    expect(winner?.score).toBe('score 3 = waste 1 + distance 2');
  });

  test('shows the winner where there are too many, and counts the rest', () => {
    const { candidates, leftOut } = explained(frame('malloc', BEST_FIT, 9000), 1);
    expect(candidates.map(({ number }) => number)).toEqual([1, 3]);
    expect(leftOut).toBe(8998);
    const { changes, changesLeftOut } = explained(frame('malloc', BEST_FIT), 1);
    expect([changes.length, changesLeftOut]).toEqual([1, 1]);
  });

  test.each([
    [
      'free',
      [mark('probed', 0, 'found', 'taken'), mark('freed', 0)],
      '1 block was examined for this free, one after another along the list.',
    ],
    ['free', [mark('freed', 0)], 'No block had to be examined for this free.'],
    [
      'malloc',
      [mark('extended', 0), mark('placed', 0)],
      'No block was examined: the memory was added at the heap’s end.',
    ],
    [
      'malloc',
      [mark('probed', 0, 'in use', 'rejected')],
      '1 block was examined, and nothing was granted.',
    ],
    [
      'malloc',
      [mark('probed', 0, 'in use', 'rejected'), mark('extended', 80), mark('placed', 80)],
      '1 block was examined and none served, so the heap grew at its end.',
    ],
    ['mark', [], 'This operation made the allocator search nothing.'],
  ] as const)('sums up a %s', (verb, highlights, summary) => {
    expect(explained(frame(verb, highlights), 10).summary).toBe(summary);
  });
});
