import { expect, test } from 'vitest';
import { withoutOperation } from './sentence';

test('what stands above a sentence is not said again in it', () => {
  expect(withoutOperation('malloc 64: examined 2 blocks', 'task 2: a = malloc 64')).toBe(
    'examined 2 blocks',
  );
  expect(withoutOperation('free a: freed 64 bytes', 'free a')).toBe('freed 64 bytes');
  expect(withoutOperation('mark "here"', 'mark "here"')).toBe('');
});

test('a sentence that begins otherwise is left whole', () => {
  expect(withoutOperation('the task: killed', 'touch a')).toBe('the task: killed');
});
