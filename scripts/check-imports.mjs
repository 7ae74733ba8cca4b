// Holds the checkout against the import rules and prints what breaks them.
//
// Owns the walk over the files and over `cargo metadata`; what a rule means is layers.mjs's.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { judgeCrates, judgeModule, readRules } from './layers.mjs';
import { filesUnder, inRoot, ROOT } from './paths.mjs';

const rules = readRules();

/** Journeys drive the built site from outside; the package and the environment are no modules. */
const OUTSIDE_LAYERS = /^web\/(e2e|pkg)\/|\.d\.ts$/;

const modules = filesUnder(inRoot('web'))
  .map((file) => relative(ROOT, file).split(sep).join('/'))
  .filter((path) => /\.(ts|js|mjs)$/.test(path) && !OUTSIDE_LAYERS.test(path));

const cargo = spawnSync('cargo', ['metadata', '--format-version', '1', '--no-deps'], {
  cwd: ROOT,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
if (cargo.status !== 0) {
  console.error(cargo.stderr || `cargo: ${cargo.error?.message}`);
  process.exit(1);
}
/** @type {{ packages: import('./layers.mjs').CratePackage[] }} */
const metadata = JSON.parse(cargo.stdout);

const complaints = [
  ...modules.flatMap((path) => judgeModule(rules, path, readFileSync(inRoot(path), 'utf8'))),
  ...judgeCrates(rules, metadata.packages),
];

for (const complaint of complaints) console.error(complaint);
console.log(
  `${modules.length} web modules and ${metadata.packages.length} crates: ` +
    (complaints.length === 0 ? 'all imports allowed' : `${complaints.length} complaints`),
);
process.exitCode = complaints.length === 0 ? 0 : 1;
