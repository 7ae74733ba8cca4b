// Protects labels on the map: a field's name never runs into its neighbour's, and the names of roots stand in narrow blocks too.
//
// @vitest-environment happy-dom

import { expect, test } from 'vitest';
import type { Block, Frame } from '../engine/wire';
import { drawDetails } from './details';
import { themeOf } from './palette';
import { SvgContext } from './svg-context';

const BYTES = 80;
const NAMES = ['size', 'addr', 'next', 'next_free'];

const BLOCK = {
  start: 0,
  bytes: BYTES,
  fields: NAMES.map((name, at) => ({ name, offset: 4 * at, bytes: 4, brief: '0' })),
  address: 0x100010,
  payload: 64,
  requested: 64,
  state: 'allocated',
  pointer: 'a',
  parts: [
    { category: 'header', bytes: 16 },
    { category: 'requested', bytes: 64 },
  ],
} as unknown as Block;

const FRAME = {
  parts: [],
  region: { base: 0x100000, reach: BYTES, heapBytes: BYTES, highWaterBytes: BYTES },
  roots: [{ name: 'KERNEL_ALOC', block: 0 }],
} as unknown as Frame;

/** The texts on the map of a single block that is so many pixels wide, with letters of 6 pixels, and how far down they stand. */
function placedTexts(width: number, rowHeight = 48): [string, number][] {
  const context = new SvgContext('#ffffff', (text) => text.length * 6);
  drawDetails(context, {
    geometry: { from: 0, bytesPerRow: BYTES, rows: 1, width, rowHeight, rowGap: 4 },
    pixelRatio: 1,
    theme: themeOf('light'),
    patterns: () => null,
    frame: FRAME,
    blocks: [BLOCK],
    emphasised: null,
    hasRoots: true,
    sans: 'sans-serif',
    mono: 'monospace',
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg">${context.elements}</svg>`;
  const document = new DOMParser().parseFromString(svg, 'image/svg+xml');
  return [...document.querySelectorAll('text')].map((text) => [
    text.textContent,
    Number(text.getAttribute('y')),
  ]);
}

function texts(width: number): string[] {
  return placedTexts(width).map(([text]) => text);
}

test('a field is named where its name fits', () => {
  const named = (width: number) => texts(width).filter((text) => NAMES.includes(text));
  expect(named(20 * 60)).toEqual(NAMES);
  expect(named(20 * 40)).toEqual(['size', 'addr', 'next']);
  expect(named(20 * 20)).toEqual([]);
});

test('a root is named in a block that has no room for it beside the label', () => {
  expect(texts(600)).toContain('KERNEL_ALOC');
  expect(texts(80)).toContain('KERNEL_ALOC');
  expect(texts(60)).not.toContain('KERNEL_ALOC');
});

test('a root that takes the place of a size covers all of it', () => {
  const placed = new Map(placedTexts(100));
  const size = placed.get('64 bytes') ?? Number.NaN;
  expect(Math.abs((placed.get('KERNEL_ALOC') ?? 0) - size)).toBeLessThanOrEqual(1);
});

test('in rows too low for two lines, as on a phone, a root is named beside the name, in the place of the size', () => {
  const inLowRow = (width: number) => placedTexts(width, 34).map(([text]) => text);
  expect(inLowRow(400)).toEqual(expect.arrayContaining(['a', '64 bytes', 'KERNEL_ALOC']));
  expect(inLowRow(130)).toEqual(expect.arrayContaining(['a', 'KERNEL_ALOC']));
  expect(inLowRow(70)).not.toContain('KERNEL_ALOC');
});
