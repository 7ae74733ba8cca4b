// Protects the promise under the bar: whatever is committed in vain, every byte of the region is shown once.

import { describe, expect, it } from 'vitest';
import type { CategoryDoc, RegionPart } from '../engine/wire';
import { barParts } from './bar-parts';

const doc = (id: string): CategoryDoc => ({ id, title: id, summary: '', axes: [] });
const CATALOG = {
  categories: [doc('header'), doc('requested'), doc('free'), doc('beyond')],
  untouched: doc('untouched'),
};

const part = (category: string, bytes: number, untouched = 0): RegionPart => ({
  category,
  bytes,
  untouched,
});

describe('the parts of the region', () => {
  it.each([
    ['without frames in vain', [part('header', 32), part('requested', 100), part('beyond', 892)]],
    [
      'with frames in vain, in parts of all kinds',
      [
        part('header', 32, 16),
        part('requested', 500, 400),
        part('free', 100, 100),
        part('beyond', 392, 24),
      ],
    ],
    ['of an empty region', [part('beyond', 1024)]],
  ])('add up to it %s', (_, parts) => {
    const shown = barParts(CATALOG, parts).map(({ bytes }) => bytes);
    expect(Math.min(...shown)).toBeGreaterThanOrEqual(0);
    expect(shown.reduce((sum, bytes) => sum + bytes, 0)).toBe(1024);
  });

  it('show what was never touched once, before what lies beyond, and say where it was taken from', () => {
    const parts = [part('requested', 500, 400), part('beyond', 524, 24)];
    const shown = barParts(CATALOG, parts).filter(({ bytes }) => bytes > 0);
    expect(shown.map(({ doc, bytes, untouched }) => [doc.id, bytes, untouched])).toEqual([
      ['requested', 100, 400],
      ['untouched', 424, 0],
      ['beyond', 500, 24],
    ]);
  });
});
