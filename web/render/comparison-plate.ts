// Designs side by side as they are printed: each with its name, what it answered and its map, all to one scale; below
// them the numbers of all in one table, whose rows of memory are the maps' legend; and the link that leads back.
//
// Owns the arrangement. What a design is called, and which numbers are told and how they are printed, is given.

import type { Window } from '../state';
import { type MapGeometry, mapHeight } from './geometry';
import { layOut } from './layout';
import type { Pen } from './pen';
import {
  CODE_FONT,
  drawAddresses,
  drawFoot,
  drawHead,
  drawKey,
  drawMap,
  drawSwatch,
  fitted,
  GUTTER,
  LEGEND_LINE,
  lineColour,
  MARGIN,
  PLATE_WIDTH,
  type PlateMap,
  SANS,
  type Sheet,
  SMALL_FONT,
  softInk,
  svgFile,
  writeLines,
} from './plate-parts';
import type { SvgPen } from './svg-pen';

/** A compared design on the picture. */
export interface PlateLane {
  /** `A`, `B`, … */
  readonly letter: string;
  readonly name: string;
  /** What sets it apart from the others; empty where nothing does. */
  readonly differences: string;
  /** What it answered, in a word or two, and in a sentence; or why there is no answer. */
  readonly outcome: string;
  readonly sentence: string;
  /** Whether it answers this step otherwise than A. */
  readonly parts: boolean;
  /** How far its heap reaches; empty where there is no map. */
  readonly extent: string;
  /** `null` where it has none of this step. */
  readonly map: PlateMap | null;
}

/** A number of each design. */
export interface PlateRow {
  readonly title: string;
  /** The category of memory whose bytes these are, where they are those of one. */
  readonly category: string | null;
  readonly cells: readonly PlateCell[];
}

export interface PlateCell {
  readonly value: string;
  /** Against A; empty where it is A's own, or the same. */
  readonly change: string;
  readonly isBest: boolean;
}

export interface ComparisonPlate extends Sheet {
  /** What all were asked to do; `null` where the heap is empty. */
  readonly operation: string | null;
  readonly lanes: readonly PlateLane[];
  readonly geometry: MapGeometry;
  readonly groups: readonly { readonly title: string; readonly rows: readonly PlateRow[] }[];
}

/** Up to so many stand in one row; four stand two by two, or each would be too narrow to be read. */
const COLUMNS_MAX = 3;
const COLUMN_GAP = 28;
const ROW_GAP = 26;
const MAP_HEIGHT = 380;
const MAP_HEIGHT_OF_TWO_ROWS = 260;
const LETTER = 22;
const NAME_FONT = `700 16px ${SANS}`;
const LETTER_FONT = `700 13px ${SANS}`;
const OUTCOME_FONT = `700 14px ${SANS}`;
const STRONG_FONT = `700 13px ${SANS}`;
const NAME_LINES = 2;
const DIFFERENCE_LINES = 3;
const SENTENCE_LINES = 3;
/** What the titles of a table's rows take: below all maps, and where two tables stand below two. */
const TITLE_WIDTH = 280;
const TITLE_WIDTH_BESIDE = 176;
/** What a change takes in front of a value, and a value at least. */
const CHANGE_WIDTH = 92;
const VALUE_WIDTH = 84;
/** A name may reach this far into the room of the column before it. */
const NAME_OVERHANG = 20;

/** In how many columns so many designs stand. */
function columnsOf(lanes: number): number {
  return lanes <= COLUMNS_MAX ? lanes : Math.ceil(lanes / 2);
}

function columnWidth(columns: number): number {
  return Math.floor((PLATE_WIDTH - 2 * MARGIN - GUTTER - (columns - 1) * COLUMN_GAP) / columns);
}

/** How a window of memory is laid out on each map of a plate with so many. */
export function comparisonGeometry(
  window: Window,
  regionBytes: number,
  lanes: number,
): MapGeometry {
  const columns = columnsOf(lanes);
  const height = lanes > columns ? MAP_HEIGHT_OF_TWO_ROWS : MAP_HEIGHT;
  return layOut({ width: columnWidth(columns), height, pixelRatio: 1 }, window, regionBytes);
}

/** Where a column of maps begins: the outer ones are flush with the page, whatever width suits their rows. */
function columnLeft({ lanes, geometry }: ComparisonPlate, at: number): number {
  const left = MARGIN + GUTTER;
  const columns = columnsOf(lanes.length);
  const spare = PLATE_WIDTH - MARGIN - left - columns * geometry.width;
  return left + at * (geometry.width + spare / Math.max(1, columns - 1));
}

/** The picture, as the text of an SVG file. */
export function comparisonSvg(plate: ComparisonPlate): string {
  const told = plate.lanes.map(
    ({ letter, name, outcome, sentence }) => `${letter}, ${name}: ${outcome}. ${sentence}`,
  );
  const description = [...plate.lines, ...told, plate.address].filter((each) => each !== '');
  return svgFile(plate, description.join('. '), (pen) => drawComparison(pen, plate));
}

/** Draws from top to bottom, and gives the height it took. */
function drawComparison(pen: SvgPen, plate: ComparisonPlate): number {
  const { theme, lanes, measure, operation } = plate;
  let y = drawHead(pen, plate) + 10;
  const said = operation ?? 'The heap is empty.';
  const lines = fitted(said, CODE_FONT, PLATE_WIDTH - 2 * MARGIN, 2, measure);
  y += writeLines(pen, lines, { x: MARGIN, y, font: CODE_FONT, colour: theme.ink, leading: 22 });
  y += 6;
  const columns = columnsOf(lanes.length);
  for (let from = 0; from < lanes.length; from += columns) {
    y += drawLanes(pen, plate, lanes.slice(from, from + columns), y) + ROW_GAP;
  }
  const maps = lanes.flatMap(({ map }) => map ?? []);
  y += drawKey(pen, plate, maps, y + 4);
  y += drawTables(pen, plate, y + 8);
  return drawFoot(pen, plate, y);
}

/** A part of a lane above its map, in lines. */
interface Passage {
  readonly lines: readonly string[];
  readonly font: string;
  readonly colour: string;
  readonly leading: number;
  readonly indent: number;
}

/** Designs beside each other, whose parts begin at one height each; gives the height they took. */
function drawLanes(
  pen: SvgPen,
  plate: ComparisonPlate,
  lanes: readonly PlateLane[],
  top: number,
): number {
  const { theme, geometry } = plate;
  const { width } = geometry;
  const left = (at: number) => columnLeft(plate, at);
  lanes.forEach((lane, at) => {
    pen.fillStyle = lineColour(theme);
    pen.fillRect(left(at), top, width, 2);
    drawLetter(pen, plate, lane.letter, left(at), top + 12);
  });
  let y = top + 28;
  const passages = lanes.map((lane) => passagesOf(plate, lane, width));
  const count = Math.max(...passages.map((each) => each.length));
  for (let part = 0; part < count; part += 1) {
    let height = 0;
    passages.forEach((each, at) => {
      const { lines, indent, ...type } = each[part] as Passage;
      height = Math.max(height, writeLines(pen, lines, { x: left(at) + indent, y, ...type }));
    });
    y += height;
  }
  y -= 4;
  const drawn = lanes.find(({ map }) => map !== null)?.map;
  if (drawn) pen.group(MARGIN, y, () => drawAddresses(pen, theme, drawn));
  lanes.forEach(({ map, extent }, at) => {
    if (map === null) return;
    pen.group(left(at), y, () => drawMap(pen, plate, map));
    const below = { x: left(at), y: y + mapHeight(geometry) + 20, leading: 18 };
    writeLines(pen, [extent], { ...below, font: SMALL_FONT, colour: softInk(theme) });
  });
  return y + (drawn ? mapHeight(geometry) + 20 : 0) - top;
}

function passagesOf(
  { theme, measure }: ComparisonPlate,
  lane: PlateLane,
  width: number,
): readonly Passage[] {
  const indent = LETTER + 8;
  const passage = (text: string, font: string, linesMax: number, look: Partial<Passage> = {}) => {
    const room = width - (look.indent ?? 0);
    const lines = text === '' ? [] : fitted(text, font, room, linesMax, measure);
    return { lines, font, colour: theme.ink, leading: 18, indent: 0, ...look };
  };
  const parts = lane.parts ? `${lane.outcome} – parts from A` : lane.outcome;
  return [
    passage(lane.name, NAME_FONT, NAME_LINES, { leading: 21, indent }),
    passage(lane.differences, SMALL_FONT, DIFFERENCE_LINES, { colour: softInk(theme) }),
    // A little air before what it answered.
    { ...passage('', SMALL_FONT, 0), lines: [''], leading: 6 },
    passage(parts, OUTCOME_FONT, 1, { leading: 19 }),
    passage(lane.sentence, SMALL_FONT, SENTENCE_LINES),
  ];
}

/** The letter of a design in its box, whose upper left corner is given. */
function drawLetter(
  pen: Pen,
  { theme }: ComparisonPlate,
  letter: string,
  x: number,
  y: number,
): void {
  pen.beginPath();
  pen.roundRect(x + 0.75, y + 0.75, LETTER - 1.5, LETTER - 1.5, 4);
  pen.lineWidth = 1.5;
  pen.strokeStyle = softInk(theme);
  pen.stroke();
  pen.font = LETTER_FONT;
  pen.fillStyle = theme.ink;
  pen.textAlign = 'center';
  pen.fillText(letter, x + LETTER / 2, y + LETTER / 2 + 4.5);
  pen.textAlign = 'start';
}

/** Where the columns of a table stand: titles begin at `left`, values end at `rights`. */
interface Columns {
  readonly left: number;
  readonly width: number;
  readonly titleWidth: number;
  readonly rights: readonly number[];
  /** How wide a value may get, with the mark of the best. */
  readonly valueWidth: number;
}

/** The first design's column has no changes, and so less of the room. */
function columnsFor(left: number, width: number, count: number): Columns {
  const titleWidth = count > 2 ? TITLE_WIDTH : TITLE_WIDTH_BESIDE;
  const valueWidth = Math.floor((width - titleWidth - (count - 1) * CHANGE_WIDTH) / count);
  const first = left + titleWidth + valueWidth;
  const rights = Array.from({ length: count }, (_, at) => first + at * (valueWidth + CHANGE_WIDTH));
  return { left, width, titleWidth, rights, valueWidth };
}

/** The numbers of all designs, the tables of two designs side by side; gives the height it took. */
function drawTables(pen: Pen, plate: ComparisonPlate, top: number): number {
  const { theme, lanes, geometry, groups } = plate;
  const left = MARGIN + GUTTER;
  const isBeside = lanes.length <= 2;
  let y = top;
  let height = 0;
  groups.forEach((group, at) => {
    const x = isBeside ? columnLeft(plate, at) : left;
    const width = isBeside ? geometry.width : PLATE_WIDTH - MARGIN - left;
    const used = drawTable(pen, plate, group, columnsFor(x, width, lanes.length), y);
    height = isBeside ? Math.max(height, used) : used;
    if (!isBeside) y += used;
  });
  if (isBeside) y += height;
  drawDot(pen, left + 4, y + 6, softInk(theme));
  const note = { x: left + 14, y: y + 10, font: SMALL_FONT, colour: softInk(theme), leading: 0 };
  writeLines(pen, ['the best of a row  ·  ▲▼ more or less than A'], note);
  return y + 34 - top;
}

/** A group of numbers under the designs' letters; gives the height it took. */
function drawTable(
  pen: Pen,
  plate: ComparisonPlate,
  { title, rows }: ComparisonPlate['groups'][number],
  columns: Columns,
  top: number,
): number {
  const { theme, lanes, measure } = plate;
  const { left, width, rights, valueWidth } = columns;
  let y = top + 16;
  writeLines(pen, [title], { x: left, y, font: STRONG_FONT, colour: softInk(theme), leading: 0 });
  // A name cut short says less than its letter.
  const isNamed = lanes.every(
    ({ name }) => LETTER + 7 + measure(name, STRONG_FONT) <= valueWidth + NAME_OVERHANG,
  );
  lanes.forEach(({ letter, name }, at) => {
    const right = rights[at] ?? 0;
    const said = isNamed ? measure(name, STRONG_FONT) + 7 : 0;
    drawLetter(pen, plate, letter, right - said - LETTER, y - 15);
    if (!isNamed) return;
    const x = right - said + 7;
    writeLines(pen, [name], { x, y, font: STRONG_FONT, colour: theme.ink, leading: 0 });
  });
  y += 12;
  pen.fillStyle = lineColour(theme);
  pen.fillRect(left, y, width, 1);
  y -= 4;
  for (const row of rows) {
    y += LEGEND_LINE;
    drawRow(pen, plate, row, columns, y);
  }
  return y - top + 26;
}

function drawRow(
  pen: Pen,
  { theme, measure }: ComparisonPlate,
  { title, category, cells }: PlateRow,
  { left, titleWidth, rights }: Columns,
  y: number,
): void {
  if (category !== null) drawSwatch(pen, theme, category, left, y);
  const indent = category === null ? 0 : 32;
  const lines = fitted(title, SMALL_FONT, titleWidth - indent, 1, measure);
  const look = { y, font: SMALL_FONT, leading: 0 };
  writeLines(pen, lines, { x: left + indent, colour: theme.ink, ...look });
  cells.forEach(({ value, change, isBest }, at) => {
    const right = rights[at] ?? 0;
    const font = isBest ? STRONG_FONT : SMALL_FONT;
    const width = measure(value, font);
    pen.textAlign = 'end';
    writeLines(pen, [value], { ...look, x: right, font, colour: theme.ink });
    const before = right - Math.max(VALUE_WIDTH, width + 24);
    writeLines(pen, [change], { ...look, x: before, colour: softInk(theme) });
    pen.textAlign = 'start';
    if (isBest) drawDot(pen, right - width - 9, y - 4.5, theme.ink);
  });
}

function drawDot(pen: Pen, x: number, y: number, colour: string): void {
  pen.beginPath();
  pen.arc(x, y, 3.5, 0, 2 * Math.PI);
  pen.fillStyle = colour;
  pen.fill();
}
