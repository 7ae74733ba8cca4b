// Holds the notices beside the built site against what the site is made of: that each dependency of the page is named,
// and each crate of the wasm module, with the words of its licence.
//
// Expects the site to be built: scripts/site.mjs.

import { readFileSync } from 'node:fs';
import { CRATE_LIST, NOTICES } from './notices.mjs';
import { inRoot } from './paths.mjs';

/** Bundled though they serve development: the service worker is made of it. */
const BUNDLED_TOOLS = ['workbox-precaching'];

/** @type {string[]} */
const complaints = [];
const notices = readFileSync(inRoot('dist', NOTICES), 'utf8');
const { dependencies } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
const crates = JSON.parse(readFileSync(CRATE_LIST, 'utf8'));
const names = crates.map((/** @type {{ name: string }} */ { name }) => name);
for (const name of [...Object.keys(dependencies), ...BUNDLED_TOOLS, ...names, 'wasm-bindgen']) {
  if (!notices.includes(`\n## ${name} `)) complaints.push(`${NOTICES} does not name ${name}`);
}
for (const section of notices.split('\n## ').slice(1)) {
  const [title = ''] = section.split('\n');
  if (!/copyright|permission/i.test(section))
    complaints.push(`${NOTICES} has no text for ${title}`);
}

console.log(`${NOTICES}: ${notices.split('\n## ').length - 1} works of others`);
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length === 0 ? 0 : 1;
