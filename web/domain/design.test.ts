// Protects what the page knows of a design's notation: a policy and its number, a task and its axis.

import { expect, test } from 'vitest';
import { parseChoice, parseKey, printChoice, printKey, valueAt } from './design';

test.each([
  ['best-fit', { option: 'best-fit', argument: null }],
  ['at-least(64)', { option: 'at-least', argument: '64' }],
  ['at-least()', { option: 'at-least', argument: '' }],
])('%s is taken apart and put together again', (text, choice) => {
  expect(parseChoice(text)).toEqual(choice);
  expect(printChoice(choice)).toBe(text);
});

test.each([
  ['placement', { task: null, axis: 'placement' }],
  ['2:placement', { task: 2, axis: 'placement' }],
])('the key %s is taken apart and put together again', (text, key) => {
  expect(parseKey(text)).toEqual(key);
  expect(printKey(key)).toBe(text);
});

test('a task follows the kernel where it has no value of its own', () => {
  const design = { placement: 'first-fit', '2:placement': 'best-fit' };
  expect(['placement', '1:placement', '2:placement'].map((key) => valueAt(design, key))).toEqual([
    'first-fit',
    'first-fit',
    'best-fit',
  ]);
});
