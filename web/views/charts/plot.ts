// One chart over steps, drawn by uPlot: lines or stacked layers, and a cursor at the step.

import uPlot from 'uplot';
import { formatCount } from '../../render/format';
import { filledPattern } from '../../render/patterns';
import { INCREMENTS } from '../../render/ticks';
import { type Drawn, stacked } from './drawn';

export interface PlotData {
  readonly chart: Drawn;
  /** Ascending: the steps of the lines' values, and those of the former values. */
  readonly steps: readonly number[];
  readonly formerSteps: readonly number[];
}

export interface PlotOptions {
  readonly parent: HTMLElement;
  readonly width: number;
  readonly height: number;
  /** The colour that a custom property has: a canvas knows neither custom properties nor `light-dark()`. */
  readonly colour: (property: string) => string;
  readonly onSeek: (step: number) => void;
  /** `null` when the pointer has left. */
  readonly onPoint: (step: number | null) => void;
}

export interface Plot {
  setData(data: PlotData): void;
  setStep(step: number): void;
  setWidth(width: number): void;
  destroy(): void;
}

/** In CSS pixels. All plots have the same, so that their steps align. */
const AXIS_WIDTH = 72;

/** Draws a chart. Its title, lines and ceiling are those of the first data; later data change only the values. */
export function createPlot(data: PlotData, options: PlotOptions): Plot {
  const { colour } = options;
  const { lines, isStacked, print, ticks } = data.chart;
  const ceiling = data.chart.ceiling?.value ?? null;
  const [soft, grid] = [colour('--atlas-ink-soft'), colour('--atlas-line')];
  const [cursor, ground] = [colour('--atlas-ink'), colour('--atlas-ground')];
  let step = 0;
  let current = data;
  const axis = {
    stroke: soft,
    font: '11px system-ui, sans-serif',
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1, size: 4 },
  };
  const held = uPlot.paths.stepped?.({ align: 1 });
  const now: uPlot.Series[] = drawingOrder(lines, isStacked).map(({ id, colour: look }) => ({
    label: id,
    points: { show: false },
    spanGaps: true,
    ...(typeof look === 'string'
      ? { stroke: colour(look), width: 1.5 }
      : {
          stroke: ground,
          width: 1,
          // A layer's value holds until the next step: there is no slope between two.
          ...(held && { paths: held }),
          fill: (self) => filledPattern(self.ctx, look, devicePixelRatio) ?? look.fill,
        }),
  }));
  const formerLines = isStacked ? [{ id: 'all', colour: '--atlas-ink-soft' }] : lines;
  const before: uPlot.Series[] = formerLines.map(({ id, colour: look }) => ({
    label: `${id}, before`,
    stroke: typeof look === 'string' ? colour(look) : look.fill,
    width: 1,
    dash: [3, 3],
    alpha: 0.65,
    points: { show: false },
    spanGaps: true,
  }));
  const columns = (data: PlotData) => joined(data, now.length, before.length);
  const plot = new uPlot(
    {
      width: options.width,
      height: options.height,
      legend: { show: false },
      // The last number below stands across the right end: half of the longest takes 28 pixels.
      padding: [8, 28, 0, 0],
      scales: {
        x: { time: false, range: (_plot, _min, max) => [0, Math.max(max, 1)] },
        y: {
          range: (_plot, _min, max) => {
            const most = Math.max(max, ceiling ?? 0);
            return [0, most > 0 ? most * 1.04 : 1];
          },
        },
      },
      axes: [
        {
          ...axis,
          size: 26,
          incrs: [...INCREMENTS.whole],
          values: (_plot, steps) => steps.map(formatCount),
        },
        {
          ...axis,
          size: AXIS_WIDTH,
          space: 26,
          incrs: [...INCREMENTS[ticks]],
          values: (_plot, values) => values.map(print),
        },
      ],
      series: [{}, ...now, ...before],
      cursor: { y: false, points: { size: 5 }, drag: { x: false, y: false } },
      hooks: {
        setCursor: [
          (self) => {
            const { idx } = self.cursor;
            options.onPoint(idx == null ? null : (self.data[0][idx] ?? null));
          },
        ],
        draw: [
          (self) => {
            const x = Math.round(self.valToPos(step, 'x', true)) + 0.5;
            const { left, top, width, height } = self.bbox;
            self.ctx.save();
            self.ctx.lineWidth = Math.max(1, devicePixelRatio * 1.5);
            self.ctx.strokeStyle = cursor;
            if (ceiling !== null) {
              const y = Math.round(self.valToPos(ceiling, 'y', true));
              self.ctx.setLineDash([6 * devicePixelRatio, 3 * devicePixelRatio]);
              rule(self.ctx, left, y, left + width, y);
            }
            if (x >= left && x <= left + width) {
              self.ctx.setLineDash([]);
              rule(self.ctx, x, top, x, top + height);
            }
            self.ctx.restore();
          },
        ],
      },
    },
    columns(data),
    options.parent,
  );
  const seek = (event: PointerEvent) => {
    const { left } = plot.over.getBoundingClientRect();
    const at = plot.posToVal(event.clientX - left, 'x');
    const last = current.steps.at(-1) ?? 0;
    options.onSeek(Math.round(Math.min(Math.max(at, 0), last)));
  };
  plot.over.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    plot.over.setPointerCapture(event.pointerId);
    seek(event);
  });
  plot.over.addEventListener('pointermove', (event) => {
    if (plot.over.hasPointerCapture(event.pointerId)) seek(event);
  });
  return {
    setData(next) {
      current = next;
      plot.setData(columns(next));
    },
    setStep(next) {
      if (next === step) return;
      step = next;
      plot.redraw(false);
    },
    setWidth(width) {
      plot.setSize({ width, height: options.height });
    },
    destroy() {
      plot.destroy();
    },
  };
}

function rule(ctx: CanvasRenderingContext2D, x: number, y: number, toX: number, toY: number) {
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(toX, toY);
  ctx.stroke();
}

/** The top layer comes first: each layer covers the part of the one above it that lies below its own edge. */
function drawingOrder<T>(lines: readonly T[], isStacked: boolean): T[] {
  return isStacked ? [...lines].reverse() : [...lines];
}

/** The lines of both designs over one axis of steps: their samples may stand at different steps. */
function joined(
  { chart: { lines, isStacked, former }, steps, formerSteps }: PlotData,
  lineCount: number,
  formerCount: number,
): uPlot.AlignedData {
  const values = lines.map((line) => line.values);
  const edges = isStacked ? stacked(values) : values;
  const listed = (count: number, values: readonly (readonly number[])[]) =>
    Array.from({ length: count }, (_, line) => [...(values[line] ?? [])]);
  const now = [[...steps], ...listed(lineCount, drawingOrder(edges, isStacked))];
  const before = [[...formerSteps], ...listed(formerCount, former ?? [])];
  return uPlot.join([now as uPlot.AlignedData, before as uPlot.AlignedData]);
}
