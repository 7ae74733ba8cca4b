// A visit without a network, after one with it.

import { Playground } from './playground';
import { expect, serveSite, test } from './site';

test.use({ serviceWorkers: 'allow' });

test('after the first visit the site works without its server', { tag: '@differs' }, async ({
  page,
}) => {
  // A server of its own, which can go away.
  const site = await serveSite('/atlas/');
  const playground = new Playground(page);
  await playground.open(site.url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await site.close();

  await playground.open(site.url);
  await expect(playground.status).toContainText('SQLite');
  // What the first visit never asked for is there too.
  await playground.scenario.getByRole('radio', { name: 'jq', exact: true }).click();
  await expect(playground.status).toContainText('jq');
  await playground.rest();
  await playground.scenario.getByRole('radio', { name: 'Script', exact: true }).click();
  await expect(playground.editor).toBeVisible();
});
