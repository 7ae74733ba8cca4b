// Zoom and pan: the next window of memory for the map. Owns the arithmetic; layout.ts lays a window out in rows.

import type { Window } from '../state';
import { type MapGeometry, windowBytes } from './geometry';
import { layOut, type Room, WINDOW_BYTES_MIN } from './layout';

export interface ZoomFrom {
  readonly room: Room;
  readonly geometry: MapGeometry;
  /** The length of the window that shows the whole heap. */
  readonly heapBytes: number;
  /** The end of what can be shown. */
  readonly limitBytes: number;
}

/**
 * The window after one step of zooming in (1) or out (-1) around `offset`, whose position on the map stays about the same.
 * `null` stands for the whole heap. At the finest and the coarsest scale the layout does not change any more.
 */
export function zoomed(from: ZoomFrom, direction: 1 | -1, offset: number): Window | null {
  const { room, geometry, heapBytes, limitBytes } = from;
  const current = windowBytes(geometry);
  let bytes = current;
  let window: Window = { from: geometry.from, bytes };
  // With half the bytes, rows may only become taller: the scale changes with the length of a row.
  do {
    bytes = direction > 0 ? bytes / 2 : bytes * 2;
    if (direction < 0 && current < heapBytes && bytes >= heapBytes) return null;
    bytes = Math.min(Math.max(Math.round(bytes), WINDOW_BYTES_MIN), limitBytes);
    const start = offset - (offset - geometry.from) * (bytes / current);
    window = { from: clampedFrom(start, bytes, limitBytes), bytes };
  } while (
    layOut(room, window, limitBytes).bytesPerRow === geometry.bytesPerRow &&
    bytes > WINDOW_BYTES_MIN &&
    bytes < limitBytes
  );
  return window;
}

/** The window moved by whole rows. */
export function panned(geometry: MapGeometry, rows: number, limitBytes: number): Window {
  const bytes = windowBytes(geometry);
  return {
    from: clampedFrom(geometry.from + rows * geometry.bytesPerRow, bytes, limitBytes),
    bytes,
  };
}

/** The window of the same size that begins at `offset`, or as near to it as the region's ends allow. */
export function windowFrom(geometry: MapGeometry, offset: number, limitBytes: number): Window {
  const bytes = windowBytes(geometry);
  return { from: clampedFrom(offset, bytes, limitBytes), bytes };
}

/** The window of the same size that has `offset` in its middle, or the same one if it is inside. */
export function revealing(geometry: MapGeometry, offset: number, limitBytes: number): Window {
  const bytes = windowBytes(geometry);
  const isInside = offset >= geometry.from && offset < geometry.from + bytes;
  const from = isInside ? geometry.from : offset - bytes / 2;
  return { from: clampedFrom(from, bytes, limitBytes), bytes };
}

function clampedFrom(from: number, bytes: number, limitBytes: number): number {
  return Math.round(Math.max(0, Math.min(from, limitBytes - bytes)));
}
