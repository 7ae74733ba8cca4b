// The page opens, its engine starts, and nobody is shut out of it.

import { seriousViolations } from './accessibility';
import { engineRuns, expect, serveSite, test } from './site';

test('the page opens and its engine runs', async ({ page }) => {
  await page.goto('./');
  await expect(page).toHaveTitle(/Heap Atlas/);
  await engineRuns(page);
});

test('the site works from any folder of a host', async ({ page }) => {
  const site = await serveSite('/some/sub/path/');
  try {
    await page.goto(site.url);
    await engineRuns(page);
  } finally {
    await site.close();
  }
});

test('axe finds nothing serious', async ({ page }) => {
  await page.goto('./');
  await engineRuns(page);
  expect(await seriousViolations(page)).toEqual([]);
});
