import { expect, test } from 'vitest';
import { nextFreeName } from './header';

test.each([
  ['free', true, 0x100040, 'next_free'],
  ['free', true, 0, 'next_free'],
  ['free', false, 0, '–'],
  ['allocated', true, 0, '–'],
  ['allocated', false, 48, 'padding'],
] as const)(
  'the fourth word of a block that is %s, on a free list: %s, value %i, is %s',
  (...given) => {
    const [state, hasFreeList, nextFreeOrPadding, name] = given;
    expect(nextFreeName({ state, nextFreeOrPadding }, hasFreeList)).toBe(name);
  },
);
