// One chart over steps, drawn by uPlot: lines of a few metrics, and a cursor that is the step.
//
// A chunk of its own, fetched when the charts come into sight. Where a bucket covers many steps, a
// line is drawn through its maxima, so that no peak is lost between two pixels.

import uPlot from 'uplot';

export interface Line {
  readonly label: string;
  /** Any CSS colour. */
  readonly colour: string;
  readonly values: readonly number[];
}

export interface PlotData {
  /** Steps, ascending. */
  readonly steps: readonly number[];
  readonly lines: readonly Line[];
  /** The same lines under the design before, drawn faintly; `null` where there was none. */
  readonly former: {
    readonly steps: readonly number[];
    readonly lines: readonly (readonly number[])[];
  } | null;
}

export interface PlotColours {
  readonly text: string;
  readonly grid: string;
  readonly cursor: string;
}

export interface PlotOptions {
  readonly parent: HTMLElement;
  readonly width: number;
  readonly height: number;
  readonly colours: PlotColours;
  /** Writes a value at the axis. */
  readonly print: (value: number) => string;
  /** Writes a step at the axis. */
  readonly printStep: (step: number) => string;
  /** Whether ticks stand at powers of two, as sizes of memory do. */
  readonly isBinary: boolean;
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

const POWERS_OF_TWO = Array.from({ length: 40 }, (_, exponent) => 2 ** exponent);

export function createPlot(options: PlotOptions, data: PlotData): Plot {
  const { colours } = options;
  let step = 0;
  let current = data;
  const axis = {
    stroke: colours.text,
    font: '11px system-ui, sans-serif',
    grid: { stroke: colours.grid, width: 1 },
    ticks: { stroke: colours.grid, width: 1, size: 4 },
  };
  const plot = new uPlot(
    {
      width: options.width,
      height: options.height,
      legend: { show: false },
      padding: [8, 8, 0, 0],
      scales: {
        x: { time: false, range: (_plot, _min, max) => [0, Math.max(max, 1)] },
        y: { range: (_plot, _min, max) => [0, max > 0 ? max * 1.04 : 1] },
      },
      axes: [
        {
          ...axis,
          size: 26,
          values: (_plot, ticks) => ticks.map(options.printStep),
        },
        {
          ...axis,
          size: options.axisWidth,
          space: 26,
          ...(options.isBinary && { incrs: POWERS_OF_TWO }),
          values: (_plot, ticks) => ticks.map(options.print),
        },
      ],
      series: [
        {},
        ...data.lines.map(({ label, colour }) => ({
          label,
          stroke: colour,
          width: 1.5,
          points: { show: false },
          spanGaps: true,
        })),
        ...data.lines.map(({ label, colour }) => ({
          label: `${label}, before`,
          stroke: colour,
          width: 1,
          dash: [3, 3],
          alpha: 0.65,
          points: { show: false },
          spanGaps: true,
        })),
      ],
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
            if (x < left || x > left + width) return;
            self.ctx.save();
            self.ctx.setLineDash([]);
            self.ctx.strokeStyle = colours.cursor;
            self.ctx.lineWidth = Math.max(1, devicePixelRatio * 1.5);
            self.ctx.beginPath();
            self.ctx.moveTo(x, top);
            self.ctx.lineTo(x, top + height);
            self.ctx.stroke();
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

/** Both designs' lines over one axis of steps: their buckets need not end at the same ones. */
function columns({ steps, lines, former }: PlotData): uPlot.AlignedData {
  const now: uPlot.AlignedData = [[...steps], ...lines.map(({ values }) => [...values])];
  const before: uPlot.AlignedData = former
    ? [[...former.steps], ...former.lines.map((values) => [...values])]
    : [[], ...lines.map(() => [])];
  return uPlot.join([now, before]);
}
