// A smoke suite in WebKit: does a picture come where figures may stand: on the page, in the post, in embed.html, as
// an element in somebody's page, and in a sandboxed iframe?
//
// Owns the few calls of WebDriver that this takes, and the programs: WebKit's driver with its small browser,
// on a screen that nobody sees. Expects dist/ to be built. Prints `N passed, N failed`; what is tested in depth
// is tested in Chromium and Firefox, in web/e2e.
//
//     node scripts/webkit.mjs [WebKitWebDriver [Xvfb]]

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { preview } from 'vite';
import { inRoot } from './paths.mjs';

const [driverProgram = 'WebKitWebDriver', screenProgram = 'Xvfb'] = process.argv.slice(2);
const BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
/** A machine that is busy with other checks is slow. */
const PICTURE_MS_MAX = 90_000;
const POLL_MS = 250;

/** Goes to the first figure, which begins in sight; how many colours the map has, wherever in the document's shadow trees it is; 0 where there is none yet. */
const COLOURS = `
  document.querySelector('heap-atlas')?.scrollIntoView();
  const find = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName === 'canvas' && element.className === 'image') return element;
      const found = element.shadowRoot && find(element.shadowRoot);
      if (found) return found;
    }
    return null;
  };
  const canvas = find(document);
  if (!canvas || canvas.width === 0 || canvas.height === 0) return 0;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
`;

/** @type {(() => unknown)[]} */
const endings = [];

/** Listens on a free port of this machine, and gives it. @param {import('node:net').Server} server */
async function listen(server) {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
}

/** Serves a page of somebody else's, on an origin of its own. @param {string} html */
async function serveHost(html) {
  const server = createHttpServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  });
  endings.push(() => server.close());
  return `http://127.0.0.1:${await listen(server)}/`;
}

/** Starts a screen and gives its number. */
async function startScreen() {
  const args = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const screen = spawn(screenProgram, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  endings.push(() => screen.kill());
  const pipe = /** @type {import('node:stream').Readable} */ (screen.stdio[3]);
  for await (const line of createInterface(pipe)) return `:${line.trim()}`;
  throw new Error(`${screenProgram} did not start`);
}

/** A browser, driven over WebDriver. */
class Browser {
  /** The driver's address, and that of the session within it. @param {string} address */
  constructor(address) {
    this.address = address;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<any>}
   */
  async call(method, path, body) {
    const options = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(this.address + path, options);
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${path}: ${value?.message ?? response.status}`);
    return value;
  }

  async begin() {
    const options = { binary: BROWSER, args: ['--automation'] };
    const alwaysMatch = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options };
    const { sessionId } = await this.call('POST', '/session', { capabilities: { alwaysMatch } });
    this.address += `/session/${sessionId}`;
    endings.unshift(() => this.call('DELETE', ''));
  }

  /** @param {string} script */
  run(script) {
    return this.call('POST', '/execute/sync', { script, args: [] });
  }

  /** Asks what follows of the page in the document's first iframe. */
  async enterFrame() {
    const using = { using: 'css selector', value: 'iframe' };
    await this.call('POST', '/frame', { id: await this.call('POST', '/element', using) });
  }
}

/** @param {Browser} browser */
async function pictureComes(browser) {
  const end = Date.now() + PICTURE_MS_MAX;
  while (Date.now() < end) {
    if ((await browser.run(COLOURS)) > 2) return;
    await setTimeout(POLL_MS);
  }
  throw new Error('no picture came');
}

/** Starts the driver and waits until it answers. @param {string} display */
async function startDriver(display) {
  const occupied = createServer();
  const port = await listen(occupied);
  occupied.close();
  const driver = spawn(driverProgram, [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, DISPLAY: display, WEBKIT_DISABLE_COMPOSITING_MODE: '1' },
    stdio: 'ignore',
    detached: true,
  });
  // The driver's browsers end with it.
  endings.push(() => driver.pid && process.kill(-driver.pid));
  const address = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const isThere = await fetch(`${address}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return address;
    await setTimeout(100);
  }
  throw new Error(`${driverProgram} did not start`);
}

let passed = 0;
let failed = 0;
try {
  const site = await preview({
    configFile: inRoot('vite.config.ts'),
    root: inRoot(),
    logLevel: 'warn',
    preview: { host: '127.0.0.1', port: 0, strictPort: false },
  });
  endings.push(() => site.close());
  const root = site.resolvedUrls?.local[0] ?? '';
  const embed = `${root}embed.html#v1&lesson=three-small-holes`;
  const element = await serveHost(`<!doctype html><title>A post</title>
    <script type="module" src="${root}heap-atlas.js"></script>
    <heap-atlas scenario="three-small-holes"></heap-atlas>`);
  const frame = await serveHost(`<!doctype html><title>A post</title>
    <iframe sandbox="allow-scripts" width="800" height="600" src="${embed}"></iframe>`);

  const browser = new Browser(await startDriver(await startScreen()));
  await browser.begin();

  /** @type {[string, string, boolean][]} */
  const places = [
    ['the page', root, false],
    ['the post', `${root}post/`, false],
    ['embed.html', embed, false],
    ['an element on another origin', element, false],
    ['a sandboxed iframe on another origin', frame, true],
  ];
  for (const [name, url, isFramed] of places) {
    try {
      await browser.call('POST', '/url', { url });
      if (isFramed) await browser.enterFrame();
      await pictureComes(browser);
      passed += 1;
      console.log(`✓ ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`✘ ${name}: ${/** @type {Error} */ (error).message}`);
    }
  }
} catch (error) {
  failed += 1;
  console.log(`✘ ${/** @type {Error} */ (error).message}`);
} finally {
  for (const end of endings) {
    try {
      await end();
    } catch {
      // What has ended by itself needs no ending.
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
