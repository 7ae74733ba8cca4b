// The parts of the bar of the region: the bytes of each category, and the committed bytes that were never touched. They add
// up to the region exactly.

import type { Catalog, CategoryDoc, RegionPart } from '../engine/wire';

/** The bytes that the heap has not grown into yet. */
export const BEYOND = 'beyond';

export interface BarPart {
  readonly doc: CategoryDoc;
  readonly bytes: number;
  /** Never touched; the bar shows them in a part of their own. */
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
