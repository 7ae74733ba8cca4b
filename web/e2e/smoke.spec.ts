// The page opens, its engine starts, and nobody is shut out of it.

import { seriousViolations } from './accessibility';
import { expect, serveSite, test } from './site';

test('the page opens and its engine runs', async ({ page }) => {
  await page.goto('./');
  await expect(page).toHaveTitle(/Heap Atlas/);
  await expect(page.getByRole('status')).toContainText('is running');
});

test('the site works from any folder of a host', async ({ page }) => {
  const site = await serveSite('/some/sub/path/');
  try {
    await page.goto(site.url);
    await expect(page.getByRole('status')).toContainText('is running');
  } finally {
    await site.close();
  }
});

test('axe finds nothing serious', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('status')).toContainText('is running');
  expect(await seriousViolations(page)).toEqual([]);
});
