// The bar that shows where every byte of the region is: by category, and the bytes of all categories that are committed
// and were never touched. Owns the arithmetic, by which the parts add up to the region exactly.

import type { Catalog, CategoryDoc, RegionPart } from '../engine/wire';

/** The category of the bytes that the heap has not grown into yet. */
export const BEYOND = 'beyond';

/** A part of the bar. */
export interface BarPart {
  readonly doc: CategoryDoc;
  /** Its length in the bar. */
  readonly bytes: number;
  /** The category's bytes that were never touched, which the bar shows in their own part. */
  readonly untouched: number;
}

/** The parts in the order of the bar: the categories, then the untouched bytes of all of them, then `BEYOND`. */
export function barParts(
  { categories, untouched }: Pick<Catalog, 'categories' | 'untouched'>,
  parts: readonly RegionPart[],
): readonly BarPart[] {
  const shown = categories.map((doc) => {
    const part = parts.find(({ category }) => category === doc.id);
    const idle = part?.untouched ?? 0;
    return { doc, bytes: (part?.bytes ?? 0) - idle, untouched: idle };
  });
  const bytes = shown.reduce((sum, part) => sum + part.untouched, 0);
  const isBeyond = ({ doc }: BarPart) => doc.id === BEYOND;
  return [
    ...shown.filter((part) => !isBeyond(part)),
    { doc: untouched, bytes, untouched: 0 },
    ...shown.filter(isBeyond),
  ];
}
