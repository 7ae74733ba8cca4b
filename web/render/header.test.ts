import { expect, test } from 'vitest';
import { fourthName } from './header';

test.each([
  ['free', true, 0x100040, 'next_free'],
  ['free', true, 0, 'next_free'],
  ['free', false, 0, '–'],
  ['allocated', true, 0, '–'],
  ['allocated', false, 48, 'padding'],
] as const)(
  'the fourth word of a block that is %s, on a free list: %s, value %i, is %s',
  (...given) => {
    const [state, isThreaded, fourth, name] = given;
    expect(fourthName({ state, fourth }, isThreaded)).toBe(name);
  },
);
