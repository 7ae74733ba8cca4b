// Protects the arrows of the map: each leads from a block to the block that a field of its bookkeeping links it to.

import { expect, test } from 'vitest';
import type { Block, Chain, Field } from '../engine/wire';
import type { DrawingContext } from './drawing-context';
import { drawHighlights, type HighlightScene, linksOf, linksOfList } from './highlights';

const CHAINS: readonly Chain[] = [
  {
    number: 0,
    name: 'blocks',
    id: 'blocks',
    group: 'All blocks',
    title: 'All blocks',
    blocks: 2,
    isOfHoles: false,
    isLinked: true,
  },
  {
    number: 1,
    name: 'bin-16-32',
    id: 'bin',
    group: 'Bin',
    title: 'Bin 16–32',
    blocks: 1,
    isOfHoles: true,
    isLinked: true,
  },
  {
    number: 2,
    name: 'bin-33-64',
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

/** Where the curves of arrows from block 64 end, on a map of two rows of 64 bytes from there on, 20 pixels high in all. */
function arrowEnds(...to: readonly number[]): number[] {
  const ends: number[] = [];
  const context = new Proxy({} as Record<string, unknown>, {
    get: (_, name) =>
      name === 'bezierCurveTo' ? (...at: number[]) => ends.push(at[5] ?? Number.NaN) : () => {},
    set: () => true,
  });
  drawHighlights(
    context as unknown as DrawingContext,
    {
      geometry: { from: 64, bytesPerRow: 64, rows: 2, width: 640, rowHeight: 9, rowGap: 2 },
      pixelRatio: 1,
      theme: { background: '#ffffff', trail: '#000000' },
      candidates: [],
      changes: [],
      hovered: null,
      selected: null,
      links: [],
      list: to.map((each) => ({ from: 64, to: each, isOfHoles: true })),
      pulse: 1,
    } as unknown as HighlightScene,
  );
  return ends;
}

test('an arrow to a block beyond the window leads to the edge of the map that is on the way', () => {
  expect(arrowEnds(144, 8, 4096)).toEqual([11, 0, 20]);
});
