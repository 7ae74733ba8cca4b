// Protects the decoding of raw bytes: where the lines of a block begin, and how its fields read.

import { expect, test } from 'vitest';
import type { BytesView, Field } from '../engine/wire';
import { fieldName, fieldValue, firstLineOffset, linesOfFields, rawLine } from './raw-bytes';

const ADDR = {
  name: 'addr',
  offset: 12,
  bytes: 4,
  value: '0x00100140',
  flags: [{ isSet: true, says: 'free' }],
} as unknown as Field;

function fields(...offsets: readonly number[]): readonly Field[] {
  return offsets.map((offset) => ({ offset }) as Field);
}

test('a value has its least significant byte first, and its flags beside it', () => {
  const view = { offset: 8, bytes: Uint8Array.of(0, 0, 0, 0, 0x41, 0x01, 0x10, 0x00), spans: [] };
  const { stored, hex, value } = fieldValue(view satisfies BytesView, ADDR);
  expect(stored).toEqual(['41', '01', '10', '00']);
  expect(hex).toBe('00100141');
  expect(value).toBe('0x00100140, free');
  expect(fieldName(ADDR)).toBe('addr | flags');
});

test('the bookkeeping begins a line, though a padded block begins in front of it', () => {
  expect(firstLineOffset({ start: 8, fields: [...fields(40)] }, 16)).toBe(8);
  expect(firstLineOffset({ start: 8, fields: [...fields(16)] }, 16)).toBe(0);
  expect(firstLineOffset({ start: 8, fields: [] }, 16)).toBe(8);
});

test('names stand above the lines in which fields begin, a footer’s too', () => {
  const block = { start: 0, fields: [...fields(0, 4, 8, 60)] };
  expect(linesOfFields(block, 16)).toEqual([0, 3]);
  expect(linesOfFields(block, 8)).toEqual([0, 1, 7]);
});

test('a line has gaps where the view holds no bytes', () => {
  const view = { offset: 2, bytes: Uint8Array.of(0x61, 0x00), spans: [] } as unknown as BytesView;
  const { bytes, characters } = rawLine(view, 0, 4);
  expect(bytes.map((byte) => byte?.hex ?? null)).toEqual([null, null, '61', '00']);
  expect(characters).toBe('  a·');
});
