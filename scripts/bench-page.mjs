// `npm run bench -- page`: how smooth the built playground is: the tasks of its main thread while it loads, and its frames while
// a visitor drags over a recording.
//
// Counts (tasks, layouts, frames) and the processor time of the main thread are what to compare; how many frames there are
// belongs to the machine. Expects `npm run build`; asserts nothing.

import { launch, serveBuilt } from './built-site.mjs';

const ROUNDS = 3;
const DRAG_MS = 3000;
const SWEEP_MS = 1500;
/** A mouse tells of itself about so often. */
const MOVE_EVERY_MS = 8;
/** What is dragged, in the directions of the pointer. */
const DRAGS = [
  { name: 'the slider', selector: 'atlas-transport input.slider', isAcross: true, zooms: 0 },
  { name: 'memory over time', selector: 'atlas-over-time .surface', isAcross: true, zooms: 0 },
  { name: 'the map', selector: 'atlas-memory-map .surface', isAcross: false, zooms: 3 },
];

/** @typedef {import('@playwright/test').Page} Page */

/** Takes down long tasks and, once asked to, frames; runs in the page. */
function watch() {
  /** @type {{ tasks: number[], frames: number }} */
  const bench = { tasks: [], frames: 0 };
  Object.assign(globalThis, { bench });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) bench.tasks.push(Math.round(duration));
  }).observe({ type: 'longtask', buffered: true });
  const count = () => {
    bench.frames += 1;
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
}

/**
 * What `watch` took down since it was last asked, longest task first.
 *
 * @param {Page} page
 * @returns {Promise<{ tasks: number[], frames: number }>}
 */
function taken(page) {
  return page.evaluate(() => {
    const { bench } = /** @type {any} */ (globalThis);
    const { tasks, frames } = bench;
    Object.assign(bench, { tasks: [], frames: 0 });
    return {
      tasks: tasks.sort((/** @type {number} */ a, /** @type {number} */ b) => b - a),
      frames,
    };
  });
}

/**
 * Layouts, and seconds of the processor that the main thread took.
 *
 * @param {import('@playwright/test').CDPSession} session
 */
async function metricsOf(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (/** @type {string} */ name) =>
    metrics.find((each) => each.name === name)?.value ?? 0;
  return { layouts: metric('LayoutCount'), seconds: metric('TaskDuration') };
}

/**
 * Moves the mouse to and fro as often as a mouse does, however slow the page is with it.
 *
 * @param {Page} page
 * @param {typeof DRAGS[number]} drag
 */
async function dragOver(page, { selector, isAcross }) {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`${selector} is not on the page`);
  const { x, y, width, height } = box;
  const moveTo = (/** @type {number} */ share) =>
    isAcross
      ? page.mouse.move(x + width * share, y + height / 2)
      : page.mouse.move(x + width / 2, y + height * share);
  await moveTo(0.1);
  await page.mouse.down();
  /** @type {Promise<void>[]} */
  const moves = [];
  const from = performance.now();
  for (let ms = 0; ms < DRAG_MS; ms = performance.now() - from) {
    const share = (ms % SWEEP_MS) / SWEEP_MS;
    const isBack = Math.floor(ms / SWEEP_MS) % 2 === 1;
    moves.push(moveTo(0.1 + 0.8 * (isBack ? 1 - share : share)));
    await new Promise((resolve) => setTimeout(resolve, MOVE_EVERY_MS));
  }
  await Promise.all(moves);
  await page.mouse.up();
  return (performance.now() - from) / 1000;
}

export async function benchPage() {
  const site = await serveBuilt();
  const browser = await launch();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const drag of DRAGS) {
      const page = await browser.newPage({
        serviceWorkers: 'block',
        viewport: { width: 1440, height: 900 },
      });
      await page.addInitScript(watch);
      const session = await page.context().newCDPSession(page);
      await session.send('Performance.enable', { timeDomain: 'threadTicks' });
      await page.goto(site.origin);
      await page.getByRole('button', { name: 'Start on your own' }).click();
      await page.locator('.figure[data-up-to-date]').waitFor();
      const load = await taken(page);
      const loaded = await metricsOf(session);
      for (let zoom = 0; zoom < drag.zooms; zoom += 1) {
        await page.getByRole('button', { name: 'Zoom in' }).click();
      }
      await page.waitForTimeout(500);
      await taken(page);
      const before = await metricsOf(session);
      const seconds = await dragOver(page, drag);
      const after = await metricsOf(session);
      const { frames, tasks } = await taken(page);
      const long = load.tasks.slice(0, 5).join(', ');
      console.log(
        `${drag.name}: loaded in ${loaded.seconds.toFixed(2)} s of the main thread, ${load.tasks.length} tasks over 50 ms (${long}); ` +
          `dragged at ${(frames / seconds).toFixed(0)} frames a second, ` +
          `${((1000 * (after.seconds - before.seconds)) / frames).toFixed(1)} ms of the main thread and ` +
          `${((after.layouts - before.layouts) / frames).toFixed(1)} layouts each, ${tasks.length} tasks over 50 ms`,
      );
      await page.close();
    }
  }
  await browser.close();
  await site.close();
}
