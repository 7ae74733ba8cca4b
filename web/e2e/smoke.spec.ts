// The page opens wherever it is put.

import { Playground } from './playground';
import { expect, serveSite, test } from './site';

test('the site works from any folder of a host', async ({ page }) => {
  const site = await serveSite('/some/sub/path/');
  try {
    await page.goto(site.url);
    await expect(page).toHaveTitle(/Heap Atlas/);
    await new Playground(page).rest();
  } finally {
    await site.close();
  }
});
