// Journeys over the memory map: by pointer, by keyboard and by finger; through the steps; into one block
// down to its bytes, and along the list.

import type { Locator, Page } from '@playwright/test';
import { seriousViolations } from './accessibility';
import { Playground } from './playground';
import { expect, test } from './site';

/** Three neighbours freed, then a request that only fits where they are merged. */
const SCRIPT = `a = malloc 256
b = malloc 256
c = malloc 256
wall = malloc 24
free a
free b
free c
big = malloc 700
`;

/** More blocks than a list shows at a time, and more memory than the map shows to the word. */
const MANY_BLOCKS = 'repeat 200 as i\n  a[i] = malloc 4000\nend\n';

/** The first block's payload: Classic's base, rounded up, and a header behind it. */
const FIRST_ADDRESS = '0x00100010';

class MemoryMap {
  readonly playground: Playground;
  readonly surface: Locator;
  readonly bar: Locator;
  readonly tooltip: Locator;
  readonly scale: Locator;
  /** What is read out as the keyboard goes from block to block. */
  readonly said: Locator;
  readonly inspector: Locator;
  readonly list: Locator;
  readonly transport: Locator;
  readonly slider: Locator;

  constructor(page: Page) {
    this.playground = new Playground(page);
    const map = page.locator('atlas-memory-map');
    this.surface = map.getByRole('application');
    this.bar = map.locator('.bar');
    this.tooltip = map.getByRole('tooltip');
    this.scale = map.locator('.scale');
    this.said = map.locator('[aria-live]');
    this.inspector = page.locator('atlas-inspector');
    this.list = page.locator('atlas-list');
    this.transport = page.locator('atlas-transport');
    this.slider = this.transport.getByRole('slider', { name: 'Step' });
  }

  /** A button of the map's bar. */
  button(name: string): Locator {
    return this.bar.getByRole('button', { name, exact: true });
  }

  /** The mark of a root, on the entry of the list that it points at. */
  mark(root: string): Locator {
    return this.list.getByRole('listitem').getByText(root, { exact: true });
  }

  /** Opens the page at the end of the script above. */
  async openScript(): Promise<void> {
    await this.playground.openScript(SCRIPT);
    await expect(this.playground.status).toContainText('8 operations');
    await expect(this.playground.outcome).toContainText('malloc 700');
  }

  /** A place in the first row, so far from its left edge. */
  async inFirstRow(share: number): Promise<{ x: number; y: number }> {
    const box = await this.surface.boundingBox();
    if (!box) throw new Error('the map has no box');
    return { x: box.width * share, y: 20 };
  }

  /** Everything on the lower canvas, as text that is equal for equal pictures. */
  picture(): Promise<string> {
    return this.contents('canvas.image');
  }

  /** Everything on the upper canvas: the marks and arrows. */
  marks(): Promise<string> {
    return this.contents('canvas.marks');
  }

  private contents(canvas: string): Promise<string> {
    return this.surface
      .locator(canvas)
      .evaluate((element) => (element as HTMLCanvasElement).toDataURL());
  }
}

test('pointing at a block tells its facts beside the pointer, never under it', {
  tag: '@differs',
}, async ({ page }) => {
  const map = new MemoryMap(page);
  await map.openScript();
  for (const share of [0.03, 0.5, 0.97]) {
    const position = await map.inFirstRow(share);
    await map.surface.hover({ position });
    await expect(map.tooltip).toContainText('big');
    await expect(map.tooltip).toContainText(FIRST_ADDRESS);
    await expect(map.tooltip).toContainText('700 bytes');
    const tip = await map.tooltip.boundingBox();
    const surface = await map.surface.boundingBox();
    if (!tip || !surface) throw new Error('nothing to measure');
    const x = surface.x + position.x;
    const y = surface.y + position.y;
    const isUnder = x >= tip.x && x <= tip.x + tip.width && y >= tip.y && y <= tip.y + tip.height;
    expect(isUnder).toBe(false);
  }
  await page.mouse.move(2, 2);
  await expect(map.tooltip).toHaveCount(0);
});

test('a click opens a block to the byte, and its link leads on', { tag: '@differs' }, async ({
  page,
}) => {
  const map = new MemoryMap(page);
  await map.openScript();
  await map.surface.click({ position: await map.inFirstRow(0.5) });
  await expect(map.inspector).toContainText('big');
  await expect(map.inspector).toContainText(FIRST_ADDRESS);
  const header = map.inspector.locator('.word.field');
  await expect(header).toHaveCount(4);

  // The size word, least significant byte first, is the payload the facts speak of.
  const bytes = await header.first().locator('.byte').allTextContents();
  const size = Number.parseInt([...bytes].reverse().join(''), 16);
  const payload = map.inspector.locator('dt', { hasText: /^\s*payload/ }).locator('+ dd');
  expect((await payload.textContent())?.replace(/\D.*/s, '')).toBe(String(size));
  await header.first().focus();
  await expect(map.inspector.locator('.explained')).toContainText('payload’s length');

  const selected = map.list.locator('[aria-pressed="true"]');
  await expect(selected).toContainText('big');
  await map.inspector.locator('button[title*="next header in the list"]').click();
  await expect(map.inspector).not.toContainText('big');
  await expect(selected).not.toContainText('big');
});

test('what is picked in the list is picked on the map', async ({ page }) => {
  const map = new MemoryMap(page);
  await map.openScript();
  for (const root of ['KERNEL_ALOC', 'LAST', 'TAIL']) {
    await expect(map.mark(root)).toBeVisible();
  }
  await map.list.getByRole('button', { name: /wall/ }).click();
  await expect(map.inspector).toContainText('wall');
  await expect(map.inspector).toContainText('24 bytes');
  await expect(map.inspector).toContainText('40 bytes minimum');
  await map.inspector.getByRole('button', { name: /at step/ }).click();
  await expect(map.playground.outcome).toContainText('wall = malloc 24');
});

test('what is picked on the map is brought into sight in the list, and nothing else scrolls', {
  tag: '@differs',
}, async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 1000 });
  const map = new MemoryMap(page);
  await map.playground.openScript(MANY_BLOCKS);
  const entry = map.list.locator('[aria-pressed="true"]');
  const box = map.list.locator('.scroller');
  await expect(entry).toHaveCount(0);
  const surface = await map.surface.boundingBox();
  if (!surface) throw new Error('the map has no box');
  // Late in memory, and so late in a list that mostly follows it.
  const spot = { x: surface.width / 2, y: surface.height * 0.7 };
  // The driver may scroll to what it clicks, or the step bar would be in its way: that is over before the click.
  await map.surface.hover({ position: spot });
  const scrolled = await page.evaluate(() => window.scrollY);
  await map.surface.click({ position: spot });
  await expect(entry).toHaveCount(1);
  await expect.poll(() => box.evaluate((element) => element.scrollTop)).toBeGreaterThan(0);
  expect(await page.evaluate(() => window.scrollY)).toBe(scrolled);
  const [inside, line] = [await box.boundingBox(), await entry.boundingBox()];
  if (!inside || !line) throw new Error('nothing to measure');
  expect(line.y).toBeGreaterThanOrEqual(inside.y - 1);
  expect(line.y + line.height).toBeLessThanOrEqual(inside.y + inside.height + 1);
});

test('the free list is shown as it is linked, where the structure keeps one', async ({ page }) => {
  const map = new MemoryMap(page);
  // Without the pulse of a step, marks are the same at any moment.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await map.openScript();
  const which = map.list.getByRole('radio');
  await expect(which).toHaveCount(0);
  await map.playground.option('structure', 'free-list').click();
  await map.playground.rest();
  await map.transport.getByRole('button', { name: 'One step back' }).click();
  await expect(map.playground.outcome).toContainText('free c');
  await which.filter({ hasText: 'Free list' }).click();
  const holes = map.list.getByRole('listitem');
  await expect(holes).toHaveCount(3);
  await expect(holes.first()).toContainText('FREE HEAD');
  await expect(holes.last()).toContainText('FREE TAIL');

  const arrows = map.bar.getByLabel('List drawn as arrows');
  const plain = await map.marks();
  await arrows.selectOption({ label: 'Arrows: free list' });
  await expect.poll(() => map.marks()).not.toBe(plain);
  const ofFreeList = await map.marks();
  await arrows.selectOption({ label: 'Arrows: all blocks' });
  await expect.poll(() => map.marks()).not.toBe(ofFreeList);
  await arrows.selectOption({ label: 'No arrows' });
  await expect.poll(() => map.marks()).toBe(plain);
  await map.playground.option('structure', 'block-list').click();
  await expect(which).toHaveCount(0);
  await expect(arrows.getByRole('option', { name: 'Arrows: free list' })).toHaveCount(0);
  await expect(map.mark('KERNEL_ALOC')).toBeVisible();
});

test('by keyboard alone: from block to block, nearer, and back to stepping', async ({ page }) => {
  const map = new MemoryMap(page);
  await map.openScript();
  await map.slider.focus();
  await map.surface.focus();
  await page.keyboard.press('ArrowRight');
  await expect(map.said).toContainText(FIRST_ADDRESS);
  await expect(map.tooltip).toContainText(FIRST_ADDRESS);
  await page.keyboard.press('End');
  await expect(map.said).not.toContainText(FIRST_ADDRESS);
  const last = await map.said.textContent();
  await page.keyboard.press('ArrowRight');
  await expect(map.said).toHaveText(last ?? '');
  await page.keyboard.press('Home');
  await expect(map.said).toContainText(FIRST_ADDRESS);
  expect(await map.playground.step()).toBe(8);

  const scale = await map.scale.textContent();
  await page.keyboard.press('+');
  await expect(map.scale).not.toHaveText(scale ?? '');
  await page.keyboard.press('0');
  await expect(map.scale).toHaveText(scale ?? '');

  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowLeft');
  await expect(map.playground.outcome).toContainText('free c');
});

test('after a click on the map the arrow keys still step', { tag: '@differs' }, async ({
  page,
}) => {
  const map = new MemoryMap(page);
  await map.openScript();
  await map.surface.click({ position: await map.inFirstRow(0.5) });
  await page.keyboard.press('ArrowLeft');
  await expect(map.playground.outcome).toContainText('free c');
});

test('the same step is the same picture, whichever way one came', { tag: '@differs' }, async ({
  page,
}) => {
  const map = new MemoryMap(page);
  await map.openScript();
  await page.mouse.move(2, 2);
  await map.transport.getByRole('button', { name: 'First step' }).click();
  await expect(map.playground.outcome).toContainText('empty heap');
  const forwards: string[] = [];
  for (let step = 1; step <= 8; step += 1) {
    await map.transport.getByRole('button', { name: 'One step forward' }).click();
    await expect.poll(() => map.playground.step()).toBe(step);
    forwards.push(await map.picture());
  }
  expect(new Set(forwards).size).toBe(8);
  for (let step = 7; step >= 1; step -= 1) {
    await map.transport.getByRole('button', { name: 'One step back' }).click();
    await expect.poll(() => map.playground.step()).toBe(step);
    expect(await map.picture()).toBe(forwards[step - 1]);
  }
  await map.transport.getByRole('textbox').fill('5');
  await map.transport.getByRole('textbox').press('Enter');
  await expect.poll(() => map.playground.step()).toBe(5);
  expect(await map.picture()).toBe(forwards[4]);
});

test('the slider says where it stands, and play runs to the end', async ({ page }) => {
  const map = new MemoryMap(page);
  await map.openScript();
  await map.slider.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(map.slider).toHaveAttribute('aria-valuetext', 'step 1 of 8: a = malloc 256');
  await map.transport.getByRole('combobox', { name: 'Speed' }).selectOption('16');
  await map.transport.getByRole('button', { name: 'Play' }).click();
  await expect(map.playground.outcome).toContainText('malloc 700');
  await expect(map.transport.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('zooming goes from the whole region to single words, and the strip pans', {
  tag: '@differs',
}, async ({ page }) => {
  const map = new MemoryMap(page);
  await map.playground.openScript(MANY_BLOCKS);
  const bytesPerRow = async () => (await map.scale.textContent()) ?? '';
  const whole = await bytesPerRow();
  const zoomIn = map.button('Zoom in');
  await expect(map.scale).toContainText(/1 (px|byte) =/);
  for (let step = 0; step < 30 && (await zoomIn.isEnabled()); step += 1) {
    const before = await bytesPerRow();
    await zoomIn.click();
    await expect.poll(bytesPerRow).not.toBe(before);
  }
  await expect(map.scale).toContainText('a row is 64 bytes');

  const thumb = page.getByRole('slider', { name: 'Part of the heap on the map' });
  const before = await thumb.getAttribute('aria-valuenow');
  await thumb.focus();
  await page.keyboard.press('PageDown');
  await expect(thumb).not.toHaveAttribute('aria-valuenow', before ?? '');

  await map.button('Heap').click();
  await expect.poll(bytesPerRow).toBe(whole);
  await map.button('Region').click();
  await expect.poll(bytesPerRow).not.toBe(whole);
});

test('Ctrl and the wheel zoom the map; the wheel alone scrolls the page', {
  tag: '@differs',
}, async ({ page }) => {
  const map = new MemoryMap(page);
  await map.openScript();
  const scale = await map.scale.textContent();
  await map.surface.hover({ position: await map.inFirstRow(0.5) });
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await expect(map.scale).not.toHaveText(scale ?? '');
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
});

test('a category stands out when its legend is picked', { tag: '@differs' }, async ({ page }) => {
  const map = new MemoryMap(page);
  await map.openScript();
  const before = await map.picture();
  const entry = page.locator('.legend').getByRole('button', { name: /^Free/ });
  await entry.click();
  await page.mouse.move(2, 2);
  await expect(entry).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => map.picture()).not.toBe(before);
  await entry.click();
  await page.mouse.move(2, 2);
  await expect.poll(() => map.picture()).toBe(before);
});

test('axe finds nothing serious on an open block, near', async ({ page }) => {
  const map = new MemoryMap(page);
  await map.openScript();
  await map.surface.click({ position: await map.inFirstRow(0.5) });
  await map.button('Zoom in').click();
  await expect(map.inspector.locator('.word.field')).toHaveCount(4);
  await expect(page.getByRole('slider', { name: 'Part of the heap on the map' })).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });
  test('a tap picks a block and tells what it is', async ({ page, browserName }) => {
    test.skip(browserName === 'firefox', 'Firefox can’t be asked to tap');
    const map = new MemoryMap(page);
    await map.openScript();
    await map.surface.tap({ position: { x: 100, y: 30 } });
    await expect(map.tooltip).toContainText('address');
    await expect(map.inspector.locator('.word.field')).toHaveCount(4);
  });

  test('two fingers zoom memory over time, about the step between them', async ({
    page,
    browserName,
  }) => {
    test.skip(browserName === 'firefox', 'Only Chromium can be told to move two fingers');
    const map = new MemoryMap(page);
    await map.playground.open();
    const surface = page.locator('atlas-over-time .surface');
    await surface.scrollIntoViewIfNeeded();
    const box = await surface.boundingBox();
    if (box === null) throw new Error('there is no picture');
    const session = await page.context().newCDPSession(page);
    const fingers = (apart: number) =>
      [-apart, apart].map((x, id) => ({ x: box.x + box.width / 2 + x, y: box.y + 40, id }));
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart?: number) => {
      const touchPoints = apart === undefined ? [] : fingers(apart);
      return session.send('Input.dispatchTouchEvent', { type, touchPoints });
    };
    await touch('touchStart', 30);
    for (const apart of [40, 50, 60]) await touch('touchMove', apart);
    await touch('touchEnd');
    const all = page.getByRole('button', { name: 'All steps' });
    await expect(all).toBeVisible();
    const [from, to] = await page.locator('atlas-over-time .steps span').allTextContents();
    const step = (text = '') => Number(text.replace(/\D/g, ''));
    const total = (await map.playground.page.locator('.slider').getAttribute('max')) ?? '';
    expect(step(to) - step(from)).toBeLessThan(0.6 * Number(total));
    expect((step(to) + step(from)) / 2 / Number(total)).toBeCloseTo(0.5, 1);
    await all.tap();
    await expect(all).toHaveCount(0);
  });
});
