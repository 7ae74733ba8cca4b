// What a picture of one design shows below its map: tables, a block's raw bytes, or curves over the whole scenario.
//
// Owns the arrangement and the look; which numbers, blocks and lines there are, and in which words, is given.

import { formatCount } from './format';
import type { Look } from './palette';
import type { Pen } from './pen';
import {
  drawTile,
  fitted,
  GUTTER,
  lineColour,
  MARGIN,
  MONO,
  PLATE_WIDTH,
  SANS,
  type Sheet,
  SMALL_FONT,
  softInk,
  wrapped,
  writeLines,
} from './plate-parts';
import type { RawLine } from './raw-bytes';
import type { SvgPen } from './svg-pen';
import { type TickKind, ticksUpTo } from './ticks';

export type PlatePanel = {
  readonly title: string;
  /** In a sentence, what is seen; empty where that goes without saying. */
  readonly summary: string;
} & (
  | { readonly kind: 'tables'; readonly rows: readonly PlateTables[] }
  | { readonly kind: 'bytes'; readonly lines: readonly PlateBytes[]; readonly fields: PlateTable }
  | { readonly kind: 'curves'; readonly charts: readonly PlateChart[]; readonly axis: PlateAxis }
);

/** Tables that stand beside each other, in so many columns: each goes on where most room is left. */
export interface PlateTables {
  readonly across: number;
  readonly tables: readonly PlateTable[];
}

export interface PlateTable {
  readonly title: string;
  readonly columns: readonly PlateColumn[];
  readonly lines: readonly PlateLine[];
  /** What is left out; empty where nothing is. */
  readonly note: string;
}

export interface PlateColumn {
  readonly title: string;
  /** Its share of the table's width, relative to those of the others. */
  readonly share: number;
  readonly isNumber: boolean;
  readonly isMono: boolean;
}

export interface PlateLine {
  readonly cells: readonly string[];
  /** The one that counts. */
  readonly isStrong: boolean;
}

/** A line of raw bytes. */
export interface PlateBytes extends RawLine {
  readonly address: string;
}

export interface PlateChart {
  readonly title: string;
  readonly lines: readonly PlateCurve[];
  /** Whether the lines are layers, each standing on those before it. */
  readonly isStacked: boolean;
  readonly ceiling: { readonly title: string; readonly value: number } | null;
  readonly ticks: TickKind;
  readonly print: (value: number) => string;
}

export interface PlateCurve {
  readonly title: string;
  /** Its value at the step of the picture; empty where there is none. */
  readonly now: string;
  readonly colour: string | Look;
  /** A value for each of the axis's steps; of layers the upper edges. */
  readonly values: readonly number[];
}

/** What all curves share. */
export interface PlateAxis {
  /** Ascending. */
  readonly steps: readonly number[];
  /** The step of the picture. */
  readonly step: number;
}

const LEFT = MARGIN + GUTTER;
const WIDTH = PLATE_WIDTH - MARGIN - LEFT;
const COLUMN_GAP = 36;
const LINE = 22;
const STRONG_FONT = `700 13px ${SANS}`;
const TITLE_FONT = `700 16px ${SANS}`;
const MONO_FONT = `400 12px ${MONO}`;
const TICK_FONT = `400 11px ${SANS}`;
const BYTE_WIDTH = 22;
const WORD_BYTES = 4;
const WORD_GAP = 14;
const CHART_HEIGHT = 120;
const CHART_COLUMNS = 2;
const AXIS_WIDTH = 58;
const VALUE_TICKS_MAX = 6;
const STEP_TICKS_MAX = 5;

/** Gives the height it took. */
export function drawPanel(pen: SvgPen, sheet: Sheet, panel: PlatePanel, top: number): number {
  const { theme, measure } = sheet;
  let y = top;
  pen.fillStyle = lineColour(theme);
  pen.fillRect(MARGIN, y, PLATE_WIDTH - 2 * MARGIN, 1);
  y += 30;
  const look = { x: LEFT, leading: 21 };
  y += writeLines(pen, [panel.title], { ...look, y, font: TITLE_FONT, colour: theme.ink });
  const said = panel.summary === '' ? [] : wrapped(panel.summary, SMALL_FONT, WIDTH, measure);
  y += writeLines(pen, said, { ...look, y, font: SMALL_FONT, colour: softInk(theme) });
  switch (panel.kind) {
    case 'tables':
      for (const row of panel.rows) y += drawTables(pen, sheet, row, y);
      break;
    case 'bytes':
      y += drawBytes(pen, sheet, panel.lines, y);
      y += drawTable(pen, sheet, panel.fields, { x: LEFT, width: WIDTH }, y);
      break;
    case 'curves':
      y += drawCharts(pen, sheet, panel.charts, panel.axis, y);
      break;
  }
  return y + 8 - top;
}

/** Where something stands between left and right. */
interface Span {
  readonly x: number;
  readonly width: number;
}

function column(at: number, across: number): Span {
  const width = (WIDTH - (across - 1) * COLUMN_GAP) / across;
  return { x: LEFT + at * (width + COLUMN_GAP), width };
}

function drawTables(pen: Pen, sheet: Sheet, { across, tables }: PlateTables, top: number): number {
  const heights = Array.from({ length: across }, () => 0);
  for (const table of tables) {
    const at = heights.indexOf(Math.min(...heights));
    const before = heights[at] ?? 0;
    heights[at] = before + drawTable(pen, sheet, table, column(at, across), top + before);
  }
  return Math.max(...heights);
}

function drawTable(
  pen: Pen,
  sheet: Sheet,
  { title, columns, lines, note }: PlateTable,
  { x, width }: Span,
  top: number,
): number {
  const { theme, measure } = sheet;
  const soft = { font: SMALL_FONT, colour: softInk(theme), leading: LINE };
  let y = top + 14;
  if (title !== '') {
    y += writeLines(pen, [title], { ...soft, x, y, font: STRONG_FONT });
  }
  const writeCells = (
    cells: readonly string[],
    font: (column: PlateColumn) => string,
    ink: string,
  ) => {
    cells.forEach((cell, at) => {
      const place = cellSpan(columns, at, { x, width });
      const about = columns[at];
      if (about === undefined) return;
      const [text = ''] = fitted(cell, font(about), place.width, 1, measure);
      pen.textAlign = about.isNumber ? 'end' : 'start';
      const left = about.isNumber ? place.x + place.width : place.x;
      writeLines(pen, [text], { x: left, y, font: font(about), colour: ink, leading: 0 });
      pen.textAlign = 'start';
    });
  };
  const titles = columns.map((each) => each.title);
  if (titles.some((each) => each !== '')) {
    writeCells(titles, () => SMALL_FONT, softInk(theme));
    y += LINE;
  }
  for (const { cells, isStrong } of lines) {
    pen.fillStyle = lineColour(theme);
    pen.fillRect(x, y - LINE + 6, width, 1);
    writeCells(
      cells,
      ({ isMono }) => (isMono ? MONO_FONT : isStrong ? STRONG_FONT : SMALL_FONT),
      theme.ink,
    );
    y += LINE;
  }
  if (note !== '')
    y += writeLines(pen, wrapped(note, SMALL_FONT, width, measure), { ...soft, x, y });
  return y - top;
}

/** A column's room within its table; between two of them there is a gap. */
function cellSpan(columns: readonly PlateColumn[], at: number, { x, width }: Span): Span {
  const gap = 14;
  const room = width - (columns.length - 1) * gap;
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  const before = columns.slice(0, at).reduce((sum, { share }) => sum + share, 0);
  const own = columns[at]?.share ?? 0;
  return { x: x + (room * before) / all + at * gap, width: (room * own) / all };
}

function drawBytes(pen: Pen, { theme }: Sheet, lines: readonly PlateBytes[], top: number): number {
  const soft = { font: MONO_FONT, colour: softInk(theme), leading: 0 };
  const left = LEFT + 84;
  const after = (count: number) =>
    left + count * BYTE_WIDTH + Math.floor(count / WORD_BYTES) * WORD_GAP;
  lines.forEach(({ address, bytes, characters }, line) => {
    const y = top + 14 + line * LINE;
    writeLines(pen, [address], { ...soft, x: LEFT, y });
    bytes.forEach((byte, at) => {
      if (byte === null) return;
      const x = after(at);
      writeLines(pen, [byte.hex], { ...soft, x, y, colour: theme.ink });
      if (byte.category === null) return;
      pen.fillStyle = theme.look(byte.category).fill;
      pen.fillRect(x, y + 4, BYTE_WIDTH - 5, 3);
    });
    // Of spaces side by side a picture shows one, unless they are of the kind that stays.
    const shown = characters.replaceAll(' ', '\u00a0');
    writeLines(pen, [shown], { ...soft, x: after(bytes.length), y });
  });
  return lines.length * LINE + 12;
}

function drawCharts(
  pen: SvgPen,
  sheet: Sheet,
  charts: readonly PlateChart[],
  axis: PlateAxis,
  top: number,
): number {
  let y = top;
  for (let from = 0; from < charts.length; from += CHART_COLUMNS) {
    const row = charts.slice(from, from + CHART_COLUMNS);
    // Legends of unequal length, and yet plots at one height.
    const spans = row.map((_, at) => column(at, CHART_COLUMNS));
    const legends = row.map((chart, at) => drawLegend(pen, sheet, chart, spans[at] as Span, y));
    const below = y + Math.max(...legends);
    row.forEach((chart, at) => {
      drawChart(pen, sheet, chart, axis, spans[at] as Span, below);
    });
    y = below + CHART_HEIGHT + 40;
  }
  return y - top;
}

/** Title, and what each line is; gives the height it took. */
function drawLegend(
  pen: SvgPen,
  { theme, measure }: Sheet,
  { title, lines, ceiling, print }: PlateChart,
  { x, width }: Span,
  top: number,
): number {
  let y = top + 16;
  const soft = { font: SMALL_FONT, colour: softInk(theme), leading: 0 };
  writeLines(pen, [title], { ...soft, x, y, font: STRONG_FONT });
  y += LINE;
  let left = x;
  const entry = (said: string, now: string, sample: () => void) => {
    const before = measure(said, SMALL_FONT) + (now === '' ? 0 : 5);
    const wide = 24 + before + measure(now, STRONG_FONT) + 18;
    if (left > x && left + wide - 18 > x + width) {
      left = x;
      y += LINE - 2;
    }
    sample();
    writeLines(pen, [said], { ...soft, x: left + 24, y });
    if (now !== '') {
      const after = { x: left + 24 + before, y };
      writeLines(pen, [now], { ...soft, ...after, font: STRONG_FONT, colour: theme.ink });
    }
    left += wide;
  };
  lines.forEach((line, at) => {
    entry(line.title, line.now, () => {
      if (typeof line.colour === 'string') {
        pen.fillStyle = line.colour;
        pen.fillRect(left, y - 6, 18, 3);
      } else {
        drawTile(pen, line.colour, curveTile(title, at), () => pen.fillRect(left, y - 11, 18, 13));
      }
    });
  });
  if (ceiling !== null) {
    entry(ceiling.title, print(ceiling.value), () =>
      rule(pen, theme.ink, [6, 3], { x: left, y: y - 4, toX: left + 18, toY: y - 4 }),
    );
  }
  return y + 10 - top;
}

function drawChart(
  pen: SvgPen,
  { theme }: Sheet,
  { title, lines, isStacked, ceiling, ticks, print }: PlateChart,
  { steps, step }: PlateAxis,
  span: Span,
  top: number,
): void {
  const left = span.x + AXIS_WIDTH;
  const right = span.x + span.width;
  const bottom = top + CHART_HEIGHT;
  // While a replay is under way, its last samples may end before the step on the screen.
  const last = Math.max(steps.at(-1) ?? 0, step, 1);
  const most = lines.reduce(
    (most, { values }) => values.reduce((one, other) => Math.max(one, other), most),
    ceiling?.value ?? 0,
  );
  const height = most > 0 ? most * 1.04 : 1;
  const atStep = (step: number) => left + ((right - left) * step) / last;
  const atValue = (value: number) => bottom - (CHART_HEIGHT * value) / height;

  for (const tick of ticksUpTo(height, ticks, VALUE_TICKS_MAX)) {
    const y = Math.round(atValue(tick)) + 0.5;
    rule(pen, lineColour(theme), [], { x: left, y, toX: right, toY: y });
    writeTick(pen, print(tick), { x: left - 8, y: y + 4, align: 'end', colour: softInk(theme) });
  }
  for (const tick of ticksUpTo(last, 'whole', STEP_TICKS_MAX)) {
    const x = Math.round(atStep(tick)) + 0.5;
    rule(pen, lineColour(theme), [], { x, y: top, toX: x, toY: bottom + 4 });
    const align = tick === last && tick > 0 ? 'end' : 'center';
    writeTick(pen, formatCount(tick), { x, y: bottom + 17, align, colour: softInk(theme) });
  }
  // Layers from the top: each covers what of the one above it reaches below its own edge.
  const order = lines.map((line, at) => ({ line, at }));
  for (const { line, at } of isStacked ? order.reverse() : order) {
    const { colour, values } = line;
    pen.beginPath();
    if (typeof colour === 'string') {
      steps.forEach((each, at) => {
        const y = atValue(values[at] ?? 0);
        if (at === 0) pen.moveTo(atStep(each), y);
        else pen.lineTo(atStep(each), y);
      });
      pen.lineWidth = 1.5;
      pen.lineJoin = 'round';
      pen.strokeStyle = colour;
      pen.stroke();
      pen.lineJoin = 'miter';
      continue;
    }
    // A layer is a fact of each step, held until the next; a slope between two would be none.
    pen.moveTo(atStep(steps[0] ?? 0), bottom);
    steps.forEach((each, at) => {
      const y = atValue(values[at] ?? 0);
      pen.lineTo(atStep(each), y);
      pen.lineTo(atStep(steps[at + 1] ?? each), y);
    });
    pen.lineTo(atStep(last), bottom);
    pen.closePath();
    drawTile(pen, colour, curveTile(title, at), () => pen.fill());
    pen.lineWidth = 1;
    pen.strokeStyle = theme.ground;
    pen.stroke();
  }
  if (ceiling !== null) {
    const y = Math.round(atValue(ceiling.value)) + 0.5;
    rule(pen, theme.ink, [6, 3], { x: left, y, toX: right, toY: y }, 1.5);
  }
  const x = Math.round(atStep(step)) + 0.5;
  rule(pen, theme.ink, [], { x, y: top, toX: x, toY: bottom }, 1.5);
}

/** The looks of a panel's layers, by the names of their tiles. */
export function looksOf(panel: PlatePanel | null): readonly (readonly [id: string, look: Look])[] {
  if (panel?.kind !== 'curves') return [];
  return panel.charts.flatMap(({ title, lines }) =>
    lines.flatMap(({ colour }, at) =>
      typeof colour === 'string' ? [] : [[curveTile(title, at), colour] as const],
    ),
  );
}

function curveTile(title: string, at: number): string {
  return `${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${at}`;
}

function writeTick(
  pen: Pen,
  text: string,
  look: {
    readonly x: number;
    readonly y: number;
    readonly align: CanvasTextAlign;
    readonly colour: string;
  },
): void {
  pen.font = TICK_FONT;
  pen.textAlign = look.align;
  pen.fillStyle = look.colour;
  pen.fillText(text, look.x, look.y);
  pen.textAlign = 'start';
}

function rule(
  pen: Pen,
  colour: string,
  dash: readonly number[],
  ends: { readonly x: number; readonly y: number; readonly toX: number; readonly toY: number },
  width = 1,
): void {
  pen.beginPath();
  pen.moveTo(ends.x, ends.y);
  pen.lineTo(ends.toX, ends.toY);
  pen.lineWidth = width;
  pen.strokeStyle = colour;
  pen.setLineDash([...dash]);
  pen.stroke();
  pen.setLineDash([]);
}
