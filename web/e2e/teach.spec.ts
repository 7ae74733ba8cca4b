// What a teacher asks of a link: options that stay as they are, and a question before each request.

import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
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
  await expect(quiz).toContainText('into the hole of 208 bytes at 0x00100010');
  await expect(quiz).toContainText('1 of 1 right');

  await page.keyboard.press('ArrowRight');
  await expect(quiz).toContainText('d = malloc 4000');
  await quiz.getByRole('button', { name: 'After the last block' }).click();
  await expect(quiz).toContainText('Not this time');
  await expect(quiz).toContainText('1 of 2 right');

  // What was seen is not asked again.
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await expect(playground.outcome).toContainText('d = malloc 4000');
});

test('while questions are left, neither pictures nor files hold an answer', async ({
  page,
  browserName,
}) => {
  test.skip(browserName === 'firefox', 'nobody is told of what Firefox downloads');
  const playground = new Playground(page);
  await page.goto(`${LINK}&predict=on&view=chart`);
  await playground.rest();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this figure' });
  await dialog.getByRole('tab', { name: 'Picture' }).click();
  await expect(dialog.getByRole('img', { name: /^Charts: / })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Download SVG' }).click(),
  ]);
  const svg = await readFile(await download.path(), 'utf8');
  expect(svg).toContain('Shown when you have answered the last question.');
  expect(svg).not.toContain('Refused requests');
  await dialog.getByRole('tab', { name: 'Files' }).click();
  await dialog.getByRole('button', { name: 'Download Figures over time, CSV' }).click();
  await expect(dialog).toContainText('when you have answered the last question');
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

test('by keyboard: on an empty heap its beginning is the answer', async ({ page }) => {
  const playground = new Playground(page);
  await page.goto(`${LINK.replace('step=2', 'step=0')}&predict=on`);
  await playground.rest();
  await page.keyboard.press('ArrowRight');
  const quiz = page.locator('atlas-prediction');
  await expect(quiz).toContainText('a = malloc 200');
  await page.getByRole('application').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('atlas-inspector')).toContainText('lies beyond the heap’s end');
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

test('what a link locks is locked for the designs beside it, and looks so', async ({ page }) => {
  const playground = new Playground(page);
  await page.goto(`${LINK}&design=region-size=1024,placement=worst-fit&fixed=*&hidden=minimum`);
  await expect(page.locator('atlas-comparison').getByRole('region')).toHaveCount(2);
  const designs = page.locator('atlas-designs');
  await designs.getByRole('radio', { name: 'B' }).click();
  const { design } = playground;
  await expect(design.locator('[data-fixed="placement"]')).toContainText('Worst fit');
  await expect(design.locator('[data-axis="minimum"]')).toHaveCount(0);
  await expect(design.getByLabel('Preset')).toBeDisabled();
  await expect(design.getByText('Whoever made this link has')).toBeVisible();
  await expect(design.getByRole('button', { name: /^Reset/ })).toBeDisabled();
  // There is no other design to add: each would be the same.
  await expect(designs.getByRole('button', { name: /^Add a design/ })).toHaveCount(0);
});

test('what the link leaves nothing of can’t be compared with, and says why', async ({ page }) => {
  await page.goto('./#v1&lesson=best-fit-beats-first-fit&fixed=placement');
  const designs = page.locator('atlas-designs');
  await designs.getByRole('button', { name: /^Compare with/ }).click();
  const bestFit = designs.getByRole('button', { name: 'Best fit', exact: true });
  await expect(bestFit).toHaveAttribute('aria-disabled', 'true');
  await expect(bestFit).toHaveAttribute('title', /fixed by the link/);
  await designs.getByRole('button', { name: 'Textbook', exact: true }).click();
  await expect(page.locator('atlas-comparison').getByRole('region')).toHaveCount(2);
  await expect(designs.getByRole('radio', { name: 'B' })).toBeChecked();
  await expect(page.locator('atlas-design [data-fixed="placement"]')).toContainText('First fit');
});

/** The share dialog, opened. */
async function share(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this figure' });
  await expect(dialog.getByRole('button', { name: 'Copy link' })).toBeVisible();
  return dialog;
}

test('a teacher sets in the dialog what a class is asked, and the class is, but not the teacher', async ({
  page,
  browserName,
}) => {
  const playground = new Playground(page);
  await page.goto(LINK);
  await playground.rest();
  const dialog = await share(page);
  await dialog.getByText('For teaching').click();
  await expect(dialog.getByText('Not for exams.')).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'Ask the reader first' }).check();
  await dialog.getByLabel('For the reader, the design’s options are').selectOption('each');
  await dialog.locator('[data-access="placement"]').selectOption('fixed');
  await dialog.locator('[data-access="minimum"]').selectOption('hidden');
  await expect(dialog.getByText('asks first · options: 1 fixed, 1 hidden')).toBeVisible();
  const field = dialog.getByLabel('Link to this figure');
  await expect(field).toHaveValue(/&fixed=placement&hidden=minimum&predict=on$/);
  const link = await field.inputValue();
  // Axe reads the same tree in either browser: once is enough.
  if (browserName === 'chromium') {
    const path = ['heap-atlas-playground', 'atlas-share', 'dialog'];
    expect(await seriousViolations(page, path)).toEqual([]);
  }

  // The figure in a page of the author's asks too, and is previewed so.
  await dialog.getByRole('tab', { name: 'Embed' }).click();
  await expect(dialog.getByLabel('To paste into your page')).toHaveValue(
    /fixed=placement&amp;hidden=minimum&amp;predict=on/,
  );
  await expect(dialog.frameLocator('iframe').locator('atlas-prediction')).toContainText(
    'before each request you are asked',
  );

  // The teacher's own page stays as it is.
  await page.keyboard.press('Escape');
  await expect(page.locator('atlas-prediction')).toHaveCount(0);
  await playground.option('placement', 'best-fit').click();
  await expect(playground.option('placement', 'best-fit')).toBeChecked();

  await page.goto('about:blank');
  await page.goto(link);
  await playground.rest();
  await expect(page.locator('atlas-prediction')).toContainText('before each request you are asked');
  await expect(playground.design.locator('[data-fixed="placement"]')).toContainText('First fit');
  await expect(playground.design.locator('[data-axis="minimum"]')).toHaveCount(0);
});

test('what a class is asked is set by keyboard alone', async ({ page }) => {
  const playground = new Playground(page);
  await page.goto(LINK);
  await playground.rest();
  const dialog = await share(page);
  await dialog.locator('summary', { hasText: 'For teaching' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('checkbox', { name: 'Ask the reader first' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await expect(dialog.getByLabel('Only before steps')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(dialog.getByLabel('For the reader, the design’s options are')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByLabel('Link to this figure')).toHaveValue(/&fixed=\*&predict=on$/);
});

test('designs side by side ask where the first one puts a request', async ({ page }) => {
  await page.goto(`${LINK}&design=region-size=1024,placement=worst-fit&predict=on`);
  await expect(page.locator('atlas-comparison').getByRole('region')).toHaveCount(2);
  await expect(page.locator('atlas-comparison [data-late]')).toHaveCount(0);
  await page.locator('h1').click();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('atlas-divergence')).toContainText('free a');
  const quiz = page.locator('atlas-prediction');
  await page.keyboard.press('ArrowRight');
  await expect(quiz).toContainText('Pick the place on A’s map');
  await quiz.getByRole('button', { name: 'After the last block' }).click();
  await expect(quiz).toContainText('Not this time');
  await expect(page.locator('atlas-divergence')).toContainText('c = malloc 100');
});
