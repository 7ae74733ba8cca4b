// Protects the promise that a slow answer never makes the figure fall behind: one request at a time, and
// of those that wait the newest alone.

import { expect, test } from 'vitest';
import { Latest } from './latest';

/** A server whose answers come when the test says so. */
function bench() {
  const served: string[] = [];
  let finish: (() => void) | null = null;
  const latest = new Latest<string>((request) => {
    served.push(request);
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  const answer = async () => {
    finish?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { latest, served, answer };
}

test('of the requests made meanwhile only the last is answered', async () => {
  const { latest, served, answer } = bench();
  for (const request of ['a', 'b', 'c']) latest.want(request, request);
  expect(served).toEqual(['a']);
  await answer();
  expect(served).toEqual(['a', 'c']);
  await answer();
  expect(served).toEqual(['a', 'c']);
});

test('a request with the key of the one last begun is not answered twice', async () => {
  const { latest, served, answer } = bench();
  latest.want('a', 'a');
  latest.want('a', 'a');
  await answer();
  latest.want('a', 'a');
  expect(served).toEqual(['a']);
});

test('a request that returns to what is being answered drops the one that waits', async () => {
  const { latest, served, answer } = bench();
  latest.want('a', 'a');
  latest.want('b', 'b');
  latest.want('a', 'a');
  await answer();
  await answer();
  expect(served.at(-1)).toBe('a');
});

test('what was answered elsewhere is not asked, and takes the place of what waits', async () => {
  const { latest, served, answer } = bench();
  latest.want('a', 'a');
  latest.want('b', 'b');
  latest.settle('c');
  latest.want('c', 'c');
  await answer();
  expect(served).toEqual(['a']);
  latest.want('d', 'd');
  expect(served).toEqual(['a', 'd']);
});
