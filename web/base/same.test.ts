// Protects how scenarios of links are told apart: by what they name or hold.

import { expect, test } from 'vitest';
import { isSame } from './same';

const BYTES = new Uint8Array([1, 2, 3]);

const DIFFERENT = [
  null,
  { kind: 'trace', id: 'churn' },
  { kind: 'generator', id: 'churn' },
  { kind: 'generator', id: 'stack' },
  { kind: 'script', text: 'a = malloc 1' },
  { kind: 'script', text: 'a = malloc 2' },
  { kind: 'recording', name: 'a.rep', bytes: BYTES },
  { kind: 'recording', name: 'b.rep', bytes: BYTES },
  { kind: 'recording', name: 'a.rep', bytes: new Uint8Array([1, 2, 4]) },
  { kind: 'url', url: 'a.rep' },
  { kind: 'url', url: 'b.rep' },
];

test('every scenario is the same as its copy, and as no other', () => {
  for (const [at, one] of DIFFERENT.entries()) {
    for (const [there, other] of DIFFERENT.entries()) {
      expect(isSame(one, structuredClone(other)), `${at} and ${there}`).toBe(at === there);
    }
  }
});
