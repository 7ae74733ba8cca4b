// What many figures on one page cost: the memory of the browser's processes and the number of workers, for pages of
// one figure and of fifty.
//
// Opens the built site in Chromium on Linux, scrolls each page from its first figure to its last, waits for each
// picture, and reads the proportional share of memory of all of the browser's processes. Asserts nothing: memory
// belongs to the browser. Expects dist/ to be built.
//
//     node scripts/many-figures.mjs [SCENARIO]

import { readdirSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { CHROMIUM, HOST_PAGE, offerHostPage, serveBuilt } from './built-site.mjs';

const MIB_IN_KIB = 1024;
const COUNTS = [0, 1, 10, 50];
const scenario = process.argv[2] ?? 'sqlite';

/** Memory of a process and all that it began, in KiB, shared pages by share. */
function memoryOf(/** @type {number} */ root) {
  /** @type {Map<number, number>} */
  const parents = new Map();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const [, parent] =
        readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      parents.set(Number(name), Number(parent));
    } catch {
      // It has ended meanwhile.
    }
  }
  const isOurs = (/** @type {number} */ id) => {
    for (let at = id; at > 1; at = parents.get(at) ?? 0) if (at === root) return true;
    return false;
  };
  let total = 0;
  for (const id of [...parents.keys()].filter(isOurs)) {
    const share = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'));
    total += Number(share?.[1] ?? 0);
  }
  return total;
}

const site = await serveBuilt();
/** Waits for each figure's picture, from the first to the last; runs in the page. */
async function passAll() {
  for (const figure of document.querySelectorAll('heap-atlas')) {
    figure.scrollIntoView();
    await /** @type {any} */ (figure).v1.ready;
  }
}
console.log(`${scenario}: figures, MiB, workers`);
for (const count of COUNTS) {
  const server = await chromium.launchServer(CHROMIUM);
  const browser = await chromium.connect(server.wsEndpoint());
  const page = await browser.newPage({ serviceWorkers: 'block' });
  await offerHostPage(page, `<heap-atlas scenario="${scenario}"></heap-atlas>`, count);
  await page.goto(site.origin + HOST_PAGE);
  await page.evaluate(() => customElements.whenDefined('heap-atlas').then(() => {}));
  await page.evaluate(passAll);
  await page.requestGC();
  const mib = memoryOf(server.process().pid ?? 0) / MIB_IN_KIB;
  console.log(
    [count, mib.toFixed(0), page.workers().length].map((each) => `${each}`.padStart(8)).join(''),
  );
  await browser.close();
  await server.close();
}
await site.close();
