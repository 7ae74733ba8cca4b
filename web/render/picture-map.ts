// A memory map in a picture: its blocks with names and marks, the addresses beside its rows, and the key of its marks.
//
// Draws with the page's own functions (details.ts, highlights.ts), so that the map looks as it does on the screen. Memory
// is drawn as shapes where the window's blocks are known, and as the engine's pixels where they are too many.

import type { Block, CategoryDoc, Frame } from '../engine/wire';
import { beyondTheEnd, drawDetails } from './details';
import { type DrawingContext, stroke } from './drawing-context';
import { formatAddress } from './format';
import { type Extent, type MapGeometry, mapHeight, rowPieces, rowPitch } from './geometry';
import { drawHighlights, isNumbered, KEY, type Link, type MarkName, markOf } from './highlights';
import type { Theme } from './palette';
import { patternFill, softColour } from './picture-look';
import { FONTS, MONO, SANS, textWidth, writeText } from './picture-text';
import type { SvgContext } from './svg-context';

export interface PictureMap {
  readonly frame: Frame;
  readonly geometry: MapGeometry;
  /** The window's blocks; `null` where they are too many to be drawn as shapes. */
  readonly blocks: readonly Block[] | null;
  /** The address of the map's pixels; needed only where `blocks` is `null`. */
  readonly pixels: string | null;
  readonly selected: Block | null;
  readonly links: readonly Link[];
}

const ADDRESS_PITCH_MIN = 15;
const KEY_LINE_HEIGHT = 24;

/** Draws a map with all its marks at the context's origin. */
export function drawMap(
  context: SvgContext,
  theme: Theme,
  categories: readonly CategoryDoc[],
  map: PictureMap,
): void {
  const { frame, geometry, blocks, pixels } = map;
  if (blocks) drawMemory(context, theme, categories, geometry, blocks, beyondTheEnd(frame));
  else if (pixels) context.image(pixels, 0, 0, geometry.width, mapHeight(geometry));
  const common = { geometry, pixelRatio: 1, theme, sans: SANS };
  drawDetails(context, {
    ...common,
    patterns: (category) => patternFill(category, theme.look(category)),
    frame,
    blocks: blocks ?? [],
    emphasised: null,
    hasRoots: true,
    mono: MONO,
  });
  drawHighlights(context, {
    ...common,
    candidates: frame.candidates,
    changes: frame.changes,
    hovered: null,
    selected: map.selected,
    links: map.links,
    list: [],
    pulse: 1,
  });
}

/** The memory that the engine paints on the screen, as shapes. One category after the other, so that shapes are few. */
function drawMemory(
  context: DrawingContext,
  theme: Theme,
  categories: readonly CategoryDoc[],
  geometry: MapGeometry,
  blocks: readonly Block[],
  beyond: Extent,
): void {
  const extents = new Map<string, [start: number, bytes: number][]>();
  const add = (category: string, start: number, bytes: number) => {
    const found = extents.get(category);
    if (found) found.push([start, bytes]);
    else extents.set(category, [[start, bytes]]);
  };
  add('beyond', beyond.start, beyond.bytes);
  for (const block of blocks) {
    let offset = block.start;
    for (const { category, bytes } of block.parts) {
      add(category, offset, bytes);
      offset += bytes;
    }
  }
  for (const { id } of categories) {
    context.fillStyle = theme.look(id).fill;
    for (const [start, bytes] of extents.get(id) ?? []) {
      for (const { x, y, width, height } of rowPieces(geometry, start, bytes)) {
        context.fillRect(x, y, width, height);
      }
    }
  }
}

/** Writes the address at which each row begins; skips rows where they are too low for text. */
export function drawAddresses(
  context: DrawingContext,
  theme: Theme,
  { frame, geometry }: PictureMap,
): void {
  const pitch = rowPitch(geometry);
  const every = 2 ** Math.max(0, Math.ceil(Math.log2(ADDRESS_PITCH_MIN / pitch)));
  context.textBaseline = 'middle';
  for (let row = 0; row < geometry.rows; row += every) {
    const address = frame.region.base + geometry.from + row * geometry.bytesPerRow;
    const y = Math.max(6, row * pitch + geometry.rowHeight / 2);
    const style = { font: FONTS.address, colour: softColour(theme) };
    writeText(context, formatAddress(address), 0, y, style);
  }
  context.textBaseline = 'alphabetic';
}

/** Draws the key of the marks that are on the maps; returns the height it takes, 0 where there are no marks. */
export function drawMarkKey(
  context: DrawingContext,
  theme: Theme,
  maps: readonly PictureMap[],
  left: number,
  top: number,
  width: number,
): number {
  const { marks, hasTrail } = marksOn(maps);
  if (marks.length === 0 && !hasTrail) return 0;
  let x = left;
  let y = top;
  const entry = (text: string, drawSample: () => void) => {
    const entryWidth = 32 + textWidth(context, text, FONTS.small) + 22;
    if (x + entryWidth > left + width) {
      x = left;
      y += KEY_LINE_HEIGHT;
    }
    drawSample();
    writeText(context, text, x + 32, y, { font: FONTS.small, colour: softColour(theme) });
    x += entryWidth;
  };
  if (hasTrail) {
    entry('examined', () => {
      context.fillStyle = theme.trail;
      context.fillRect(x, y - 6, 24, 3);
    });
  }
  for (const mark of marks) {
    const { title, dash, width: lineWidth, colour } = KEY[mark];
    entry(title, () => {
      context.beginPath();
      context.rect(x + 2, y - 11, 20, 12);
      context.setLineDash(dash);
      stroke(context, theme[colour], lineWidth);
      context.setLineDash([]);
    });
  }
  return y - top + KEY_LINE_HEIGHT;
}

/** The marks on the maps, in the key's order, and whether a map shows its probes as a trail instead of marks. */
function marksOn(maps: readonly PictureMap[]): {
  readonly marks: readonly MarkName[];
  readonly hasTrail: boolean;
} {
  const present = new Set<MarkName>();
  let hasTrail = false;
  for (const { frame, geometry } of maps) {
    const { candidates, changes } = frame;
    if (isNumbered(candidates, geometry, 1)) {
      for (const candidate of candidates) present.add(markOf(candidate));
    } else {
      hasTrail = true;
    }
    for (const { kind } of changes) present.add(kind);
  }
  const marks = (Object.keys(KEY) as MarkName[]).filter((name) => present.has(name));
  return { marks, hasTrail };
}
