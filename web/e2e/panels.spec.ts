// Journeys over the panels and the controls: nothing in them moves, or stands in the way, while a visitor goes on.

import { Playground } from './playground';
import { expect, test } from './site';

test('on a phone, the panel of a block has the same height at every step', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const script = [
    'a = malloc 100',
    'b = malloc 5000',
    'c = malloc 20',
    'free a',
    'd = malloc 20',
    'free b',
    'free d',
    'e = malloc 64',
  ].join('\n');
  await page.goto(`./#v1&script=${encodeURIComponent(script)}&selected=0&step=1&view=block`);
  const playground = new Playground(page);
  await playground.rest();
  const facts = page.locator('atlas-inspector dl');
  await expect(facts).toBeVisible();
  const heights = new Set<number>();
  for (let step = 1; step <= 8; step += 1) {
    await expect.poll(() => playground.step()).toBe(step);
    // Whose the block is, and what was done with it, is that step's.
    const rows = await facts
      .locator('dd')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
    heights.add(rows.reduce((sum, height) => sum + height, 0));
    await page.keyboard.press('ArrowRight');
  }
  expect([...heights]).toHaveLength(1);
});

test('the explanation of an option goes when it is chosen, and comes back to the keyboard', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 1000 });
  await page.goto('./#v1&generator=stack');
  const playground = new Playground(page);
  await playground.rest();
  const option = playground.option('placement', 'best-fit');
  const tip = page.getByRole('tooltip').filter({ hasText: 'smallest' });
  await option.hover();
  await expect(tip).toBeVisible();
  await option.click();
  await expect(option).toHaveAttribute('aria-checked', 'true');
  await expect(tip).toBeHidden();
  await option.blur();
  await option.focus();
  await expect(tip).toBeVisible();
});

test('beside another design, an embedded figure says whose search it shows', async ({ page }) => {
  const designs = 'design=&design=placement=best-fit';
  await page.goto(`./embed.html#v1&generator=stack&${designs}&view=why`);
  await expect(page.locator('atlas-why .summary')).toContainText(/^A: \d+ blocks were examined/);
});

test('on a phone, no number of a figure’s scorecard is cut', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./embed.html#v1&lesson=a-leak');
  const values = page.locator('atlas-scorecard .value');
  await expect(values.first()).toHaveText('1,168 bytes');
  const cut = await values.evaluateAll((all) =>
    all.filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.textContent),
  );
  expect(cut).toEqual([]);
});
