// Lays a window of memory out in rows.
//
// A row covers a power of two of bytes, so that rows begin at round addresses, as in a hex dump. How
// many is a trade: long rows keep blocks in one piece, tall rows leave room for labels. Owns that
// choice, and nothing of what is drawn. Lengths are in pixels of the device, but for those named CSS.

import type { Picture, Window } from '../state';
import { bytesPerPixel, type MapGeometry, mapHeight, windowBytes } from './geometry';

/** The pixels there are for the map. */
export interface Room {
  readonly width: number;
  readonly height: number;
  /** Device pixels to a CSS pixel. */
  readonly pixelRatio: number;
}

/**
 * How tall a row should at least be, gap included, where a byte is so many CSS pixels wide: wide
 * blocks want tall rows, because they carry labels; specks do not.
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

/** The space between rows, gap for pitch: enough to tell rows apart, never more than is read as empty. */
const ROW_GAP_SHARE = 0.14;
const ROW_GAP_MAX_CSS = 10;

const BYTES_PER_ROW_MIN = 16;
const PIXELS_PER_BYTE_MAX = 16;
/** Share of the width that may stay empty so that whole words end on whole pixels. */
const CRISPNESS_COST_MAX = 0.05;

/** The smallest window worth asking for. */
export const WINDOW_BYTES_MIN = 64;

/**
 * Lays out at least the window's bytes; rows that there is room for besides show what follows, up to
 * `limitBytes`, the end of what can be shown.
 */
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
  // What rounding left over may be another row.
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

/** The widest width at which a unit of 16 bytes, or of a few times that, is a whole number of pixels. */
function crispWidth(width: number, bytesPerRow: number): number {
  for (let units = bytesPerRow / 16; units > 1; units /= 2) {
    const crisp = Math.floor(width / units) * units;
    if (width - crisp <= width * CRISPNESS_COST_MAX) return Math.max(1, crisp);
  }
  return width;
}

/** One row over the whole window: the strip that shows where in it the map is. */
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

/** The wire form of a layout, but for its colours. */
export function specOf(geometry: MapGeometry): {
  width: number;
  height: number;
  from: number;
  bytes: number;
  rowHeight: number;
  rowGap: number;
} {
  return {
    width: geometry.width,
    height: mapHeight(geometry),
    from: geometry.from,
    bytes: windowBytes(geometry),
    rowHeight: geometry.rowHeight,
    rowGap: geometry.rowGap,
  };
}

/** How a picture is laid out. */
export function geometryOf({ image }: Picture): MapGeometry {
  const { from, bytesPerRow, rows, width, rowHeight, rowGap } = image;
  return { from, bytesPerRow, rows, width, rowHeight, rowGap };
}

/** CSS pixels that a byte is wide. */
export function cssPixelsPerByte(geometry: MapGeometry, pixelRatio: number): number {
  return 1 / (bytesPerPixel(geometry) * pixelRatio);
}
