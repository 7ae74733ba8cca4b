// Entries of a list in words: the distance from the entry before.

import type { Block } from '../engine/wire';
import { formatBytes } from './format';

/** The distance in memory from one block to the next in the list. */
export function jump(from: Block, to: Block): string {
  const end = from.start + from.bytes;
  if (to.start === end) return '↓ next in memory';
  return to.start > end
    ? `⤵ ${formatBytes(to.start - end)} ahead`
    : `⤴ ${formatBytes(from.start - to.start)} back`;
}
