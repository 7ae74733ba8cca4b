// What pictures of a figure are made of, whether of one design or of several: a map with its marks and addresses, the
// key to it, the foot with the link, and the SVG file around them.
//
// Draws by the same functions as the page, so that the map is the one on the screen. Where the window's
// blocks are known the memory is shapes too, else it is the engine's pixels within the picture. What stands where is
// for plate.ts and comparison-plate.ts to say.

import type { Block, CategoryDoc, Frame } from '../engine/wire';
import { drawDetails } from './details';
import { formatAddress } from './format';
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
import { type Look, PATTERN_TILE, type Theme } from './palette';
import type { Pen } from './pen';
import { escaped, SvgPen } from './svg-pen';
import { examined } from './words';

/** The width of a text in a font, in pixels. */
export type Ruler = (text: string, font: string) => number;

/** What any picture of a figure says and is drawn with. */
export interface Sheet {
  readonly title: string;
  /** What stands below the title, line by line. */
  readonly lines: readonly string[];
  readonly categories: readonly CategoryDoc[];
  readonly theme: Theme;
  /** The address that leads to the figure, and what of it is printed. */
  readonly address: string;
  readonly printed: string;
  readonly measure: Ruler;
}

/** A map of a picture, and what of memory there is to draw it from. */
export interface PlateMap {
  readonly frame: Frame;
  readonly geometry: MapGeometry;
  /** The window's blocks; `null` where they are too many to be drawn one by one. */
  readonly blocks: readonly Block[] | null;
  /** The map's pixels, as an address of a picture; wanted where there are no blocks. */
  readonly pixels: string | null;
  readonly selected: Block | null;
  readonly links: readonly Link[];
}

/** The whole picture, in pixels of its own. */
export const PLATE_WIDTH = 1200;
export const MARGIN = 40;
/** What addresses take in front of a map. */
export const GUTTER = 88;
export const LEGEND_LINE = 24;
const ADDRESS_PITCH = 15;
export const SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
export const MONO = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";
export const TITLE_FONT = `700 24px ${SANS}`;
export const TEXT_FONT = `400 15px ${SANS}`;
export const SMALL_FONT = `400 13px ${SANS}`;
export const CODE_FONT = `600 15px ${MONO}`;
const NAME_FONT = `700 13px ${SANS}`;
const LINK_FONT = `400 11px ${MONO}`;
const ADDRESS_FONT = `400 11px ${MONO}`;
const LINK_LINES_MAX = 6;

/**
 * A picture as the text of an SVG file; `draw` gives the height it took. It knows the tiles of all categories, and
 * those of `others`.
 */
export function svgFile(
  sheet: Sheet,
  description: string,
  draw: (pen: SvgPen) => number,
  others: readonly (readonly [id: string, look: Look])[] = [],
): string {
  const { theme, title, categories, measure } = sheet;
  const pen = new SvgPen(theme.ground, measure);
  const height = draw(pen);
  const looks = categories.map(({ id }) => [id, theme.look(id)] as const);
  const size = `width="${PLATE_WIDTH}" height="${height}" viewBox="0 0 ${PLATE_WIDTH} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">
<title>${escaped(title)}</title>
<desc>${escaped(description)}</desc>
<defs>${[...looks, ...others].map(([id, look]) => tile(id, look)).join('')}</defs>
<rect width="100%" height="100%" fill="${theme.ground}"/>
${pen.elements}
</svg>
`;
}

/** Title and lines; gives where what follows may begin. */
export function drawHead(pen: SvgPen, { title, lines, theme, measure }: Sheet): number {
  pen.textBaseline = 'alphabetic';
  const width = PLATE_WIDTH - 2 * MARGIN;
  let y = MARGIN + 20;
  y += writeLines(pen, wrapped(title, TITLE_FONT, width, measure), {
    x: MARGIN,
    y,
    font: TITLE_FONT,
    colour: theme.ink,
    leading: 30,
  });
  for (const line of lines) {
    y += writeLines(pen, wrapped(line, TEXT_FONT, width, measure), {
      x: MARGIN,
      y,
      font: TEXT_FONT,
      colour: softInk(theme),
      leading: 22,
    });
  }
  return y;
}

/** Where lines of text stand, and how they look. */
export interface Type {
  readonly x: number;
  readonly y: number;
  readonly font: string;
  readonly colour: string;
  readonly leading: number;
}

/** Writes lines below each other; gives the height they took. */
export function writeLines(pen: Pen, lines: readonly string[], type: Type): number {
  pen.font = type.font;
  pen.fillStyle = type.colour;
  lines.forEach((line, at) => {
    pen.fillText(line, type.x, type.y + at * type.leading);
  });
  return lines.length * type.leading;
}

/** The link that leads back to the figure, below everything; gives the height of the whole picture. */
export function drawFoot(pen: SvgPen, sheet: Sheet, top: number): number {
  const { theme, measure } = sheet;
  pen.fillStyle = lineColour(theme);
  pen.fillRect(MARGIN, top, PLATE_WIDTH - 2 * MARGIN, 1);
  const left = MARGIN + GUTTER;
  const width = PLATE_WIDTH - MARGIN - left;
  const lines = wrapped(sheet.printed, LINK_FONT, width, measure).slice(0, LINK_LINES_MAX);
  let y = top + 26;
  pen.link(sheet.address, () => {
    writeLines(pen, ['Heap Atlas'], {
      x: MARGIN,
      y,
      font: NAME_FONT,
      colour: theme.ink,
      leading: 16,
    });
    const look = { font: LINK_FONT, colour: theme.selection, leading: 16 };
    y += writeLines(pen, lines, { x: left, y, ...look });
  });
  return Math.ceil(y + MARGIN - 24);
}

export function softInk(theme: Theme): string {
  return theme.look('beyond').text;
}

/** For lines that part what stands beside or below. */
export function lineColour(theme: Theme): string {
  return theme.look('beyond').ink;
}

/** A map with all its marks, from the pen's origin on. */
export function drawMap(pen: SvgPen, { categories, theme }: Sheet, map: PlateMap): void {
  const { frame, geometry, blocks, pixels } = map;
  const patterns = (category: string) =>
    theme.look(category).pattern === null ? null : `url(#${tileId(category)})`;
  const beyond = {
    start: frame.region.heapBytes,
    bytes: frame.parts.find(({ category }) => category === 'beyond')?.bytes ?? 0,
  };
  if (blocks) drawMemory(pen, { geometry, theme, categories }, blocks, beyond);
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
    selected: map.selected,
    links: map.links,
    pulse: 1,
  });
}

/** What the engine paints, as shapes: category by category, so that each is few of them. */
function drawMemory(
  pen: Pen,
  { geometry, theme, categories }: Pick<PlateMap, 'geometry'> & Pick<Sheet, 'theme' | 'categories'>,
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

/** The address at which each row begins, as far as there is room. */
export function drawAddresses(pen: Pen, theme: Theme, { frame, geometry }: PlateMap): void {
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

/** The marks that are on the maps, in words; gives the height it took. */
export function drawKey(pen: Pen, sheet: Sheet, maps: readonly PlateMap[], top: number): number {
  const { theme, measure } = sheet;
  const present = new Set<MarkName>();
  let hasTrail = false;
  for (const { frame, geometry } of maps) {
    const { highlights } = frame;
    const numbered = isNumbered(examined(highlights), geometry, 1);
    const marked = numbered ? highlights : highlights.filter((each) => !isProbe(each));
    for (const each of marked) present.add(markOf(each));
    hasTrail ||= !numbered && highlights.some(isProbe);
  }
  const names = (Object.keys(KEY) as MarkName[]).filter((name) => present.has(name));
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

/** A category's look, as large as a line of the legend; its middle stands at the letters' middle. */
export function drawSwatch(pen: Pen, theme: Theme, category: string, x: number, y: number): void {
  drawTile(pen, theme.look(category), category, () => pen.fillRect(x, y - 12, 22, 16));
  pen.beginPath();
  pen.rect(x + 0.5, y - 11.5, 21, 15);
  pen.lineWidth = 1;
  pen.strokeStyle = softInk(theme);
  pen.stroke();
}

/** Fills a shape with a look: its colour, and its pattern over that, which the file knows by `id`. */
export function drawTile(pen: Pen, { fill, pattern }: Look, id: string, draw: () => void): void {
  pen.fillStyle = fill;
  draw();
  if (pattern === null) return;
  pen.fillStyle = `url(#${tileId(id)})`;
  draw();
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
export function wrapped(text: string, font: string, width: number, measure: Ruler): string[] {
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

/** A text in at most so many lines; what doesn't fit is left out, which an ellipsis tells. */
export function fitted(
  text: string,
  font: string,
  width: number,
  linesMax: number,
  measure: Ruler,
): string[] {
  const lines = wrapped(text, font, width, measure);
  if (lines.length <= linesMax) return lines;
  const kept = lines.slice(0, linesMax);
  let last = kept.pop() ?? '';
  while (last !== '' && measure(`${last}…`, font) > width) last = last.slice(0, -1);
  return [...kept, `${last.trimEnd()}…`];
}
