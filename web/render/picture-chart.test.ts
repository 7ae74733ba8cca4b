// Protects charts in pictures: lines go through their values, the plots of all designs share one scale, and layers keep
// their patterns.
//
// @vitest-environment happy-dom

import { expect, test } from 'vitest';
import { ownerLook, themeOf } from './palette';
import { drawPlot, layerLooks, type PictureChart, PLOT_HEIGHT, type Plot } from './picture-chart';
import { SvgContext } from './svg-context';
import { measure } from './text-boxes.test-helper';

const COLOUR = '#c2410c';
const PLACE = { left: 100, top: 0, width: 400, hasAxis: true };
const STEPS = [1, 40, 90, 97];

function plotOf(values: readonly number[], given: Partial<Plot> = {}): Plot {
  return { steps: STEPS, values: [values], ceiling: null, step: 40, ...given };
}

function chartOf(...plots: readonly (Plot | null)[]): PictureChart {
  return {
    title: 'Memory',
    lines: [{ title: 'Heap', now: '', colour: COLOUR }],
    isStacked: false,
    ceilingTitle: '',
    ticks: 'whole',
    print: String,
    plots,
  };
}

function drawn(chart: PictureChart, plot: Plot | null): Element {
  const context = new SvgContext('#ffffff', measure);
  drawPlot(context, themeOf('light'), chart, plot, PLACE);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg">${context.elements}</svg>`;
  return new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
}

/** The points of the chart's line. */
function pointsOf(svg: Element): { x: number; y: number }[] {
  const line = [...svg.querySelectorAll('path')].find(
    (path) => path.getAttribute('stroke') === COLOUR,
  );
  const found = (line?.getAttribute('d') ?? '').matchAll(/[ML]([\d.]+) ([\d.]+)/g);
  return [...found].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
}

test('a line has a point for each value, larger ones higher, and ends at the right', () => {
  const plot = plotOf([0, 10, 10, 65_536]);
  const points = pointsOf(drawn(chartOf(plot), plot));
  expect(points.length).toBe(STEPS.length);
  const [zero, ten, other, most] = points.map(({ y }) => y) as [number, number, number, number];
  expect(zero).toBe(PLOT_HEIGHT);
  expect(ten).toBe(other);
  expect(ten).toBeLessThan(zero);
  expect(most).toBeLessThan(ten);
  expect(points.at(-1)?.x).toBe(PLACE.left + PLACE.width);
});

test('plots of several designs share one scale', () => {
  const low = plotOf([10, 10, 10, 10]);
  const high = plotOf([40, 40, 40, 40]);
  const chart = chartOf(low, high, null);
  const heightOf = (plot: Plot) => PLOT_HEIGHT - (pointsOf(drawn(chart, plot))[0]?.y ?? 0);
  expect(heightOf(high) / heightOf(low)).toBeCloseTo(4, 2);
});

test('layers stand on each other, the top one drawn first, each with its own pattern', () => {
  const [kernel, shop] = [ownerLook(0), ownerLook(1)];
  const plot = plotOf([1, 2, 2, 4], {
    values: [
      [1, 2, 2, 4],
      [1, 5, 6, 9],
    ],
  });
  const chart: PictureChart = {
    ...chartOf(plot),
    lines: [
      { title: 'kernel', now: '', colour: kernel },
      { title: 'shop', now: '', colour: shop },
    ],
    isStacked: true,
  };
  const fills = [...drawn(chart, plot).querySelectorAll('path')].map((path) =>
    path.getAttribute('fill'),
  );
  expect(fills.indexOf(shop.fill)).toBeGreaterThanOrEqual(0);
  expect(fills.indexOf(shop.fill)).toBeLessThan(fills.indexOf(kernel.fill));
  const patterns = fills.flatMap((fill) => /^url\(#pattern-(.+)\)$/.exec(fill ?? '')?.[1] ?? []);
  const ids = layerLooks(chart).map(([id]) => id);
  expect(new Set(ids).size).toBe(2);
  // Of the two looks only the kernel's has a pattern.
  expect(patterns).toEqual([ids[0]]);
});

test('a replay without steps, or none at all, still has axes', () => {
  const empty = plotOf([], { steps: [], step: 0 });
  for (const plot of [empty, null]) {
    const svg = drawn(chartOf(plot), plot);
    expect(svg.querySelectorAll('text').length).toBeGreaterThan(1);
    expect(svg.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
  }
});

test('the step is within its plot, though the samples end before it', () => {
  const plot = plotOf([1, 2, 3, 4], { step: 2000 });
  const svg = drawn(chartOf(plot), plot);
  const xs = [...svg.querySelectorAll('path')].flatMap((path) =>
    [...(path.getAttribute('d') ?? '').matchAll(/[ML]([\d.]+) /g)].map(([, x]) => Number(x)),
  );
  expect(Math.max(...xs)).toBeLessThanOrEqual(PLACE.left + PLACE.width + 1);
});
