// The map's geometry: which pixel shows which bytes, both ways.
//
// Memory runs left to right and top to bottom, like text. A row is `rowHeight` pixels tall and
// covers `bytesPerRow` bytes over `width` pixels; rows stand `rowHeight + rowGap` pixels apart. The
// painter on the engine's side uses the same formulas: with `bytesPerPixel = bytes / (rows × width)`,
// byte `from + r × bytesPerRow + b` begins at x = b / bytesPerPixel of row r.
//
// Pure arithmetic, in device pixels. zoom.ts chooses the window.

import type { MapImage } from '../engine/wire';

/** A window of memory laid out in rows. */
export type MapGeometry = Readonly<
  Pick<MapImage, 'from' | 'bytesPerRow' | 'rows' | 'width' | 'rowHeight' | 'rowGap'>
>;

/** A range of the region, as offset and length. */
export interface Extent {
  readonly start: number;
  readonly bytes: number;
}

/** A part of a byte range that is a rectangle on the map. */
export interface Fragment {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Whether the range comes from the row above, or from before the window. */
  readonly continuesFromAbove: boolean;
  /** Whether the range goes on in the row below, or after the window. */
  readonly continuesBelow: boolean;
}

export function windowBytes(geometry: MapGeometry): number {
  return geometry.rows * geometry.bytesPerRow;
}

/** The bytes that one pixel of a row covers; less than one when a byte is wider than a pixel. */
export function bytesPerPixel(geometry: MapGeometry): number {
  return geometry.bytesPerRow / geometry.width;
}

/** The distance from one row's top to the next one's. */
export function rowPitch(geometry: MapGeometry): number {
  return geometry.rowHeight + geometry.rowGap;
}

/** No gap follows the last row. */
export function mapHeight(geometry: MapGeometry): number {
  return geometry.rows * rowPitch(geometry) - geometry.rowGap;
}

/**
 * The offset of the byte shown at a pixel, or null outside the picture. The gap below a row belongs
 * to that row, so that a pointer between two rows still points at something.
 */
export function offsetAt(geometry: MapGeometry, x: number, y: number): number | null {
  if (x < 0 || x >= geometry.width || y < 0) return null;
  const row = Math.floor(y / rowPitch(geometry));
  if (row >= geometry.rows) return null;
  // Multiplication before division keeps exact results exact.
  const inRow = Math.min(
    Math.floor((x * geometry.bytesPerRow) / geometry.width),
    geometry.bytesPerRow - 1,
  );
  return geometry.from + row * geometry.bytesPerRow + inRow;
}

/** The row that shows an offset; negative, or beyond the last row, for an offset outside the window. */
export function rowOf(geometry: MapGeometry, offset: number): number {
  return Math.floor((offset - geometry.from) / geometry.bytesPerRow);
}

/** Whether a part of the range is in the window. */
export function isVisible(geometry: MapGeometry, start: number, bytes: number): boolean {
  return start < geometry.from + windowBytes(geometry) && start + bytes > geometry.from;
}

/**
 * The rectangles that show `bytes` bytes from `start`, in order of address, clipped to the window:
 * none, one, two, or three (the end of the first row, the full rows between, the start of the last one).
 */
export function fragments(geometry: MapGeometry, start: number, bytes: number): Fragment[] {
  const end = Math.min(start + bytes, geometry.from + windowBytes(geometry));
  const begin = Math.max(start, geometry.from);
  if (end <= begin) return [];

  const pixels = (count: number) => (count * geometry.width) / geometry.bytesPerRow;
  const pitch = rowPitch(geometry);
  const firstRow = rowOf(geometry, begin);
  const lastRow = rowOf(geometry, end - 1);
  const startOfRow = (row: number) => geometry.from + row * geometry.bytesPerRow;

  const inRows = (top: number, bottom: number, low: number, high: number): Fragment => ({
    x: pixels(low - startOfRow(top)),
    y: top * pitch,
    width: pixels(high - Math.max(low, startOfRow(bottom))),
    height: (bottom - top) * pitch + geometry.rowHeight,
    continuesFromAbove: low > start,
    continuesBelow: high < start + bytes,
  });

  if (firstRow === lastRow) return [inRows(firstRow, firstRow, begin, end)];

  const parts: Fragment[] = [];
  const firstFull = begin === startOfRow(firstRow) ? firstRow : firstRow + 1;
  const lastFull = end === startOfRow(lastRow + 1) ? lastRow : lastRow - 1;
  if (firstFull > firstRow) parts.push(inRows(firstRow, firstRow, begin, startOfRow(firstRow + 1)));
  if (lastFull >= firstFull) {
    parts.push({
      x: 0,
      y: firstFull * pitch,
      width: geometry.width,
      height: (lastFull - firstFull) * pitch + geometry.rowHeight,
      continuesFromAbove: startOfRow(firstFull) > start,
      continuesBelow: startOfRow(lastFull + 1) < start + bytes,
    });
  }
  if (lastFull < lastRow) parts.push(inRows(lastRow, lastRow, startOfRow(lastRow), end));
  return parts;
}

/** Like `fragments`, with one rectangle for each row, so that the gaps between rows stay free. */
export function rowPieces(geometry: MapGeometry, start: number, bytes: number): Fragment[] {
  const end = Math.min(start + bytes, geometry.from + windowBytes(geometry));
  const pieces: Fragment[] = [];
  let begin = Math.max(start, geometry.from);
  while (begin < end) {
    const rowEnd = geometry.from + (rowOf(geometry, begin) + 1) * geometry.bytesPerRow;
    const pieceEnd = Math.min(end, rowEnd);
    const [piece] = fragments(geometry, begin, pieceEnd - begin);
    if (piece) {
      const continuesBelow = pieceEnd < start + bytes;
      pieces.push({ ...piece, continuesFromAbove: begin > start, continuesBelow });
    }
    begin = pieceEnd;
  }
  return pieces;
}

/** The rooms for a label of a range, in order of address: the first row of each of its rectangles. */
export function labelRooms(geometry: MapGeometry, start: number, bytes: number): Fragment[] {
  return fragments(geometry, start, bytes).map((part) => ({
    ...part,
    height: Math.min(part.height, geometry.rowHeight),
  }));
}
