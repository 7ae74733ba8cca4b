// The journey of someone who has two designs in mind: both on one program, at one step, and what it costs.
//
// Axe reads the same tree in either browser, and a table of all numbers slowly: once is enough.

import type { Locator, Page } from '@playwright/test';
import { seriousViolations } from './accessibility';
import { leaveBehind, Playground } from './playground';
import { expect, test } from './site';

/** The comparison as journeys speak of it. */
class Comparison {
  readonly page: Page;
  readonly designs: Locator;
  readonly table: Locator;

  constructor(page: Page) {
    this.page = page;
    this.designs = page.locator('atlas-comparison').getByRole('region');
    this.table = page.locator('atlas-comparison-table');
  }

  /** Waits until every design shows the step. */
  async rest(count: number): Promise<void> {
    await expect(this.designs).toHaveCount(count);
    await expect(this.page.locator('atlas-comparison [data-late]')).toHaveCount(0);
  }

  async add(title: string | RegExp): Promise<void> {
    const designs = this.page.locator('atlas-designs');
    await designs.getByRole('button', { name: /^(Compare with|Add a design)/ }).click();
    await designs.getByRole('button', { name: title, exact: true }).click();
  }

  /** The numbers of a row, A's first. */
  values(row: string): Locator {
    return this.table.locator(`[data-row="${row}"] .value`);
  }
}

test('a design set beside another is changed alone, and what it costs stands in one table', async ({
  page,
  browserName,
}) => {
  const playground = new Playground(page);
  await page.goto('./#v1&generator=churn');
  await playground.rest();
  const probes = await playground.metric('probes_mean').textContent();
  const comparison = new Comparison(page);
  await comparison.add('A copy of this design, to change');
  await comparison.rest(2);
  await expect(comparison.designs.nth(1)).toContainText('Same as A');
  // Where nothing differs there is nothing to read but the parts of memory.
  await expect(comparison.values('probes_mean')).toHaveCount(0);

  // The copy is active: what is set now is set on it alone.
  await playground.option('placement', 'best-fit').click();
  await expect(comparison.designs.nth(0)).toContainText('First fit');
  await expect(comparison.designs.nth(1)).toContainText('Best fit');
  await comparison.rest(2);
  // Fewer are better, and best fit examines more.
  await expect(comparison.values('probes_mean').nth(0)).toHaveText(`${probes}, best`);
  await expect(comparison.values('probes_mean').nth(1)).toHaveText(/^[\d,.]+$/);
  if (browserName === 'chromium') expect(await seriousViolations(page)).toEqual([]);

  await comparison.designs.nth(0).getByRole('button', { name: 'Remove First fit' }).click();
  await expect(comparison.designs).toHaveCount(0);
  await expect(playground.option('placement', 'best-fit')).toBeChecked();
  await expect(page.locator('atlas-memory-map')).toHaveCount(1);
});

test('a link to designs on different machines says so, until one machine is set for all', async ({
  page,
}) => {
  const playground = new Playground(page);
  await page.goto('./#v1&generator=stack&design=&design=region-size=8388608');
  await new Comparison(page).rest(2);
  const size = playground.design.locator('[data-axis="region-size"]');
  await expect(size).toContainText('Design B: 8 MiB');
  await size.getByRole('button', { name: 'Use 16 MiB for all designs' }).click();
  await expect(size).not.toContainText('Design B');

  const designs = page.locator('atlas-designs');
  await designs.getByRole('radio', { name: 'B' }).click();
  await expect(size.locator('input')).toHaveValue('16 MiB');
  // Set where design B is shown, it is design A's too.
  await playground.design.locator('summary').filter({ hasText: 'Machine' }).click();
  await size.locator('input').fill('4 MiB');
  await size.locator('input').press('Enter');
  await designs.getByRole('radio', { name: 'A' }).click();
  await expect(size.locator('input')).toHaveValue('4 MiB');
});

test('a link to two designs leads to the step where they part', async ({ page }) => {
  await page.goto('./#v1&trace=sqlite&design=&design=placement=best-fit');
  const comparison = new Comparison(page);
  await comparison.rest(2);
  // Where the two part, to the step: one answer before it is alike, this one is not.
  const parting = page.locator('atlas-divergence');
  await parting.getByRole('button', { name: /^First divergence: step/ }).click();
  await comparison.rest(2);
  await expect(parting).toContainText('B differs from A here');
  await expect(comparison.designs.nth(1)).toContainText('differs from A');
  await expect(comparison.designs.nth(0)).not.toContainText('differs from A');
  await page.keyboard.press('ArrowLeft');
  await expect(parting).toContainText('identical at this step');
  await parting.getByRole('button', { name: 'Next divergence' }).click();
  await expect(parting).toContainText('B differs from A here');
  await expect(parting.getByRole('button', { name: 'Previous divergence' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );

  // One step is a step of both.
  await page.keyboard.press('Home');
  await comparison.rest(2);
  await expect(comparison.values('heap_bytes')).toHaveText(['0 bytes', '0 bytes']);
  await page.keyboard.press('ArrowRight');
  await comparison.rest(2);
  await expect(comparison.designs.nth(0)).toContainText('Granted');
  await expect(comparison.designs.nth(1)).toContainText('Granted');
});

test('a lesson’s designs stand side by side at one click, and come back after a reload', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.scenario.getByRole('radio', { name: 'Lessons', exact: true }).click();
  await playground.scenario.getByRole('radio', { name: 'Two holes that both fit' }).click();
  const comparison = new Comparison(page);
  const card = page.locator('atlas-lesson');
  await card.getByRole('button', { name: 'Compare all' }).click();
  await comparison.rest(3);
  await expect(comparison.designs.nth(2)).toContainText('Scored');

  await page.locator('atlas-designs').getByRole('radio', { name: 'C' }).click();
  await expect(card.getByRole('radio', { name: 'Scored' })).toBeChecked();
  await page.reload();
  await comparison.rest(3);
  await expect(comparison.designs.nth(2)).toContainText('Scored');
});

test('on a phone designs stand below one another, and nothing is wider than the screen', async ({
  page,
  browserName,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const playground = new Playground(page);
  const design = (placement: string) => ({ preset: 'classic', design: { placement } });
  await leaveBehind(page, {
    version: 1,
    scenario: { kind: 'bundled', id: 'bash' },
    compare: [design('best-fit'), design('worst-fit'), design('next-fit')],
  });
  await playground.page.goto('./');
  const comparison = new Comparison(page);
  await expect(comparison.designs).toHaveCount(4);
  await expect(comparison.values('heap_bytes').nth(3)).not.toHaveText('–');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  if (browserName === 'chromium') expect(await seriousViolations(page)).toEqual([]);
});
