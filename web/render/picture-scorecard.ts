// The scorecard in a picture: the numbers that a design is judged by first, over the whole replay, a column for each.

import type { DrawingContext } from './drawing-context';
import type { Theme } from './palette';
import { drawLetter, LETTER_SIZE, ruleColour, softColour } from './picture-look';
import { FONTS, textWidth, writeText } from './picture-text';

/** A row for each design, in the order of the picture's designs. */
export interface PictureScorecard {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly PictureScore[])[];
}

export interface PictureScore {
  readonly value: string;
  /** What stands beside the value, smaller; empty where nothing does. */
  readonly beside: string;
  /** The change against A; empty for A itself and for equal values. */
  readonly change: string;
  readonly isBad: boolean;
}

const HEAD_HEIGHT = 24;
const ROW_HEIGHT = 30;

/** Draws the scorecard; returns the height it takes. Letters stand beside the rows of several designs. */
export function drawScorecard(
  context: DrawingContext,
  theme: Theme,
  { titles, rows }: PictureScorecard,
  letters: readonly string[],
  left: number,
  top: number,
  width: number,
): number {
  const isCompared = letters.length > 1;
  const indent = isCompared ? LETTER_SIZE + 16 : 0;
  const columnWidth = (width - indent) / titles.length;
  const columnLeft = (at: number) => left + indent + at * columnWidth;
  context.fillStyle = ruleColour(theme);
  context.fillRect(left, top, width, 1);
  titles.forEach((title, at) => {
    const style = { font: FONTS.small, colour: softColour(theme) };
    writeText(context, title, columnLeft(at), top + 20, style);
  });
  rows.forEach((scores, row) => {
    const y = top + HEAD_HEIGHT + row * ROW_HEIGHT + 19;
    if (isCompared) drawLetter(context, theme, letters[row] ?? '', left, y - 16);
    scores.forEach(({ value, beside, change, isBad }, at) => {
      let x = columnLeft(at);
      const write = (text: string, font: string, colour: string, gap: number) => {
        if (text === '') return;
        writeText(context, text, x, y, { font, colour });
        x += textWidth(context, text, font) + gap;
      };
      write(value, FONTS.value, isBad ? theme.bad : theme.foreground, 8);
      write(beside, FONTS.small, softColour(theme), 10);
      write(change, FONTS.small, softColour(theme), 0);
    });
  });
  const height = HEAD_HEIGHT + rows.length * ROW_HEIGHT;
  context.fillStyle = ruleColour(theme);
  context.fillRect(left, top + height + 4, width, 1);
  return height + 5;
}
