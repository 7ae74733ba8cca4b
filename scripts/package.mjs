// `npm run package`: makes packages/element ready for `npm pack`: the built element, the host script and the
// licences, beside the types, the README and the manifest that are kept there.
//
// Owns what of the package is built. What the package is and says is in packages/element.

import { copyFileSync } from 'node:fs';
import { requireNode } from './node-version.mjs';

requireNode();
const { inRoot } = await import('./paths.mjs');
const { makeWasm } = await import('./prepare.mjs');
const { runStep } = await import('./steps.mjs');
const { buildHostScript } = await import('./site.mjs');
const { writeNotices } = await import('./notices.mjs');

const PACKAGE = inRoot('packages', 'element');
const LICENCES = ['LICENSE', 'LICENSE-APACHE', 'LICENSE-MIT'];

try {
  await makeWasm();
  await runStep('package', async (step) => {
    const vite = inRoot('node_modules', 'vite', 'bin', 'vite.js');
    const outDir = inRoot('packages', 'element', 'dist');
    const config = ['--config', 'vite.element.config.ts', '--mode', 'package'];
    const args = ['build', ...config, '--outDir', outDir, '--emptyOutDir'];
    await step.exec(process.execPath, [vite, ...args]);
    await buildHostScript(outDir);
    writeNotices(outDir);
    for (const name of LICENCES) copyFileSync(inRoot(name), inRoot('packages', 'element', name));
    step.note = `ready for  npm pack ${PACKAGE}`;
  });
} catch {
  // The failed step has told its story already.
  process.exit(1);
}
