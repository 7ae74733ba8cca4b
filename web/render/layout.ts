// Lays a window of memory out in rows.
//
// A row covers a power of two of bytes, so that rows begin at round addresses, as in a hex dump. Long rows keep blocks in
// one piece, and tall rows have room for labels: the layout is a trade-off between them. Lengths are in device pixels,
// except those named CSS.

import type { MapSpec } from '../engine/wire';
import type { Window } from '../state';
import { bytesPerPixel, type MapGeometry, mapHeight, windowBytes } from './geometry';

/** The room for the map. */
export interface Room {
  readonly width: number;
  readonly height: number;
  /** Device pixels to a CSS pixel. */
  readonly pixelRatio: number;
}

/**
 * The least height of a row with its gap, by the width of a byte: the wider a byte, the more blocks have labels, which need
 * tall rows.
 */
const ROW_PITCH_MIN: readonly { readonly pixelsPerByte: number; readonly cssPixels: number }[] = [
  { pixelsPerByte: 12, cssPixels: 96 },
  { pixelsPerByte: 6, cssPixels: 72 },
  { pixelsPerByte: 3, cssPixels: 54 },
  { pixelsPerByte: 1.5, cssPixels: 40 },
  { pixelsPerByte: 0.75, cssPixels: 30 },
  { pixelsPerByte: 0.4, cssPixels: 22 },
  { pixelsPerByte: 0.2, cssPixels: 16 },
  { pixelsPerByte: 0.1, cssPixels: 12 },
  { pixelsPerByte: 0.05, cssPixels: 10 },
  { pixelsPerByte: 0, cssPixels: 8 },
];
const ROW_PITCH_MAX_CSS = 120;

/** The gap between rows as a share of their pitch: enough to tell rows apart, too little to look like empty memory. */
const ROW_GAP_SHARE = 0.14;
const ROW_GAP_MAX_CSS = 10;

const BYTES_PER_ROW_MIN = 16;
const PIXELS_PER_BYTE_MAX = 16;
/** The share of the width that may stay empty so that words end on whole pixels. */
const CRISPNESS_COST_MAX = 0.05;

/** The length of the smallest window. */
export const WINDOW_BYTES_MIN = 64;

/** Lays out at least the window's bytes, and the bytes after them where there is room for more rows, up to `limitBytes`. */
export function layOut(room: Room, window: Window, limitBytes: number): MapGeometry {
  const { width, height, pixelRatio } = room;
  const bytes = Math.max(window.bytes, WINDOW_BYTES_MIN);
  const maxPitch = ROW_PITCH_MAX_CSS * pixelRatio;

  let bytesPerRow = Math.max(BYTES_PER_ROW_MIN, 2 ** Math.ceil(Math.log2(bytes)));
  for (let finer = bytesPerRow / 2; finer >= BYTES_PER_ROW_MIN; finer /= 2) {
    const pixelsPerByte = width / pixelRatio / finer;
    if (pixelsPerByte > PIXELS_PER_BYTE_MAX) break;
    if (height / Math.ceil(bytes / finer) < rowPitchMin(pixelsPerByte) * pixelRatio) break;
    bytesPerRow = finer;
  }

  const from = Math.floor(window.from / bytesPerRow) * bytesPerRow;
  const needed = Math.ceil((window.from + bytes - from) / bytesPerRow);
  const useful = Math.ceil((limitBytes - from) / bytesPerRow);
  const rows = Math.max(1, Math.min(Math.max(needed, Math.ceil(height / maxPitch)), useful));
  const pitch = Math.max(2, Math.floor(Math.min(height / rows, maxPitch)));
  const rowGap = Math.max(
    1,
    Math.round(Math.min(pitch * ROW_GAP_SHARE, ROW_GAP_MAX_CSS * pixelRatio)),
  );
  // After rounding there may be room for another row.
  const fitting = Math.floor((height + rowGap) / pitch);
  return {
    from,
    bytesPerRow,
    rows: Math.max(1, Math.min(Math.max(rows, fitting), useful)),
    width: crispWidth(width, bytesPerRow),
    rowHeight: pitch - rowGap,
    rowGap,
  };
}

function rowPitchMin(pixelsPerByte: number): number {
  return ROW_PITCH_MIN.find((step) => pixelsPerByte >= step.pixelsPerByte)?.cssPixels ?? 0;
}

/** The largest width at which 16 bytes, or a small multiple of them, are a whole number of pixels. */
function crispWidth(width: number, bytesPerRow: number): number {
  for (let units = bytesPerRow / 16; units > 1; units /= 2) {
    const crisp = Math.floor(width / units) * units;
    if (width - crisp <= width * CRISPNESS_COST_MAX) return Math.max(1, crisp);
  }
  return width;
}

/** One row for the whole window: the strip that shows the position of the map in it. */
export function stripOf(width: number, height: number, window: Window): MapGeometry {
  return {
    from: window.from,
    bytesPerRow: Math.max(window.bytes, 1),
    rows: 1,
    width,
    rowHeight: height,
    rowGap: 0,
  };
}

/** A layout as the engine takes it, without colours. */
export function specOf(geometry: MapGeometry): Omit<MapSpec, 'palette' | 'background'> {
  return {
    width: geometry.width,
    height: mapHeight(geometry),
    from: geometry.from,
    bytes: windowBytes(geometry),
    rowHeight: geometry.rowHeight,
    rowGap: geometry.rowGap,
  };
}

/** The width of a byte in CSS pixels. */
export function cssPixelsPerByte(geometry: MapGeometry, pixelRatio: number): number {
  return 1 / (bytesPerPixel(geometry) * pixelRatio);
}
