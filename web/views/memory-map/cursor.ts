// Arrow keys on the map: which block lies in a direction from another. Pure arithmetic: input.ts selects the block
// and brings it into the window.

import type { Block } from '../../engine/wire';

export type Direction = 'stay' | 'before' | 'after' | 'above' | 'below' | 'first' | 'last';

export const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'before',
  ArrowRight: 'after',
  ArrowUp: 'above',
  ArrowDown: 'below',
  Home: 'first',
  End: 'last',
};

/**
 * An offset within the block that lies in a direction from another, in a heap that reaches `reach` bytes into its region, at least one. At the
 * heap's ends the block itself; from beyond the heap's end (`null`) the last block, or the first for `first`.
 */
export function targetFrom(
  block: Pick<Block, 'start' | 'bytes'> | null,
  direction: Direction,
  bytesPerRow: number,
  reach: number,
): number {
  if (block === null) return direction === 'first' ? 0 : reach - 1;
  const end = block.start + block.bytes;
  // Measured half a row from either edge, so that above and below are right for long blocks too.
  const middle = Math.min(block.bytes, bytesPerRow) / 2;
  const moved = {
    stay: block.start,
    before: block.start - 1,
    after: end,
    above: block.start + middle - bytesPerRow,
    below: end - middle + bytesPerRow,
    first: 0,
    last: reach - 1,
  }[direction];
  return moved < 0 || moved >= reach ? block.start : Math.floor(moved);
}
