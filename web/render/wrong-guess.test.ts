// Protects what a reader is told after a wrong guess: the reason is that of the search, not a guess of ours.

import { expect, test } from 'vitest';
import type { Block, Candidate, Change, Frame } from '../engine/wire';
import type { Guess } from '../state';
import { whyWrong } from './wrong-guess';

function hole(start: number, payloadBytes: number, won = false): Candidate {
  const verdict = won ? 'taken' : 'too-small';
  const address = 0x100000 + start + 16;
  return { purpose: 'placement', start, payloadBytes, address, won, verdict } as Candidate;
}

const PLACED = { kind: 'placed', address: 0x100210, payloadBytes: 304 } as Change;
const SPLIT = { kind: 'split' } as Change;
const GROWN = { kind: 'extended' } as Change;

function frame(
  candidates: readonly Candidate[],
  changes: readonly Change[] = [PLACED, SPLIT],
): Frame {
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
    'The search ended before that hole. The hole of 400 bytes at 0x00100210 serves.',
  ],
  [
    'a hole that serves less well',
    into(0),
    [{ ...hole(0, 320), verdict: 'held' } as Candidate, hole(512, 304, true)],
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
])('%s', (_, guess, candidates, sentence) => {
  expect(whyWrong(guess, frame(candidates))).toBe(sentence);
});

test('the heap that grew, whatever was looked up besides', () => {
  const old = { ...hole(0, 64, true), purpose: 'lookup' } as Candidate;
  const moved = frame([old, hole(0, 228)], [PLACED, GROWN]);
  expect(whyWrong({ kind: 'nowhere' }, moved)).toBe('The heap grew: the block is at 0x00100210.');
  expect(whyWrong(into(0), frame([hole(0, 228)], [PLACED, GROWN]))).toContain(
    'too small by 76 bytes',
  );
});

test('by how much a hole is too small is not known where another was granted whole', () => {
  const whole = frame(SEARCH, [PLACED]);
  expect(whyWrong(into(0), whole)).toBe(
    'That hole is too small. The hole of 400 bytes at 0x00100210 serves.',
  );
});

test('a request that is refused, for whatever reason', () => {
  expect(whyWrong(into(0), frame([hole(0, 228)], []))).toBe('The request was refused.');
});
