// Protects the one piece of a design's notation the page knows: a policy and its number.

import { expect, test } from 'vitest';
import { parseChoice, printChoice } from './design';

test.each([
  ['best-fit', { option: 'best-fit', argument: null }],
  ['at-least(64)', { option: 'at-least', argument: '64' }],
  ['at-least()', { option: 'at-least', argument: '' }],
])('%s is taken apart and put together again', (text, choice) => {
  expect(parseChoice(text)).toEqual(choice);
  expect(printChoice(choice)).toBe(text);
});
