// The journey of a student: a lesson, its designs in turn, and why a block came to stand where it does.

import { seriousViolations } from './accessibility';
import { Playground } from './playground';
import { expect, test } from './site';

/** Opens a lesson from the catalogue, and gives its card. */
async function openLesson(playground: Playground, title = 'Two holes that both fit') {
  await playground.open();
  await playground.scenario.getByRole('radio', { name: 'Lessons', exact: true }).click();
  await playground.scenario.getByRole('radio', { name: title, exact: true }).click();
  const card = playground.page.locator('atlas-lesson');
  await expect(card.getByRole('heading')).toContainText('?');
  await playground.rest();
  return { card, designs: card.getByRole('radiogroup').getByRole('radio') };
}

test('a lesson compares designs at one step, and says why', async ({ page }) => {
  const playground = new Playground(page);
  const { card, designs } = await openLesson(playground);
  await expect(playground.editor).toContainText('malloc');
  const step = await playground.step();
  expect(step).toBeGreaterThan(0);
  const probes = await playground.metric('probes_mean').textContent();

  // The same step under another design: another number, and the search in another order.
  await designs.nth(1).click();
  await expect(designs.nth(1)).toHaveAttribute('aria-checked', 'true');
  await expect(playground.metric('probes_mean')).not.toHaveText(probes ?? '');
  expect(await playground.step()).toBe(step);

  const why = page.locator('atlas-why');
  await expect(why.getByRole('button', { name: /\(chosen\)/ })).toHaveCount(1);
  const candidates = why.locator('ol').getByRole('button');
  expect(await candidates.count()).toBeGreaterThan(1);
  await candidates.first().click();
  await expect(page.locator('atlas-inspector')).toContainText('0x');
  expect(await seriousViolations(page)).toEqual([]);

  await card.getByText('The numbers that a test checks').click();
  await expect(card.getByRole('listitem').first()).toBeVisible();
});

test('a reader who predicts is asked at the lesson’s own steps, and told nothing before', async ({
  page,
}) => {
  const playground = new Playground(page);
  const { card } = await openLesson(playground, 'Small requests first, then large ones');
  await expect(card.locator('.look-for')).toContainText('2,816 bytes');
  const predict = card.getByRole('button', { name: 'Predict first' });
  await predict.click();
  await expect(card.locator('.look-for')).toBeHidden();
  await expect.poll(() => playground.step()).toBe(25);
  await playground.rest();
  const quiz = page.locator('atlas-prediction');
  await page.keyboard.press('ArrowRight');
  await expect(quiz).toContainText('malloc 112');
  await quiz.getByRole('button', { name: 'After the last block' }).click();
  await expect(quiz).toContainText('The hole of 400 bytes at 0x00100010 serves.');
  // Three requests that follow are like the first: the next question is the first large one.
  for (const step of [27, 28, 29]) {
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => playground.step()).toBe(step);
  }
  await page.keyboard.press('ArrowRight');
  await expect(quiz).toContainText('malloc 400');

  await predict.click();
  await expect(card.locator('.look-for')).toBeVisible();
  await expect(quiz).toBeHidden();
});

test('a lesson survives a reload, and gives the visitor’s design back', async ({ page }) => {
  const playground = new Playground(page);
  const { card, designs } = await openLesson(playground);
  const step = await playground.step();
  await designs.nth(1).click();
  await playground.rest();

  await page.reload();
  await playground.rest();
  await expect(designs.nth(1)).toHaveAttribute('aria-checked', 'true');
  await expect.poll(() => playground.step()).toBe(step);

  const question = await card.getByRole('heading').textContent();
  await card.getByRole('button', { name: 'Next' }).click();
  await expect(card.getByRole('heading')).not.toHaveText(question ?? '');

  // Leaving the lessons brings back the design they had put aside.
  await playground.scenario.getByRole('radio', { name: 'Real program' }).click();
  await expect(card).toHaveCount(0);
  await expect(playground.status).toContainText('SQLite');
  await expect(playground.status).not.toContainText('change');
});

for (const { title, view } of [
  { title: 'Free the last of thirty blocks', view: 'atlas-why' },
  { title: 'TAIL and LAST', view: 'atlas-list' },
  { title: 'Eight frees in a row', view: 'atlas-charts' },
]) {
  test(`${title}: the view that shows it best is in sight with the question`, async ({ page }) => {
    const playground = new Playground(page);
    const { card } = await openLesson(playground, title);
    await expect(card.getByRole('heading')).toBeInViewport({ ratio: 1 });
    await expect(page.locator(view).first()).toBeInViewport({ ratio: 0.6 });
    // Who chose it from the catalogue can go on there.
    await expect(
      playground.scenario.getByRole('radio', { name: title, exact: true }),
    ).toBeFocused();
  });
}

for (const [of, title] of [
  ['a request', 'Three runs of four holes'],
  ['a free', 'Free the last of thirty blocks'],
] as const) {
  test(`a block that was examined for ${of} is shown on the map, by pointer and by keyboard`, async ({
    page,
  }) => {
    const playground = new Playground(page);
    await openLesson(playground, title);
    const examined = page.locator('atlas-why').first().getByRole('listitem').getByRole('button');
    const map = page.locator('atlas-memory-map');
    const marks = map.locator('canvas.marks');
    const drawn = () => marks.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    await expect(examined.nth(1)).toBeVisible();
    await expect(map.getByRole('list').first()).toBeVisible();
    await examined.nth(1).hover();
    const first = await settled(drawn);
    await examined.nth(3).hover();
    await expect.poll(drawn).not.toBe(first);
    const third = await settled(drawn);
    await page.mouse.move(0, 0);
    await examined.nth(1).focus();
    await expect.poll(drawn).toBe(first);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect.poll(drawn).toBe(third);
  });
}

/** What is drawn once it is the same twice. */
async function settled(drawn: () => Promise<string>): Promise<string> {
  let [before, now] = ['', await drawn()];
  await expect
    .poll(async () => {
      [before, now] = [now, await drawn()];
      return now === before;
    })
    .toBe(true);
  return now;
}
