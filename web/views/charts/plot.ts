// One chart over steps, drawn by uPlot: a few lines, or layers that stand on each other, and a cursor that
// is the step.

import uPlot from 'uplot';
import type { Look } from '../../render/palette';
import { filledPattern } from '../../render/patterns';
import { INCREMENTS, type TickKind } from '../../render/ticks';

export interface Line {
  readonly label: string;
  /** Any CSS colour; of a layer, what it is filled with. */
  readonly colour: string | Look;
}

export interface PlotData {
  /** Steps, ascending. */
  readonly steps: readonly number[];
  /** One list of values a line, in their order; of layers the upper edges, from the lowest. */
  readonly lines: readonly (readonly number[])[];
  /** The same under the design before, drawn faintly; of layers the sum alone. `null` where there was none. */
  readonly former: {
    readonly steps: readonly number[];
    readonly lines: readonly (readonly number[])[];
  } | null;
}

export interface PlotColours {
  readonly text: string;
  readonly grid: string;
  readonly cursor: string;
  /** What the chart stands on. */
  readonly ground: string;
}

export interface PlotOptions {
  readonly parent: HTMLElement;
  readonly width: number;
  readonly height: number;
  readonly colours: PlotColours;
  readonly lines: readonly Line[];
  /** Whether the lines are edges of layers. */
  readonly isStacked: boolean;
  /** A level that nothing exceeds, drawn over the whole width. */
  readonly ceiling: number | null;
  /** Writes a value at the axis. */
  readonly print: (value: number) => string;
  /** Writes a step at the axis. */
  readonly printStep: (step: number) => string;
  /** Where ticks of values may stand. */
  readonly ticks: TickKind;
  /** Widest label at the axis, px: all plots have the same, so that their steps align. */
  readonly axisWidth: number;
  readonly onSeek: (step: number) => void;
  /** The pointer is over this step; `null` when it left. */
  readonly onPoint: (step: number | null) => void;
}

export interface Plot {
  setData(data: PlotData): void;
  setStep(step: number): void;
  setWidth(width: number): void;
  destroy(): void;
}

export function createPlot(options: PlotOptions, data: PlotData): Plot {
  const { colours, lines, isStacked, ceiling } = options;
  let step = 0;
  let current = data;
  const axis = {
    stroke: colours.text,
    font: '11px system-ui, sans-serif',
    grid: { stroke: colours.grid, width: 1 },
    ticks: { stroke: colours.grid, width: 1, size: 4 },
  };
  const held = uPlot.paths.stepped?.({ align: 1 });
  const now: uPlot.Series[] = drawingOrder(lines, isStacked).map(({ label, colour }) => ({
    label,
    points: { show: false },
    spanGaps: true,
    ...(typeof colour === 'string'
      ? { stroke: colour, width: 1.5 }
      : {
          stroke: colours.ground,
          width: 1,
          // A layer is a fact of each step, held until the next; a slope between two would be none.
          ...(held && { paths: held }),
          fill: (self) => filledPattern(self.ctx, colour, devicePixelRatio) ?? colour.fill,
        }),
  }));
  const formerLines = isStacked ? [{ label: 'all', colour: colours.text }] : lines;
  const before: uPlot.Series[] = formerLines.map(({ label, colour }) => ({
    label: `${label}, before`,
    stroke: typeof colour === 'string' ? colour : colour.fill,
    width: 1,
    dash: [3, 3],
    alpha: 0.65,
    points: { show: false },
    spanGaps: true,
  }));
  const columns = (data: PlotData) => joined(data, now.length, before.length, isStacked);
  const plot = new uPlot(
    {
      width: options.width,
      height: options.height,
      legend: { show: false },
      padding: [8, 8, 0, 0],
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
          // There are no half steps.
          incrs: [...INCREMENTS.whole],
          values: (_plot, ticks) => ticks.map(options.printStep),
        },
        {
          ...axis,
          size: options.axisWidth,
          space: 26,
          incrs: [...INCREMENTS[options.ticks]],
          values: (_plot, ticks) => ticks.map(options.print),
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
            self.ctx.strokeStyle = colours.cursor;
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

/** Layers are drawn from the top: each covers what of the one above it reaches below its own edge. */
function drawingOrder<T>(lines: readonly T[], isStacked: boolean): T[] {
  return isStacked ? [...lines].reverse() : [...lines];
}

/** Both designs' lines over one axis of steps: their buckets need not end at the same ones. */
function joined(
  { steps, lines, former }: PlotData,
  lineCount: number,
  formerCount: number,
  isStacked: boolean,
): uPlot.AlignedData {
  const listed = (count: number, values: readonly (readonly number[])[]) =>
    Array.from({ length: count }, (_, line) => [...(values[line] ?? [])]);
  const now = [[...steps], ...listed(lineCount, drawingOrder(lines, isStacked))];
  const before = [[...(former?.steps ?? [])], ...listed(formerCount, former?.lines ?? [])];
  return uPlot.join([now as uPlot.AlignedData, before as uPlot.AlignedData]);
}
