// `npm start` serves the same page from its sources, by another path than the built site takes.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Playground } from './playground';
import { expect, test } from './site';

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));

// Protects: the address `npm start` prints opens a page whose engine runs.
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
    await page.goto(address ?? '');
    await new Playground(page).rest();
    // A page that outlives its development server complains of it.
    await page.goto('about:blank');
  } finally {
    const ended = once(server, 'exit');
    server.kill('SIGINT');
    await ended;
  }
});
