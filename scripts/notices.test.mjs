// Holds the notices to the crates that are linked into the module, and to the words of each licence.

import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { crateNotices, LINKED, METADATA, noticesText } from './notices.mjs';
import { inRoot } from './paths.mjs';

/** @param {string[]} args */
function cargo(args) {
  const options = { cwd: inRoot(), encoding: /** @type {const} */ ('utf8'), maxBuffer: 2 ** 28 };
  return execFileSync('cargo', args, options);
}

test('each crate that is linked into the module is named, with the words of its licence', () => {
  const notices = crateNotices(cargo(METADATA), cargo(LINKED));
  const names = notices.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['wasm-bindgen', 'serde_core', 'miniz_oxide']));
  for (const { name, text } of notices) expect(text, name).toMatch(/copyright|permission/i);
  // What is ours, and what only builds or tests, is not named.
  for (const name of ['atlas-wasm', 'classic-heap', 'serde_derive', 'syn', 'clap', 'ts-rs']) {
    expect(names).not.toContain(name);
  }
});

test('a package in two bundles is told of once, by name', () => {
  const lit = { name: 'lit', version: '3.0.0', identifier: 'BSD-3-Clause', text: 'Lit’s words' };
  const b = { name: 'b', version: '1.0.0', text: 'B’s words' };
  const text = noticesText([lit, b, lit], []);
  expect(text.match(/Lit’s words/g)).toHaveLength(1);
  expect(text.indexOf('## b 1.0.0')).toBeLessThan(text.indexOf('## lit 3.0.0 (BSD-3-Clause)'));
});
