// Holds the check at every command's beginning to the version that package.json asks for.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isAtLeast, NODE_MIN } from './node-version.mjs';
import { inRoot } from './paths.mjs';

test('the bound is the one that package.json names', () => {
  const { engines } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  expect(engines.node).toBe(`>=${NODE_MIN}`);
});

test.each([
  ['18.20.8', false],
  ['20.0.0', false],
  ['20.9.0', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['20.20.2', true],
  ['22.0.0', true],
])('%s is new enough: %s', (version, expected) => {
  expect(isAtLeast(version, NODE_MIN)).toBe(expected);
});
