// `npm start`: makes everything that is missing, then serves the page on this machine.
//
// Needs nothing but Node at first: whatever it imports beyond Node's own modules comes after the
// packages were installed. Options: `--port N` (the next free one is taken where it is in use),
// `--host ADDRESS`.

import { requireNode } from './node-version.mjs';

requireNode();
const { parseArgs } = await import('node:util');
const { inRoot } = await import('./paths.mjs');
const { runStep } = await import('./steps.mjs');
const { ensurePackages, ensureRust, ensureWasmTools } = await import('./toolchain.mjs');
const { buildWasm } = await import('./wasm.mjs');

/** @returns {{ port?: number, host?: string }} */
function options() {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string' }, host: { type: 'string' } },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
      throw new Error(`--port ${values.port} is no port number`);
    }
    return {
      ...(port === undefined ? {} : { port }),
      ...(values.host === undefined ? {} : { host: values.host }),
    };
  } catch (error) {
    console.error(`${/** @type {Error} */ (error).message}`);
    console.error('usage: npm start -- [--port N] [--host ADDRESS]');
    process.exit(2);
  }
}

async function serve() {
  const server = options();
  console.log('Heap Atlas: getting ready');
  await runStep('npm packages', ensurePackages);
  const rust = await runStep('Rust for this machine and for wasm', ensureRust);
  await runStep('wasm tools', (step) => ensureWasmTools(step, rust));
  await runStep('wasm modules', (step) => buildWasm(step, rust));

  const vite = await import('vite');
  const site = await vite.createServer({
    configFile: inRoot('vite.config.ts'),
    root: inRoot(),
    logLevel: 'warn',
    server,
  });
  await site.listen();
  const urls = [...(site.resolvedUrls?.local ?? []), ...(site.resolvedUrls?.network ?? [])];
  console.log(`\nHeap Atlas is at  ${urls.join('  ')}\n(ctrl-c ends it)`);
}

try {
  await serve();
} catch (error) {
  const { CommandFailure, PlainFailure } = await import('./steps.mjs');
  // A failed step has told its story already.
  if (!(error instanceof PlainFailure || error instanceof CommandFailure)) console.error(error);
  process.exit(1);
}
