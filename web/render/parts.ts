// Where every byte of the region is, as a bar shows it: the categories, and of all of them together what is
// committed and was never touched. Owns the arithmetic that makes these add up to the region exactly; what a
// part is, the catalogue says.

import type { Catalog, CategoryDoc, RegionPart } from '../engine/wire';

/** The category that is no part of the heap: what it has not grown into yet. */
export const BEYOND = 'beyond';

/** A part of the bar. */
export interface BarPart {
  readonly doc: CategoryDoc;
  /** Its share of the bar. */
  readonly bytes: number;
  /**
   * The bytes that were never touched: of a category those the bar shows elsewhere; none where they are shown
   * here.
   */
  readonly untouched: number;
}

/**
 * The parts of the region in the order they are shown: the heap's and the index, then what of the whole region
 * was never touched, then what lies beyond.
 */
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
