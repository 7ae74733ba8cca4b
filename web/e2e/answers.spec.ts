// The answers on top: what a design makes of a whole replay, at a glance, and where it went wrong.

import { Playground } from './playground';
import { expect, test } from './site';

test('the change of one option shows what it does to the whole replay', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const card = page.getByRole('table', { name: 'The whole replay in four numbers' });
  await expect(card).toContainText('686 KiB');
  await playground.option('structure', 'free-list').click();
  await playground.rest();
  await expect(card).toContainText('1.24 MiB');
  // The difference is told to those who see it and to those who hear it.
  await expect(card).toContainText('+85 %');
  await expect(card).toContainText('more than before, worse');
});

test('refused requests are counted, marked in memory over time, and led to', async ({ page }) => {
  const playground = new Playground(page);
  await page.goto('./#v1&trace=sqlite&design=region-size=524288');
  await playground.rest();
  const card = page.getByRole('table', { name: 'The whole replay in four numbers' });
  const refused = card.locator('.refused');
  await expect(refused).toContainText(/[1-9]/);
  await expect(page.locator('atlas-over-time').getByText('refused', { exact: true })).toBeVisible();
  await refused.getByRole('button', { name: 'go to the first' }).click();
  await playground.rest();
  await expect(playground.outcome).toContainText('Out of memory');
});

test('memory over time leads to a step, tells the block under the pointer, and zooms', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  const picture = page.locator('atlas-over-time').getByRole('img', { name: /^Memory over time: / });
  const box = await picture.boundingBox();
  if (!box) throw new Error('there is no picture');
  const at = (x: number, y: number) => ({ x: box.width * x, y: box.height * y });
  // Near the bottom lies what the program keeps from its first steps on.
  await picture.hover({ position: at(0.5, 0.97) });
  await expect(picture.locator('.tooltip')).toContainText('from step');
  await picture.click({ position: at(0.5, 0.5) });
  await playground.rest();
  const middle = await playground.step();
  expect(middle).toBeGreaterThan(45_000);
  expect(middle).toBeLessThan(47_500);

  await page.getByRole('button', { name: 'Show fewer steps' }).click();
  await page.getByRole('button', { name: 'Show fewer steps' }).click();
  await picture.click({ position: at(0.01, 0.5) });
  await playground.rest();
  // A quarter of the steps around the middle.
  expect(await playground.step()).toBeGreaterThan(30_000);
  await page.getByRole('button', { name: 'All steps' }).click();
  await expect(page.getByRole('button', { name: 'All steps' })).toHaveCount(0);
});

test('compared designs have a line each, and pictures to one scale', async ({ page }) => {
  await page.goto('./#v1&trace=sqlite&design=&design=structure=free-list');
  const card = page.getByRole('table', { name: 'The whole replay in four numbers' });
  await expect(card.getByRole('row')).toHaveCount(3);
  await expect(card.getByRole('row').nth(2)).toContainText('583 KiB');
  const scales = page.locator('atlas-comparison atlas-over-time .scale');
  await expect(scales).toHaveText(['1.25 MiB', '1.25 MiB']);
});
