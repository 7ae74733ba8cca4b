// The licence notices of third parties whose work is part of what is built: npm packages in the scripts, crates in the
// wasm module, and Rust's standard library.
//
// Owns the list of crates and the one file with all notices. Which npm packages are in a bundle is for Vite to say
// (`build.license`): it writes a list for each bundle, which is taken in here.

import { readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from './paths.mjs';

/** The file that lies beside what was built. */
export const NOTICES = 'third-party-notices.md';

/** Below what was built: the lists of its bundles, until they are taken in. */
const LISTS = '.vite';
const LIST = /-notices\.json$/;

/**
 * Where Vite is to put the list of a bundle, for `writeNotices`.
 *
 * @param {string} bundle
 */
export const noticesList = (bundle) => `${LISTS}/${bundle}-notices.json`;

/** Written with the wasm module, so that a site can be bundled without Rust. */
export const CRATE_LIST = inRoot('web', 'pkg', 'notices.json');

/** The crate that the module is built from, and the target. */
const CRATE = 'atlas-wasm';
const TARGET = 'wasm32-unknown-unknown';

/** Files with a licence's text, the one to give first at the front. */
const TEXTS = [/^licen[cs]e-mit/i, /^licen[cs]e/i, /^copying/i];

/**
 * As Vite writes it.
 *
 * @typedef {object} Notice
 * @property {string} name
 * @property {string} version
 * @property {string} [identifier] of the licence, as SPDX has it
 * @property {string} [text]
 */

/**
 * What is used of the answer of `cargo metadata`.
 *
 * @typedef {{ name: string, version: string, license: string | null, source: string | null, manifest_path: string }} Crate
 */

/** The arguments by which cargo lists where each crate lies. */
export const METADATA = ['metadata', '--quiet', '--format-version', '1', '--locked'];

/**
 * The arguments by which cargo lists the crates that are linked into the module. Macros and build scripts run while it is
 * built, and leave nothing of their own in it.
 */
export const LINKED = [
  ...['tree', '--quiet', '--locked', '--package', CRATE, '--target', TARGET],
  ...['--edges', 'normal,no-proc-macro', '--prefix', 'none', '--format', '{p}'],
];

/**
 * The notices of the crates that are linked into the module, but for our own.
 *
 * @param {string} metadata cargo's answer to `METADATA`
 * @param {string} linked cargo's answer to `LINKED`
 * @returns {Notice[]}
 */
export function crateNotices(metadata, linked) {
  const names = new Set(linked.split('\n').map((line) => line.split(' ').slice(0, 2).join(' ')));
  /** @type {Crate[]} */
  const crates = JSON.parse(metadata).packages;
  return crates
    .filter(({ name, version, source }) => source !== null && names.has(`${name} v${version}`))
    .map(({ name, version, license, manifest_path }) => ({
      name,
      version,
      ...(license === null ? {} : { identifier: license }),
      text: textIn(dirname(manifest_path), license),
    }));
}

/**
 * The text of the licence that a folder has, of one where there is a choice.
 *
 * @param {string} folder
 * @param {string | null} licence as SPDX has it
 */
function textIn(folder, licence) {
  const files = readdirSync(folder).sort();
  const texts = TEXTS.flatMap((pattern) => files.filter((name) => pattern.test(name)));
  const wanted = licence?.includes(' AND ') ? [...new Set(texts)] : texts.slice(0, 1);
  return wanted.map((name) => readFileSync(join(folder, name), 'utf8').trim()).join('\n\n');
}

/**
 * Puts all notices into one file beside what was built, and takes the bundles' own lists away.
 *
 * @param {string} outDir
 */
export function writeNotices(outDir) {
  const lists = readdirSync(join(outDir, LISTS)).filter((name) => LIST.test(name));
  const paths = lists.map((name) => join(outDir, LISTS, name));
  const npm = paths.flatMap(read);
  writeFileSync(join(outDir, NOTICES), noticesText(npm, read(CRATE_LIST)));
  for (const path of paths) rmSync(path);
  if (readdirSync(join(outDir, LISTS)).length === 0) rmdirSync(join(outDir, LISTS));
}

/**
 * @param {string} path
 * @returns {Notice[]}
 */
function read(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/**
 * @param {Notice[]} npm
 * @param {Notice[]} crates
 */
export function noticesText(npm, crates) {
  const rust = readFileSync(inRoot('scripts', 'notices-of-rust.txt'), 'utf8').trim();
  return `# Third-party notices

Heap Atlas itself is under MIT or Apache-2.0. What is built contains the following work of others.

# In the scripts: npm packages
${section(npm)}
# In the WebAssembly module: crates
${section(crates)}
## The Rust standard library (MIT OR Apache-2.0)

${rust}
`;
}

/** @param {Notice[]} notices */
function section(notices) {
  const unique = new Map(notices.map((each) => [`${each.name} ${each.version}`, each]));
  return [...unique.keys()]
    .sort()
    .map((title) => {
      const { identifier = 'no licence named', text = '' } = unique.get(title) ?? {};
      return `\n## ${title} (${identifier})\n${text === '' ? '' : `\n${text}\n`}`;
    })
    .join('');
}
