// Journeys through the playground, as a blog's reader, a student and an engineer take them.

import { seriousViolations } from './accessibility';
import { Playground } from './playground';
import { expect, test } from './site';

/** Three neighbours freed, then a request that only fits where they are merged. */
const SCRIPT = `a = malloc 256
b = malloc 256
c = malloc 256
wall = malloc 64
free a
free b
free c
big = malloc 700
`;

/** Holes of several sizes, of which placements choose differently. */
const HOLES = `a = malloc 320
wall = malloc 16
b = malloc 200
fence = malloc 16
free a
free b
c = malloc 200
`;

test('the page opens with a real program, replayed, drawn and explained', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await expect(playground.status).toContainText('SQLite');
  await expect(playground.status).toContainText('under Classic');
  await expect(playground.outcome.locator('.sentence')).not.toBeEmpty();
  await expect(playground.metric('requested_bytes')).toHaveText(/KiB$/);
  // The picture has more to show than its ground.
  const colours = await page
    .locator('atlas-memory-map canvas')
    .first()
    .evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const context = canvas.getContext('2d');
      const pixels = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return new Set(new Uint32Array((pixels as Uint8ClampedArray).buffer)).size;
    });
  expect(colours).toBeGreaterThan(3);
});

test('a change of policy shows what it costs at the same step, and can be taken back', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.openScript(HOLES);
  const step = await playground.step();
  const probes = await playground.metric('probes_mean').textContent();

  await playground.option('placement', 'best-fit').click();
  await expect(playground.status).toContainText('1 change');
  await playground.rest();
  await expect(playground.metric('probes_mean')).not.toHaveText(probes ?? '');
  expect(await playground.step()).toBe(step);
  await expect(page.locator('[data-metric="probes_mean"] .change')).toBeVisible();

  await playground.design.getByRole('button', { name: /^Reset Placement/ }).click();
  await expect(playground.metric('probes_mean')).toHaveText(probes ?? '');
  await expect(playground.option('placement', 'first-fit')).toHaveAttribute('aria-checked', 'true');

  // One cost at a time: the others are one switch away, for tables and charts alike.
  const cost = page
    .locator('atlas-statistics')
    .getByRole('radiogroup', { name: 'Cost counted in' });
  await cost.getByRole('radio', { name: 'Words' }).click();
  await expect(playground.metric('words_mean')).toBeVisible();
  await expect(page.locator('[data-metric="probes_mean"]')).toHaveCount(0);
  const charts = page.locator('atlas-charts');
  await expect(charts.getByRole('heading', { name: 'Cost: words of metadata' })).toBeAttached();
  await expect(charts.getByRole('heading', { name: 'Cost: blocks examined' })).toHaveCount(0);
});

test('where the bytes went adds up to the region, also what was never touched', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  const parts = page.locator('atlas-parts');
  const lines = parts.locator('[data-bytes]');
  const bytes = await lines.evaluateAll((each) =>
    each.map((line) => Number((line as HTMLElement).dataset.bytes)),
  );
  const sum = bytes.reduce((one, other) => one + other, 0);
  const region = (await parts.locator('.sum [title]').getAttribute('title')) ?? '';
  expect(sum).toBe(Number(region.replace(/\D/g, '')));
  const untouched = parts.locator('[data-category="untouched"]');
  expect(Number(await untouched.getAttribute('data-bytes'))).toBeGreaterThan(0);
  await untouched.getByRole('button').focus();
  await expect(parts.getByRole('tooltip').filter({ visible: true })).toContainText(
    'Decided by: commit',
  );
});

test('an impossible number is refused where it was typed, and the picture stays', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.openScript(SCRIPT);
  const sentence = await playground.outcome.locator('.sentence').textContent();
  await playground.design.locator('summary', { hasText: 'All options' }).click();
  await playground.design.locator('summary', { hasText: 'Sizes' }).click();
  const field = playground.design.getByLabel('Alignment', { exact: true });
  await field.fill('24');
  await field.press('Enter');
  await expect(playground.design.locator('[data-axis="alignment"] .problem')).toContainText('24');
  await expect(playground.outcome.locator('.sentence')).toHaveText(sentence ?? '');
  await field.fill('32');
  await field.press('Enter');
  await expect(playground.design.locator('[data-axis="alignment"] .problem')).toHaveCount(0);
  await playground.rest();
});

test('a student writes a script, mistypes, and is told where and what', async ({ page }) => {
  const playground = new Playground(page);
  await playground.openScript(SCRIPT);
  await playground.write(SCRIPT.replace('big = malloc', 'big = mallok'));
  const problem = playground.scenario.getByRole('button', { name: /Line 8/ });
  await expect(problem).toBeVisible();
  await expect(problem).toContainText('malloc');
  await expect(playground.scenario.locator('.cm-lintRange-error')).toHaveCount(1);

  await playground.write(SCRIPT);
  await expect(problem).toHaveCount(0);
  await expect(playground.status).toContainText('8 operations');
  await expect(playground.outcome).toContainText('malloc 700');
  await expect(playground.outcome.locator('.sentence')).toContainText('merged');
});

test('Tab goes through the whole playground, and out of it again', async ({ page }) => {
  const playground = new Playground(page);
  await page.goto('./#v1&generator=stack');
  await playground.rest();
  await expect(page.locator('atlas-list li').first()).toBeAttached();
  /** The element with the focus and the hosts around it, from the page inwards. */
  const focused = () =>
    page.evaluate(() => {
      const path: string[] = [];
      for (let at = document.activeElement; at; at = at.shadowRoot?.activeElement ?? null) {
        path.push(at.localName);
      }
      return path;
    });
  const passed = new Set<string>();
  let isWithin = false;
  for (let stops = 0; stops < 300; stops += 1) {
    await page.keyboard.press('Tab');
    const path = await focused();
    const isThere = path.includes('heap-atlas-playground');
    if (isWithin && !isThere) break;
    isWithin ||= isThere;
    for (const name of path) passed.add(name);
  }
  for (const part of [
    'atlas-memory-map',
    'atlas-transport',
    'atlas-scenario',
    'atlas-designs',
    'atlas-design',
    'atlas-operations',
    'atlas-statistics',
    'atlas-list',
  ]) {
    expect([...passed], 'the parts of the page that Tab comes to').toContain(part);
  }
  expect(await focused()).not.toContain('heap-atlas-playground');
});

test('the skip link leads into the playground, whose keys work from there', async ({ page }) => {
  const playground = new Playground(page);
  await playground.openScript(SCRIPT);
  await page.getByRole('link', { name: 'Skip to the map' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Home');
  await expect(playground.outcome).toContainText('empty heap');
  await page.keyboard.press('Tab');
  const host = page.locator('heap-atlas-playground');
  await expect(host).toBeFocused();
});

test('Tab leaves the editor', async ({ page }) => {
  const playground = new Playground(page);
  await playground.openScript(SCRIPT);
  await playground.write(SCRIPT);
  await page.keyboard.press('Tab');
  await expect(playground.editor).not.toBeFocused();
});

test('keys step, also right after a click on a policy', async ({ page }) => {
  const playground = new Playground(page);
  await playground.openScript(SCRIPT);
  await playground.write(SCRIPT);
  await playground.rest();
  await page.locator('h1').click();
  await page.keyboard.press('Home');
  await expect(playground.outcome).toContainText('empty heap');
  await page.keyboard.press('ArrowRight');
  await expect(playground.outcome).toContainText('a = malloc 256');
  await playground.option('placement', 'best-fit').click();
  await playground.rest();
  await page.keyboard.press('ArrowRight');
  await expect(playground.outcome).toContainText('b = malloc 256');
  await expect(playground.option('placement', 'best-fit')).toHaveAttribute('aria-checked', 'true');
  await page.keyboard.press('End');
  await expect(playground.outcome).toContainText('big = malloc 700');
});

test('a malloc-lab trace dropped on the page is replayed', { tag: '@differs' }, async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.openScript(SCRIPT);
  const drop = (name: string, text: string) =>
    page.locator('heap-atlas-playground').evaluate(
      (figure, file) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([file.text], file.name));
        figure.dispatchEvent(
          new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }),
        );
        figure.dispatchEvent(
          new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }),
        );
      },
      { name, text },
    );
  await drop('short.rep', '20000\n2\n4\n1\na 0 512\na 1 128\nf 0\nf 1\n');
  await expect(playground.status).toContainText('short');
  await expect(playground.status).toContainText('4 operations');

  // A log of another tool is known by what it holds, whatever its name.
  const notices = page.locator('atlas-notices');
  await drop('prog.txt', 'boot\n--7-- malloc(100) = 0x4A41040\n--7-- free(0x4A41040)\n');
  await expect(playground.status).toContainText('2 operations');
  await expect(notices).toContainText(
    'prog.txt: read as a log of valgrind --trace-malloc=yes: 2 operations in 3 lines; 1 line belongs to something else.',
  );

  // For one of no known format, the visitor writes patterns, and sees what they make of it.
  await drop('own.log', 'T1 got 100 @ 9a\nT1 gave 9a\nT1 got 50 @ 9a\n');
  await expect(notices).toContainText('own.log could not be opened');
  const form = playground.scenario.getByRole('region', { name: 'A log of your own' });
  const accept = form.getByRole('button', { name: 'Read it so' });
  await expect(accept).toBeDisabled();
  await form.getByRole('textbox').fill('got %size @ %addr\ngave %addr');
  await expect(form).toContainText('allocated: 100 at 0x9a');
  await accept.click();
  await expect(playground.status).toContainText('3 operations');
  await expect(form).toHaveCount(0);
  await notices.getByRole('button', { name: 'Dismiss' }).last().click();

  await drop('poem.rep', 'Shall I compare thee to a summer’s day?\n');
  await expect(page.locator('atlas-notices')).toContainText('poem.rep could not be opened');
  await expect(playground.status).toContainText('3 operations');
  await page.locator('atlas-notices').getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.locator('atlas-notices li')).toHaveCount(0);
});

test('a long replay shows early pictures, can be cancelled, and begun again', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.scenario.getByRole('radio', { name: 'bc', exact: true }).click();
  const cancel = playground.status.getByRole('button', { name: 'Cancel' });
  await expect(playground.status).toContainText(/Replaying, [1-9]/);
  await cancel.click();
  const stopped = playground.status.getByText(/Stopped at/);
  await expect(stopped).toBeVisible();
  // The picture is of the step the replay came to, which the status names.
  const reached = async () =>
    Number((await stopped.textContent())?.split(' of ')[0]?.replace(/\D/g, ''));
  await expect.poll(async () => (await playground.step()) - (await reached())).toBe(0);
  const step = await playground.step();
  expect(step).toBeGreaterThan(0);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => playground.step()).toBe(step - 1);
  await playground.status.getByRole('button', { name: 'Replay' }).click();
  await expect(cancel).toBeVisible();
});

test('what the visitor made survives a reload', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.write(SCRIPT);
  await playground.option('placement', 'worst-fit').click();
  await playground.rest();
  await page.locator('h1').click();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(playground.outcome).toContainText('b = malloc 256');

  await page.reload();
  await playground.rest();
  await expect(playground.outcome).toContainText('b = malloc 256');
  await expect(playground.editor).toContainText('big = malloc 700');
  await expect(playground.option('placement', 'worst-fit')).toHaveAttribute('aria-checked', 'true');
});

test('a number explains itself on focus, and Escape ends it', async ({ page }) => {
  const playground = new Playground(page);
  await playground.openScript(SCRIPT);
  const name = page.locator('[data-metric="utilisation"]').getByRole('button');
  const tip = page.locator('[data-metric="utilisation"] .formula');
  await expect(tip).toBeHidden();
  await name.focus();
  await expect(tip).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tip).toBeHidden();
});

test('a press on a chart goes to that step', async ({ page }) => {
  const playground = new Playground(page);
  await playground.openScript('repeat 500\n  a = malloc 64\n  free a\nend\n');
  const chart = page.locator('atlas-charts .u-over').first();
  // The charts are fetched when they come into sight.
  await page.locator('atlas-charts').scrollIntoViewIfNeeded();
  await expect(chart).toBeVisible();
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  if (!box) throw new Error('the chart has no box');
  await chart.click({ position: { x: box.width / 4, y: box.height / 2 } });
  await expect
    .poll(async () => Math.abs((await playground.step()) / 1000 - 0.25))
    .toBeLessThan(0.05);
});

test('two figures on one page don’t know of each other', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.evaluate(() => {
    const first = document.querySelector('heap-atlas-playground') as HTMLElement & {
      engine: unknown;
    };
    const second = document.createElement('heap-atlas-playground') as typeof first;
    second.id = 'second';
    second.engine = first.engine;
    first.after(second);
  });
  const second = page.locator('#second');
  await expect(second.locator('atlas-status').getByText(/operations$/)).toBeVisible();
  await second.locator('[data-axis="placement"] [data-option="best-fit"]').click();
  await expect(second.locator('atlas-status')).toContainText('1 change');
  await expect(playground.status.first()).not.toContainText('1 change');
});

for (const [name, width, colorScheme] of [
  ['wide and light', 1440, 'light'],
  ['wide and dark', 1440, 'dark'],
  ['on a tablet', 768, 'light'],
  ['on a phone, dark', 390, 'dark'],
] as const) {
  test(`axe finds nothing serious, ${name}`, async ({ page, browserName }) => {
    test.skip(
      browserName === 'firefox' && colorScheme === 'dark',
      'Firefox can’t be asked for dark',
    );
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const playground = new Playground(page);
    await playground.openScript(SCRIPT);
    // Opening one brings others into sight.
    const closed = page.locator('.rail details:not([open]) > summary').filter({ visible: true });
    while ((await closed.count()) > 0) await closed.first().click();
    await playground.write('a = malloc 1\nb = mallok 2\n');
    await expect(playground.scenario.getByRole('button', { name: /Line 2/ })).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
  });
}

test('the page ends where its content ends', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  // A search through hundreds of blocks: a long list in a small box.
  await expect(page.locator('atlas-why li').nth(100)).toBeAttached();
  const beyond = await page.evaluate(() => {
    const { bottom } = document.body.getBoundingClientRect();
    return document.documentElement.scrollHeight - (bottom + scrollY);
  });
  expect(Math.abs(beyond)).toBeLessThan(2);
});

test('on paper the figure has light colours, no controls, and charts that were never in sight', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.openScript(SCRIPT);
  const charts = page.locator('.overall atlas-charts');
  await expect(charts.locator('figure').first()).toBeAttached();
  await expect(charts.locator('canvas')).toHaveCount(0);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));

  await expect(charts.locator('canvas').first()).toBeVisible();
  for (const control of ['atlas-transport', '.rail', '#share', 'atlas-memory-map .controls']) {
    await expect(page.locator(control)).toBeHidden();
  }
  for (const content of ['atlas-outcome code', 'atlas-memory-map canvas', 'atlas-statistics']) {
    await expect(page.locator(content).first()).toBeVisible();
  }
  // No map is wider than the paper.
  await page.setViewportSize({ width: 640, height: 900 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(640);
  const colour = await page
    .locator('heap-atlas-playground')
    .evaluate((element) => getComputedStyle(element).color);
  expect(colour).toBe('rgb(26, 29, 33)');
});
