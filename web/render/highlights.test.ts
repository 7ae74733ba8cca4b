// Protects the arrows of the map: each leads from a block's header to the header of the block that its word points at.

import { expect, test } from 'vitest';
import type { Block } from '../engine/wire';
import { linksOf, linksOfList } from './highlights';

const BASE = 0x100000;

function block(given: Partial<Block>): Block {
  return { headerOffset: 0, state: 'free', next: 0, nextFreeOrPadding: 0, ...given } as Block;
}

test('`next` points at a header, `next_free` at the payload behind one', () => {
  // The next block and the next hole are one, whose header is at 64.
  const links = linksOf(block({ next: BASE + 64, nextFreeOrPadding: BASE + 64 + 16 }), BASE);
  expect(links).toEqual([
    { from: 0, to: 64, isFreeList: false },
    { from: 0, to: 64, isFreeList: true },
  ]);
});

test('neither the last block of a list nor the padding in front of a block has a link', () => {
  expect(linksOf(block({}), BASE)).toEqual([]);
  expect(linksOf(block({ state: 'allocated', nextFreeOrPadding: 48 }), BASE)).toEqual([]);
});

test('the arrows of a list are those of its own links alone, and none where they would hide the map', () => {
  const hole = block({ next: BASE + 64, nextFreeOrPadding: BASE + 128 + 16 });
  expect(linksOfList([hole], BASE, false)).toEqual([{ from: 0, to: 64, isFreeList: false }]);
  expect(linksOfList([hole], BASE, true)).toEqual([{ from: 0, to: 128, isFreeList: true }]);
  expect(linksOfList(Array(2000).fill(hole), BASE, true)).toEqual([]);
});
