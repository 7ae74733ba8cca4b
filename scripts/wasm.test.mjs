// @vitest-environment node
import { expect, test } from 'vitest';
import { filesUnder, inRoot } from './paths.mjs';
import { INPUTS } from './wasm.mjs';

// Protects: a change to the tools that make the module makes it anew.
test('the module is made from the sources of the tools, too', () => {
  const files = INPUTS.flatMap(filesUnder);
  expect(files).toEqual(expect.arrayContaining(filesUnder(inRoot('tools'))));
});
