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
  region: { heapBytes: BYTES, highWaterBytes: BYTES },
  roots: [{ name: 'KERNEL_ALOC', block: 0 }],
} as unknown as Frame;

/** The texts on the map of a single block that is so many pixels wide, with letters of 6 pixels. */
function texts(width: number): string[] {
  const context = new SvgContext('#ffffff', (text) => text.length * 6);
  drawDetails(context, {
    geometry: { from: 0, bytesPerRow: BYTES, rows: 1, width, rowHeight: 48, rowGap: 4 },
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
  return [...document.querySelectorAll('text')].map(({ textContent }) => textContent);
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
