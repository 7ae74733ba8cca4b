// The TypeScript types of what crosses the wasm boundary, generated from the Rust ones.
//
// Owns the call that generates them and the comparison with those kept in the checkout. The types
// themselves are declared in crates/wasm; nobody edits web/engine/wire by hand.

import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesUnder, inRoot } from './paths.mjs';

/** @typedef {import('./steps.mjs').Step} Step */
/** @typedef {import('./toolchain.mjs').Rust} Rust */

/** Where the page imports the types from. */
export const WIRE_TYPES = inRoot('web', 'engine', 'wire');

/**
 * Writes the types into an empty folder. ts-rs does so in tests that it generates, one per type.
 *
 * @param {Step} step
 * @param {Rust} rust
 * @param {string} folder
 */
export async function generateWireTypes(step, rust, folder) {
  const args = ['test', '--locked', '-p', 'atlas-wasm', '--lib', 'export_bindings'];
  const env = { ...rust.host, TS_RS_EXPORT_DIR: folder };
  await step.exec('cargo', args, { cwd: inRoot(), env });
  if (filesUnder(folder).length === 0) throw new Error('crates/wasm generated no types');
}

/**
 * Generates the types beside the checkout and compares; fails where a type differs, is missing or
 * is left over.
 *
 * @param {Step} step
 * @param {Rust} rust
 */
export async function compareWireTypes(step, rust) {
  const folder = mkdtempSync(join(tmpdir(), 'heap-atlas-types-'));
  try {
    await generateWireTypes(step, rust, folder);
    if (!existsSync(WIRE_TYPES)) mkdirSync(WIRE_TYPES, { recursive: true });
    await step.exec('diff', ['-ru', WIRE_TYPES, folder]).catch(() => {
      throw new Error('web/engine/wire is not what the Rust types give: run  npm run generate');
    });
    step.note = `${filesUnder(folder).length} types`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
