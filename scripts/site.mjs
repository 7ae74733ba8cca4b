// Bundles the page into dist/. Expects the wasm package to be built.

import { statSync } from 'node:fs';
import { filesUnder, inRoot } from './paths.mjs';

/** @param {import('./steps.mjs').Step} step */
export async function buildSite(step) {
  const vite = inRoot('node_modules', 'vite', 'bin', 'vite.js');
  await step.exec(process.execPath, [vite, 'build'], { cwd: inRoot() });
  const files = filesUnder(inRoot('dist'));
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  step.note = `dist/: ${files.length} files, ${Math.ceil(bytes / 1024)} KiB`;
}
