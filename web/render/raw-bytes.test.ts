// Protects the decoding of raw bytes: fields have the names and meanings that the allocator's source gives them.

import { expect, test } from 'vitest';
import type { Block, ByteSpan, BytesView } from '../engine/wire';
import { fieldMeaning, fieldName, fieldValue, firstLineOffset, rawLine } from './raw-bytes';

const FOURTH = {
  offset: 12,
  bytes: 4,
  label: 'next_free_or_padding',
  value: null,
} as unknown as ByteSpan;
const HOLE = { state: 'free', nextFreeOrPadding: 0, start: 0, headerOffset: 0 } as Block;

test('the fourth word of a hole is `next_free`, the address of a payload, at the list’s end too', () => {
  expect(fieldName(FOURTH, HOLE, true)).toBe('next_free');
  expect(fieldName(FOURTH, HOLE, false)).toBe('–');
  expect(fieldMeaning(FOURTH)).toContain('the next hole’s payload');
});

test('a value has its least significant byte first', () => {
  const view = {
    offset: 8,
    bytes: Uint8Array.of(0, 0, 0, 0, 0x40, 0x01, 0x10, 0x00),
    spans: [FOURTH],
  };
  const { stored, hex } = fieldValue(view as unknown as BytesView, FOURTH);
  expect(stored).toEqual(['40', '01', '10', '00']);
  expect(hex).toBe('00100140');
});

test('the header begins a line, though a padded block begins in front of it', () => {
  expect(firstLineOffset({ ...HOLE, start: 8, headerOffset: 40 }, 16)).toBe(8);
  expect(firstLineOffset({ ...HOLE, start: 8, headerOffset: 16 }, 16)).toBe(0);
});

test('a line has gaps where the view holds no bytes', () => {
  const view = { offset: 2, bytes: Uint8Array.of(0x61, 0x00), spans: [] } as unknown as BytesView;
  const { bytes, characters } = rawLine(view, 0, 4);
  expect(bytes.map((byte) => byte?.hex ?? null)).toEqual([null, null, '61', '00']);
  expect(characters).toBe('  a·');
});
