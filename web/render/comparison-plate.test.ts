// Protects the picture of a comparison: every design is on it, all to one scale, and no text runs into another or off the
// page, however many designs there are and whatever they are called.

import { describe, expect, test } from 'vitest';
import type { Block, CategoryDoc, Frame } from '../engine/wire';
import {
  type ComparisonPlate,
  comparisonGeometry,
  comparisonSvg,
  type PlateLane,
} from './comparison-plate';
import { themeOf } from './palette';
import { PLATE_WIDTH, type PlateMap } from './plate-parts';
import { collisions, measure, textBoxes } from './text-boxes.test-helper';

const REGION_BYTES = 16_384;

function block(start: number): Block {
  return {
    start,
    bytes: 64,
    headerOffset: start,
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

function mapOf(lanes: number, blocks: number): PlateMap {
  const heapBytes = 64 * blocks;
  const frame = {
    step: 7,
    total: 9,
    highlights: [],
    metrics: [],
    parts: [{ category: 'beyond', bytes: REGION_BYTES - heapBytes }],
    region: { base: 0x100000, bytes: REGION_BYTES, heapBytes, highWaterBytes: heapBytes },
    roots: { kernelAloc: -1, last: -1, tail: -1, rover: -1 },
  } as unknown as Frame;
  return {
    frame,
    geometry: comparisonGeometry({ from: 0, bytes: 8192 }, REGION_BYTES, lanes),
    blocks: Array.from({ length: blocks }, (_, at) => block(64 * at)),
    pixels: null,
    selected: null,
    links: [],
  };
}

function lane(at: number, lanes: number, given: Partial<PlateLane> = {}): PlateLane {
  return {
    letter: 'ABCD'[at] ?? '',
    name: `Design ${at}`,
    differences: 'Placement: First fit',
    outcome: 'Granted',
    sentence: 'walked 1 block, took the hole at 0x00100010',
    parts: at > 0,
    extent: 'heap 2 KiB · high water 4 KiB',
    map: mapOf(lanes, 20 + at),
    ...given,
  };
}

function plate(lanes: readonly PlateLane[], given: Partial<ComparisonPlate> = {}): ComparisonPlate {
  const cells = lanes.map((_, at) => ({
    value: '1 008 bytes',
    change: at === 0 ? '' : '▼ 1 008 bytes',
    isBest: at === 1,
  }));
  return {
    title: 'SQLite under some designs',
    lines: ['Step 7 of 9'],
    categories: [{ id: 'header' }, { id: 'requested' }, { id: 'beyond' }] as CategoryDoc[],
    theme: themeOf('light'),
    address: 'https://atlas.example/#v1&trace=sqlite',
    printed: 'https://atlas.example/#v1&trace=sqlite',
    measure,
    operation: 'a = malloc 64',
    lanes,
    geometry: comparisonGeometry({ from: 0, bytes: 8192 }, REGION_BYTES, lanes.length),
    groups: [
      { title: 'Where the bytes are', rows: [{ title: 'Header', category: 'header', cells }] },
      {
        title: 'Numbers at this step',
        rows: [{ title: 'External fragmentation', category: null, cells }],
      },
    ],
    ...given,
  };
}

function drawn(given: ComparisonPlate): SVGSVGElement {
  const document = new DOMParser().parseFromString(comparisonSvg(given), 'image/svg+xml');
  return document.documentElement as unknown as SVGSVGElement;
}

const LONG = 'Classic with a free list and very many changes that a person made to it by hand';

describe.each([2, 3, 4])('of %i designs', (count) => {
  const lanes = Array.from({ length: count }, (_, at) => lane(at, count));

  test('each has its letter, its name and its map', () => {
    const svg = drawn(plate(lanes));
    expect(svg.querySelectorAll('parsererror').length).toBe(0);
    const texts = textBoxes(svg).map(({ text }) => text);
    for (const { letter, name } of lanes)
      expect(texts).toEqual(expect.arrayContaining([letter, name]));
    const maps = [...svg.querySelectorAll('path')].filter(
      (path) => path.getAttribute('fill') === themeOf('light').look('requested').fill,
    );
    expect(maps.length).toBe(count);
  });

  test.each([
    ['short', {}],
    ['long', { name: LONG, differences: LONG.repeat(3), sentence: LONG.repeat(4) }],
    ['in one word', { name: 'x'.repeat(200), differences: 'y'.repeat(900) }],
  ])('no text runs into another or off the page: %s', (_, given) => {
    const svg = drawn(plate(lanes.map((each) => ({ ...each, ...given }))));
    const boxes = textBoxes(svg);
    expect(collisions(boxes)).toEqual([]);
    expect(boxes.filter(({ left, right }) => left < 0 || right > PLATE_WIDTH)).toEqual([]);
    const height = Number(svg.getAttribute('height'));
    expect(Math.max(...boxes.map(({ bottom }) => bottom))).toBeLessThan(height);
  });

  test('a design without a map leaves its place empty, and says why', () => {
    const refused = { map: null, outcome: 'Refused', sentence: 'No such thing.', extent: '' };
    const svg = drawn(plate(lanes.map((each, at) => (at === 1 ? { ...each, ...refused } : each))));
    const boxes = textBoxes(svg);
    expect(boxes.map(({ text }) => text)).toContain('No such thing.');
    expect(collisions(boxes)).toEqual([]);
  });
});

test('all maps are laid out alike, and their picture is bounded', () => {
  const lanes = [0, 1, 2, 3].map((at) => lane(at, 4, { map: mapOf(4, 250) }));
  const texts = textBoxes(drawn(plate(lanes)));
  // Addresses are those of both rows of maps.
  const addresses = texts.filter(({ text }) => text === '0x00100000');
  expect(addresses.length).toBe(2);
  expect(comparisonSvg(plate(lanes)).length).toBeLessThan(400_000);
});

test('what a design is called stays a text, and whoever hears the picture hears all of them', () => {
  const name = '</text><script>alert(1)</script>';
  const svg = drawn(plate([lane(0, 2, { name }), lane(1, 2)]));
  expect(svg.querySelector('script')).toBeNull();
  const description = svg.querySelector('desc')?.textContent;
  expect(description).toContain(`A, ${name}: Granted`);
  expect(description).toContain('B, Design 1: Granted');
  expect(description).toContain('https://atlas.example/#v1&trace=sqlite');
});
