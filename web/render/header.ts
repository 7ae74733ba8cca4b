// The header in front of a block's payload: how long it is, and what its fourth word holds.

import type { Block } from '../engine/wire';

export const WORD_BYTES = 4;
export const HEADER_BYTES = 4 * WORD_BYTES;

/**
 * The name of a header's fourth word. A hole on a free list holds the address of the next hole's payload there, 0 at
 * the list's end; a padded block holds the number of bytes in front of its header. In other blocks the word is unused.
 */
export function nextFreeName(
  { nextFreeOrPadding, state }: Pick<Block, 'nextFreeOrPadding' | 'state'>,
  hasFreeList: boolean,
) {
  if (hasFreeList && state === 'free') return 'next_free';
  return nextFreeOrPadding === 0 ? '–' : 'padding';
}
