// Protects the addresses of files that the page computes: what is named is there, and never changes where it is.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterEach, expect, test } from 'vitest';
import { folders } from './folders.mjs';

/** @type {string[]} */
const made = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/**
 * What a page is built to that names a folder of these files.
 *
 * @param {Record<string, string>} files
 * @param {Parameters<typeof folders>} options
 */
async function built(files, ...options) {
  const root = mkdtempSync(join(tmpdir(), 'heap-atlas-folders-'));
  made.push(root);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, 'data', name, '..'), { recursive: true });
    writeFileSync(join(root, 'data', name), text);
  }
  writeFileSync(
    join(root, 'main.js'),
    "import addressOf from './data?folder'; console.log(addressOf(location.hash));",
  );
  const result = await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'silent',
    plugins: [folders(...options)],
    build: { write: false, rolldownOptions: { input: join(root, 'main.js') } },
  });
  const { output } = /** @type {import('vite').Rolldown.RolldownOutput} */ (result);
  const names = output.filter(({ type }) => type === 'asset').map(({ fileName }) => fileName);
  return { names, code: output[0].code };
}

test('a folder is named by all that is in it, and its files keep their names', async () => {
  const { names, code } = await built({
    'index.json': '[]',
    'README.md': 'not fetched',
    'lesson/one.heaptrace': '1',
    'lesson/one.json': '{}',
  });
  const [, place] = /assets\/(data-[\w-]{8})\//.exec(names[0] ?? '') ?? [];
  expect(place).toBeDefined();
  expect(names).toEqual([
    `assets/${place}/lesson/one.heaptrace`,
    `assets/${place}/lesson/one.json`,
  ]);
  expect(code).toContain(`./${place}/`);
});

test('another content is another place', async () => {
  const [one, same, other] = await Promise.all([
    built({ 'a.heaptrace': '1', 'b.heaptrace': '2' }),
    built({ 'a.heaptrace': '1', 'b.heaptrace': '2' }),
    built({ 'a.heaptrace': '1', 'b.heaptrace': '3' }),
  ]);
  expect(same.names).toEqual(one.names);
  expect(other.names[0]).not.toBe(one.names[0]);
});

test('for other bundlers each file has its address in the script', async () => {
  const files = { 'lesson/one.heaptrace': '1', 'lesson/two.heaptrace': '2' };
  const { names, code } = await built(files, { isListed: true });
  expect(names).toHaveLength(2);
  for (const name of names) expect(code).toContain(`./${name.slice('assets/'.length)}`);
});
