// Protects how values read where they stand by themselves: in titles, captions and switches.

import { expect, test } from 'vitest';
import type { Axis } from '../engine/wire';
import { printValue } from './values';

const option = (id: string, title: string, unit: string | null) => ({
  id,
  title,
  parameter: unit === null ? null : { unit },
});

const SPLIT = {
  kind: 'choice',
  options: [
    option('never', 'Never', null),
    option('at-least', 'At least …', 'bytes'),
    option('batched', 'Batched', ''),
  ],
} as unknown as Axis;

test.each([
  ['never', 'Never'],
  ['at-least(64)', 'At least 64 bytes'],
  ['batched(8)', 'Batched (8)'],
  ['nonsense', 'nonsense'],
])('%s reads %s', (value, text) => {
  expect(printValue(SPLIT, value)).toBe(text);
});

test('numbers have their units, addresses their digits, switches two words', () => {
  const number = { kind: 'number', address: false } as unknown as Axis;
  expect(printValue(number, '65536')).toBe('64 KiB');
  expect(printValue(number, 'many')).toBe('many');
  expect(printValue({ ...number, address: true } as Axis, '1048576')).toContain('0x');
  expect(printValue({ kind: 'switch' } as unknown as Axis, 'on')).toBe('On');
  expect(printValue({ kind: 'expression' } as unknown as Axis, 'waste*4')).toBe('waste*4');
});
