// The companion post as its readers meet it: with figures that run and are driven by the prose, without
// JavaScript, on a phone, and on paper.

import type { Locator, Page } from '@playwright/test';
import { seriousViolations } from './accessibility';
import { expect, test } from './site';

/** The figure with this id, once its first picture is drawn. */
async function figure(page: Page, id: string): Promise<Locator> {
  const found = page.locator(`heap-atlas#${id}`);
  await found.scrollIntoViewIfNeeded();
  await found.evaluate((element) => (element as unknown as Figure).v1.ready);
  return found;
}

/** What the journeys use of the element's API. */
interface Figure {
  readonly v1: {
    readonly ready: Promise<void>;
    readonly step: number;
    readonly design: Readonly<Record<string, string>>;
  };
}

const stepOf = (figure: Locator) =>
  figure.evaluate((element) => (element as unknown as Figure).v1.step);
const designOf = (figure: Locator) =>
  figure.evaluate((element) => (element as unknown as Figure).v1.design);

test('every figure draws', async ({ page }) => {
  await page.goto('./post/');
  const ids = await page
    .locator('heap-atlas')
    .evaluateAll((figures) => figures.map((figure) => figure.id));
  expect(ids.length).toBeGreaterThanOrEqual(13);
  for (const id of ids) {
    const drawn = await figure(page, id);
    // An outcome stands in it: it runs, and its scenario and design are ones there are.
    await expect(drawn.getByText(/^step/).first(), id).toBeVisible();
    await expect(drawn.getByRole('alert'), id).toHaveCount(0);
  }
});

test('a link in the prose moves its figure, and there is a way back', async ({ page }) => {
  await page.goto('./post/');
  const first = await figure(page, 'fig-request');
  expect(await stepOf(first)).toBe(4);
  const link = page.locator('a[href="#fig-request:step=6"]');
  await link.click();
  await expect.poll(() => stepOf(first)).toBe(6);
  await expect(first).toBeInViewport({ ratio: 0.5 });
  await first.getByRole('button', { name: /Back/ }).click();
  await expect.poll(() => stepOf(first)).toBe(4);

  // A link may change the design as well, and the next one puts it right again.
  const maximum = await figure(page, 'fig-maximum');
  await page.getByRole('link', { name: 'to refuse' }).click();
  await expect.poll(() => stepOf(maximum)).toBe(2);
  expect((await designOf(maximum)).oversize).toBe('refuse');
  await expect(maximum.getByRole('button', { name: 'Over the maximum' })).toBeVisible();
  await page.locator('a[href^="#fig-maximum:step=3"]').click();
  await expect.poll(async () => (await designOf(maximum)).oversize).toBe('clamp');
});

test('a figure is bare: its one number, and no legend or field for the step', async ({ page }) => {
  await page.goto('./post/');
  const request = await figure(page, 'fig-request');
  await expect(request.getByText('Heap 768 bytes')).toBeVisible();
  // As the text has it, to the comma.
  await page.locator('a[href="#fig-request:step=6"]').click();
  await expect(request.getByText('Heap 1,088 bytes')).toBeVisible();
  await expect(request.getByLabel('Go to step')).toHaveCount(0);
  await expect(request.getByRole('list', { name: 'Legend' })).toHaveCount(0);
});

test('bytes change where the text says so', async ({ page }) => {
  await page.goto('./post/');
  const flags = await figure(page, 'fig-flags');
  const changed = flags.locator('.byte[data-changed]');
  await page.locator('a[href="#fig-flags:step=2"]').click();
  await expect(changed).toHaveCount(40);
  await page.locator('a[href="#fig-flags:step=3"]').click();
  await expect(changed).toHaveText(['11']);
});

test('the contents mark the section that is being read, the first one at the top', async ({
  page,
}) => {
  await page.goto('./post/');
  const current = page.locator('.contents a[aria-current]');
  await page.locator('#request').evaluate((heading) => heading.scrollIntoView());
  await expect(current).toHaveText('A hole and a request');
  await page.locator('#falloc').evaluate((heading) => heading.scrollIntoView());
  await expect(current).toHaveText('falloc');
});

test('designs side by side both go where the prose leads', async ({ page }) => {
  await page.goto('./post/');
  const hole = await figure(page, 'fig-hole');
  await page.locator('a[href="#fig-hole:step=8"]').click();
  const answers = hole.locator('.design .answer');
  await expect(answers).toHaveCount(2);
  await expect(answers.nth(0)).toContainText('grew the heap');
  await expect(answers.nth(1)).toContainText('took the hole');
});

test('the opening asks where the next block will go, and then shows it', async ({ page }) => {
  await page.goto('./post/');
  const first = await figure(page, 'fig-request');
  await first.getByRole('button', { name: 'One step forward' }).click();
  await expect(first.getByText(/Where will list = malloc 150 go/)).toBeVisible();
  expect(await stepOf(first)).toBe(4);
  await first.getByRole('button', { name: 'Nowhere: it is refused' }).click();
  await expect(first.getByText('Not this time.')).toBeVisible();
  expect(await stepOf(first)).toBe(5);
});

test('nothing moves when figures come to life', async ({ page }) => {
  const heights = () =>
    page.locator('heap-atlas').evaluateAll((figures) =>
      figures.map((figure) => ({
        id: figure.id,
        height: figure.getBoundingClientRect().height,
      })),
    );
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    const module = '**/heap-atlas.js';
    await page.route(module, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: '' }),
    );
    await page.goto('./post/');
    const before = await heights();
    await page.unroute(module);
    await page.reload();
    for (const { id } of before) await figure(page, id);
    const after = await heights();
    // A pixel may be rounded to one side before, and to the other after.
    const moved = before.filter(
      ({ height }, at) => Math.abs(height - (after[at]?.height ?? 0)) > 1,
    );
    expect(moved).toEqual([]);
  }
});

test('it is for everyone, in light and in dark', async ({ page }) => {
  await page.goto('./post/');
  await figure(page, 'fig-hole');
  expect(await seriousViolations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await seriousViolations(page)).toEqual([]);
});

test('nothing is wider than a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('./post/');
  for (const id of ['fig-request', 'fig-commit', 'fig-flags', 'fig-together'])
    await figure(page, id);
  // What a scrollbar takes of it is another thing in each browser.
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(beyond).toBe(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('it reads well', async ({ page, browserName }) => {
    test.skip(browserName !== 'chromium', 'scripting can be switched off in Chromium only');
    await page.goto('./post/');
    const figures = page.locator('heap-atlas');
    for (const each of await figures.all()) {
      await expect(each.locator('.caption')).toBeVisible();
      await expect(each.locator('.still').first()).toBeVisible();
    }
    await expect(page.getByRole('img', { name: /letter 208, list 160, hole 224/ })).toHaveCount(2);
    await expect(page.getByRole('img', { name: /SQLite’s heap grows/ })).toBeVisible();
    // A script is no text, and what would drive a figure is no link.
    await expect(page.locator('heap-atlas').getByText('letter = malloc 200')).toBeHidden();
    await expect(page.locator('a[href="#fig-request:step=6"]')).toHaveCSS(
      'text-decoration-line',
      'none',
    );
  });
});

test('on paper every figure has its still picture', async ({ page, browserName }) => {
  test.skip(browserName !== 'chromium', 'media are emulated in Chromium only');
  await page.goto('./post/');
  await figure(page, 'fig-request');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.contents')).toBeHidden();
  for (const each of await page.locator('heap-atlas').all()) {
    await expect(each.locator('.still').first()).toBeVisible();
  }
});
