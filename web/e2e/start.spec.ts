// `npm start` serves the built site to whoever has nothing but this checkout.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Playground } from './playground';
import { expect, test } from './site';

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));

// Protects: the address `npm start` prints opens a page whose engine runs, what figures elsewhere load is there, and what is
// not there is told so.
test('npm start prints an address, and the page there runs', async ({ page, browserName }) => {
  test.skip(browserName !== 'chromium', 'the server is the same for every browser');
  const server = spawn(process.execPath, [START, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let address: string | undefined;
    for await (const line of createInterface(server.stdout)) {
      address = /Heap Atlas is at\s+(\S+)/.exec(line)?.[1];
      if (address !== undefined) break;
    }
    expect(address, 'the address printed').toBeDefined();
    await new Playground(page).open(address);
    const host = await page.request.get(`${address}heap-atlas-host.js`);
    expect(host.headers()['content-type']).toContain('javascript');
    expect((await page.request.get(`${address}no-such-page`)).status()).toBe(404);
  } finally {
    const ended = once(server, 'exit');
    server.kill('SIGINT');
    await ended;
  }
});
