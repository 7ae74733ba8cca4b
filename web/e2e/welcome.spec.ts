// The first visit: what it begins with, and that a challenge is one click and a goal away.

import { seriousViolations } from './accessibility';
import { Playground } from './playground';
import { expect, test } from './site';

test('a first visit begins with two designs that one switch parts', async ({ page }) => {
  await page.goto('./');
  const welcome = page.locator('atlas-welcome');
  await expect(welcome).toContainText('B’s heap is 84 % larger than A’s.');
  await expect(page.locator('atlas-comparison .design')).toHaveCount(2);
  expect(await seriousViolations(page)).toEqual([]);

  // On a phone, too, the memory of both is in sight at once, above what steps.
  const whole = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const { y: fold } = (await page.locator('atlas-transport').boundingBox()) ?? { y: 0 };
  const pictures = page.locator('atlas-over-time');
  await expect(pictures).toHaveCount(2);
  for (const picture of await pictures.all()) {
    const bottom = async () => {
      const box = await picture.boundingBox();
      return box ? box.y + box.height : Number.POSITIVE_INFINITY;
    };
    await expect.poll(bottom).toBeLessThanOrEqual(fold);
  }
  if (whole) await page.setViewportSize(whole);

  await welcome.getByRole('radio', { name: 'On free' }).click();
  await expect(welcome).toContainText(/B’s heap is \d+ % smaller than A’s\./);

  await welcome.getByRole('button', { name: 'Start on your own' }).click();
  await new Playground(page).rest();
  await expect(welcome).toHaveCount(0);
  await expect(page.locator('atlas-status')).toContainText('under Classic');
});

test('a challenge is one click away, says when it is met, and the result is a link for others', async ({
  page,
}) => {
  const playground = new Playground(page);
  await page.goto('./');
  await page
    .locator('atlas-welcome')
    .getByRole('link', { name: 'Make SQLite fit' })
    .first()
    .click();
  await playground.rest();
  const scorecard = page.locator('atlas-scorecard');
  await expect(scorecard).toContainText('Goal: ✕ no refused requests');
  await expect(scorecard.getByRole('button', { name: 'go to the first' })).toBeVisible();

  await playground.option('list-order', 'address').click();
  await expect(scorecard).toContainText('Goal met: ✓ no refused requests');
  await scorecard.getByRole('button', { name: 'Share your result' }).click();
  const link = page.getByLabel('Link to this figure');
  await expect(link).toHaveValue(/&goal=refused=0/);

  // Who gets the link is asked for the same, on the same machine, and is not told how.
  const carries = page.getByRole('radiogroup', { name: 'The link carries' });
  await expect(carries.getByRole('radio', { name: 'The goal alone' })).toBeChecked();
  await expect(link).not.toHaveValue(/list-order/);
  const challenge = await link.inputValue();
  await carries.getByRole('radio', { name: 'The goal and this design' }).click();
  await expect(link).toHaveValue(/list-order=address/);
  await page.goto('about:blank');
  await page.goto(challenge);
  await playground.rest();
  await expect(scorecard).toContainText('Goal: ✕ no refused requests');
  await expect(playground.option('list-order', 'append')).toBeChecked();
});

test('who comes with a link or back to their work is not greeted', async ({ page }) => {
  const playground = new Playground(page);
  await page.goto('./#v1&trace=jq');
  await playground.rest();
  await expect(page.locator('atlas-welcome')).toHaveCount(0);
  await playground.option('placement', 'best-fit').click();
  await expect(page.locator('atlas-status')).toContainText('1 change');
  await page.goto('about:blank');
  await page.goto('./');
  await playground.rest();
  await expect(page.locator('atlas-welcome')).toHaveCount(0);
});
