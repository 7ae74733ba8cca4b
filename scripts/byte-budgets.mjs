// Holds the built site to a budget: the bytes that a page needs before its first picture, as brotli, wasm included.
//
// Owns the budget and the list of entries. Which files an entry needs is read from the manifests that Vite writes: the
// entry, what it imports statically, their styles and the wasm module. The worker is inlined. A recorded trace weighs
// what its program did, and is not counted. Expects dist/ to be built.

import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { inRoot } from './paths.mjs';

/**
 * 350,000 held one family of allocators; two others weigh some 40,000 each, slabs, which share buddies, 15,000, what finds a design
 * 5,000, several regions, exercises and the table of steps 10,000, and the lessons of the other families 5,000.
 */
const BYTES_MAX = 490_000;

/** Entries by what they are to a reader: the manifest, the entry's key in it, and the page around it. */
const ENTRIES = /** @type {const} */ ({
  'the playground': ['manifest.json', 'index.html', 'index.html'],
  'a figure': ['element.json', 'web/pages/element/main.ts', 'heap-atlas.css'],
});

/**
 * @typedef {Record<string, { file: string, imports?: string[], dynamicImports?: string[], css?: string[],
 *   assets?: string[] }>} Manifest
 */

/**
 * @param {Manifest} manifest
 * @param {string} key
 * @returns {string[]}
 */
function filesOf(manifest, key) {
  const chunk = manifest[key];
  if (chunk === undefined) throw new Error(`the manifest has no ${key}`);
  const modules = chunk.assets?.filter((file) => file.endsWith('.wasm')) ?? [];
  const imported = (chunk.imports ?? []).flatMap((each) => filesOf(manifest, each));
  return [chunk.file, ...modules, ...(chunk.css ?? []), ...imported];
}

/** @param {string} file */
const weight = (file) => brotliCompressSync(readFileSync(inRoot('dist', file))).length;

for (const [name, [manifestName, key, page]] of Object.entries(ENTRIES)) {
  /** @type {Manifest} */
  const manifest = JSON.parse(readFileSync(inRoot('dist', '.vite', manifestName), 'utf8'));
  const files = [...new Set([page, ...filesOf(manifest, key)])];
  if (!files.some((file) => file.endsWith('.wasm'))) throw new Error(`${name} has no wasm module`);
  const sizes = files.map(weight);
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  console.log(`${name}: ${total} of ${BYTES_MAX} bytes`);
  files.forEach((file, at) => {
    console.log(`  ${String(sizes[at]).padStart(7)} ${file}`);
  });
  // These come when they are first used.
  const later = manifest[key]?.dynamicImports?.flatMap((each) => filesOf(manifest, each)) ?? [];
  for (const file of new Set(later)) {
    if (!files.includes(file)) console.log(`  later ${String(weight(file)).padStart(7)} ${file}`);
  }
  if (total > BYTES_MAX) process.exitCode = 1;
}
