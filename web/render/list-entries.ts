// Entries of a list in words: the distance from the entry before, and the roots that point at an entry.

import type { Block, ListEntry } from '../engine/wire';
import { formatBytes } from './format';

/** The distance in memory from one block to the next in the list. */
export function jump(from: Block, to: Block): string {
  const end = from.start + from.bytes;
  if (to.start === end) return '↓ next in memory';
  return to.start > end
    ? `⤵ ${formatBytes(to.start - end)} ahead`
    : `⤴ ${formatBytes(from.start - to.start)} back`;
}

/** The names of the roots that point at an entry of the free list, or of the list of all blocks. */
export function rootNames(
  { index, last, tail, rover }: ListEntry,
  list: { readonly isFree: boolean; readonly total: number },
): readonly string[] {
  const ends = list.isFree
    ? { head: 'FREE HEAD', tail: 'FREE TAIL', isTail: index === list.total - 1 }
    : { head: 'KERNEL_ALOC', tail: 'TAIL', isTail: tail };
  return [
    ...(index === 0 ? [ends.head] : []),
    ...(last ? ['LAST'] : []),
    ...(ends.isTail ? [ends.tail] : []),
    ...(rover ? ['ROVER'] : []),
  ];
}
