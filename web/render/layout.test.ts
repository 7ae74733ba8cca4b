import { describe, expect, it } from 'vitest';
import { type MapGeometry, mapHeight, offsetAt, windowBytes } from './geometry';
import { cssPixelsPerByte, layOut, type Room } from './layout';
import { panned, revealing, zoomed } from './zoom';

const desk: Room = { width: 960, height: 480, pixelRatio: 1 };
const phone: Room = { width: 358 * 3, height: 360 * 3, pixelRatio: 3 };
const MIB = 2 ** 20;

describe('layOut', () => {
  it.each([
    ['a handful of blocks', desk, 600],
    ['a page', desk, 4096],
    ['a megabyte', desk, MIB],
    ['a gigabyte', desk, 2 ** 30],
    ['a handful on a phone', phone, 600],
    ['a megabyte on a phone', phone, MIB],
  ])(
    '%s: shows the whole window in the room there is, in rows of a power of two',
    (_, room, bytes) => {
      const geometry = layOut(room, { from: 0, bytes }, 2 ** 31);
      expect(windowBytes(geometry)).toBeGreaterThanOrEqual(bytes);
      expect(mapHeight(geometry)).toBeLessThanOrEqual(room.height);
      expect(mapHeight(geometry)).toBeGreaterThan(room.height * 0.7);
      expect(geometry.width).toBeLessThanOrEqual(room.width);
      expect(geometry.width).toBeGreaterThanOrEqual(room.width * 0.95);
      expect(Math.log2(geometry.bytesPerRow) % 1).toBe(0);
    },
  );

  it('gives a few blocks tall rows, with words wide enough to read', () => {
    const geometry = layOut(desk, { from: 0, bytes: 600 }, MIB);
    expect(geometry.rowHeight).toBeGreaterThanOrEqual(48);
    expect(16 * cssPixelsPerByte(geometry, 1)).toBeGreaterThanOrEqual(32);
  });

  it('ends words on whole pixels where words are that wide', () => {
    for (const bytes of [300, 1000, 5000]) {
      const geometry = layOut({ ...desk, width: 997 }, { from: 0, bytes }, MIB);
      expect((16 * geometry.width) % geometry.bytesPerRow, `${bytes} bytes`).toBe(0);
    }
  });

  it('begins rows at multiples of their length, and still shows the end of the window', () => {
    const geometry = layOut(desk, { from: 1000, bytes: 600 }, MIB);
    expect(geometry.from % geometry.bytesPerRow).toBe(0);
    expect(geometry.from).toBeLessThanOrEqual(1000);
    expect(geometry.from + windowBytes(geometry)).toBeGreaterThanOrEqual(1600);
  });

  it('shows no rows beyond the limit', () => {
    expect(windowBytes(layOut(desk, { from: 0, bytes: 300 }, 512))).toBeLessThanOrEqual(512);
  });
});

describe('zoomed and panned', () => {
  const whole = layOut(desk, { from: 0, bytes: MIB }, 4 * MIB);
  const from = { room: desk, geometry: whole, heapBytes: MIB, limitBytes: 4 * MIB };
  const zoom = (geometry: MapGeometry, direction: 1 | -1, offset: number) => {
    const window = zoomed({ ...from, geometry }, direction, offset) ?? { from: 0, bytes: MIB };
    return layOut(desk, window, 4 * MIB);
  };

  it('every step nearer is another scale, and keeps the offset about where it was', () => {
    const offset = offsetAt(whole, 500, 300) ?? 0;
    let geometry = whole;
    while (geometry.bytesPerRow > 64) {
      const before = (offset - geometry.from) / windowBytes(geometry);
      const nearer = zoom(geometry, 1, offset);
      const after = (offset - nearer.from) / windowBytes(nearer);
      expect(nearer.bytesPerRow).toBeLessThan(geometry.bytesPerRow);
      expect(Math.abs(after - before)).toBeLessThan(0.35);
      geometry = nearer;
    }
  });

  it('reaches single words in a bounded number of steps, and stops there', () => {
    let geometry = whole;
    for (let step = 0; step < 20; step += 1) geometry = zoom(geometry, 1, 70_000);
    expect(zoom(geometry, 1, 70_000)).toEqual(geometry);
    expect(16 * cssPixelsPerByte(geometry, 1)).toBeGreaterThan(150);
    expect(geometry.from).toBeLessThanOrEqual(70_000);
    expect(geometry.from + windowBytes(geometry)).toBeGreaterThan(70_000);
  });

  it('is the whole heap again on the way out', () => {
    const inside = zoom(whole, 1, 0);
    expect(zoomed({ ...from, geometry: inside }, -1, 0)).toBeNull();
  });

  it('goes on outwards to the whole region, and no further', () => {
    let geometry = whole;
    for (let step = 0; step < 20; step += 1) geometry = zoom(geometry, -1, 0);
    expect(geometry.from).toBe(0);
    expect(windowBytes(geometry)).toBe(4 * MIB);
  });

  it('stays within the region', () => {
    const inside = zoom(whole, 1, 0);
    expect(panned(inside, -5, 4 * MIB).from).toBe(0);
    const end = panned(inside, 1e6, 4 * MIB);
    expect(end.from + end.bytes).toBe(4 * MIB);
  });

  it('reveals what is outside, and stands still for what is inside', () => {
    const inside = layOut(desk, { from: 0, bytes: 4096 }, MIB);
    expect(revealing(inside, 100, MIB).from).toBe(inside.from);
    const { from, bytes } = revealing(inside, 500_000, MIB);
    expect(from).toBeLessThan(500_000);
    expect(from + bytes).toBeGreaterThan(500_000);
  });
});
