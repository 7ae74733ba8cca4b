// Protects files that are kept as text: every byte comes back.

import { expect, test } from 'vitest';
import { fromBase64, toBase64 } from './base64';

test('every byte comes back, also where there are many', () => {
  const bytes = Uint8Array.from({ length: 100_003 }, (_, at) => (at * 7) % 256);
  expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  expect(fromBase64(toBase64(new Uint8Array()))).toEqual(new Uint8Array());
});

test('what is no such text is nothing', () => {
  expect(fromBase64('%%%')).toBeNull();
});
