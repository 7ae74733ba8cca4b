// Memory over time in a picture: address up, step to the right, for each design, all to one scale.
//
// The engine's pixels, with the ticks of refusals and marks, the step, and both axes.

import type { DrawingContext } from './drawing-context';
import { formatBytes, formatCount } from './format';
import type { Theme } from './palette';
import { drawSwatch, ruleColour, softColour } from './picture-look';
import { FONTS, textWidth, writeText } from './picture-text';
import type { SvgContext } from './svg-context';

/** The steps and bytes that all pictures of a figure show. */
export interface TimeScale {
  readonly fromStep: number;
  readonly steps: number;
  readonly bytes: number;
  /** The step of the figure. */
  readonly step: number;
}

export interface PictureTime {
  /** The address of the pixels. */
  readonly pixels: string;
  readonly refusals: readonly number[];
  readonly marks: readonly number[];
  readonly hasTables: boolean;
}

const TICK = { width: 3, height: 9 } as const;
const STEP_AXIS_HEIGHT = 22;
const KEY_HEIGHT = 26;

/** Draws the picture with its axes, `gutter` wide to its left; returns the height they take. */
export function drawTime(
  context: SvgContext,
  theme: Theme,
  scale: TimeScale,
  { pixels, refusals, marks }: PictureTime,
  place: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  },
): number {
  const { left, top, width, height } = place;
  const atStep = (step: number) => left + ((step - scale.fromStep + 0.5) * width) / scale.steps;
  context.image(pixels, left, top, width, height);
  const soft = { font: FONTS.tick, colour: softColour(theme) };
  for (const [share, y] of [
    [1, top + 10],
    [0.5, top + height / 2 + 4],
    [0, top + height],
  ] as const) {
    const text = share === 0 ? '0' : formatBytes(Math.round(share * scale.bytes));
    writeText(context, text, left - 8, y, { ...soft, align: 'end' });
  }
  const ticks = (steps: readonly number[], colour: string) => {
    context.fillStyle = colour;
    for (const step of steps) {
      context.fillRect(atStep(step) - TICK.width / 2, top, TICK.width, TICK.height);
    }
  };
  ticks(marks, softColour(theme));
  ticks(refusals, theme.bad);
  context.fillStyle = theme.foreground;
  context.fillRect(atStep(scale.step) - 1, top + TICK.height, 2, height - TICK.height);
  context.fillStyle = ruleColour(theme);
  context.fillRect(left, top + height, width, 1);
  const last = scale.fromStep + scale.steps - 1;
  writeText(context, `step ${formatCount(scale.fromStep)}`, left, top + height + 16, soft);
  writeText(context, formatCount(last), left + width, top + height + 16, { ...soft, align: 'end' });
  return height + STEP_AXIS_HEIGHT;
}

/** Draws what the colours and ticks stand for; returns the height it takes. */
export function drawTimeKey(
  context: DrawingContext,
  theme: Theme,
  { hasTables, hasRefusals }: { readonly hasTables: boolean; readonly hasRefusals: boolean },
  left: number,
  top: number,
): number {
  const y = top + 14;
  let x = left;
  const entry = (text: string, drawSample: () => void) => {
    drawSample();
    writeText(context, text, x + 30, y, { font: FONTS.small, colour: softColour(theme) });
    x += 30 + textWidth(context, text, FONTS.small) + 22;
  };
  entry('in use', () => drawSwatch(context, theme, 'requested', x, y));
  if (hasTables) entry('tables', () => drawSwatch(context, theme, 'index', x, y));
  entry('holes', () => drawSwatch(context, theme, 'free', x, y));
  if (hasRefusals) {
    entry('refused', () => {
      context.fillStyle = theme.bad;
      context.fillRect(x + 10, y - 10, TICK.width, 12);
    });
  }
  return KEY_HEIGHT;
}
