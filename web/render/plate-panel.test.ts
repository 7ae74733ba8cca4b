// Protects what a picture shows below its map: all of it is there, no text runs into another or off the page, and what a
// block or a program is called stays a text.

import { describe, expect, test } from 'vitest';
import type { CategoryDoc } from '../engine/wire';
import { ownerLook, themeOf } from './palette';
import { drawPanel, looksOf, type PlateChart, type PlatePanel } from './plate-panel';
import { PLATE_WIDTH, type Sheet, svgFile } from './plate-parts';
import { collisions, measure, textBoxes } from './text-boxes.test-helper';

const SHEET: Sheet = {
  title: 'A figure',
  lines: [],
  categories: [{ id: 'header' }, { id: 'requested' }] as CategoryDoc[],
  theme: themeOf('light'),
  address: 'https://atlas.example/#v1',
  printed: 'https://atlas.example/#v1',
  measure,
};

function drawn(panel: PlatePanel): Element {
  const svg = svgFile(SHEET, '', (pen) => drawPanel(pen, SHEET, panel, 0), looksOf(panel));
  return new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
}

const column = (title: string, isNumber = false) => ({ title, share: 1, isNumber, isMono: false });
const line = (...cells: string[]) => ({ cells, isStrong: false });
const LONG = 'a hole too small for what is asked, and for all that was asked before it '.repeat(4);

const table = (title: string, lines: number, cell = 'a cell') => ({
  title,
  columns: [column('one'), column('two', true)],
  lines: Array.from({ length: lines }, (_, at) => line(`${cell} ${at}`, '1 234')),
  note: '3 more, left out here.',
});

const about = { title: 'What is seen', summary: LONG };

const chart = (given: Partial<PlateChart> = {}): PlateChart => ({
  title: 'Frames by owner',
  lines: [
    { title: 'kernel', now: '3', colour: ownerLook(0), values: [1, 2, 2, 4] },
    { title: 'shop', now: '5', colour: ownerLook(1), values: [1, 5, 6, 9] },
  ],
  isStacked: true,
  ceiling: { title: 'frames there are', value: 12 },
  ticks: 'whole',
  print: String,
  ...given,
});

const curve = { title: 'Heap', now: '64 K', colour: '#c2410c', values: [0, 10, 10, 65_536] };
const axis = { steps: [1, 40, 90, 97], step: 40 };

const PANELS = {
  tables: {
    ...about,
    kind: 'tables',
    rows: [
      { across: 3, tables: [table('A', 5), table('B', 2), table('C', 1), table('D', 3)] },
      { across: 1, tables: [table('E', 4, LONG)] },
    ],
  },
  bytes: {
    ...about,
    kind: 'bytes',
    lines: [0, 1, 2].map((at) => ({
      address: `0x0010000${at}`,
      bytes: Array.from({ length: 16 }, (_, byte) =>
        byte > 12 ? null : { hex: 'ff', category: byte < 8 ? 'header' : null },
      ),
      characters: '················',
    })),
    fields: table('The header', 4),
  },
  curves: {
    ...about,
    kind: 'curves',
    axis,
    charts: [chart(), chart({ title: 'Memory', lines: [curve], isStacked: false, ceiling: null })],
  },
} satisfies Readonly<Record<string, PlatePanel>>;

describe.each(Object.entries(PANELS))('%s', (_, panel) => {
  test('no text runs into another, off the page, or out of it', () => {
    const svg = drawn(panel);
    expect(svg.querySelectorAll('parsererror').length).toBe(0);
    const boxes = textBoxes(svg);
    expect(boxes.map(({ text }) => text)).toContain(panel.title);
    expect(collisions(boxes)).toEqual([]);
    expect(boxes.filter(({ left, right }) => left < 0 || right > PLATE_WIDTH)).toEqual([]);
    const height = Number(svg.getAttribute('height'));
    expect(Math.max(...boxes.map(({ bottom }) => bottom))).toBeLessThan(height);
  });
});

test('a table goes on where most room is left, and says what it leaves out', () => {
  const boxes = textBoxes(drawn(PANELS.tables));
  const leftOf = (said: string) => boxes.find(({ text }) => text === said)?.left;
  // D follows the shortest of A, B and C.
  expect(leftOf('D')).toBe(leftOf('C'));
  expect(boxes.filter(({ text }) => text === '3 more, left out here.').length).toBe(5);
});

/** The points of a path, as far as it goes by lines. */
function pointsOf(path: Element): [number, number][] {
  const found = (path.getAttribute('d') ?? '').matchAll(/[ML]([\d.]+) ([\d.]+)/g);
  return [...found].map(([, x, y]) => [Number(x), Number(y)]);
}

test('a curve goes through its values, larger ones higher, from the axis to its end', () => {
  const svg = drawn({
    ...about,
    kind: 'curves',
    axis,
    charts: [chart({ lines: [curve], isStacked: false, ceiling: null })],
  });
  const [path] = [...svg.querySelectorAll('path')].filter(
    (each) => each.getAttribute('stroke') === curve.colour,
  );
  const points = pointsOf(path as Element);
  expect(path?.getAttribute('d')?.match(/[A-Za-z]/g)).toHaveLength(points.length);
  expect(points.length).toBe(axis.steps.length);
  const heights = points.map(([, y]) => y);
  expect(heights[1]).toBe(heights[2]);
  expect(heights[0]).toBeGreaterThan(heights[1] ?? 0);
  expect(heights[2]).toBeGreaterThan(heights[3] ?? 0);
  const xs = points.map(([x]) => x);
  expect(xs).toEqual(xs.toSorted((one, other) => one - other));
});

test('layers stand under each other, each with its own pattern', () => {
  const svg = drawn(PANELS.curves);
  const fills = [...svg.querySelectorAll('path')]
    .filter((each) => each.getAttribute('d')?.endsWith('z'))
    .map((each) => each.getAttribute('fill'));
  // From the top: the uppermost layer is drawn first, and covered by those below it.
  const [kernel, shop] = [ownerLook(0).fill, ownerLook(1).fill];
  expect(fills).toEqual(expect.arrayContaining([kernel, shop]));
  expect(fills.lastIndexOf(shop)).toBeLessThan(fills.lastIndexOf(kernel));
  const tiles = [...svg.querySelectorAll('pattern')].map(({ id }) => id);
  const [tile = ''] = fills.flatMap((fill) => /^url\(#(.+)\)$/.exec(fill ?? '')?.[1] ?? []);
  expect(tiles).toContain(tile);
});

test('a scenario without a step has charts all the same', () => {
  const empty = chart({ lines: [{ ...curve, values: [] }], isStacked: false, ceiling: null });
  const svg = drawn({ ...about, kind: 'curves', axis: { steps: [], step: 0 }, charts: [empty] });
  expect(new XMLSerializer().serializeToString(svg)).not.toMatch(/NaN|Infinity|undefined/);
});

test('the step is within its chart, though the samples end before it', () => {
  const chart_ = chart({ lines: [curve], isStacked: false, ceiling: null });
  const svg = drawn({ ...about, kind: 'curves', axis: { ...axis, step: 2000 }, charts: [chart_] });
  const xs = [...svg.querySelectorAll('path')].flatMap((path) => pointsOf(path)).map(([x]) => x);
  expect(Math.max(...xs)).toBeLessThan(PLATE_WIDTH / 2 + 60);
});

test('spaces among the characters of a block keep their places', () => {
  const bytes = Array.from({ length: 16 }, () => ({ hex: '20', category: null }));
  const lines = [{ address: '0x00100000', bytes, characters: '  a  b          ' }];
  const svg = drawn({ ...about, kind: 'bytes', lines, fields: table('The header', 1) });
  const [said] = textBoxes(svg).filter(({ text }) => text.includes('a\u00a0\u00a0b'));
  expect(said?.text).toHaveLength(16);
});

test('what a block is called stays a text', () => {
  const name = '</text><script>alert(1)</script>';
  const svg = drawn({ ...about, kind: 'tables', rows: [{ across: 1, tables: [table(name, 1)] }] });
  expect(svg.querySelector('script')).toBeNull();
  expect(textBoxes(svg).map(({ text }) => text)).toContain(name);
});
