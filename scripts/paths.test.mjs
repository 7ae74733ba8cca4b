// @vitest-environment node
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { digest, isStamped, writeStamp } from './paths.mjs';

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heap-atlas-paths-'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src', 'a.rs'), 'fn a() {}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

// Protects: a build is never skipped after its inputs changed, in whichever way.
test.each([
  ['a file’s content', () => writeFileSync(join(folder, 'src', 'a.rs'), 'fn b() {}'), true],
  ['a new file', () => writeFileSync(join(folder, 'src', 'b.rs'), ''), true],
  ['a file gone', () => rmSync(join(folder, 'src', 'a.rs')), true],
  ['a build product', () => mkdirSync(join(folder, 'target')), false],
])('the digest and %s', (_name, change, differs) => {
  const before = digest([folder], ['rustc 1.95']);
  change();
  expect(digest([folder], ['rustc 1.95']) !== before).toBe(differs);
});

test('the digest and another compiler', () => {
  expect(digest([folder], ['rustc 1.96'])).not.toBe(digest([folder], ['rustc 1.95']));
});

test('a stamp holds for its key alone', () => {
  const stamp = join(folder, 'stamp');
  expect(isStamped(stamp, 'key')).toBe(false);
  writeStamp(stamp, 'key');
  expect(isStamped(stamp, 'key')).toBe(true);
  expect(isStamped(stamp, 'other')).toBe(false);
});
