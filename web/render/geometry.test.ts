import { describe, expect, it } from 'vitest';
import {
  bytesPerPixel,
  fragments,
  isVisible,
  labelRooms,
  type MapGeometry,
  mapHeight,
  offsetAt,
  rowPieces,
  windowBytes,
} from './geometry';

/** Ten bytes a row at 4 pixels each, four rows of 8 pixels, 2 apart, from offset 100. */
const wide: MapGeometry = {
  from: 100,
  bytesPerRow: 10,
  rows: 4,
  width: 40,
  rowHeight: 8,
  rowGap: 2,
};
/** 256 bytes a row, 16 to a pixel, from the region's start. */
const dense: MapGeometry = {
  from: 0,
  bytesPerRow: 256,
  rows: 3,
  width: 16,
  rowHeight: 6,
  rowGap: 1,
};

describe('the size of a layout', () => {
  it('has no gap below the last row', () => {
    expect(mapHeight(wide)).toBe(38);
    expect(mapHeight(dense)).toBe(20);
  });
  it('covers rows × bytes per row', () => {
    expect(windowBytes(wide)).toBe(40);
    expect(bytesPerPixel(wide)).toBe(0.25);
    expect(bytesPerPixel(dense)).toBe(16);
  });
});

describe('offsetAt: the byte under a pixel', () => {
  it.each([
    ['the first pixel', wide, 0, 0, 100],
    ['the last pixel of the first byte', wide, 3, 7, 100],
    ['the first pixel of the second byte', wide, 4, 0, 101],
    ['the end of a row', wide, 39.9, 0, 109],
    ['the gap, which belongs to the row above', wide, 0, 9.5, 100],
    ['the second row', wide, 0, 10, 110],
    ['the last byte', wide, 39, 37, 139],
    ['several bytes to a pixel: the first of them', dense, 3, 7, 256 + 48],
  ])('%s', (_, geometry, x, y, offset) => {
    expect(offsetAt(geometry, x, y)).toBe(offset);
  });
  it.each([
    ['left', -0.5, 0],
    ['right', 40, 0],
    ['above', 0, -1],
    ['below', 0, 40],
  ])('is null %s of the picture', (_, x, y) => {
    expect(offsetAt(wide, x, y)).toBeNull();
  });
});

describe('fragments: the rectangles of a range', () => {
  const boxes = (start: number, bytes: number) =>
    fragments(wide, start, bytes).map(({ x, y, width, height }) => [x, y, width, height]);

  it.each([
    ['within a row', 102, 3, [[8, 0, 12, 8]]],
    ['a whole row', 110, 10, [[0, 10, 40, 8]]],
    [
      'over a row end',
      108,
      4,
      [
        [32, 0, 8, 8],
        [0, 10, 8, 8],
      ],
    ],
    [
      'a part, full rows as one rectangle, a part',
      105,
      30,
      [
        [20, 0, 20, 8],
        [0, 10, 40, 18],
        [0, 30, 20, 8],
      ],
    ],
    ['full rows alone', 100, 40, [[0, 0, 40, 38]]],
    ['clipped at the window', 90, 12, [[0, 0, 8, 8]]],
    ['before the window', 80, 20, []],
    ['behind the window', 140, 5, []],
    ['no bytes', 105, 0, []],
  ])('%s', (_, start, bytes, expected) => {
    expect(boxes(start, bytes)).toEqual(expected);
  });

  it('says where a range goes on', () => {
    const ends = fragments(wide, 95, 60).map((part) => [
      part.continuesFromAbove,
      part.continuesBelow,
    ]);
    expect(ends).toEqual([[true, true]]);
    const three = fragments(wide, 105, 30).map((part) => [
      part.continuesFromAbove,
      part.continuesBelow,
    ]);
    expect(three).toEqual([
      [false, true],
      [true, true],
      [true, false],
    ]);
  });

  it('agrees with offsetAt: every pixel of a fragment shows a byte of the range', () => {
    for (let start = 95; start < 145; start += 1) {
      for (const bytes of [1, 4, 11, 29]) {
        const shown = new Set<number>();
        for (const part of fragments(wide, start, bytes)) {
          for (let y = part.y; y < part.y + part.height; y += 10) {
            for (let x = part.x; x < part.x + part.width; x += 4) {
              shown.add(offsetAt(wide, x, y) ?? Number.NaN);
            }
          }
        }
        const expected = Array.from({ length: bytes }, (_, index) => start + index).filter(
          (offset) => offset >= 100 && offset < 140,
        );
        expect([...shown].sort((a, b) => a - b)).toEqual(expected);
      }
    }
  });
});

describe('rowPieces', () => {
  it('leaves the gaps between rows alone', () => {
    const pieces = rowPieces(wide, 105, 30);
    expect(pieces.map(({ x, y, width, height }) => [x, y, width, height])).toEqual([
      [20, 0, 20, 8],
      [0, 10, 40, 8],
      [0, 20, 40, 8],
      [0, 30, 20, 8],
    ]);
    expect(pieces.map((piece) => piece.continuesFromAbove)).toEqual([false, true, true, true]);
    expect(pieces.map((piece) => piece.continuesBelow)).toEqual([true, true, true, false]);
  });
});

describe('labelRooms', () => {
  it('are one row tall, in order of address', () => {
    expect(labelRooms(wide, 105, 30).map(({ x, y, height }) => [x, y, height])).toEqual([
      [20, 0, 8],
      [0, 10, 8],
      [0, 30, 8],
    ]);
  });
  it('are none outside the window', () => {
    expect(labelRooms(wide, 0, 50)).toEqual([]);
    expect(isVisible(wide, 0, 50)).toBe(false);
    expect(isVisible(wide, 0, 101)).toBe(true);
  });
});
