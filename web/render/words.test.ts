import { describe, expect, it } from 'vitest';
import type { Block, Highlight } from '../engine/wire';
import { blockName, blockSentence, examined, traces } from './words';

const block: Block = {
  start: 0,
  bytes: 80,
  parts: [
    { category: 'header', bytes: 16 },
    { category: 'requested', bytes: 24 },
    { category: 'padding-minimum', bytes: 40 },
  ],
  headerOffset: 0,
  address: 0x100010,
  payload: 64,
  state: 'allocated',
  requested: 24,
  pointer: 'node',
  bornStep: 3,
  flags: '0000',
  size: 64,
  addr: 0x100010,
  next: 0,
  fourth: 0,
};
const hole: Block = { ...block, state: 'free', requested: null, pointer: null, bornStep: null };

function highlight(kind: Highlight['kind'], start: number, note = ''): Highlight {
  return { kind, start, bytes: 80, address: 0, note, verdict: null };
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
  it('counts a run from its first hole on', () => {
    const highlights = [
      highlight('probed', 800),
      highlight('joined', 160),
      highlight('joined', 320),
      highlight('probed', 0),
      highlight('merged', 160),
    ];
    expect(examined(highlights).map(({ start }) => start)).toEqual([800, 0, 160, 320]);
  });
  it('numbers probes among probes, and keeps their notes', () => {
    const highlights = [
      highlight('freed', 400),
      highlight('probed', 160, 'allocated'),
      highlight('probed', 0, 'too small: 64 bytes'),
      highlight('placed', 160),
    ];
    expect(traces(block, highlights)).toEqual(['examined as number 2 of 2: too small: 64 bytes']);
    expect(traces({ ...block, start: 160 }, highlights)).toEqual([
      'examined as number 1 of 2: allocated',
      'granted now',
    ]);
    expect(traces({ ...block, start: 800 }, highlights)).toEqual([]);
  });
});
