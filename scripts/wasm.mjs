// Builds the wasm packages: crates/wasm and the crates below it, once with each of its features, into web/pkg.
//
// Owns the calls of wasm-pack, what is done with a module afterwards (the figure's is cut, all are packed), and the
// question whether a build is due at all.

import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { drawFirstPictures } from './first-picture.mjs';
import { lzma } from './lzma.mjs';
import { digest, inRoot, isStamped, writeStamp } from './paths.mjs';
import { prepare } from './prepared.mjs';
import { splitModule } from './split-module.mjs';
import { PlainFailure } from './steps.mjs';
import { wasmToolsEnvironment } from './toolchain.mjs';

/** @typedef {import('./steps.mjs').Step} Step */
/** @typedef {import('./toolchain.mjs').Rust} Rust */

/** The modules, each a feature of the crate and a package of its own. */
export const MODULES = /** @type {const} */ (['session', 'desk', 'figure']);

/** @typedef {(typeof MODULES)[number]} ModuleName */

/**
 * How the modules are compiled: small, since a reader waits for every byte, but for the code a replay spends its time
 * in. The generic heap is compiled where it is used, so that is the replay's crate as much as the heap's. A figure is
 * small altogether: most show a lesson, and all have a budget of bytes.
 *
 * @type {Record<ModuleName, { heap: string, replay: string, rest: string }>}
 */
const LEVELS = {
  session: { heap: '3', replay: '2', rest: '"z"' },
  desk: { heap: '"z"', replay: '"z"', rest: '"z"' },
  figure: { heap: '"z"', replay: '"z"', rest: '"z"' },
};

/** @param {ModuleName} name */
function profileOf(name) {
  const { heap, replay, rest } = LEVELS[name];
  // What is merged can't be told apart, and cut: see split-data.mjs.
  const linking = 'target.wasm32-unknown-unknown.rustflags=["-Clink-arg=--no-merge-data-segments"]';
  return [
    `profile.release.opt-level=${rest}`,
    `profile.release.package.classic-heap.opt-level=${heap}`,
    `profile.release.package.atlas-replay.opt-level=${replay}`,
    ...(name === 'figure' ? [linking] : []),
  ].flatMap((setting) => ['--config', setting]);
}

/** @param {string} name */
const packageOf = (name) => inRoot('web', 'pkg', name);

/** @param {string} name */
export const moduleOf = (name) => inRoot('web', 'pkg', name, `${name}_bg.wasm`);

/** A module as the page fetches it. @param {ModuleName} name */
const packedOf = (name) => `${moduleOf(name)}.lzma`;

/** What was cut off from the figure module. */
export const REST = inRoot('web', 'pkg', 'figure', 'figure_rest.wasm');

const STAMP = inRoot('web', 'pkg', '.heap-atlas-stamp');

/** Everything the modules are made from, and how. The native crates are left out. */
const INPUTS = [
  'Cargo.toml',
  'Cargo.lock',
  'crates/heap',
  'crates/scenario',
  'crates/replay',
  'crates/wasm',
  'tools/Cargo.lock',
  'scripts/wasm.mjs',
  'scripts/split-module.mjs',
  'scripts/split-data.mjs',
  'scripts/first-picture.mjs',
  'scripts/lzma.mjs',
  'scripts/prepared.mjs',
  'web/engine/unpack.ts',
  'scenarios',
  'traces/sqlite.heaptrace',
  'package-lock.json',
].map((path) => inRoot(path));

/**
 * Builds the optimised wasm packages, unless their inputs are those of the last build, and prepares what the page
 * needs of them at once.
 *
 * @param {Step} step
 * @param {Rust} rust
 */
export async function buildWasm(step, rust) {
  const key = digest(INPUTS, [rust.id]);
  if (MODULES.every((name) => existsSync(packedOf(name))) && isStamped(STAMP, key)) {
    await prepare(packageOf('desk'), moduleOf('desk'));
    step.note = `unchanged, ${sizeText()}`;
    return;
  }
  // wasm-pack goes on without a word where the optimiser is missing.
  if (!existsSync(inRoot('node_modules', '.bin', 'wasm-opt'))) {
    throw new PlainFailure('wasm-opt is missing: run  npm ci');
  }
  rmSync(inRoot('web', 'pkg'), { force: true, recursive: true });
  for (const name of MODULES) {
    const args = ['build', inRoot('crates', 'wasm'), '--target', 'web', '--release'];
    const mode = ['--mode', rust.wasmPackMode, '--no-pack'];
    const place = ['--out-dir', packageOf(name), '--out-name', name];
    const features = ['--locked', '--no-default-features', '--features', name];
    const profile = profileOf(name);
    await step.exec('wasm-pack', [...args, ...mode, ...place, '--', ...features, ...profile], {
      cwd: inRoot(),
      env: wasmToolsEnvironment(rust),
    });
  }
  await prepare(packageOf('desk'), moduleOf('desk'));
  await splitFigure(step);
  await pack();
  writeStamp(STAMP, key);
  step.note = sizeText();
}

/**
 * Cuts off from the figure module what its first picture doesn't need.
 *
 * @param {Step} step
 */
async function splitFigure(step) {
  const glue = pathToFileURL(`${packageOf('figure')}/figure.js`).href;
  let instances = 0;
  const { first, rest } = await splitModule(step, moduleOf('figure'), {
    bring: /__wbg_bringRest_/,
    exercise: async (module) => {
      instances += 1;
      // The glue has one instance; asked for by another name, it is another module.
      /** @type {typeof import('../web/pkg/figure/figure.js')} */
      const figure = await import(`${glue}?${instances}`);
      const exports = /** @type {any} */ (figure.initSync({ module }));
      return { exports, answers: await drawFirstPictures(figure) };
    },
  });
  writeFileSync(moduleOf('figure'), first);
  writeFileSync(REST, rest);
}

/** Packs the modules that a page starts with, by a sixth smaller than gzip makes them. */
async function pack() {
  for (const name of MODULES) {
    writeFileSync(packedOf(name), await lzma(readFileSync(moduleOf(name))));
  }
}

function sizeText() {
  const kib = (/** @type {string} */ file) => Math.ceil(statSync(file).size / 1024);
  return MODULES.map(
    (name) => `${name} ${kib(moduleOf(name))} KiB, packed ${kib(packedOf(name))}`,
  ).join('; ');
}
