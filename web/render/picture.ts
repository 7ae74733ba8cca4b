// The picture of a figure as one SVG: title and caption, the scorecard, what each design answered, memory over time, maps or
// charts, further numbers, and the link back to the figure.
//
// Arranges one design, or several side by side. The words and numbers are given.

import type { CategoryDoc } from '../engine/wire';
import type { Window } from '../state';
import type { DrawingContext } from './drawing-context';
import { type MapGeometry, mapHeight } from './geometry';
import { layOut } from './layout';
import type { Theme } from './palette';
import {
  drawChartKey,
  drawPlot,
  layerLooks,
  type PictureChart,
  PLOT_HEIGHT,
  STEP_AXIS_HEIGHT,
} from './picture-chart';
import {
  drawLetter,
  LETTER_SIZE,
  patternDefinitions,
  ruleColour,
  softColour,
} from './picture-look';
import { drawAddresses, drawMap, drawMarkKey, type PictureMap } from './picture-map';
import { drawScorecard, type PictureScorecard } from './picture-scorecard';
import { drawDot, drawTable, type PictureTable } from './picture-table';
import { FONTS, fitted, textWidth, wrapped, writeLines, writeText } from './picture-text';
import { drawTime, drawTimeKey, type PictureTime, type TimeScale } from './picture-time';
import { escaped, SvgContext } from './svg-context';

export interface PictureContent {
  readonly title: string;
  readonly caption: readonly string[];
  /** The operation that led to the step; `null` at the beginning. */
  readonly operation: string | null;
  readonly designs: readonly PictureDesign[];
  /** `null` where what it says is the answer to a question. */
  readonly scorecard: PictureScorecard | null;
  readonly body: PictureMaps | PictureTimes | PictureCharts;
  readonly tables: readonly PictureTable[];
  readonly categories: readonly CategoryDoc[];
  readonly theme: Theme;
  /** The link to the figure, and the text that the picture prints for it. */
  readonly address: string;
  readonly printedAddress: string;
}

/** A design of the picture. The letter, the name and the differences are printed only beside other designs. */
export interface PictureDesign {
  readonly letter: string;
  readonly name: string;
  /** The options that set it apart from the others; empty where there are none. */
  readonly differences: string;
  /** Its answer in a word or two, and in a sentence; or the reason why there is none. */
  readonly outcome: string;
  readonly sentence: string;
}

export interface PictureMaps {
  readonly kind: 'maps';
  readonly geometry: MapGeometry;
  /** In the order of the designs, each with how far its heap reaches; `null` for a design that is not at the step. */
  readonly maps: readonly ({ readonly map: PictureMap; readonly extent: string } | null)[];
}

export interface PictureTimes {
  readonly kind: 'times';
  readonly scale: TimeScale;
  /** In the order of the designs; `null` for a design without a replay. */
  readonly times: readonly (PictureTime | null)[];
}

export interface PictureCharts {
  readonly kind: 'charts';
  readonly charts: readonly PictureChart[];
  /** Stands in place of the charts where there are none. */
  readonly note: string;
}

export const PICTURE_WIDTH = 1200;
const MARGIN = 40;
/** The room for addresses and values of axes beside the first column. */
const GUTTER = 88;
const LEFT = MARGIN + GUTTER;
const PAGE_WIDTH = PICTURE_WIDTH - 2 * MARGIN;
const BODY_WIDTH = PAGE_WIDTH - GUTTER;

/** Four designs stand two by two: a column of four would be too narrow. */
const COLUMNS_MAX = 3;
const COLUMN_GAP = 28;
const ROW_GAP = 26;
const MAP_HEIGHT = 380;
const MAP_HEIGHT_IN_TWO_ROWS = 260;
/** Memory over time is as wide as the page; several stand below each other. */
const TIME_HEIGHT = 360;
const TIME_HEIGHT_OF_SEVERAL = 200;

/** A table of one design needs no more: its values stay near their titles. */
const TABLE_WIDTH_OF_ONE = 420;

const NAME_LINES_MAX = 2;
const DIFFERENCE_LINES_MAX = 3;
const SENTENCE_LINES_MAX = 3;
const OPERATION_LINES_MAX = 2;
const ADDRESS_LINES_MAX = 6;

/** The layout of each map of a picture. */
export function pictureGeometry(
  window: Window,
  regionBytes: number,
  designCount: number,
): MapGeometry {
  const columns = columnCount(designCount);
  const height = designCount > columns ? MAP_HEIGHT_IN_TWO_ROWS : MAP_HEIGHT;
  return layOut({ width: columnWidth(columns), height, pixelRatio: 1 }, window, regionBytes);
}

/** The picture as the text of an SVG file. `measure` is the width of a text in a font, in pixels. */
export function pictureSvg(
  content: PictureContent,
  measure: (text: string, font: string) => number,
): string {
  const { theme, title, body } = content;
  const context = new SvgContext(theme.background, measure);
  const height = drawPicture(context, content);
  const looks = content.categories.map(({ id }) => [id, theme.look(id)] as const);
  const layers = body.kind === 'charts' ? body.charts.flatMap(layerLooks) : [];
  const size = `width="${PICTURE_WIDTH}" height="${height}" viewBox="0 0 ${PICTURE_WIDTH} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">
<title>${escaped(title)}</title>
<desc>${escaped(description(content))}</desc>
<defs>${patternDefinitions([...looks, ...layers])}</defs>
<rect width="100%" height="100%" fill="${theme.background}"/>
${context.elements}
</svg>
`;
}

/** The picture's description for screen readers. */
function description({ caption, designs, address }: PictureContent): string {
  const answers = designs.map(({ letter, name, outcome, sentence }) => {
    const answer = sentence === '' ? outcome : `${outcome}. ${sentence}`;
    return designs.length === 1 ? answer : `${letter}, ${name}: ${answer}`;
  });
  return [...caption, ...answers, address].filter((each) => each !== '').join('. ');
}

/** Draws from top to bottom; returns the height of the picture. */
function drawPicture(context: SvgContext, content: PictureContent): number {
  // The answer of one design belongs to the operation above it; several designs begin a section.
  let y = drawHead(context, content) + (content.designs.length === 1 ? 0 : 16);
  y += drawScores(context, content, y);
  y += content.body.kind === 'times' ? drawTimes(context, content, content.body, y) : 0;
  y += content.body.kind === 'maps' ? drawMaps(context, content, content.body, y) : 0;
  y += content.body.kind === 'charts' ? drawCharts(context, content, content.body, y) : 0;
  y += drawTables(context, content, y + 8);
  return drawFoot(context, content, y);
}

/** Draws title, caption and operation; returns the position below them. */
function drawHead(context: SvgContext, content: PictureContent): number {
  const { title, caption, operation, theme } = content;
  const titleLines = wrapped(context, title, FONTS.title, PAGE_WIDTH);
  let y = MARGIN + 20;
  const titleStyle = { font: FONTS.title, colour: theme.foreground, lineHeight: 30 };
  y += writeLines(context, titleLines, MARGIN, y, titleStyle);
  const captionStyle = { font: FONTS.caption, colour: softColour(theme), lineHeight: 22 };
  for (const line of caption) {
    const lines = wrapped(context, line, FONTS.caption, PAGE_WIDTH);
    y += writeLines(context, lines, MARGIN, y, captionStyle);
  }
  y += 10;
  const asked = operation ?? 'The heap is empty.';
  const askedLines = fitted(context, asked, FONTS.code, PAGE_WIDTH, OPERATION_LINES_MAX);
  const askedStyle = { font: FONTS.code, colour: theme.foreground, lineHeight: 22 };
  return y + writeLines(context, askedLines, MARGIN, y, askedStyle) - 10;
}

function drawScores(context: SvgContext, content: PictureContent, top: number): number {
  const { scorecard, designs, theme } = content;
  if (scorecard === null) return 0;
  const letters = designs.map(({ letter }) => letter);
  const y = top + (designs.length === 1 ? 6 : 0);
  const height = drawScorecard(context, theme, scorecard, letters, MARGIN, y, PAGE_WIDTH);
  return y + height + 14 - top;
}

/** The size of memory over time in a picture, in CSS pixels. */
export function timeSize(designCount: number): { readonly width: number; readonly height: number } {
  return { width: BODY_WIDTH, height: designCount === 1 ? TIME_HEIGHT : TIME_HEIGHT_OF_SEVERAL };
}

/** Draws memory over time of each design, below its name where there are several; returns the height they take. */
function drawTimes(
  context: SvgContext,
  content: PictureContent,
  { scale, times }: PictureTimes,
  top: number,
): number {
  const { theme, designs } = content;
  const isCompared = designs.length > 1;
  let y = top + 8;
  designs.forEach(({ letter, name, outcome }, at) => {
    if (isCompared) {
      drawLetter(context, theme, letter, LEFT, y);
      const style = { font: FONTS.name, colour: theme.foreground };
      const indent = LETTER_SIZE + 8;
      const [title = ''] = fitted(context, name, FONTS.name, BODY_WIDTH - indent, 1);
      writeText(context, title, LEFT + indent, y + 17, style);
      y += LETTER_SIZE + 10;
    }
    const time = times[at] ?? null;
    if (time === null) {
      writeText(context, outcome, LEFT, y + 14, { font: FONTS.small, colour: softColour(theme) });
      y += 30;
      return;
    }
    y +=
      drawTime(context, theme, scale, time, { left: LEFT, top: y, ...timeSize(designs.length) }) +
      12;
  });
  const hasRefusals = times.some((time) => (time?.refusals.length ?? 0) > 0);
  const hasTables = times.some((time) => time?.hasTables);
  return y + drawTimeKey(context, theme, { hasTables, hasRefusals }, LEFT, y) - top;
}

function columnCount(designCount: number): number {
  return designCount <= COLUMNS_MAX ? designCount : Math.ceil(designCount / 2);
}

function columnWidth(columns: number): number {
  return Math.floor((BODY_WIDTH - (columns - 1) * COLUMN_GAP) / columns);
}

/** The left end of a column. Columns of any width spread over the whole body, the outer ones flush with its ends. */
function columnLeft(at: number, columns: number, width: number): number {
  const spare = BODY_WIDTH - columns * width;
  return LEFT + at * (width + spare / Math.max(1, columns - 1));
}

/** The designs row by row, as indices, each with its column's left end. */
function rowsOf(designCount: number, width: number): { at: number; left: number }[][] {
  const columns = columnCount(designCount);
  return Array.from({ length: Math.ceil(designCount / columns) }, (_, row) =>
    Array.from({ length: Math.min(columns, designCount - row * columns) }, (_, column) => ({
      at: row * columns + column,
      left: columnLeft(column, columns, width),
    })),
  );
}

/** Draws each design with its map, and the key of the marks; returns the height they take. */
function drawMaps(
  context: SvgContext,
  content: PictureContent,
  { geometry, maps }: PictureMaps,
  top: number,
): number {
  const { theme, designs, categories } = content;
  let y = top;
  for (const row of rowsOf(designs.length, geometry.width)) {
    y += drawAnswers(context, content, row, geometry.width, y);
    const [first] = row.flatMap(({ at }) => maps[at] ?? []);
    if (first) {
      context.group(MARGIN, y, () => drawAddresses(context, theme, first.map));
      for (const { at, left } of row) {
        const design = maps[at];
        if (!design) continue;
        context.group(left, y, () => drawMap(context, theme, categories, design.map));
        const style = { font: FONTS.small, colour: softColour(theme) };
        writeText(context, design.extent, left, y + mapHeight(geometry) + 20, style);
      }
      y += mapHeight(geometry) + 20;
    }
    y += ROW_GAP;
  }
  const drawn = maps.flatMap((each) => each?.map ?? []);
  const keyHeight = drawMarkKey(context, theme, drawn, LEFT, y + 4, BODY_WIDTH);
  return y + keyHeight - top;
}

/** Draws each design's answer, then chart by chart a plot of each; returns the height they take. */
function drawCharts(
  context: SvgContext,
  content: PictureContent,
  { charts, note }: PictureCharts,
  top: number,
): number {
  const { theme, designs } = content;
  const width = columnWidth(columnCount(designs.length));
  const rows = rowsOf(designs.length, width);
  let y = top;
  for (const row of rows) y += drawAnswers(context, content, row, width, y) + 8;
  if (charts.length === 0) {
    writeText(context, note, LEFT, y + 14, { font: FONTS.small, colour: theme.foreground });
    return y + 30 - top;
  }
  for (const chart of charts) {
    y += drawChartKey(context, theme, chart, LEFT, y, BODY_WIDTH) + 8;
    for (const row of rows) {
      if (designs.length > 1) {
        for (const { at, left } of row) {
          drawLetter(context, theme, designs[at]?.letter ?? '', left, y);
        }
        y += LETTER_SIZE + 8;
      }
      row.forEach(({ at, left }, column) => {
        const place = { left, top: y, width, hasAxis: column === 0 };
        drawPlot(context, theme, chart, chart.plots[at] ?? null, place);
      });
      y += PLOT_HEIGHT + STEP_AXIS_HEIGHT + 14;
    }
    y += 6;
  }
  return y - top;
}

/** Lines of a design above its map. */
interface Passage {
  readonly lines: readonly string[];
  readonly font: string;
  readonly colour: string;
  readonly lineHeight: number;
  readonly indent: number;
}

/** Draws the answers of designs beside each other, passage by passage at equal heights; returns the height they take. */
function drawAnswers(
  context: SvgContext,
  content: PictureContent,
  row: readonly { readonly at: number; readonly left: number }[],
  width: number,
  top: number,
): number {
  const { theme, designs } = content;
  let y = top + 12;
  if (designs.length > 1) {
    for (const { at, left } of row) {
      context.fillStyle = ruleColour(theme);
      context.fillRect(left, top, width, 2);
      drawLetter(context, theme, designs[at]?.letter ?? '', left, top + 12);
    }
    y += 16;
  }
  const columns = row.map(({ at, left }) => {
    const passages = passagesOf(context, content, designs[at] as PictureDesign, width);
    return { left: designs.length === 1 ? MARGIN : left, passages };
  });
  const count = Math.max(...columns.map(({ passages }) => passages.length));
  for (let at = 0; at < count; at += 1) {
    const heights = columns.map(({ left, passages }) => {
      const { lines, indent, ...style } = passages[at] as Passage;
      return writeLines(context, lines, left + indent, y, style);
    });
    y += Math.max(...heights);
  }
  return y - (designs.length === 1 ? 0 : 4) - top;
}

function passagesOf(
  context: DrawingContext,
  { theme, designs }: PictureContent,
  { name, differences, outcome, sentence }: PictureDesign,
  width: number,
): readonly Passage[] {
  const passage = (
    text: string,
    font: string,
    linesMax: number,
    look: Partial<Passage> = {},
  ): Passage => {
    const room = width - (look.indent ?? 0);
    const lines = text === '' ? [] : fitted(context, text, font, room, linesMax);
    return { lines, font, colour: theme.foreground, lineHeight: 18, indent: 0, ...look };
  };
  const answer = [
    passage(outcome, FONTS.outcome, 1, { lineHeight: 19 }),
    passage(sentence, FONTS.small, SENTENCE_LINES_MAX),
  ];
  if (designs.length === 1) return answer;
  const soft = { colour: softColour(theme) };
  return [
    passage(name, FONTS.name, NAME_LINES_MAX, { lineHeight: 21, indent: LETTER_SIZE + 8 }),
    passage(differences, FONTS.small, DIFFERENCE_LINES_MAX, soft),
    // An empty line keeps the answer apart from the design.
    { ...passage('', FONTS.small, 0), lines: [''], lineHeight: 6 },
    ...answer,
  ];
}

/** Draws the tables: beside each other for up to two designs, else below each other; returns the height they take. */
function drawTables(context: DrawingContext, content: PictureContent, top: number): number {
  const { theme, designs, tables } = content;
  const count = designs.length;
  const areBeside = count <= 2;
  const width = areBeside ? columnWidth(2) : BODY_WIDTH;
  const heights: number[] = [];
  for (const [at, table] of tables.entries()) {
    const left = areBeside ? columnLeft(at, 2, width) : LEFT;
    const y = areBeside ? top : top + heights.reduce((sum, each) => sum + each, 0);
    const tableWidth = count === 1 ? TABLE_WIDTH_OF_ONE : width;
    heights.push(drawTable(context, theme, designs, table, left, tableWidth, y));
  }
  const height = areBeside ? Math.max(0, ...heights) : heights.reduce((sum, each) => sum + each, 0);
  if (count === 1) return height + 8;
  const y = top + height;
  const style = { font: FONTS.small, colour: softColour(theme) };
  let x = LEFT;
  if (tables.length > 0) {
    drawDot(context, x + 4, y + 6, softColour(theme));
    writeText(context, 'the best of a row', x + 14, y + 10, style);
    x += 14 + textWidth(context, 'the best of a row', FONTS.small) + 20;
  }
  writeText(context, '▲▼ more or less than A', x, y + 10, style);
  return height + 34;
}

/** Draws the link to the figure below everything; returns the height of the whole picture. */
function drawFoot(context: SvgContext, content: PictureContent, top: number): number {
  const { theme, address, printedAddress } = content;
  context.fillStyle = ruleColour(theme);
  context.fillRect(MARGIN, top, PAGE_WIDTH, 1);
  const lines = wrapped(context, printedAddress, FONTS.address, BODY_WIDTH);
  let y = top + 26;
  context.link(address, () => {
    writeText(context, 'Heap Atlas', MARGIN, y, { font: FONTS.strong, colour: theme.foreground });
    const style = { font: FONTS.address, colour: theme.selection, lineHeight: 16 };
    y += writeLines(context, lines.slice(0, ADDRESS_LINES_MAX), LEFT, y, style);
  });
  return Math.ceil(y + MARGIN - 24);
}
