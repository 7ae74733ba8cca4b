// Nothing makes a page wider than the screen of a phone, whatever is opened on it: a page that scrolls sideways hides half of
// every line.

import type { Page } from '@playwright/test';
import { Playground } from './playground';
import { expect, test } from './site';

/** The narrowest phones, and the usual ones. */
const WIDTHS = [320, 360, 412];

/** How far the page reaches beyond the screen, and what it is that does. */
function beyondScreen(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const found: string[] = [];
    const visit = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll('*')) {
        const { right, width } = element.getBoundingClientRect();
        if (width > 0 && right > clientWidth + 0.5) {
          found.push(`${element.localName}.${element.className} to ${Math.round(right)}`);
        }
        if (element.shadowRoot) visit(element.shadowRoot);
      }
    };
    visit(document);
    return [`${scrollWidth} of ${clientWidth}`, ...found.slice(0, 12)];
  });
}

/** Opens all that is folded, in whatever shadow tree. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    const visit = (root: Document | ShadowRoot) => {
      for (const details of root.querySelectorAll('details')) details.open = true;
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
      }
    };
    visit(document);
  });
}

test('with all of it open, the playground is no wider than a phone', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 844 });
  await new Playground(page).open();
  await expect(page.locator('atlas-list')).toBeAttached();
  for (const tab of ['Lessons', 'Pattern', 'Script', 'Real program']) {
    await unfold(page);
    await page.locator('atlas-scenario .tabs').getByRole('radio', { name: tab }).click();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 844 });
      await unfold(page);
      await expect.poll(() => beyondScreen(page), `${tab}, ${width} pixels`).toEqual([]);
    }
  }
});

test('neither designs side by side nor a dialog are wider than a phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto('./#v1&generator=stack&design=&design=placement=best-fit&design=split=never');
  await expect(page.locator('atlas-comparison .answer').nth(2)).toContainText(/Granted|Freed/);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 700 });
    await unfold(page);
    await expect.poll(() => beyondScreen(page), `${width} pixels`).toEqual([]);
  }
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this figure' });
  for (const tab of ['Link', 'Embed', 'Picture', 'Files']) {
    await dialog.getByRole('tab', { name: tab }).click();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 700 });
      await unfold(page);
      const panel = dialog.getByRole('tabpanel');
      const overflow = () => panel.evaluate((each) => each.scrollWidth - each.clientWidth);
      await expect.poll(overflow, `${tab}, ${width} pixels`).toBe(0);
    }
  }
});

for (const [name, address] of [
  ['a figure with all its controls', 'embed.html#v1&lesson=three-small-holes&controls=full'],
  ['the post', 'post/'],
] as const) {
  test(`${name} is no wider than a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 844 });
    await page.goto(`./${address}`);
    await page.locator('heap-atlas').first().scrollIntoViewIfNeeded();
    await expect(page.locator('heap-atlas atlas-transport').first()).toBeVisible();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 844 });
      await unfold(page);
      await expect.poll(() => beyondScreen(page), `${width} pixels`).toEqual([]);
    }
  });
}
