// `npm start`: makes everything that is missing, then serves the built site on this machine. `npm run dev` (`--dev`) serves
// the page from its sources instead, and reloads it where they change.
//
// Needs nothing but Node at first: whatever it imports beyond Node's own modules comes after the packages were
// installed. Options: `--port N` (the next free one is taken where it is in use), `--host ADDRESS`.

import { requireNode } from './node-version.mjs';

requireNode();
const { parseArgs } = await import('node:util');
const { inRoot } = await import('./paths.mjs');
const { makeSite, makeWasm } = await import('./prepare.mjs');

function options() {
  try {
    const { values } = parseArgs({
      options: { dev: { type: 'boolean' }, port: { type: 'string' }, host: { type: 'string' } },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
      throw new Error(`--port ${values.port} is no port number`);
    }
    const address = {
      ...(port === undefined ? {} : { port }),
      ...(values.host === undefined ? {} : { host: values.host }),
    };
    return { isDev: values.dev === true, address };
  } catch (error) {
    console.error(`${/** @type {Error} */ (error).message}`);
    console.error('usage: npm start -- [--port N] [--host ADDRESS]');
    process.exit(2);
  }
}

const { isDev, address } = options();
console.log('Heap Atlas: getting ready');
try {
  await (isDev ? makeWasm() : makeSite());
} catch {
  // The failed step has told its story already.
  process.exit(1);
}

const vite = await import('vite');
const shared = {
  configFile: inRoot('vite.config.ts'),
  root: inRoot(),
  logLevel: /** @type {const} */ ('warn'),
};
const site = isDev
  ? await (await vite.createServer({ ...shared, server: address })).listen()
  : await vite.preview({ ...shared, preview: address });
const urls = [...(site.resolvedUrls?.local ?? []), ...(site.resolvedUrls?.network ?? [])];
console.log(`\nHeap Atlas is at  ${urls.join('  ')}\n(ctrl-c ends it)`);
