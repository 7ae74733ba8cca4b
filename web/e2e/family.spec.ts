// Journeys to allocators of another family: their options, blocks, lists and links come without a word of the page's own.

import { Playground } from './playground';
import { expect, test } from './site';

const SCRIPT = `a = malloc 100
wall = malloc 20
b = malloc 300
other = malloc 20
free a
free b
`;

test('another family brings options, fields and lists of its own, and a reload keeps it', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.openScript(SCRIPT);
  const { design } = playground;
  await expect(design.locator('[data-axis="structure"]')).toBeVisible();
  await playground.option('family', 'tags').click();
  await playground.rest();
  await expect(design.locator('[data-axis="structure"]')).toHaveCount(0);
  await expect(design.locator('[data-axis="bins"]')).toBeVisible();
  // The options that both families have an axis for are this one's.
  await expect(playground.option('placement', 'scored')).toHaveCount(0);

  await design.getByLabel('Preset').selectOption({ label: 'TLSF' });
  await playground.rest();
  await expect(playground.outcome).toContainText('free b');
  const list = page.locator('atlas-list');
  await list.getByRole('radio', { name: 'Bin 100: 1' }).click();
  const entries = list.getByRole('listitem');
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText('HEAD');
  await entries.getByRole('button').click();
  const inspector = page.locator('atlas-inspector');
  await expect(inspector).toContainText('free');
  await expect(inspector.locator('.word.field').first()).toHaveAttribute(
    'aria-label',
    /size \| flags/,
  );

  // A design that departs from its preset by what Classic has by itself is told whole by its link, too.
  await design.getByText('All options').click();
  await design.locator('summary', { hasText: 'Sizes' }).click();
  await design.locator('[data-axis="alignment"] input').fill('16');
  await playground.rest();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const field = page.getByRole('dialog').getByLabel('Link to this figure');
  // Without what makes no difference, and with what is not the family's own.
  await expect(field).toHaveValue(/family=tags/);
  await expect(field).toHaveValue(/alignment=16/);
  // The fingerprint comes once the replay has ended.
  await expect(field).toHaveValue(/&hash=[0-9a-f]{16}$/);
  const link = await field.inputValue();
  await page.goto('about:blank');
  await page.goto(link);
  await playground.rest();
  // The numbers are those that the link was made with.
  await expect(page.getByRole('button', { name: 'Reproduced' })).toBeVisible();
  await expect(design.getByLabel('Preset')).toHaveValue('tlsf');

  // By keyboard too, and what lies outside of all blocks is named.
  const map = page.getByRole('application', { name: /^Memory map/ });
  await map.focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(inspector).toContainText('free block');
  await page.keyboard.press('ArrowRight');
  await expect(inspector).toContainText('wall');

  await page.reload();
  await playground.rest();
  await expect(design.getByLabel('Preset')).toHaveValue('tlsf');
  await expect(playground.option('bins', 'two-level')).toBeVisible();
});

test('designs of two families stand side by side on one machine', async ({ page }) => {
  const playground = new Playground(page);
  await playground.openScript(SCRIPT);
  const designs = page.locator('atlas-designs');
  await designs.getByRole('button', { name: /^Compare with/ }).click();
  await designs.getByRole('button', { name: 'TLSF', exact: true }).click();
  const compared = page.locator('atlas-comparison').getByRole('region');
  await expect(compared).toHaveCount(2);
  await expect(page.locator('atlas-comparison [data-late]')).toHaveCount(0);
  await expect(compared.nth(0)).toContainText('Classic');
  await expect(compared.nth(1)).toContainText('TLSF');
});

test('a family without headers and roots says so, instead of showing nothing', async ({ page }) => {
  const playground = new Playground(page);
  await playground.openScript(SCRIPT);
  await playground.option('family', 'buddy').click();
  await playground.rest();
  await expect(page.locator('atlas-list')).toContainText(
    'The allocator has no root for this list.',
  );
  await page.locator('atlas-list').getByRole('button', { name: /wall/ }).click();
  await expect(page.locator('atlas-inspector')).toContainText(
    'The allocator keeps no words of its own in this block.',
  );
});
