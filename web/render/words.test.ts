import { describe, expect, it } from 'vitest';
import type { Block, Candidate, Change, ChangeKind } from '../engine/wire';
import {
  blockName,
  blockSentence,
  changeInWords,
  scoreInWords,
  traces,
  verdictInWords,
} from './words';

const block: Block = {
  start: 0,
  bytes: 80,
  parts: [
    { category: 'header', bytes: 16 },
    { category: 'requested', bytes: 24 },
    { category: 'padding-minimum', bytes: 40 },
  ],
  address: 0x100010,
  payload: 64,
  state: 'allocated',
  requested: 24,
  pointer: 'node',
  bornStep: 3,
  fields: [],
};
const hole: Block = { ...block, state: 'free', requested: null, pointer: null, bornStep: null };

function candidate(start: number, over: Partial<Candidate> = {}): Candidate {
  return {
    start,
    bytes: 80,
    address: 0,
    payloadBytes: 64,
    purpose: 'placement',
    verdict: 'allocated',
    score: null,
    won: false,
    ...over,
  };
}

function change(kind: ChangeKind, start: number, over: Partial<Change> = {}): Change {
  return { kind, start, bytes: 80, address: 0, payloadBytes: null, to: null, ...over };
}

describe('a block in words', () => {
  it('is called by its pointer, or by what it is', () => {
    expect(blockName(block)).toBe('node');
    expect(blockName({ ...block, pointer: null })).toBe('allocated block');
    expect(blockName(hole)).toBe('free block');
  });
  it('tells everything the picture shows', () => {
    expect(blockSentence(block)).toBe(
      'node, allocated: payload of 64 bytes at 0x00100010, 24 bytes requested',
    );
    expect(blockSentence(hole)).toBe('free block: payload of 64 bytes at 0x00100010');
  });
});

describe('what an operation did with a block', () => {
  it('numbers what was examined, and says the verdict', () => {
    const candidates = [candidate(160), candidate(0, { verdict: 'too-small' })];
    const marked = { candidates, changes: [change('freed', 400), change('placed', 160)] };
    expect(traces(block, marked)).toEqual(['examined as number 2 of 2: too small: 64 bytes']);
    expect(traces({ ...block, start: 160 }, marked)).toEqual([
      'examined as number 1 of 2: in use',
      'granted now',
    ]);
    expect(traces({ ...block, start: 800 }, marked)).toEqual([]);
  });
  it('words each verdict by what the block was examined for', () => {
    const verdict = (over: Partial<Candidate>) => verdictInWords(candidate(0, over));
    expect(verdict({ verdict: 'held', payloadBytes: 2000 })).toBe(
      'serves, the best so far: 2,000 bytes',
    );
    expect(verdict({ verdict: 'joins', purpose: 'run' })).toBe('with it the run has 64 bytes');
    expect(verdict({ verdict: 'joins', purpose: 'neighbour' })).toBe(
      'a hole beside it, and merged',
    );
    expect(verdict({ verdict: 'other', purpose: 'drain' })).toBe('not queued');
    expect(verdict({ verdict: 'other', purpose: 'lookup' })).toBe('not the one');
    expect(verdict({ verdict: 'found', purpose: 'lookup' })).toBe('found');
  });
  it('adds up a score', () => {
    const texts = ['waste*4', '-size', 'probes*16'];
    expect(scoreInWords({ total: 1204, terms: [1500, -304, 8] }, texts)).toBe(
      'score 1,204: waste*4 = 1,500, -size = −304, probes*16 = 8',
    );
    expect(scoreInWords({ total: -304, terms: [-304] }, ['-size'])).toBe('score −304');
  });
  it('says of a change where the bytes went', () => {
    expect(changeInWords(change('merged', 80, { to: 0x100060 }))).toBe(
      'merged: now part of the block at 0x00100060',
    );
    expect(changeInWords(change('split', 80))).toBe('split off: a hole of 80 bytes');
    expect(changeInWords(change('placed', 80, { payloadBytes: 64 }))).toBe(
      'granted now: a payload of 64 bytes',
    );
    expect(changeInWords(change('freed', 80))).toBe('freed now');
  });
});
