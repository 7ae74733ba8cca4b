// What a teacher asks of a link: options that stay as they are, and a question before each request.

import { seriousViolations } from './accessibility';
import { Playground } from './playground';
import { expect, test } from './site';

/** Two holes; first fit takes the one in front. */
const SCRIPT = ['a = malloc 200', 'b = malloc 64', 'free a', 'c = malloc 100', 'd = malloc 4000'];
const LINK = `./#v1&script=${encodeURIComponent(SCRIPT.join('\n'))}&design=region-size=1024&step=2`;

test('the reader says where a request will go, then sees, and the score is kept', async ({
  page,
}) => {
  const playground = new Playground(page);
  await page.goto(`${LINK}&predict=on`);
  await playground.rest();
  const quiz = page.locator('atlas-prediction');
  await expect(quiz).toContainText('before each request you are asked');
  // A free is no question.
  await page.keyboard.press('ArrowRight');
  await expect(playground.outcome).toContainText('free a');

  await page.keyboard.press('ArrowRight');
  await expect(quiz).toContainText('c = malloc 100');
  expect(await seriousViolations(page)).toEqual([]);
  // The hole is at the map's beginning.
  const map = page.locator('atlas-memory-map canvas').first();
  await map.click({ position: { x: 120, y: 12 } });
  await expect(playground.outcome).toContainText('c = malloc 100');
  await expect(quiz).toContainText('Right');
  await expect(quiz).toContainText('1 of 1 right');

  await page.keyboard.press('ArrowRight');
  await expect(quiz).toContainText('d = malloc 4000');
  await quiz.getByRole('button', { name: 'Behind the last block' }).click();
  await expect(quiz).toContainText('Not this time');
  await expect(quiz).toContainText('1 of 2 right');

  // What was seen is not asked again.
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await expect(playground.outcome).toContainText('d = malloc 4000');
});

test('by keyboard: a block the arrow keys come to is the answer', async ({ page }) => {
  const playground = new Playground(page);
  await page.goto(`${LINK.replace('step=2', 'step=3')}&predict=on`);
  await playground.rest();
  await page.keyboard.press('ArrowRight');
  const quiz = page.locator('atlas-prediction');
  await expect(quiz).toContainText('c = malloc 100');
  await page.getByRole('application').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Home');
  await expect(page.locator('atlas-inspector')).toContainText('free');
  await page.keyboard.press('Enter');
  await expect(quiz).toContainText('Right');
});

test('what the link fixes can’t be changed, what it hides is out of sight', async ({ page }) => {
  const playground = new Playground(page);
  await page.goto(`${LINK}&fixed=placement&hidden=minimum`);
  await playground.rest();
  await expect(playground.design.locator('[data-fixed="placement"]')).toContainText('First fit');
  await expect(playground.option('placement', 'best-fit')).toHaveCount(0);
  await expect(playground.design.locator('[data-axis="minimum"]')).toHaveCount(0);
  await expect(playground.option('coalescing', 'never')).toBeVisible();
  // A preset changes the rest, and only the rest.
  await playground.design.getByLabel('Preset').selectOption({ index: 3 });
  await expect(playground.design.locator('[data-fixed="placement"]')).toContainText('First fit');
});
