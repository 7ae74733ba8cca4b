// What the commands make before they do their own work, in an order that leaves no processor idle.
//
// Owns that order. How each piece is made is toolchain.mjs's, wasm.mjs's and site.mjs's. Where the module is up to date,
// no Rust is asked for.

import { buildSite } from './site.mjs';
import { runStep } from './steps.mjs';
import { ensurePackages, ensureRust, ensureWasmTools } from './toolchain.mjs';
import { buildWasm, compileWasm, isWasmBuilt } from './wasm.mjs';

/** The npm packages and the wasm package. */
export async function makeWasm() {
  const packages = runStep('npm packages', ensurePackages);
  if (!isWasmBuilt()) {
    const rust = await runStep('Rust for this machine and for wasm', ensureRust);
    await Promise.all([
      packages,
      runStep('wasm tools', (step) => ensureWasmTools(step, rust)),
      runStep('wasm module, compiled', (step) => compileWasm(step, rust)),
    ]);
    await runStep('wasm module, bound and optimised', (step) => buildWasm(step, rust));
  }
  await packages;
}

/** All that the site is made of, and the site in dist/. */
export async function makeSite() {
  await makeWasm();
  await runStep('site', buildSite);
}
