// Protects what a reader is told after a wrong guess: the reason is that of the search, not a guess of ours.

import { expect, test } from 'vitest';
import type { Block, Candidate, Change, Frame } from '../engine/wire';
import type { Guess } from '../state';
import { whyWrong } from './wrong-guess';

function hole(start: number, payloadBytes: number, won = false): Candidate {
  const verdict = won ? 'taken' : 'too-small';
  const address = 0x100000 + start + 16;
  return { start, payloadBytes, address, won, verdict } as Candidate;
}

const PLACED = { kind: 'placed', address: 0x100210, payloadBytes: 304 } as Change;

function frame(candidates: readonly Candidate[], changes: readonly Change[] = [PLACED]): Frame {
  return { candidates, changes } as unknown as Frame;
}

function into(start: number, state: Block['state'] = 'free'): Guess {
  return { kind: 'place', offset: start + 20, block: { start, state } as Block };
}

const SEARCH = [hole(0, 228), hole(512, 400, true)];

test.each([
  [
    'a hole that is too small',
    into(0),
    SEARCH,
    'That hole is too small by 76 bytes. The hole of 400 bytes at 0x00100210 serves.',
  ],
  [
    'a hole after the one that serves',
    into(1024),
    SEARCH,
    'The search did not come so far. The hole of 400 bytes at 0x00100210 serves.',
  ],
  [
    'a hole that serves less well',
    into(0),
    [hole(0, 320), hole(512, 304, true)],
    'That hole would serve too; this placement prefers another. The hole of 304 bytes at 0x00100210 serves.',
  ],
  [
    'a block in use',
    into(0, 'allocated'),
    SEARCH,
    'That block is in use. The hole of 400 bytes at 0x00100210 serves.',
  ],
  [
    'a free that waits',
    into(0, 'stagnant'),
    SEARCH,
    'That block’s free is still queued. The hole of 400 bytes at 0x00100210 serves.',
  ],
  [
    'the end, where a hole serves',
    { kind: 'end' } as Guess,
    SEARCH,
    'The hole of 400 bytes at 0x00100210 serves.',
  ],
  [
    'nowhere, where the heap grows',
    { kind: 'nowhere' } as Guess,
    [hole(0, 228)],
    'No hole served, so the heap grew: the block is at 0x00100210.',
  ],
])('%s', (_, guess, candidates, sentence) => {
  expect(whyWrong(guess, frame(candidates))).toBe(sentence);
});

test('a request that is refused', () => {
  const refused = frame([hole(0, 228)], []);
  expect(whyWrong(into(0), refused)).toBe(
    'No hole is large enough, and the heap cannot grow so far.',
  );
});
