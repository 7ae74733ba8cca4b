// Builds the wasm packages: crates/wasm and the crates below it, once for each module, into web/pkg.
//
// Owns the calls of wasm-pack, what is done with a module afterwards (some are cut, all are packed), and the question
// whether a build is due at all.

import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { drawFirstPictures } from './first-picture.mjs';
import { readFirstScripts } from './first-script.mjs';
import { lzma } from './lzma.mjs';
import { digest, inRoot, isStamped, writeStamp } from './paths.mjs';
import { prepare } from './prepared.mjs';
import { splitModule } from './split-module.mjs';
import { PlainFailure } from './steps.mjs';
import { wasmToolsEnvironment } from './toolchain.mjs';

/** @typedef {import('./steps.mjs').Step} Step */
/** @typedef {import('./toolchain.mjs').Rust} Rust */

/** The modules, each a package of its own, and the features of the crate that it is built with. */
export const FEATURES_OF = /** @type {const} */ ({
  session: ['session'],
  desk: ['desk', 'parts'],
  figure: ['session', 'parts'],
});

/** @typedef {keyof typeof FEATURES_OF} ModuleName */

const MODULES = /** @type {ModuleName[]} */ (Object.keys(FEATURES_OF));

/** What the first part of each module that is cut in two is for: see split-module.mjs. */
const EXERCISES = { desk: readFirstScripts, figure: drawFirstPictures };

/** @typedef {keyof typeof EXERCISES} CutName */

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
    ...(name in EXERCISES ? [linking] : []),
  ].flatMap((setting) => ['--config', setting]);
}

/** @param {string} name */
const packageOf = (name) => inRoot('web', 'pkg', name);

/** @param {string} name */
export const moduleOf = (name) => inRoot('web', 'pkg', name, `${name}_bg.wasm`);

/** A module as it was before it was cut: for the build and its checks. @param {CutName} name */
export const wholeOf = (name) => inRoot('web', 'pkg', name, `${name}_whole.wasm`);

/** What was cut off from a module. @param {CutName} name */
export const restOf = (name) => inRoot('web', 'pkg', name, `${name}_rest.wasm`);

/** What is fetched packed. A figure's rest would need a worker that unpacks, and that stands before the picture. */
const PACKED = [...MODULES.map(moduleOf), restOf('desk')];

/** A file as the page fetches it. @param {string} file */
const packedOf = (file) => `${file}.lzma`;

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
  'scripts/first-script.mjs',
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
  const built = [...PACKED.map(packedOf), wholeOf('desk'), restOf('figure')];
  if (built.every((file) => existsSync(file)) && isStamped(STAMP, key)) {
    await prepare(packageOf('desk'), wholeOf('desk'));
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
    const features = ['--locked', '--no-default-features', '--features', `${FEATURES_OF[name]}`];
    const profile = profileOf(name);
    await step.exec('wasm-pack', [...args, ...mode, ...place, '--', ...features, ...profile], {
      cwd: inRoot(),
      env: wasmToolsEnvironment(rust),
    });
  }
  const cut = /** @type {CutName[]} */ (Object.keys(EXERCISES));
  for (const name of cut) renameSync(moduleOf(name), wholeOf(name));
  await prepare(packageOf('desk'), wholeOf('desk'));
  for (const name of cut) await split(step, name);
  await pack();
  writeStamp(STAMP, key);
  step.note = sizeText();
}

/**
 * Cuts off from a module what a first picture doesn't need.
 *
 * @param {Step} step
 * @param {CutName} name
 */
async function split(step, name) {
  let instances = 0;
  const { first, rest } = await splitModule(step, wholeOf(name), {
    bring: /__wbg_bringRest_/,
    exercise: async (module) => {
      instances += 1;
      const glue = await glueOf(name, instances);
      const exports = glue.initSync({ module });
      return { exports, answers: await EXERCISES[name](glue) };
    },
  });
  writeFileSync(moduleOf(name), first);
  writeFileSync(restOf(name), rest);
}

/**
 * A module's glue, which has one instance; asked for by another number, it is another.
 *
 * @param {ModuleName} name
 * @param {number} number
 * @returns {Promise<any>}
 */
export const glueOf = (name, number) =>
  import(`${pathToFileURL(`${packageOf(name)}/${name}.js`).href}?${number}`);

/** Packs what a page fetches, by a sixth smaller than gzip makes it. */
async function pack() {
  for (const file of PACKED) writeFileSync(packedOf(file), await lzma(readFileSync(file)));
}

function sizeText() {
  const kib = (/** @type {string} */ file) => Math.ceil(statSync(file).size / 1024);
  return MODULES.map(
    (name) => `${name} ${kib(moduleOf(name))} KiB, packed ${kib(packedOf(moduleOf(name)))}`,
  ).join('; ');
}
