// Protects what a picture shows below its map: what is picked is in the list's window and its bytes are shown, what is left
// out is counted, and where there is nothing to show, that is said.

import { expect, test, vi } from 'vitest';
import type { SessionClient } from '../engine/api';
import type { Block, Frame, ListEntry } from '../engine/wire';
import { themeOf } from '../render/palette';
import type { PlatePanel } from '../render/plate-panel';
import { INITIAL_STATE, type State } from '../state';
import { panelOf } from './printing-panel';
import type { Side } from './side';

const BASE = 0x100000;
const BLOCK_BYTES = 64;

function block(index: number, given: Partial<Block> = {}): Block {
  const start = index * BLOCK_BYTES;
  return {
    start,
    bytes: BLOCK_BYTES,
    headerOffset: start,
    address: BASE + start + 16,
    payload: 48,
    requested: 40,
    state: 'allocated',
    pointer: `p${index}`,
    fourth: 0,
    parts: [],
    ...given,
  } as unknown as Block;
}

function entry(index: number): ListEntry {
  return { index, block: block(index), last: false, tail: false, rover: false };
}

function frame(blocks: number, given: Partial<Frame['region']> = {}): Frame {
  return {
    step: 3,
    total: 9,
    operation: null,
    outcome: null,
    highlights: [],
    probesTotal: 0,
    metrics: [],
    spaces: [],
    pool: { plentiful: true },
    region: {
      base: BASE,
      bytes: 1 << 20,
      heapBytes: blocks * BLOCK_BYTES,
      blocks,
      threaded: null,
      ...given,
    },
  } as unknown as Frame;
}

/** A design of which the engine answers by the index of what is asked. */
function side(state: Partial<State>, view: string): { side: Side; client: SessionClient } {
  const client = {
    list: vi.fn(async (_step, _task, _free, from: number, count: number) =>
      Array.from({ length: count }, (_, at) => entry(from + at)),
    ),
    blockAt: vi.fn(async (_step, _task, offset: number) => block(Math.floor(offset / BLOCK_BYTES))),
    bytes: vi.fn(async (_step, _task, offset: number, count: number) => ({
      offset,
      bytes: Array.from({ length: count }, () => 0x61),
      spans: [
        { offset, bytes: 4, label: 'size', value: null },
        { offset: offset + 4, bytes: count - 4, label: 'requested', value: null },
      ],
    })),
    series: vi.fn(async () => ({ steps: [], columns: [], frames: [] })),
  } as unknown as SessionClient;
  const carried = { ...INITIAL_STATE.carried, view };
  return {
    client,
    side: {
      state: { ...INITIAL_STATE, frame: frame(100), ...state, carried },
      parts: false,
      ask: (question) => question(client, 3, null, { signal: new AbortController().signal }),
    },
  };
}

const panel = (state: Partial<State>, view: string) =>
  panelOf(side(state, view).side, themeOf('light'));

function linesOf(panel: PlatePanel | null) {
  const [row] = panel?.kind === 'tables' ? panel.rows : [];
  return row?.tables[0]?.lines ?? [];
}

const picked = (index: number, place: number | null = index) => ({
  selection: { offset: index * BLOCK_BYTES + 20, block: block(index), place },
});

test('the map alone has nothing below it', async () => {
  expect(await panel({}, 'map')).toBeNull();
});

test.each([
  ['at the list’s beginning', {}, 0],
  ['around what is picked', picked(50), 38],
  ['at its end', picked(99), 76],
])('the list is shown %s, and the rest is counted', async (_, state, first) => {
  const { side: asked, client } = side(state, 'list');
  const found = await panelOf(asked, themeOf('light'));
  const lines = linesOf(found);
  expect(lines).toHaveLength(24);
  expect(lines[0]?.cells[0]).toBe(String(first));
  // The one before the first is asked for too, and not shown: it says where the link to the first leads.
  expect(lines[0]?.cells[4]).toBe(first === 0 ? '' : '↓ next in memory');
  expect(lines.filter(({ isStrong }) => isStrong)).toHaveLength('selection' in state ? 1 : 0);
  expect(JSON.stringify(found)).toContain('76 more, left out here.');
  expect(client.list).toHaveBeenCalledTimes(1);
});

test('a short list is shown whole; an empty one is said to be so, and not asked for', async () => {
  const short = await panel({ frame: frame(3) }, 'list');
  expect(linesOf(short)).toHaveLength(3);
  expect(JSON.stringify(short)).not.toContain('left out');
  const { side: asked, client } = side({ frame: frame(0) }, 'list');
  expect((await panelOf(asked, themeOf('light')))?.summary).toBe('The list is empty.');
  expect(client.list).not.toHaveBeenCalled();
});

test('holes are listed only where they are threaded', async () => {
  const list = { ...INITIAL_STATE.list, free: true };
  expect((await panel({ list }, 'list'))?.title).toBe('Blocks in the order of the list');
  const threaded = await panel({ list, frame: frame(100, { threaded: 2 }) }, 'list');
  expect(threaded?.title).toBe('Holes in the order of the free list');
  expect(linesOf(threaded)).toHaveLength(2);
});

test('bytes are those of what is picked, or else of the first block', async () => {
  const found = await panel(picked(7), 'bytes');
  expect(found?.summary).toContain('p7');
  expect(found?.kind === 'bytes' && found.lines.map(({ address }) => address)).toEqual([
    '0x001001c0',
    '0x001001d0',
    '0x001001e0',
    '0x001001f0',
  ]);
  expect((await panel({}, 'bytes'))?.summary).toContain('p0');
});

test('in front of a padded block’s header, bytes keep their places; of a long one the rest is counted', async () => {
  const long = block(0, { start: 8, bytes: 1000, headerOffset: 16 });
  const selection = { offset: 20, block: long, place: 0 };
  const found = await panel({ selection }, 'bytes');
  if (found?.kind !== 'bytes') throw new Error('no bytes');
  expect(found.lines).toHaveLength(16);
  const [first] = found.lines;
  expect(first?.bytes.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => null));
  expect(first?.bytes[8]?.hex).toBe('61');
  expect(first?.characters).toBe(`${' '.repeat(8)}${'a'.repeat(8)}`);
  expect(found.fields.note).toBe('The block has 752 bytes more, left out here.');
});

test('a place without a block is said to have none: another’s bytes would be another’s', async () => {
  const selection = { offset: 100 * BLOCK_BYTES, block: null, place: null };
  const found = await panel({ selection }, 'bytes');
  expect(found?.summary).toBe(
    '0x00101900 lies beyond the heap’s end: no block is there at this step.',
  );
  expect(linesOf(found)).toEqual([]);
  expect((await panel({ frame: frame(0) }, 'bytes'))?.summary).toContain('no block is there');
});

test('where nothing was examined, or there is nothing to chart, that is said', async () => {
  expect((await panel({}, 'why'))?.summary).toContain('No block was examined or changed');
  expect((await panel({}, 'chart'))?.summary).toBe('No figure has ever been anything but 0.');
});
