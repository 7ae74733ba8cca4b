import { describe, expect, it } from 'vitest';
import { type Direction, targetFrom } from './cursor';

/** Ten blocks of 80 bytes, in rows of 256. */
const HEAP_BYTES = 800;
const blockAt = (offset: number) => ({ start: Math.floor(offset / 80) * 80, bytes: 80 });

function walk(from: number, ...directions: Direction[]): number {
  let offset = from;
  for (const direction of directions) {
    offset = targetFrom(blockAt(offset), direction, 256, HEAP_BYTES);
  }
  return blockAt(offset).start / 80;
}

describe('the keyboard on the map', () => {
  it.each<[string, number, Direction[], number]>([
    ['goes to the neighbours', 400, ['after'], 6],
    ['and back', 400, ['after', 'before', 'before'], 4],
    ['goes a row down and up again', 240, ['below', 'above'], 3],
    ['reaches the ends', 400, ['last'], 9],
    ['from anywhere', 400, ['last', 'first'], 0],
    ['stays at the first block', 0, ['before', 'above'], 0],
    ['stays at the last block', 799, ['after', 'below'], 9],
  ])('%s', (_, from, directions, expected) => {
    expect(walk(from, ...directions)).toBe(expected);
  });

  it('leaves a block longer than a row by the row above or below it', () => {
    const long = { start: 1000, bytes: 2000 };
    expect(targetFrom(long, 'above', 256, 10_000)).toBe(872);
    expect(targetFrom(long, 'below', 256, 10_000)).toBe(3128);
  });

  it('comes back from beyond the end', () => {
    expect(targetFrom(null, 'before', 256, HEAP_BYTES)).toBe(799);
    expect(targetFrom(null, 'first', 256, HEAP_BYTES)).toBe(0);
  });
});
