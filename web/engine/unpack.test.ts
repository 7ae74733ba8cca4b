// Protects what sessions are handed: a trace unpacked here is the one that was recorded, column by column, and what
// can't be unpacked goes on untouched, so that the module says what is wrong with it.

import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { unpack } from './unpack';

const COLUMNS = 9;

/** A trace of no meaning, as `crates/scenario/src/trace.rs` lays it out. */
function traceOf(columns: readonly Uint8Array[], claimed = columns.map(({ length }) => length)) {
  const provenance = new TextEncoder().encode('title: three\n');
  const header = new DataView(new ArrayBuffer(22 + provenance.length + 8 * COLUMNS));
  const bytes = new Uint8Array(header.buffer);
  bytes.set([0x89, 0x48, 0x54, 0x52, 0x0d, 0x0a, 0x1a, 0x0a, 1, 0]);
  header.setUint32(10, provenance.length, true);
  bytes.set(provenance, 14);
  const packed = columns.map((column) => new Uint8Array(deflateSync(column)));
  packed.forEach(({ length }, index) => {
    const entry = 22 + provenance.length + 8 * index;
    header.setUint32(entry, claimed[index] ?? 0, true);
    header.setUint32(entry + 4, length, true);
  });
  return new Uint8Array([bytes, ...packed].flatMap((part) => [...part]));
}

const columns = Array.from({ length: COLUMNS }, (_, index) =>
  new Uint8Array(index * 100).fill(index),
);

test('columns are handed on as they were before they were packed', async () => {
  const file = traceOf(columns);
  const unpacked = await unpack(file);
  const header = file.length - columns.reduce((sum, each) => sum + deflateSync(each).length, 0);
  const view = new DataView(unpacked.buffer);
  expect(view.getUint16(8, true)).toBe(0x8001);
  let at = header;
  columns.forEach((column, index) => {
    const entry = header - 8 * COLUMNS + 8 * index;
    expect(view.getUint32(entry, true)).toBe(column.length);
    expect(view.getUint32(entry + 4, true)).toBe(column.length);
    expect(unpacked.slice(at, at + column.length)).toEqual(column);
    at += column.length;
  });
  expect(unpacked.length).toBe(at);
});

test('a recorded trace is unpacked', async () => {
  const file = new Uint8Array(readFileSync('traces/sqlite.heaptrace'));
  const unpacked = await unpack(file);
  expect(unpacked.length).toBeGreaterThan(file.length);
});

test('what can not be unpacked goes on as it is', async () => {
  const file = traceOf(columns);
  const damaged = file.slice();
  damaged[file.length - 3] = (damaged[file.length - 3] ?? 0) ^ 0xff;
  const newer = file.slice();
  newer[8] = 2;
  const lengths = columns.map(({ length }) => length);
  const short = traceOf(columns, [...lengths.slice(0, -1), 799]);
  const long = traceOf(columns, [...lengths.slice(0, -1), 801]);
  for (const each of [
    damaged,
    newer,
    short,
    long,
    file.slice(0, 60),
    file.slice(0, -1),
    file.slice(0, 3),
  ]) {
    expect(await unpack(each)).toEqual(each);
  }
});
