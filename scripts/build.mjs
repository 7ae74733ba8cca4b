// `npm run build`: leaves the static site in dist/, to be served from any folder of any host.

import { requireNode } from './node-version.mjs';

requireNode();
const { runStep } = await import('./steps.mjs');
const { ensurePackages, ensureRust, ensureWasmTools } = await import('./toolchain.mjs');
const { buildWasm } = await import('./wasm.mjs');
const { buildSite } = await import('./site.mjs');

try {
  await runStep('npm packages', ensurePackages);
  const rust = await runStep('Rust for this machine and for wasm', ensureRust);
  await runStep('wasm tools', (step) => ensureWasmTools(step, rust));
  await runStep('wasm modules', (step) => buildWasm(step, rust));
  await runStep('site', buildSite);
} catch {
  // The failed step has told its story already.
  process.exit(1);
}
