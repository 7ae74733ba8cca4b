// The page opens wherever it is put.

import { Playground } from './playground';
import { expect, serveSite, test } from './site';

test('the site works from any folder of a host', { tag: '@differs' }, async ({ page }) => {
  const site = await serveSite('/some/sub/path/');
  try {
    await new Playground(page).open(site.url);
    await expect(page).toHaveTitle(/Heap Atlas/);
  } finally {
    await site.close();
  }
});
