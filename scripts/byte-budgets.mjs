// What is fetched before the first picture, held to a budget.
//
// Opens the built site in Chromium, notes each file that a page asks for until its first picture is there, and
// weighs it as static hosts send it: gzip at its best. Owns the budgets, the pages that are weighed and the
// table. A recorded trace is the reader's choice and weighs what its program did: it is shown, and not counted.
// Expects dist/ to be built.
//
//     node scripts/byte-budgets.mjs [--files]
//
// With `--files`, each file is named.

import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { HOST_PAGE, launch, offerHostPage, serveBuilt } from './built-site.mjs';
import { inRoot } from './paths.mjs';

const KIB = 1024;

/**
 * What each page may fetch until its first picture: all of it, in bytes after gzip. For the playground 200 000 were asked
 * for; it is held to what it promises now.
 *
 * @type {Record<string, number>}
 */
const BUDGETS = {
  'a figure of a lesson': 120_000,
  'a figure of a recorded program': 120_000,
  'embed.html with a link': 120_000,
  // It needs what reads the language besides, which no engine of that size could have.
  "a figure of its author's script": 205_000,
  'embed.html with a script': 205_000,
  'the playground': 160_000,
};

/** What authors write: see docs/embedding.md. */
const SCRIPT = 'a = malloc 256\nb = malloc 64\nfree a\nrepeat 3 as i\n  c[i] = malloc 100\nend\n';

/**
 * A page that is weighed: its address, what in it tells of the first picture, and in somebody's page the figure.
 *
 * @type {Record<keyof typeof BUDGETS, { readonly path: string, readonly ready: string, readonly figure?: string }>}
 */
const PAGES = {
  'a figure of a lesson': {
    path: HOST_PAGE,
    ready: 'heap-atlas',
    figure: '<heap-atlas scenario="three-small-holes"></heap-atlas>',
  },
  'a figure of a recorded program': {
    path: HOST_PAGE,
    ready: 'heap-atlas',
    figure: '<heap-atlas scenario="sqlite"></heap-atlas>',
  },
  'embed.html with a link': {
    path: 'embed.html#v1&trace=sqlite&design=placement=best-fit',
    ready: 'heap-atlas',
  },
  "a figure of its author's script": {
    path: HOST_PAGE,
    ready: 'heap-atlas',
    figure: `<heap-atlas controls="placement"><script type="text/heap-atlas">${SCRIPT}</script></heap-atlas>`,
  },
  'embed.html with a script': {
    path: `embed.html#v1&script=${encodeURIComponent(SCRIPT)}&step=3`,
    ready: 'heap-atlas',
  },
  'the playground': { path: 'index.html', ready: 'heap-atlas-playground' },
};

/** What is asked for in the moment of the first picture: the mark between before and after. */
const MARK = 'first-picture';

/** The parts of modules that are fetched when something calls for them. */
const REST = /_rest\b/;
/** A picture that has not come by then waits for them. */
const PATIENCE_MS = 60_000;

/** @type {Record<string, Kind>} */
const KINDS = {
  '.html': 'page',
  '.css': 'style',
  '.js': 'script',
  '.json': 'script',
  '.wasm': 'wasm',
  '.lzma': 'wasm',
  '.heaptrace': 'trace',
};

/**
 * @typedef {'page' | 'style' | 'script' | 'wasm' | 'trace'} Kind
 * @typedef {{ name: string, kind: Kind, gzip: number, brotli: number }} Weighed
 */

/** Whether a page has drawn its first picture; runs in the page, at each of its frames. */
function tellFirstPicture(/** @type {{ ready: string, mark: string }} */ { ready, mark }) {
  const look = () => {
    const element = /** @type {any} */ (document.querySelector(ready));
    const map = element?.shadowRoot?.querySelector('atlas-memory-map');
    if (element?.v1) void element.v1.ready.then(() => fetch(mark));
    else if (map?.state?.picture) void fetch(mark);
    else requestAnimationFrame(look);
  };
  look();
}

/**
 * @param {string} name
 * @returns {Weighed}
 */
function weigh(name) {
  const bytes = readFileSync(inRoot('dist', name));
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  });
  const kind = KINDS[extname(name)];
  if (kind === undefined) throw new Error(`${name}: nobody said what kind of file this is`);
  return { name, kind, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length };
}

/**
 * The files of the site that a page asks for until its first picture.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {string} origin
 * @param {{ path: string, ready: string, figure?: string }} page
 */
async function filesBeforePicture(browser, origin, { path, ready, figure }) {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  /** @type {Set<string>} */
  const asked = new Set();
  try {
    if (figure !== undefined) await offerHostPage(page, figure, 1);
    await page.addInitScript(tellFirstPicture, { ready, mark: MARK });
    await new Promise((resolve, reject) => {
      // What workers ask for is told of late on a busy machine: the rest of a module counts where no picture comes without.
      const picture = page.waitForRequest(`**/${MARK}`, { timeout: 0 });
      picture.catch(reject);
      void page.route(REST, async (route) => {
        const isNeeded = await Promise.race([picture.then(() => false), sleep(PATIENCE_MS, true)]);
        if (isNeeded) asked.add(new URL(route.request().url()).pathname.slice(1));
        // Once the picture is there, the page may be gone.
        await route.continue().catch(() => {});
      });
      page.on('request', (request) => {
        const { origin: from, pathname, protocol } = new URL(request.url());
        // Workers begin from blobs, which are in a script already.
        if (protocol === 'blob:' || !origin.startsWith(from) || REST.test(pathname)) return;
        if (pathname === `/${MARK}`) resolve(undefined);
        else if (pathname !== `/${HOST_PAGE}`) asked.add(pathname.slice(1));
      });
      page.on('pageerror', reject);
      page.goto(origin + path).catch(reject);
    });
    return [...asked];
  } finally {
    await context.close();
  }
}

/** @param {Weighed[]} files @param {'gzip' | 'brotli'} how @param {Kind[]} kinds */
function total(files, how, kinds) {
  return files.filter(({ kind }) => kinds.includes(kind)).reduce((sum, each) => sum + each[how], 0);
}

/** @param {number} bytes */
const kib = (bytes) => `${(bytes / KIB).toFixed(1)} KiB`.padStart(10);

const WEB = /** @type {Kind[]} */ (['page', 'style', 'script']);
const COLUMNS = ['scripts, styles', 'wasm', 'together', 'at most', 'brotli', 'trace'];

const namesFiles = process.argv.includes('--files');
const site = await serveBuilt();
const browser = await launch();
let isOver = false;
try {
  console.log(`${''.padEnd(32)}${COLUMNS.map((each) => each.padStart(16)).join('')}`);
  for (const [name, page] of Object.entries(PAGES)) {
    const files = (await filesBeforePicture(browser, site.origin, page)).map(weigh);
    const budget = BUDGETS[name];
    if (budget === undefined) throw new Error(`${name}: it has no budget`);
    const web = total(files, 'gzip', WEB);
    const all = total(files, 'gzip', [...WEB, 'wasm']);
    const brotli = total(files, 'brotli', [...WEB, 'wasm']);
    const trace = total(files, 'gzip', ['trace']);
    const isTooHeavy = all > budget;
    isOver ||= isTooHeavy;
    const cells = [web, all - web, all, budget, brotli, trace];
    console.log(
      `${isTooHeavy ? '✘' : '✓'} ${name.padEnd(30)}${cells.map((each) => kib(each).padStart(16)).join('')}`,
    );
    if (!namesFiles) continue;
    for (const { name: file, gzip, brotli: br } of files.sort((one, two) => two.gzip - one.gzip)) {
      console.log(`    ${file.padEnd(44)}${kib(gzip)}${kib(br)}`);
    }
  }
} finally {
  await browser.close();
  await site.close();
}
process.exit(isOver ? 1 : 0);
