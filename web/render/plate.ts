// The figure as it is printed: title, the map with all its marks, the key and the legend to it, and the
// link that leads back to it, as one SVG picture.
//
// Draws by the same functions as the page, so that the map is the one on the screen. Where the window's
// blocks are known the memory is shapes too, else it is the engine's pixels within the picture. Owns the
// arrangement; knows neither the engine nor a file.

import type { Block, CategoryDoc, Frame } from '../engine/wire';
import type { Window } from '../state';
import { categoryTitle } from './category';
import { drawDetails } from './details';
import { formatAddress, formatBytes, formatShare } from './format';
import { type MapGeometry, mapHeight, rowPieces, rowPitch } from './geometry';
import {
  drawHighlights,
  isNumbered,
  isProbe,
  KEY,
  type Link,
  type MarkName,
  markOf,
} from './highlights';
import { layOut } from './layout';
import { type Look, PATTERN_TILE, type Theme } from './palette';
import type { Pen } from './pen';
import { escaped, SvgPen } from './svg-pen';
import { examined } from './words';

export interface Plate {
  readonly title: string;
  /** What stands below the title, line by line: the design, the step. */
  readonly lines: readonly string[];
  readonly frame: Frame;
  readonly geometry: MapGeometry;
  /** The window's blocks; `null` where they are too many to be drawn one by one. */
  readonly blocks: readonly Block[] | null;
  /** The map's pixels, as an address of a picture; wanted where there are no blocks. */
  readonly pixels: string | null;
  readonly selected: Block | null;
  readonly links: readonly Link[];
  readonly categories: readonly CategoryDoc[];
  readonly theme: Theme;
  /** The address that leads to the figure, and what of it is printed. */
  readonly address: string;
  readonly printed: string;
  /** The width of a text in a font, in pixels. */
  readonly measure: (text: string, font: string) => number;
}

/** The whole picture, in pixels of its own. */
export const PLATE_WIDTH = 1200;
const MARGIN = 40;
const GUTTER = 88;
const MAP_HEIGHT = 400;
const LEGEND_COLUMNS = 3;
const LEGEND_LINE = 24;
const ADDRESS_PITCH = 15;
const SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
const MONO = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";
const TITLE_FONT = `700 24px ${SANS}`;
const TEXT_FONT = `400 15px ${SANS}`;
const SMALL_FONT = `400 13px ${SANS}`;
const CODE_FONT = `600 15px ${MONO}`;
const LINK_FONT = `400 11px ${MONO}`;
const ADDRESS_FONT = `400 11px ${MONO}`;
const LINK_LINES_MAX = 6;

/** How a window of memory is laid out on a plate. */
export function plateGeometry(window: Window, regionBytes: number): MapGeometry {
  const room = { width: PLATE_WIDTH - 2 * MARGIN - GUTTER, height: MAP_HEIGHT, pixelRatio: 1 };
  return layOut(room, window, regionBytes);
}

/** The picture, as the text of an SVG file. */
export function plateSvg(plate: Plate): string {
  const { theme, title, address, measure } = plate;
  const pen = new SvgPen(theme.ground, measure);
  const height = drawPlate(pen, plate);
  const size = `width="${PLATE_WIDTH}" height="${height}" viewBox="0 0 ${PLATE_WIDTH} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">
<title>${escaped(title)}</title>
<desc>${escaped(`${plate.lines.join('. ')}. ${address}`)}</desc>
<defs>${plate.categories.map(({ id }) => tile(id, theme.look(id))).join('')}</defs>
<rect width="100%" height="100%" fill="${theme.ground}"/>
${pen.elements}
</svg>
`;
}

/** Draws from top to bottom, and gives the height it took. */
function drawPlate(pen: SvgPen, plate: Plate): number {
  const { theme, frame, geometry } = plate;
  pen.textBaseline = 'alphabetic';
  let y = MARGIN + 20;
  const write = (text: string, font: string, colour: string, leading: number) => {
    for (const line of wrapped(text, font, PLATE_WIDTH - 2 * MARGIN, plate.measure)) {
      pen.font = font;
      pen.fillStyle = colour;
      pen.fillText(line, MARGIN, y);
      y += leading;
    }
  };
  write(plate.title, TITLE_FONT, theme.ink, 30);
  for (const line of plate.lines) write(line, TEXT_FONT, softInk(theme), 22);
  y += 10;
  if (frame.operation) write(frame.operation.text, CODE_FONT, theme.ink, 22);
  write(frame.outcome?.sentence ?? 'The heap is empty.', TEXT_FONT, theme.ink, 21);
  y += 4;

  pen.group(MARGIN, y, () => drawAddresses(pen, plate));
  pen.group(MARGIN + GUTTER, y, () => drawMap(pen, plate));
  y += mapHeight(geometry) + 28;
  y += drawKey(pen, plate, y);
  y += drawLegend(pen, plate, y);

  pen.fillStyle = theme.look('beyond').ink;
  pen.fillRect(MARGIN, y, PLATE_WIDTH - 2 * MARGIN, 1);
  y += 26;
  pen.link(plate.address, () => {
    pen.font = `700 13px ${SANS}`;
    pen.fillStyle = theme.ink;
    pen.fillText('Heap Atlas', MARGIN, y);
    pen.font = LINK_FONT;
    pen.fillStyle = theme.selection;
    const left = MARGIN + GUTTER;
    const lines = wrapped(plate.printed, LINK_FONT, PLATE_WIDTH - MARGIN - left, plate.measure);
    for (const line of lines.slice(0, LINK_LINES_MAX)) {
      pen.fillText(line, left, y);
      y += 16;
    }
  });
  return Math.ceil(y + MARGIN - 24);
}

function softInk(theme: Theme): string {
  return theme.look('beyond').text;
}

function drawMap(pen: SvgPen, plate: Plate): void {
  const { frame, geometry, theme, blocks, pixels } = plate;
  const patterns = (category: string) =>
    theme.look(category).pattern === null ? null : `url(#${tileId(category)})`;
  const beyond = {
    start: frame.region.heapBytes,
    bytes: frame.parts.find(({ category }) => category === 'beyond')?.bytes ?? 0,
  };
  if (blocks) drawMemory(pen, plate, blocks, beyond);
  else if (pixels) pen.image(pixels, 0, 0, geometry.width, mapHeight(geometry));
  const common = { geometry, pixelRatio: 1, theme, sans: SANS };
  drawDetails(pen, {
    ...common,
    patterns,
    blocks: blocks ?? [],
    roots: frame.roots,
    beyond,
    highWaterBytes: frame.region.highWaterBytes,
    emphasised: null,
    mono: MONO,
  });
  drawHighlights(pen, {
    ...common,
    highlights: frame.highlights,
    hovered: null,
    selected: plate.selected,
    links: plate.links,
    pulse: 1,
  });
}

/** What the engine paints, as shapes: category by category, so that each is few of them. */
function drawMemory(
  pen: Pen,
  { geometry, theme, categories }: Plate,
  blocks: readonly Block[],
  beyond: { readonly start: number; readonly bytes: number },
): void {
  const stretches = new Map<string, [start: number, bytes: number][]>();
  const add = (category: string, start: number, bytes: number) => {
    const found = stretches.get(category);
    if (found) found.push([start, bytes]);
    else stretches.set(category, [[start, bytes]]);
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
    pen.fillStyle = theme.look(id).fill;
    for (const [start, bytes] of stretches.get(id) ?? []) {
      for (const piece of rowPieces(geometry, start, bytes)) {
        pen.fillRect(piece.x, piece.y, piece.width, piece.height);
      }
    }
  }
}

function drawAddresses(pen: Pen, { frame, geometry, theme }: Plate): void {
  const pitch = rowPitch(geometry);
  const every = 2 ** Math.max(0, Math.ceil(Math.log2(ADDRESS_PITCH / pitch)));
  pen.font = ADDRESS_FONT;
  pen.fillStyle = softInk(theme);
  pen.textBaseline = 'middle';
  for (let row = 0; row < geometry.rows; row += every) {
    const address = frame.region.base + geometry.from + row * geometry.bytesPerRow;
    pen.fillText(formatAddress(address), 0, Math.max(6, row * pitch + geometry.rowHeight / 2));
  }
  pen.textBaseline = 'alphabetic';
}

/** The marks that are on the map, in words; gives the height it took. */
function drawKey(pen: Pen, plate: Plate, top: number): number {
  const { frame, geometry, theme, measure } = plate;
  const numbered = isNumbered(examined(frame.highlights), geometry, 1);
  const marked = numbered ? frame.highlights : frame.highlights.filter((each) => !isProbe(each));
  const present = new Set<MarkName>(marked.map(markOf));
  const names = (Object.keys(KEY) as MarkName[]).filter((name) => present.has(name));
  const hasTrail = !numbered && frame.highlights.some(isProbe);
  if (names.length === 0 && !hasTrail) return 0;
  let x = MARGIN + GUTTER;
  let y = top;
  const entry = (text: string, sample: () => void) => {
    const width = 32 + measure(text, SMALL_FONT) + 22;
    if (x + width > PLATE_WIDTH - MARGIN) {
      x = MARGIN + GUTTER;
      y += LEGEND_LINE;
    }
    sample();
    pen.font = SMALL_FONT;
    pen.fillStyle = softInk(theme);
    pen.fillText(text, x + 32, y);
    x += width;
  };
  if (hasTrail) {
    entry('examined', () => {
      pen.fillStyle = theme.trail;
      pen.fillRect(x, y - 6, 24, 3);
    });
  }
  for (const name of names) {
    const { title, dash, width, colour } = KEY[name];
    entry(title, () => {
      pen.beginPath();
      pen.rect(x + 2, y - 11, 20, 12);
      pen.setLineDash(dash);
      pen.lineWidth = width;
      pen.strokeStyle = theme[colour];
      pen.stroke();
      pen.setLineDash([]);
    });
  }
  return y - top + LEGEND_LINE + 4;
}

/** The categories there are bytes of, and how many; gives the height it took. */
function drawLegend(pen: Pen, { frame, categories, theme }: Plate, top: number): number {
  const bytesOf = (id: string) => frame.parts.find(({ category }) => category === id)?.bytes ?? 0;
  const shown = categories.filter(({ id }) => bytesOf(id) > 0);
  const rows = Math.ceil(shown.length / LEGEND_COLUMNS);
  const column = (PLATE_WIDTH - 2 * MARGIN - GUTTER) / LEGEND_COLUMNS;
  shown.forEach((doc, index) => {
    const x = MARGIN + GUTTER + Math.floor(index / rows) * column;
    const y = top + (index % rows) * LEGEND_LINE;
    const look = theme.look(doc.id);
    pen.fillStyle = look.fill;
    pen.fillRect(x, y - 12, 22, 16);
    if (look.pattern) {
      pen.fillStyle = `url(#${tileId(doc.id)})`;
      pen.fillRect(x, y - 12, 22, 16);
    }
    pen.beginPath();
    pen.rect(x + 0.5, y - 11.5, 21, 15);
    pen.lineWidth = 1;
    pen.strokeStyle = softInk(theme);
    pen.stroke();
    const isBeyond = doc.id === 'beyond';
    const share = isBeyond ? '' : ` · ${formatShare(bytesOf(doc.id), frame.region.heapBytes)}`;
    pen.font = SMALL_FONT;
    pen.fillStyle = theme.ink;
    pen.fillText(`${categoryTitle(doc)}: ${formatBytes(bytesOf(doc.id))}${share}`, x + 32, y);
  });
  return rows * LEGEND_LINE + 4;
}

function tileId(category: string): string {
  return `tile-${category}`;
}

function tile(category: string, { pattern, ink }: Look): string {
  if (pattern === null) return '';
  const size = `width="${PATTERN_TILE}" height="${PATTERN_TILE}"`;
  const line = `stroke="${ink}" stroke-width="${pattern.strokeWidth}" stroke-linecap="round"`;
  return `<pattern id="${tileId(category)}" ${size} patternUnits="userSpaceOnUse"><path d="${pattern.path}" fill="none" ${line}/></pattern>`;
}

/** A text in lines of at most so many pixels; a word too long for one is broken. */
function wrapped(
  text: string,
  font: string,
  width: number,
  measure: (text: string, font: string) => number,
): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer, font) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (measure(line, font) > width) {
      // Letters of a long word are near enough alike for a first guess, which then is made to fit.
      let count = Math.max(1, Math.floor((line.length * width) / measure(line, font)));
      while (count > 1 && measure(line.slice(0, count), font) > width) count -= 1;
      lines.push(line.slice(0, count));
      line = line.slice(count);
    }
  }
  return line === '' ? lines : [...lines, line];
}
