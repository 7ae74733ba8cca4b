// Protects the picture of a figure: every design is on it, all at one scale, and no text collides with another or leaves
// the page, however many designs there are and whatever they are called.
//
// @vitest-environment happy-dom

import { describe, expect, test } from 'vitest';
import type { Block, CategoryDoc, Frame } from '../engine/wire';
import { themeOf } from './palette';
import {
  PICTURE_WIDTH,
  type PictureContent,
  type PictureDesign,
  type PictureMaps,
  pictureGeometry,
  pictureSvg,
} from './picture';
import type { PictureChart } from './picture-chart';
import type { PictureScorecard } from './picture-scorecard';
import { collisions, measure, textBoxes } from './text-boxes.test-helper';

const REGION_BYTES = 16_384;
const WINDOW = { from: 0, bytes: 8192 };

function block(start: number): Block {
  return {
    start,
    bytes: 64,
    fields: [],
    address: 0x100000 + start,
    payload: 48,
    requested: 40,
    state: 'allocated',
    pointer: null,
    parts: [
      { category: 'header', bytes: 16 },
      { category: 'requested', bytes: 48 },
    ],
  } as unknown as Block;
}

function mapsOf(count: number, blocks: number): PictureMaps {
  const heapBytes = 64 * blocks;
  const geometry = pictureGeometry(WINDOW, REGION_BYTES, count);
  const frame = {
    step: 7,
    total: 9,
    candidates: [],
    changes: [],
    metrics: {},
    parts: [{ category: 'beyond', bytes: REGION_BYTES - heapBytes }],
    region: {
      base: 0x100000,
      bytes: REGION_BYTES,
      reach: heapBytes,
      heapBytes,
      highWaterBytes: heapBytes,
    },
    chains: [],
    roots: [],
  } as unknown as Frame;
  const map = {
    frame,
    geometry,
    blocks: Array.from({ length: blocks }, (_, at) => block(64 * at)),
    pixels: null,
    selected: null,
    links: [],
  };
  const extent = 'heap 2 KiB · high water 4 KiB';
  return { kind: 'maps', geometry, maps: Array.from({ length: count }, () => ({ map, extent })) };
}

function scorecardOf(count: number): PictureScorecard {
  const scores = ['Heap high water', 'Refused requests'].map((_, at) => ({
    value: '686 KiB',
    beside: at === 1 ? 'p99 35' : '',
    change: '▼ 1,008 bytes',
    isBad: at === 1,
  }));
  return {
    titles: ['Heap high water', 'Refused requests'],
    rows: Array.from({ length: count }, () => scores),
  };
}

function timesOf(count: number): PictureContent['body'] {
  const scale = { fromStep: 0, steps: 10, bytes: 4096, step: 7 };
  const time = { pixels: 'data:image/png;base64,', refusals: [3], marks: [5], hasTables: false };
  const times = Array.from({ length: count }, (_, at) => (at === 1 ? null : time));
  return { kind: 'times', scale, times };
}

const CHART: PictureChart = {
  title: 'Memory',
  lines: [{ title: 'Heap', now: '', colour: '#c2410c' }],
  isStacked: false,
  ceilingTitle: '',
  ticks: 'binary',
  print: String,
  plots: [],
};

function chartsOf(count: number): PictureContent['body'] {
  const plots = Array.from({ length: count }, (_, at) =>
    // A design that is refused has no replay, and so no plot.
    at === 1 ? null : { steps: [1, 5, 9], values: [[1, 2, 4096]], ceiling: null, step: 5 },
  );
  return { kind: 'charts', charts: [{ ...CHART, plots }], note: '' };
}

function design(at: number, given: Partial<PictureDesign> = {}): PictureDesign {
  return {
    letter: 'ABCD'[at] ?? '',
    name: `Design ${at}`,
    differences: 'Placement: First fit',
    outcome: 'Granted',
    sentence: 'examined 1 block, took the hole at 0x00100010',
    ...given,
  };
}

function content(count: number, given: Partial<PictureContent> = {}): PictureContent {
  const designs = Array.from({ length: count }, (_, at) => design(at));
  const cells = designs.map((_, at) => ({
    value: '1,008 bytes',
    change: at === 0 ? '' : '▼ 1,008 bytes',
    isBest: at === 1,
  }));
  return {
    title: 'SQLite under some designs',
    caption: ['Step 7 of 9'],
    operation: 'a = malloc 64',
    designs,
    scorecard: scorecardOf(count),
    body: mapsOf(count, 20),
    tables: [
      { title: 'Where the bytes are', rows: [{ title: 'Header', category: 'header', cells }] },
      {
        title: 'Numbers at this step',
        rows: [{ title: 'External fragmentation', category: null, cells }],
      },
    ],
    categories: [{ id: 'header' }, { id: 'requested' }, { id: 'beyond' }] as CategoryDoc[],
    theme: themeOf('light'),
    address: 'https://atlas.example/#v1&trace=sqlite',
    printedAddress: 'https://atlas.example/#v1&trace=sqlite',
    ...given,
  };
}

function drawn(given: PictureContent): Element {
  const svg = pictureSvg(given, measure);
  return new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
}

function textsOf(svg: Element): string[] {
  return textBoxes(svg).map(({ text }) => text);
}

const LONG = 'Classic with a free list and very many changes that a person made to it by hand';

describe.each([1, 2, 3, 4])('for %i designs', (count) => {
  test('each design has its answer and its map', () => {
    const svg = drawn(content(count));
    expect(svg.querySelectorAll('parsererror').length).toBe(0);
    expect(textsOf(svg).filter((text) => text === 'Granted').length).toBe(count);
    const maps = [...svg.querySelectorAll('path')].filter(
      (path) => path.getAttribute('fill') === themeOf('light').look('requested').fill,
    );
    expect(maps.length).toBe(count);
  });

  test.each([
    ['short names', {}],
    ['long names', { name: LONG, differences: LONG.repeat(3), sentence: LONG.repeat(4) }],
    ['names without spaces', { name: 'x'.repeat(200), differences: 'y'.repeat(900) }],
  ])('no text collides with another or leaves the page: %s', (_, given) => {
    const designs = Array.from({ length: count }, (_, at) => design(at, given));
    for (const body of [mapsOf(count, 20), timesOf(count), chartsOf(count)]) {
      const svg = drawn(content(count, { designs, body }));
      const boxes = textBoxes(svg);
      expect(collisions(boxes)).toEqual([]);
      expect(boxes.filter(({ left, right }) => left < 0 || right > PICTURE_WIDTH)).toEqual([]);
      const height = Number(svg.getAttribute('height'));
      expect(Math.max(...boxes.map(({ bottom }) => bottom))).toBeLessThan(height);
    }
  });

  test('each design has its scores, and memory over time with its refusals', () => {
    const svg = drawn(content(count, { body: timesOf(count) }));
    expect(textsOf(svg).filter((text) => text === '686 KiB').length).toBe(2 * count);
    // The second design has no replay.
    const replayed = count === 1 ? 1 : count - 1;
    expect(svg.querySelectorAll('image').length).toBe(replayed);
    const ticks = [...svg.querySelectorAll('path, rect')].filter(
      (each) => each.getAttribute('fill') === themeOf('light').bad,
    );
    expect(ticks.length).toBeGreaterThanOrEqual(replayed);
  });

  test('each design has its plot in every chart', () => {
    const svg = drawn(content(count, { body: chartsOf(count) }));
    const lines = [...svg.querySelectorAll('path')].filter(
      (path) => path.getAttribute('stroke') === '#c2410c',
    );
    // The second design has no replay: only its axes are drawn.
    expect(lines.length).toBe(count === 1 ? 1 : count - 1);
    const axes = textsOf(svg).filter((text) => text === '0' || text === '2');
    expect(axes.length).toBeGreaterThan(count);
  });
});

test.each([2, 3, 4])('%i designs are told apart by letters and names', (count) => {
  const { designs } = content(count);
  const texts = textsOf(drawn(content(count)));
  const expected = designs.flatMap(({ letter, name }) => [letter, name]);
  expect(texts).toEqual(expect.arrayContaining(expected));
  expect(textsOf(drawn(content(1)))).not.toContain('A');
});

test('a design without a map leaves its place empty, and the reason stands there', () => {
  const { maps, ...others } = mapsOf(3, 20);
  const body = { ...others, maps: maps.map((map, at) => (at === 1 ? null : map)) };
  const refused = { outcome: 'Refused', sentence: 'No such thing.' };
  const designs = [design(0), design(1, refused), design(2)];
  const boxes = textBoxes(drawn(content(3, { body, designs })));
  expect(boxes.map(({ text }) => text)).toContain('No such thing.');
  expect(collisions(boxes)).toEqual([]);
});

test('all maps are laid out alike, and the size of the file is bounded', () => {
  const four = content(4, { body: mapsOf(4, 250) });
  // Addresses stand beside each of the two rows of maps.
  expect(textsOf(drawn(four)).filter((text) => text === '0x00100000').length).toBe(2);
  expect(pictureSvg(four, measure).length).toBeLessThan(400_000);
});

test('where there is nothing to chart, a note says so', () => {
  const body = { kind: 'charts', charts: [], note: 'Nothing.' } as const;
  expect(textsOf(drawn(content(1, { body })))).toContain('Nothing.');
});

test('the names of designs stay texts, and the description tells of all of them', () => {
  const name = '</text><script>alert(1)</script>';
  const svg = drawn(content(2, { designs: [design(0, { name }), design(1)] }));
  expect(svg.querySelector('script')).toBeNull();
  const description = svg.querySelector('desc')?.textContent;
  expect(description).toContain(`A, ${name}: Granted`);
  expect(description).toContain('B, Design 1: Granted');
  expect(description).toContain('https://atlas.example/#v1&trace=sqlite');
});
