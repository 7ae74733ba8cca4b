// Long scripts, which a short link may bring: the page stays awake, says that the editor doesn't take them, and replays them.

import { deflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { Playground } from './playground';
import { expect, test } from './site';

/**
 * The promise is 100 ms on a quiet machine. Here others may be at work; laid out, each of these scripts takes 25 seconds on a
 * quiet one.
 */
const TASK_MS_MAX = 3000;

/** A link to a script, packed as the page packs it. */
function linkTo(script: string): string {
  return `#v1&script.z=${deflateRawSync(script).toString('base64url')}`;
}

/** Takes down how long each task of the page is. Only Chromium tells. */
async function watchTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask', buffered: true });
  });
}

function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, ...(globalThis as unknown as { tasks: number[] }).tasks));
}

for (const [name, script, words] of [
  ['500,000 tabs', '\t'.repeat(500_000), /500\D?000 characters/],
  ['a million empty lines', '\n'.repeat(1_000_000), /1\D?000\D?000 characters/],
] as const) {
  test(`a link to a script of ${name} leaves the page awake`, async ({ page, browserName }) => {
    test.skip(browserName !== 'chromium', 'only Chromium tells how long tasks are');
    await watchTasks(page);
    await page.goto(`./${linkTo(script)}`);
    const { scenario, status } = new Playground(page);
    await expect(scenario.locator('.unedited')).toContainText(words);
    await expect(status.getByText(/operations$/)).toBeVisible();
    await expect(scenario.locator('.verdict')).toContainText('operations');
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'Share this figure' })).toBeVisible();
    await page.keyboard.press('Escape');
    expect(await longestTask(page)).toBeLessThan(TASK_MS_MAX);
  });
}

test('a script that is pasted and too long for the editor is replayed, and another can be written', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.write('a = malloc 1\n');
  await playground.editor.evaluate((editor, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const options = { clipboardData, bubbles: true, cancelable: true };
    editor.dispatchEvent(new ClipboardEvent('paste', options));
  }, 'a = malloc 1\nfree a\n'.repeat(3000));
  await expect(playground.scenario.locator('.unedited')).toContainText(/6\D?002 lines/);
  await expect(playground.status).toContainText(/6\D?001 operations/);
  await playground.scenario.getByRole('button', { name: 'Write another in its place' }).click();
  await playground.editor.click();
  await page.keyboard.insertText('a = malloc 1\n');
  await expect(playground.status).toContainText('1 operation');
});
