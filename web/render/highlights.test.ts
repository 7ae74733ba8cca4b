// Protects the arrows of the map: each leads from a block to the block that a field of its bookkeeping links it to.

import { expect, test } from 'vitest';
import type { Block, Chain, Field } from '../engine/wire';
import { linksOf, linksOfList } from './highlights';

const CHAINS: readonly Chain[] = [
  {
    number: 0,
    id: 'blocks',
    group: 'All blocks',
    title: 'All blocks',
    blocks: 2,
    isOfHoles: false,
    isLinked: true,
  },
  {
    number: 1,
    id: 'bin',
    group: 'Bin',
    title: 'Bin 16–32',
    blocks: 1,
    isOfHoles: true,
    isLinked: true,
  },
  {
    number: 2,
    id: 'bin',
    group: 'Bin',
    title: 'Bin 33–64',
    blocks: 1,
    isOfHoles: true,
    isLinked: true,
  },
];

interface Linked {
  readonly chain: number;
  readonly to: number | null;
  readonly isForward?: false;
}

function hole(...links: readonly Linked[]): Block {
  return {
    start: 0,
    state: 'free',
    fields: links.map((link) => ({ link: { isForward: true, ...link } }) as Field),
  } as unknown as Block;
}

test('each link of a block is an arrow, told apart by what its chain holds; none leaves a chain’s last block or leads back', () => {
  const links = linksOf(
    hole(
      { chain: 0, to: 64 },
      { chain: 1, to: 128 },
      { chain: 1, to: 8, isForward: false },
      { chain: 2, to: null },
    ),
    CHAINS,
  );
  expect(links).toEqual([
    { from: 0, to: 64, isOfHoles: false },
    { from: 0, to: 128, isOfHoles: true },
  ]);
  const plain = { start: 0, fields: [{ link: null }] } as unknown as Block;
  expect(linksOf(plain, CHAINS)).toEqual([]);
});

test('the arrows of an id are those of all its chains, and none where they would hide the map', () => {
  const block = hole({ chain: 0, to: 64 }, { chain: 1, to: 128 }, { chain: 2, to: 192 });
  expect(linksOfList([block], CHAINS, 'blocks')).toEqual([{ from: 0, to: 64, isOfHoles: false }]);
  expect(linksOfList([block], CHAINS, 'bin').map(({ to }) => to)).toEqual([128, 192]);
  expect(linksOfList([block], CHAINS, 'free-list')).toEqual([]);
  expect(linksOfList(Array(2000).fill(block), CHAINS, 'bin')).toEqual([]);
});
