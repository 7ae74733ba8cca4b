// Text in pictures: its fonts, and lines that are wrapped or cut to fit a width.

import type { DrawingContext } from './drawing-context';

export const SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
export const MONO = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

export const FONTS = {
  title: `700 24px ${SANS}`,
  caption: `400 15px ${SANS}`,
  code: `600 15px ${MONO}`,
  name: `700 16px ${SANS}`,
  outcome: `700 14px ${SANS}`,
  value: `700 18px ${SANS}`,
  strong: `700 13px ${SANS}`,
  small: `400 13px ${SANS}`,
  tick: `400 11px ${SANS}`,
  address: `400 11px ${MONO}`,
} as const;

export interface TextStyle {
  /** As a canvas takes it; one of `FONTS`. */
  readonly font: string;
  readonly colour: string;
  /** `start` where it is left out. */
  readonly align?: CanvasTextAlign;
}

export function writeText(
  context: DrawingContext,
  text: string,
  x: number,
  y: number,
  { font, colour, align = 'start' }: TextStyle,
): void {
  context.font = font;
  context.fillStyle = colour;
  context.textAlign = align;
  context.fillText(text, x, y);
  context.textAlign = 'start';
}

/** Writes lines below each other, `lineHeight` apart; returns the height they take. */
export function writeLines(
  context: DrawingContext,
  lines: readonly string[],
  x: number,
  y: number,
  style: TextStyle & { readonly lineHeight: number },
): number {
  lines.forEach((line, at) => {
    writeText(context, line, x, y + at * style.lineHeight, style);
  });
  return lines.length * style.lineHeight;
}

export function textWidth(context: DrawingContext, text: string, font: string): number {
  context.font = font;
  return context.measureText(text).width;
}

/** Breaks a text into lines of at most `width` pixels; breaks a word only where it is wider than a line. */
export function wrapped(
  context: DrawingContext,
  text: string,
  font: string,
  width: number,
): string[] {
  const isTooWide = (line: string) => textWidth(context, line, font) > width;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (!isTooWide(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (isTooWide(line)) {
      // The letters' average width gives a first guess, which is then shortened until it fits.
      const guess = Math.floor((line.length * width) / textWidth(context, line, font));
      let count = Math.max(1, guess);
      while (count > 1 && isTooWide(line.slice(0, count))) count -= 1;
      lines.push(line.slice(0, count));
      line = line.slice(count);
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** Like `wrapped`, with at most `linesMax` lines; an ellipsis stands for the text that is left out. */
export function fitted(
  context: DrawingContext,
  text: string,
  font: string,
  width: number,
  linesMax: number,
): string[] {
  const lines = wrapped(context, text, font, width);
  if (lines.length <= linesMax) return lines;
  const kept = lines.slice(0, linesMax);
  let last = kept.pop() ?? '';
  while (last !== '' && textWidth(context, `${last}…`, font) > width) last = last.slice(0, -1);
  return [...kept, `${last.trimEnd()}…`];
}
