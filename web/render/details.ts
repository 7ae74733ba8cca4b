// The details of single blocks on the map: patterns over their categories, gaps between neighbours, names and sizes, the
// fields of its bookkeeping, and the names of the roots that point at a block.
//
// Drawn over the engine's pixels with the same geometry, where there is room. highlights.ts draws the marks that move.

import type { Block, Frame } from '../engine/wire';
import type { DrawingContext } from './drawing-context';
import { formatBytes } from './format';
import {
  type Extent,
  type Fragment,
  fragments,
  labelRooms,
  type MapGeometry,
  rowPieces,
} from './geometry';
import { cssPixelsPerByte } from './layout';
import type { Theme } from './palette';
import type { Patterns } from './patterns';

export interface DetailScene {
  readonly geometry: MapGeometry;
  readonly pixelRatio: number;
  readonly theme: Theme;
  readonly patterns: Patterns;
  readonly frame: Frame;
  /** The window's blocks, in order of address; empty where they are too small to be drawn one by one. */
  readonly blocks: readonly Block[];
  /** The category to emphasise: the details of all others fade. `null` emphasises none. */
  readonly emphasised: string | null;
  /** Whether the names of the roots stand at their blocks. */
  readonly hasRoots: boolean;
  readonly sans: string;
  readonly mono: string;
}

/** Rows lower than this, in CSS pixels, have no patterns: they would be noise. */
const PATTERN_ROW_MIN = 9;
const LABEL_ROW_MIN = 15;
const TWO_LINES_ROW_MIN = 40;
const ROOTS_ROW_MIN = 28;
/** The width that a field needs for its name, and for its value too, in CSS pixels. */
const FIELD_NAME_MIN = 26;
const FIELD_VALUE_MIN = 52;
const FADED_ALPHA = 0.2;
/** Blocks narrower than this, in CSS pixels, have no gap: it would take too much of them. */
const GAP_BLOCK_MIN = 12;

/** The extent from the heap's end to the region's end, or to the index where there is one. */
export function beyondTheEnd({ parts, region }: Frame): Extent {
  const bytes = parts.find(({ category }) => category === 'beyond')?.bytes ?? 0;
  return { start: region.reach, bytes };
}

/** Draws over the map's pixels, or over shapes in their place. */
export function drawDetails(context: DrawingContext, scene: DetailScene): void {
  const { geometry, pixelRatio } = scene;
  const rowCss = geometry.rowHeight / pixelRatio;
  context.save();
  context.textBaseline = 'middle';
  if (rowCss >= PATTERN_ROW_MIN) {
    const beyond = beyondTheEnd(scene.frame);
    hatch(context, scene, 'beyond', beyond.start, beyond.bytes);
    for (const block of scene.blocks) {
      let offset = block.start;
      for (const { category, bytes } of block.parts) {
        hatch(context, scene, category, offset, bytes);
        offset += bytes;
      }
    }
  }
  drawGaps(context, scene);
  drawEnds(context, scene);
  if (rowCss >= LABEL_ROW_MIN) {
    for (const block of scene.blocks) {
      const used = drawLabel(context, scene, block);
      drawFields(context, scene, block);
      if (scene.hasRoots && rowCss >= ROOTS_ROW_MIN) drawRoots(context, scene, block, used);
    }
  }
  context.restore();
}

function setAlpha(context: DrawingContext, scene: DetailScene, category: string): void {
  const isFaded = scene.emphasised !== null && scene.emphasised !== category;
  context.globalAlpha = isFaded ? FADED_ALPHA : 1;
}

function hatch(
  context: DrawingContext,
  scene: DetailScene,
  category: string,
  start: number,
  bytes: number,
): void {
  const pattern = scene.patterns(category);
  if (pattern === null) return;
  setAlpha(context, scene, category);
  context.fillStyle = pattern;
  for (const piece of rowPieces(scene.geometry, start, bytes)) {
    context.fillRect(piece.x, piece.y, piece.width, piece.height);
  }
}

/**
 * Draws a gap at the start of every wide block. The painter darkens one device pixel there, which is too thin to be seen
 * on screens with small pixels.
 */
function drawGaps(context: DrawingContext, scene: DetailScene): void {
  const { geometry, pixelRatio, blocks } = scene;
  const width = Math.max(1, Math.round(pixelRatio));
  for (const block of blocks) {
    const [first] = fragments(geometry, block.start, block.bytes);
    if (first === undefined || first.continuesFromAbove || first.x === 0) continue;
    if (first.width < GAP_BLOCK_MIN * pixelRatio && !first.continuesBelow) continue;
    context.clearRect(Math.floor(first.x), first.y, width, geometry.rowHeight);
  }
}

interface LabelRoom {
  readonly category: string;
  readonly room: Fragment;
}

/** The rooms for a block's label in its payload, the best first. */
function labelRoomsOf(block: Block, { geometry, frame }: DetailScene): LabelRoom[] {
  const payload = block.address - frame.region.base;
  const places: LabelRoom[] = [];
  let offset = block.start;
  for (const { category, bytes } of block.parts) {
    if (offset >= payload) {
      for (const room of labelRooms(geometry, offset, bytes)) places.push({ category, room });
    }
    offset += bytes;
  }
  return places;
}

/** Marks the heap's end and its high-water mark. */
function drawEnds(context: DrawingContext, scene: DetailScene): void {
  const { geometry, pixelRatio, theme } = scene;
  const { highWaterBytes } = scene.frame.region;
  const beyond = beyondTheEnd(scene.frame);
  if (geometry.rowHeight < LABEL_ROW_MIN * pixelRatio || beyond.bytes === 0) return;
  const { fill, text } = theme.look('beyond');
  const inset = 5 * pixelRatio;
  const until = beyond.start + beyond.bytes;
  const ends: [number, number, string][] = [];
  if (highWaterBytes > beyond.start) {
    ends.push([beyond.start, highWaterBytes, 'heap ends'], [highWaterBytes, until, 'high water']);
  } else {
    ends.push([beyond.start, until, 'heap ends']);
  }
  setAlpha(context, scene, 'beyond');
  context.font = `400 ${10.5 * pixelRatio}px ${scene.sans}`;
  for (const [from, to, name] of ends) {
    const [room] = fragments(geometry, from, to - from);
    if (room === undefined || room.continuesFromAbove) continue;
    context.fillStyle = text;
    context.fillRect(room.x, room.y, Math.max(1, Math.round(pixelRatio)), geometry.rowHeight);
    const width = context.measureText(name).width;
    if (width + 2 * inset > room.width) continue;
    const middle = room.y + geometry.rowHeight / 2;
    context.fillStyle = fill;
    context.fillRect(room.x + inset / 2, middle - 8 * pixelRatio, width + inset, 16 * pixelRatio);
    context.fillStyle = text;
    context.fillText(name, room.x + inset, middle);
  }
}

/** A label and its measures: the name stands above the size where rows are tall, else beside it. */
interface Label {
  readonly name: string;
  readonly size: string;
  readonly nameFont: string;
  readonly sizeFont: string;
  readonly nameWidth: number;
  readonly sizeWidth: number;
  /** Height of the larger letters, in pixels. */
  readonly large: number;
  readonly isStacked: boolean;
  readonly inset: number;
}

const LABEL_SPACE_CSS = 5;
/** How far below a row's middle the size stands where the name stands above it. */
const SIZE_LINE_CSS = 8.8;

function labelOf(context: DrawingContext, scene: DetailScene, block: Block): Label {
  const { pixelRatio, geometry } = scene;
  const rowCss = geometry.rowHeight / pixelRatio;
  const isStacked = rowCss >= TWO_LINES_ROW_MIN;
  const isFree = block.state === 'free';
  const name = block.state === 'allocated' ? (block.pointer ?? '') : block.state;
  // A clamped request got a payload smaller than it asked for.
  const size = formatBytes(Math.min(block.requested ?? block.payload, block.payload));
  const large = (isStacked ? 13 : rowCss >= 22 ? 12 : 10.5) * pixelRatio;
  const small = (isStacked ? 11.5 : rowCss >= 22 ? 11 : 10) * pixelRatio;
  const nameFont = `${isFree ? 400 : 600} ${large}px ${scene.sans}`;
  const sizeFont = `400 ${small}px ${scene.sans}`;
  context.font = nameFont;
  const nameWidth = context.measureText(name).width;
  context.font = sizeFont;
  const sizeWidth = context.measureText(size).width;
  const inset = (isStacked ? 7 : 5) * pixelRatio;
  return { name, size, nameFont, sizeFont, nameWidth, sizeWidth, large, isStacked, inset };
}

/** The room of a label, and how far the text and the name in it reach. */
interface Used {
  readonly room: Fragment;
  readonly right: number;
  readonly nameRight: number;
}

/** Draws a block's name and size where there is room for them. */
function drawLabel(context: DrawingContext, scene: DetailScene, block: Block): Used | null {
  const label = labelOf(context, scene, block);
  const { name, nameWidth, sizeWidth, isStacked, inset, large } = label;
  const whole = isStacked ? Math.max(nameWidth, sizeWidth) : nameWidth;
  const places = labelRoomsOf(block, scene);
  const place = places.find(({ room }) => whole + 2 * inset <= room.width);
  if (place === undefined || name === '') {
    const [first] = places;
    return first ? { room: first.room, right: first.room.x, nameRight: first.room.x } : null;
  }

  const { room, category } = place;
  const space = LABEL_SPACE_CSS * scene.pixelRatio;
  const isBeside = !isStacked && nameWidth + space + sizeWidth + 2 * inset <= room.width;
  const width = isBeside ? nameWidth + space + sizeWidth : whole;
  const look = scene.theme.look(category);
  const x = room.x + inset;
  const middle = room.y + room.height / 2;
  setAlpha(context, scene, category);
  if (look.pattern !== null) {
    // Text on a pattern is hard to read: the plain fill goes below it.
    const height = (isStacked ? 2.5 : 1.35) * large;
    context.fillStyle = look.fill;
    context.fillRect(x - inset / 2, middle - height / 2, width + inset, height);
  }
  context.fillStyle = look.text;
  context.font = label.nameFont;
  context.fillText(name, x, isStacked ? middle - 0.62 * large : middle);
  context.font = label.sizeFont;
  if (isStacked) context.fillText(label.size, x, middle + SIZE_LINE_CSS * scene.pixelRatio);
  if (isBeside) context.fillText(label.size, x + nameWidth + space, middle);
  return { room, right: x + width, nameRight: x + nameWidth };
}

/** Draws the names of a block's fields, and their values where there is room. */
function drawFields(context: DrawingContext, scene: DetailScene, block: Block): void {
  const { geometry, pixelRatio, theme } = scene;
  const byteCss = cssPixelsPerByte(geometry, pixelRatio);
  const rowCss = geometry.rowHeight / pixelRatio;
  if (rowCss < 22) return;
  const look = theme.look('header');
  setAlpha(context, scene, 'header');
  context.textAlign = 'center';
  block.fields.forEach(({ name, offset, bytes, brief }, index) => {
    const widthCss = bytes * byteCss;
    if (widthCss < FIELD_NAME_MIN) return;
    const hasValues = widthCss >= FIELD_VALUE_MIN && rowCss >= TWO_LINES_ROW_MIN;
    const [room] = labelRooms(geometry, offset, bytes);
    if (room === undefined || room.width < widthCss * pixelRatio * 0.75) return;
    if (index > 0 && !room.continuesFromAbove) {
      context.fillStyle = look.patternColour;
      context.fillRect(
        Math.round(room.x),
        room.y,
        Math.max(1, Math.round(pixelRatio)),
        room.height,
      );
    }
    const centre = room.x + room.width / 2;
    const middle = room.y + room.height / 2;
    context.fillStyle = look.text;
    context.font = `400 ${10.5 * pixelRatio}px ${scene.sans}`;
    // A name wider than its word would be read as part of its neighbour's.
    if (context.measureText(name).width <= room.width) {
      context.fillText(name, centre, hasValues ? middle - 8 * pixelRatio : middle);
    }
    if (hasValues) {
      context.font = `400 ${10 * pixelRatio}px ${scene.mono}`;
      context.fillText(brief, centre, middle + 8 * pixelRatio);
    }
  });
  context.textAlign = 'start';
}

/** Draws the names of the roots that point at a block, beside its label or, in a narrow block, at the block's own right end. */
function drawRoots(
  context: DrawingContext,
  scene: DetailScene,
  block: Block,
  used: Used | null,
): void {
  const names = scene.frame.roots.filter((root) => root.block === block.start);
  if (names.length === 0) return;
  const { pixelRatio, theme, geometry } = scene;
  const text = names.map(({ name }) => name).join(' · ');
  const label = (letters: number, padding: number, inset: number) => {
    context.font = `600 ${letters * pixelRatio}px ${scene.sans}`;
    const width = context.measureText(text).width + 2 * padding * pixelRatio;
    return { width, padding: padding * pixelRatio, inset: inset * pixelRatio };
  };
  const wide = label(9.5, 4, 4);
  const isBeside =
    used !== null && used.right + wide.width + 2 * wide.inset <= used.room.x + used.room.width;
  // In a narrow block they take the place of the size, from its header on.
  const { width, padding, inset } = isBeside ? wide : label(8.5, 2, 3);
  const parts = fragments(geometry, block.start, block.bytes);
  const room = isBeside ? used.room : parts.find((part) => width + 2 * inset <= part.width);
  if (room === undefined) return;
  const height = 15 * pixelRatio;
  const x = room.x + room.width - width - inset;
  const isOver = !isBeside && used?.room.y === room.y && used.right > x;
  const isStacked = geometry.rowHeight >= TWO_LINES_ROW_MIN * pixelRatio;
  const sizeLeft = isStacked || used === null ? (used?.room.x ?? x) : used.nameRight + padding;
  // A block's own name stays.
  if (isOver && !isStacked && x < sizeLeft) return;
  const left = isOver ? Math.min(x, sizeLeft) : x;
  // Exactly over the size, of which nothing looks out.
  const y = isOver
    ? room.y + room.height / 2 + (isStacked ? SIZE_LINE_CSS * pixelRatio : 0) - height / 2
    : room.y + room.height - height - inset;
  context.globalAlpha = scene.emphasised === null ? 1 : FADED_ALPHA;
  context.beginPath();
  context.roundRect(left, y, x + width - left, height, 3 * pixelRatio);
  context.fillStyle = theme.casing;
  context.fill();
  context.fillStyle = theme.foreground;
  context.fillText(text, x + padding, y + height / 2 + 0.5 * pixelRatio);
}
