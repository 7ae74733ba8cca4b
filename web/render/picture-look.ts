// Looks in pictures: a colour with its pattern, as a fill, as a sample in a legend, and as a definition in the SVG file; and
// the letter of a design.

import { type DrawingContext, stroke } from './drawing-context';
import { type Look, PATTERN_TILE, type Theme } from './palette';
import { FONTS, writeText } from './picture-text';

/** The looks with a pattern, by the ids that their fills refer to. */
export type NamedLooks = readonly (readonly [id: string, look: Look])[];

/** The colour of text that explains: captions, axes, titles of columns. */
export function softColour(theme: Theme): string {
  return theme.look('beyond').text;
}

/** The colour of rules and grid lines. */
export function ruleColour(theme: Theme): string {
  return theme.look('beyond').patternColour;
}

/** The pattern of a look as a fill style; `null` where it has none. */
export function patternFill(id: string, { pattern }: Look): string | null {
  return pattern === null ? null : `url(#${patternId(id)})`;
}

/** Fills whatever `draw` draws with a look: its colour first, then its pattern. */
export function fillWithLook(
  context: DrawingContext,
  id: string,
  look: Look,
  draw: () => void,
): void {
  context.fillStyle = look.fill;
  draw();
  const pattern = patternFill(id, look);
  if (pattern === null) return;
  context.fillStyle = pattern;
  draw();
}

/** A sample of a category's look, beside a line of small text whose baseline is at `y`. */
export function drawSwatch(
  context: DrawingContext,
  theme: Theme,
  category: string,
  x: number,
  y: number,
): void {
  fillWithLook(context, category, theme.look(category), () => context.fillRect(x, y - 12, 22, 16));
  context.beginPath();
  context.rect(x + 0.5, y - 11.5, 21, 15);
  stroke(context, softColour(theme), 1);
}

export const LETTER_SIZE = 22;

/** Draws a design's letter in a box, whose upper left corner is at `x`, `y`. */
export function drawLetter(
  context: DrawingContext,
  theme: Theme,
  letter: string,
  x: number,
  y: number,
): void {
  context.beginPath();
  context.roundRect(x + 0.75, y + 0.75, LETTER_SIZE - 1.5, LETTER_SIZE - 1.5, 4);
  stroke(context, softColour(theme), 1.5);
  const style = { font: FONTS.strong, colour: theme.foreground, align: 'center' } as const;
  writeText(context, letter, x + LETTER_SIZE / 2, y + LETTER_SIZE / 2 + 4.5, style);
}

/** The `<pattern>` elements that fills refer to. */
export function patternDefinitions(looks: NamedLooks): string {
  return looks
    .map(([id, { pattern, patternColour }]) => {
      if (pattern === null) return '';
      const size = `width="${PATTERN_TILE}" height="${PATTERN_TILE}"`;
      const line = `stroke="${patternColour}" stroke-width="${pattern.strokeWidth}" stroke-linecap="round"`;
      return `<pattern id="${patternId(id)}" ${size} patternUnits="userSpaceOnUse"><path d="${pattern.path}" fill="none" ${line}/></pattern>`;
    })
    .join('');
}

function patternId(id: string): string {
  return `pattern-${id}`;
}
