// Builds the wasm package: crates/wasm and the crates below it, into web/pkg.
//
// Owns the call of wasm-pack and the question whether a build is due at all.

import { existsSync, rmSync, statSync } from 'node:fs';
import { digest, inRoot, isStamped, writeStamp } from './paths.mjs';
import { PlainFailure } from './steps.mjs';
import { wasmToolsEnvironment } from './toolchain.mjs';

/** @typedef {import('./steps.mjs').Step} Step */
/** @typedef {import('./toolchain.mjs').Rust} Rust */

const PACKAGE = inRoot('web', 'pkg');
const MODULE = inRoot('web', 'pkg', 'atlas_wasm_bg.wasm');
const STAMP = inRoot('web', 'pkg', '.heap-atlas-stamp');

/** Everything the module is made from, and how. The native crates are left out. */
const INPUTS = [
  'Cargo.toml',
  'Cargo.lock',
  'crates/heap',
  'crates/scenario',
  'crates/replay',
  'crates/wasm',
  'tools/Cargo.lock',
  'scripts/wasm.mjs',
  'package-lock.json',
].map((path) => inRoot(path));

/**
 * Builds the optimised wasm package, unless its inputs are those of the last build.
 *
 * @param {Step} step
 * @param {Rust} rust
 */
export async function buildWasm(step, rust) {
  const key = digest(INPUTS, [rust.id]);
  if (existsSync(MODULE) && isStamped(STAMP, key)) {
    step.note = `unchanged, ${sizeText()}`;
    return;
  }
  // wasm-pack goes on without a word where the optimiser is missing.
  if (!existsSync(inRoot('node_modules', '.bin', 'wasm-opt'))) {
    throw new PlainFailure('wasm-opt is missing: run  npm ci');
  }
  rmSync(STAMP, { force: true });
  const args = ['build', inRoot('crates', 'wasm'), '--target', 'web', '--release'];
  const mode = ['--mode', rust.wasmPackMode, '--no-pack', '--out-dir', PACKAGE];
  await step.exec('wasm-pack', [...args, ...mode, '--', '--locked'], {
    cwd: inRoot(),
    env: wasmToolsEnvironment(rust),
  });
  writeStamp(STAMP, key);
  step.note = sizeText();
}

function sizeText() {
  return `${Math.ceil(statSync(MODULE).size / 1024)} KiB`;
}
