// Builds the wasm packages from crates/wasm and the crates below it: the engine into web/pkg, and into web/pkg/importer
// the module that reads logs, which the page fetches when a visitor brings one.
//
// Owns the call of wasm-pack, and the question whether a build is due at all. How the module is compiled and optimised
// is in Cargo.toml (`profile.web`) and in crates/wasm/Cargo.toml.

import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { CRATE_LIST, crateNotices, LINKED, METADATA } from './notices.mjs';
import { digest, inRoot, isStamped, writeStamp } from './paths.mjs';
import { PlainFailure } from './steps.mjs';
import { wasmToolsEnvironment } from './toolchain.mjs';

/** @typedef {import('./steps.mjs').Step} Step */
/** @typedef {import('./toolchain.mjs').Rust} Rust */

const PACKAGE = inRoot('web', 'pkg');
export const MODULE = inRoot('web', 'pkg', 'atlas_bg.wasm');
const IMPORTER = inRoot('web', 'pkg', 'importer');
const STAMP = inRoot('web', 'pkg', '.heap-atlas-stamp');

const CRATES = ['heap', 'scenario', 'replay', 'wasm'];
/** Everything the module is made from. Tests and the native crates are left out. */
export const INPUTS = [
  'Cargo.toml',
  'Cargo.lock',
  'tools',
  'scripts/wasm.mjs',
  'scripts/notices.mjs',
  ...CRATES.flatMap((crate) => [`crates/${crate}/Cargo.toml`, `crates/${crate}/src`]),
].map((path) => inRoot(path));

/** Whether the package was built from the inputs that there are now. */
export function isWasmBuilt() {
  return existsSync(MODULE) && isStamped(STAMP, digest(INPUTS));
}

/**
 * Compiles the crate as wasm-pack will, which then finds it compiled: that takes no wasm tools, and so goes on while
 * those are built.
 *
 * @param {Step} step
 * @param {Rust} rust
 */
export async function compileWasm(step, rust) {
  const target = ['--target', 'wasm32-unknown-unknown', '--profile', 'web'];
  await step.exec('cargo', ['build', '--lib', '--locked', ...target], {
    cwd: inRoot('crates', 'wasm'),
    env: rust.wasm,
  });
}

/**
 * Builds the optimised package.
 *
 * @param {Step} step
 * @param {Rust} rust
 */
export async function buildWasm(step, rust) {
  const key = digest(INPUTS);
  // wasm-pack goes on without a word where the optimiser is missing.
  if (!existsSync(inRoot('node_modules', '.bin', 'wasm-opt'))) {
    throw new PlainFailure('wasm-opt is missing: run  npm ci');
  }
  rmSync(PACKAGE, { force: true, recursive: true });
  await pack(step, rust, ['--out-dir', PACKAGE, '--out-name', 'atlas', '--', '--locked']);
  const ofImporter = ['--', '--locked', '--features', 'importer'];
  await pack(step, rust, ['--out-dir', IMPORTER, '--out-name', 'importer', ...ofImporter]);
  await listCrates(step, rust);
  writeStamp(STAMP, key);
  step.note = sizeText();
}

/**
 * @param {Step} step
 * @param {Rust} rust
 * @param {readonly string[]} place
 */
async function pack(step, rust, place) {
  const args = ['build', inRoot('crates', 'wasm'), '--target', 'web', '--profile', 'web'];
  const mode = ['--mode', rust.wasmPackMode, '--no-pack'];
  const env = wasmToolsEnvironment(rust);
  await step.exec('wasm-pack', [...args, ...mode, ...place], { env });
}

/**
 * Writes down whose crates are in the module, beside it: the site's notices take them from there.
 *
 * @param {Step} step
 * @param {Rust} rust
 */
async function listCrates(step, rust) {
  const options = { env: rust.host };
  const metadata = await step.exec('cargo', METADATA, options);
  const linked = await step.exec('cargo', LINKED, options);
  writeFileSync(CRATE_LIST, JSON.stringify(crateNotices(metadata, linked)));
}

function sizeText() {
  return `${Math.ceil(statSync(MODULE).size / 1024)} KiB`;
}
