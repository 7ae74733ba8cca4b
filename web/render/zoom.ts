// Moves the window of memory that the map shows: zoom and pan. Owns where each leads; how a window is laid out is
// layout.ts's.

import type { Window } from '../state';
import { type MapGeometry, windowBytes } from './geometry';
import { layOut, type Room, WINDOW_BYTES_MIN } from './layout';

/** What a zoom starts from. */
export interface ZoomFrom {
  readonly room: Room;
  /** The map as it is. */
  readonly geometry: MapGeometry;
  /** The window that shows the whole heap. */
  readonly heapBytes: number;
  /** The end of what can be shown. */
  readonly limitBytes: number;
}

/**
 * The window one step nearer (1) or farther (-1): bytes are drawn wider, or narrower, and `offset` stands
 * about where it stood. `null` where that is the whole heap again. At the finest and the coarsest scale
 * the layout of the result is the one there is.
 */
export function zoomed(from: ZoomFrom, direction: 1 | -1, offset: number): Window | null {
  const { room, geometry, heapBytes, limitBytes } = from;
  const current = windowBytes(geometry);
  let bytes = current;
  let window: Window = { from: geometry.from, bytes };
  // Half the bytes may mean taller rows of the same length: only another length is another scale.
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
