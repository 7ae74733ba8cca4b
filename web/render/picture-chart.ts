// A chart in a picture: one plot for each design, all at one scale, with axes, a key, and a line at the picture's step.
//
// Owns the drawing. The metrics, their colours and their values are given.

import { type DrawingContext, stroke } from './drawing-context';
import { formatCount } from './format';
import type { Look, Theme } from './palette';
import { fillWithLook, type NamedLooks, ruleColour, softColour } from './picture-look';
import { FONTS, textWidth, writeText } from './picture-text';
import { type TickKind, ticksUpTo } from './ticks';

export interface PictureChart {
  readonly title: string;
  readonly lines: readonly ChartLine[];
  /** Whether the lines are layers, each standing on those before it. */
  readonly isStacked: boolean;
  /** A limit that no value exceeds; empty where the chart has none. */
  readonly ceilingTitle: string;
  readonly ticks: TickKind;
  readonly print: (value: number) => string;
  /** In the order of the picture's designs; `null` for a design without a replay. */
  readonly plots: readonly (Plot | null)[];
}

export interface ChartLine {
  readonly title: string;
  /** The value at the picture's step; empty where there are several designs, or no value. */
  readonly now: string;
  /** A colour; for a layer its whole look. */
  readonly colour: string | Look;
}

export interface Plot {
  /** Ascending. */
  readonly steps: readonly number[];
  /** The values of each of the chart's lines, one for each step; for layers their upper edges. */
  readonly values: readonly (readonly number[])[];
  readonly ceiling: number | null;
  /** The picture's step. */
  readonly step: number;
}

/** Where a plot stands: `top` and `left` of its area, without axes. */
export interface PlotPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  /** Whether the values of the axis are written beside it. */
  readonly hasAxis: boolean;
}

export const PLOT_HEIGHT = 120;
/** The room that the axis of steps needs below a plot. */
export const STEP_AXIS_HEIGHT = 22;
const KEY_LINE_HEIGHT = 20;
const VALUE_TICKS_MAX = 6;
/** Pixels between two ticks of steps, so that their numbers stay apart. */
const STEP_TICK_PITCH = 90;
const CEILING_DASH = [6, 3];

/** Draws the title and the key of a chart; returns the height they take. */
export function drawChartKey(
  context: DrawingContext,
  theme: Theme,
  chart: PictureChart,
  left: number,
  top: number,
  width: number,
): number {
  const { title, lines, ceilingTitle } = chart;
  let y = top + 14;
  writeText(context, title, left, y, { font: FONTS.strong, colour: theme.foreground });
  let x = left + textWidth(context, title, FONTS.strong) + 24;
  const entry = (said: string, now: string, drawSample: () => void) => {
    const nowX = 24 + textWidth(context, said, FONTS.small) + (now === '' ? 0 : 6);
    const entryWidth = nowX + textWidth(context, now, FONTS.strong) + 20;
    if (x > left && x + entryWidth - 20 > left + width) {
      x = left;
      y += KEY_LINE_HEIGHT;
    }
    drawSample();
    writeText(context, said, x + 24, y, { font: FONTS.small, colour: softColour(theme) });
    if (now !== '')
      writeText(context, now, x + nowX, y, { font: FONTS.strong, colour: theme.foreground });
    x += entryWidth;
  };
  lines.forEach(({ title, now, colour }, at) => {
    entry(title, now, () => {
      if (typeof colour === 'string') {
        context.fillStyle = colour;
        context.fillRect(x, y - 6, 18, 3);
      } else {
        const draw = () => context.fillRect(x, y - 11, 18, 13);
        fillWithLook(context, layerId(chart, at), colour, draw);
      }
    });
  });
  if (ceilingTitle !== '') {
    entry(ceilingTitle, '', () => {
      drawRule(context, theme.foreground, x, y - 4, x + 18, y - 4, 1.5, CEILING_DASH);
    });
  }
  return y - top + 8;
}

/** Draws one design's plot; an empty frame of axes for a design without a replay. */
export function drawPlot(
  context: DrawingContext,
  theme: Theme,
  chart: PictureChart,
  plot: Plot | null,
  { left, top, width, hasAxis }: PlotPlace,
): void {
  const { lastStep, highest } = scaleOf(chart);
  const bottom = top + PLOT_HEIGHT;
  const right = left + width;
  const atStep = (step: number) => left + (width * step) / lastStep;
  const atValue = (value: number) => bottom - (PLOT_HEIGHT * value) / highest;
  const tick = { font: FONTS.tick, colour: softColour(theme) };

  for (const value of ticksUpTo(highest, chart.ticks, VALUE_TICKS_MAX)) {
    const y = Math.round(atValue(value)) + 0.5;
    drawRule(context, ruleColour(theme), left, y, right, y);
    if (!hasAxis) continue;
    writeText(context, chart.print(value), left - 8, y + 4, { ...tick, align: 'end' });
  }
  for (const step of ticksUpTo(
    lastStep,
    'whole',
    Math.max(1, Math.floor(width / STEP_TICK_PITCH)),
  )) {
    const x = Math.round(atStep(step)) + 0.5;
    drawRule(context, ruleColour(theme), x, top, x, bottom + 4);
    const align = step === 0 ? 'start' : step === lastStep ? 'end' : 'center';
    writeText(context, formatCount(step), x, bottom + 17, { ...tick, align });
  }
  if (plot === null) return;

  const { steps, values, ceiling } = plot;
  // The top layer comes first: each layer covers the part of the one above it that lies below its own edge.
  const order = chart.lines.map((line, at) => ({ ...line, at }));
  for (const { colour, at } of chart.isStacked ? order.reverse() : order) {
    const points = steps.map((step, place) => ({
      x: atStep(step),
      y: atValue(values[at]?.[place] ?? 0),
    }));
    if (typeof colour === 'string') drawLine(context, points, colour);
    else {
      const end = { right: atStep(steps.at(-1) ?? 0), bottom };
      drawLayer(context, theme, points, end, layerId(chart, at), colour);
    }
  }
  if (ceiling !== null) {
    const y = Math.round(atValue(ceiling)) + 0.5;
    drawRule(context, theme.foreground, left, y, right, y, 1.5, CEILING_DASH);
  }
  const x = Math.round(atStep(plot.step)) + 0.5;
  drawRule(context, theme.foreground, x, top, x, bottom, 1.5);
}

/** The looks of a chart's layers, by the ids that their fills refer to. */
export function layerLooks(chart: PictureChart): NamedLooks {
  return chart.lines.flatMap(({ colour }, at) =>
    typeof colour === 'string' ? [] : [[layerId(chart, at), colour] as const],
  );
}

function layerId({ title }: PictureChart, at: number): string {
  return `${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${at}`;
}

/** The last step and the highest value of all plots, so that they can be compared by eye. */
function scaleOf({ plots }: PictureChart): { readonly lastStep: number; readonly highest: number } {
  let lastStep = 1;
  let most = 0;
  for (const plot of plots) {
    if (plot === null) continue;
    // While a replay is under way, its samples may end before the picture's step.
    lastStep = Math.max(lastStep, plot.steps.at(-1) ?? 0, plot.step);
    for (const line of plot.values) most = line.reduce((one, other) => Math.max(one, other), most);
    most = Math.max(most, plot.ceiling ?? 0);
  }
  return { lastStep, highest: most > 0 ? most * 1.04 : 1 };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function drawLine(context: DrawingContext, points: readonly Point[], colour: string): void {
  context.beginPath();
  points.forEach(({ x, y }, at) => {
    if (at === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
  context.lineWidth = 1.5;
  context.lineJoin = 'round';
  context.strokeStyle = colour;
  context.stroke();
  context.lineJoin = 'miter';
}

/** A layer's value holds from its step until the next one: between two steps there is no slope. */
function drawLayer(
  context: DrawingContext,
  theme: Theme,
  points: readonly Point[],
  { right, bottom }: { readonly right: number; readonly bottom: number },
  id: string,
  look: Look,
): void {
  context.beginPath();
  context.moveTo(points[0]?.x ?? 0, bottom);
  points.forEach(({ x, y }, at) => {
    context.lineTo(x, y);
    context.lineTo(points[at + 1]?.x ?? x, y);
  });
  context.lineTo(right, bottom);
  context.closePath();
  fillWithLook(context, id, look, () => context.fill());
  stroke(context, theme.background, 1);
}

function drawRule(
  context: DrawingContext,
  colour: string,
  x: number,
  y: number,
  toX: number,
  toY: number,
  width = 1,
  dash: readonly number[] = [],
): void {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.setLineDash([...dash]);
  context.stroke();
  context.setLineDash([]);
}
