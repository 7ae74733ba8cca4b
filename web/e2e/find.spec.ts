// The journey of someone who looks for a design: many are tried on their scenario, and the one that serves best is taken.

import { seriousViolations } from './accessibility';
import { Playground } from './playground';
import { expect, test } from './site';

/** First fit puts the small request into the large hole, and the large one after it finds none. */
const HOLES = `a = malloc 1000
b = malloc 16
c = malloc 100
d = malloc 16
free a
free c
e = malloc 100
f = malloc 1000
`;

test('designs are tried and ranked; one is compared, another taken', async ({ page }) => {
  const playground = new Playground(page);
  await playground.openScript(HOLES);
  const dialog = page.locator('atlas-sweep').getByRole('dialog', { name: 'Find a design' });
  const open = page.getByRole('button', { name: 'Find a design…' });
  await open.click();
  await dialog.getByRole('button', { name: 'Try them' }).click();
  await expect(dialog.getByRole('status')).toHaveText(/^\d+ designs tried\.$/);
  const rows = dialog.getByRole('row');
  const best = rows.nth(1);
  const own = rows.filter({ hasText: 'this design' });
  await expect(own).toContainText('2,336 bytes');
  await expect(best).not.toContainText('2,336 bytes');
  expect(await seriousViolations(page)).toEqual([]);

  // What is compared stands beside the design; what was found is still there.
  await dialog
    .getByRole('button', { name: /^Compare with/ })
    .first()
    .click();
  await expect(page.locator('atlas-comparison').getByRole('region')).toHaveCount(2);
  await open.click();
  await expect(dialog.getByRole('status')).toHaveText(/^\d+ designs tried\.$/);
  await dialog.getByRole('radio', { name: /^All \d/ }).click();
  const chosen = { name: 'Use Classic, Placement: Best fit', exact: true };
  await dialog.getByRole('button', chosen).click();
  await expect(dialog).toHaveCount(0);
  await expect(playground.option('placement', 'best-fit')).toHaveAttribute('aria-checked', 'true');
});

test('a sweep is cancelled, and what it found so far is kept', async ({ page }) => {
  const playground = new Playground(page);
  await playground.openScript(`repeat 3000 as i\n  x[i] = malloc 16 + i % 100\nend\n`);
  await page.getByRole('button', { name: 'Find a design…' }).click();
  const dialog = page.locator('atlas-sweep').getByRole('dialog', { name: 'Find a design' });
  await dialog.getByRole('radio', { name: 'or two' }).click();
  await dialog.getByRole('button', { name: 'Try them' }).click();
  // The front can lose a row to a better design at any moment; the list of all only grows.
  await dialog.getByRole('radio', { name: /^All \d/ }).click();
  await expect(dialog.getByRole('row').nth(3)).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('status')).toHaveText(
    /^Cancelled after [\d,]+ of [\d,]+ designs\.$/,
  );
  await expect(dialog.getByRole('row').nth(3)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Try again' })).toBeVisible();
});
