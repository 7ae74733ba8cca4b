// Protects what people may type into a number field, and that what it shows reads back unchanged.

import { describe, expect, test } from 'vitest';
import { parseQuantity, printAddress, printQuantity, stepPower } from './quantity';

describe('parseQuantity', () => {
  test.each([
    ['64', 64],
    ['4KiB', 4096],
    ['4 k', 4096],
    ['1.5 MiB', 1_572_864],
    ['0x000f_ffff', 0xfffff],
    ['16 777 216', 16_777_216],
    ['16\u202f777\u202f216 bytes', 16_777_216],
  ])('reads %j', (text, number) => {
    expect(parseQuantity(text)).toBe(number);
  });

  test.each(['', 'many', '-1', '1.3', '4 pounds', '0x', '1e3', '9999999999999 GiB'])(
    'refuses %j',
    (text) => {
      expect(parseQuantity(text)).toBeNull();
    },
  );
});

test('what is printed reads back as the same number', () => {
  for (const number of [0, 1, 1023, 1024, 1025, 1536, 65_536, 1 << 20, (1 << 20) + 4, 2 ** 31]) {
    expect(parseQuantity(printQuantity(number))).toBe(number);
    expect(parseQuantity(printAddress(number))).toBe(number);
  }
});

test('steps go from power to power, and never below one', () => {
  expect(stepPower(16, 1)).toBe(32);
  expect(stepPower(17, 1)).toBe(32);
  expect(stepPower(17, -1)).toBe(16);
  expect(stepPower(16, -1)).toBe(8);
  expect(stepPower(1, -1)).toBe(1);
});
