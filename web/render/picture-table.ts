// A table of numbers in a picture: a row for each number, a column for each design, with the best of a row marked.

import type { DrawingContext } from './drawing-context';
import type { Theme } from './palette';
import { drawLetter, drawSwatch, LETTER_SIZE, ruleColour, softColour } from './picture-look';
import { FONTS, fitted, textWidth, writeText } from './picture-text';

export interface PictureTable {
  readonly title: string;
  readonly rows: readonly PictureRow[];
}

export interface PictureRow {
  readonly title: string;
  /** `null` for numbers that are not of a category. */
  readonly category: string | null;
  readonly cells: readonly PictureCell[];
}

export interface PictureCell {
  readonly value: string;
  /** The change against A; empty for A itself and for equal values. */
  readonly change: string;
  readonly isBest: boolean;
}

const TABLE_LINE_HEIGHT = 24;
/** The width of a column of row titles: in a table as wide as the picture, and in one of two tables. */
const WIDE_TITLE_WIDTH = 280;
const TITLE_WIDTH = 190;
const CHANGE_WIDTH = 92;
const VALUE_WIDTH_MIN = 84;
/** A design's name above its values may reach this far into the column before it. */
const NAME_OVERHANG = 20;

/** Titles begin at `left`, values end at `rights`. */
interface TableColumns {
  readonly left: number;
  readonly titleWidth: number;
  readonly rights: readonly number[];
  /** The room of a value with the dot that marks the best. */
  readonly valueWidth: number;
}

/** The first design has no changes, so its column is narrower than the others. */
function tableColumns(left: number, width: number, designCount: number): TableColumns {
  const titleWidth = designCount > 2 ? WIDE_TITLE_WIDTH : TITLE_WIDTH;
  const changesWidth = (designCount - 1) * CHANGE_WIDTH;
  const valueWidth = Math.floor((width - titleWidth - changesWidth) / designCount);
  const rights = Array.from(
    { length: designCount },
    (_, at) => left + titleWidth + valueWidth + at * (valueWidth + CHANGE_WIDTH),
  );
  return { left, titleWidth, rights, valueWidth };
}

/** Draws a table; returns the height it takes. The designs' letters and names stand above their values. */
export function drawTable(
  context: DrawingContext,
  theme: Theme,
  designs: readonly { readonly letter: string; readonly name: string }[],
  { title, rows }: PictureTable,
  left: number,
  width: number,
  top: number,
): number {
  const columns = tableColumns(left, width, designs.length);
  const { rights, valueWidth } = columns;
  let y = top + 16;
  writeText(context, title, left, y, { font: FONTS.strong, colour: softColour(theme) });
  if (designs.length > 1) {
    const nameWidth = (name: string) => textWidth(context, name, FONTS.strong) + 7;
    // Where a name would have to be cut short, the letters stand alone.
    const room = valueWidth + NAME_OVERHANG - LETTER_SIZE;
    const areNamed = designs.every(({ name }) => nameWidth(name) <= room);
    designs.forEach(({ letter, name }, at) => {
      const right = rights[at] ?? 0;
      const letterRight = areNamed ? right - nameWidth(name) : right;
      drawLetter(context, theme, letter, letterRight - LETTER_SIZE, y - 15);
      const style = { font: FONTS.strong, colour: theme.foreground };
      if (areNamed) writeText(context, name, letterRight + 7, y, style);
    });
  }
  y += 12;
  context.fillStyle = ruleColour(theme);
  context.fillRect(left, y, width, 1);
  y -= 4;
  for (const row of rows) {
    y += TABLE_LINE_HEIGHT;
    drawRow(context, theme, row, columns, y);
  }
  return y - top + 26;
}

function drawRow(
  context: DrawingContext,
  theme: Theme,
  { title, category, cells }: PictureRow,
  { left, titleWidth, rights }: TableColumns,
  y: number,
): void {
  if (category !== null) drawSwatch(context, theme, category, left, y);
  const indent = category === null ? 0 : 32;
  const [said = ''] = fitted(context, title, FONTS.small, titleWidth - indent, 1);
  writeText(context, said, left + indent, y, { font: FONTS.small, colour: theme.foreground });
  cells.forEach(({ value, change, isBest }, at) => {
    const right = rights[at] ?? 0;
    const font = isBest ? FONTS.strong : FONTS.small;
    const width = textWidth(context, value, font);
    writeText(context, value, right, y, { font, colour: theme.foreground, align: 'end' });
    const changeRight = right - Math.max(VALUE_WIDTH_MIN, width + 24);
    const changeStyle = { font: FONTS.small, colour: softColour(theme), align: 'end' } as const;
    if (change !== '') writeText(context, change, changeRight, y, changeStyle);
    if (isBest) drawDot(context, right - width - 9, y - 4.5, theme.foreground);
  });
}

/** Draws the dot that marks the best value of a row. */
export function drawDot(context: DrawingContext, x: number, y: number, colour: string): void {
  context.beginPath();
  context.arc(x, y, 3.5, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}
