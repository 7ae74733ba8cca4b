// Nothing moves on a page while it comes: each part takes its room before it is there, or is not seen before.
//
// Measured as browsers measure it for everyone, on a line slow enough that the parts come one by one. Only Chromium
// tells, and only there can a line be made slow.

import type { Page } from '@playwright/test';
import { expect, test } from './site';

/** Below this, a shift is that of a word in its line. */
const SHIFT_MAX = 0.01;
/** A slow connection of a phone. */
const LINE = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};

interface Shift {
  readonly value: number;
  readonly at: number;
  /** Where what has moved stood, and where it stands. */
  readonly moves: readonly string[];
}

/** What an entry of a performance observer says, of which TypeScript's library doesn't know. */
interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly {
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

/** Opens a page on a slow line, and takes down what moves on it. */
async function openSlowly(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', LINE);
  await page.addInitScript(() => {
    const shifts: Shift[] = [];
    Object.assign(globalThis, { shifts });
    const place = ({ x, y, width, height }: DOMRectReadOnly) => `${width}×${height} at ${x}, ${y}`;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        if (entry.hadRecentInput) continue;
        const moves = entry.sources.map(
          ({ previousRect, currentRect }) => `${place(previousRect)} → ${place(currentRect)}`,
        );
        shifts.push({ value: entry.value, at: entry.startTime, moves });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(path);
}

function shiftsOf(page: Page): Promise<Shift[]> {
  return page.evaluate(() => (globalThis as unknown as { shifts: Shift[] }).shifts);
}

/** What comes last on the page, in embed.html, and in the post's first figure. */
const PAGE = 'atlas-scenario atlas-radio-group';
const EMBED = 'heap-atlas atlas-transport input';
const POST = '#fig-request atlas-transport input';

for (const [name, path, width, last] of [
  ['the page, on a phone', './', 390, PAGE],
  ['the page', './', 1440, PAGE],
  ['a lesson', './#v1&lesson=three-small-holes', 1440, PAGE],
  ['a lesson with tasks', './#v1&lesson=lazy-promises-too-much', 1440, PAGE],
  ['a lesson, on a phone', './#v1&lesson=three-small-holes', 390, PAGE],
  ['two designs', './#v1&generator=stack&design=&design=placement=best-fit', 1440, PAGE],
  ['an embedded figure', './embed.html#v1&lesson=three-small-holes', 800, EMBED],
  [
    'two designs, embedded',
    './embed.html#v1&trace=bc&design=&design=placement=best-fit',
    390,
    EMBED,
  ],
  ['the post', './post/', 1280, POST],
  ['the post, on a phone', './post/', 390, POST],
] as const) {
  test(`nothing moves while it comes: ${name}`, async ({ page, browserName }) => {
    test.skip(browserName !== 'chromium', 'only Chromium tells what has moved');
    test.slow();
    await page.setViewportSize({ width, height: 844 });
    await openSlowly(page, path);
    const figure = page.locator('heap-atlas').first();
    if (path === './post/') await figure.scrollIntoViewIfNeeded();
    await expect(page.locator(last).first()).toBeAttached({ timeout: 60_000 });
    await expect(page.getByText(/^step/).first()).toBeVisible();
    // What comes last is laid out, and what has moved is told after it.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
    );
    const shifts = await shiftsOf(page);
    const shifted = shifts.reduce((sum, { value }) => sum + value, 0);
    expect(shifted, JSON.stringify(shifts, null, 1)).toBeLessThan(SHIFT_MAX);
  });
}
