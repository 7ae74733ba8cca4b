// Journeys through a machine of several tasks: whose space is on the map, and what the tasks share.

import { seriousViolations } from './accessibility';
import { leaveBehind, Playground } from './playground';
import { expect, test } from './site';

const SCRIPT = `k = malloc 64
task 1: a = malloc 100
task 2: b = malloc 20
task 2: c = malloc 30
`;

test('the map follows the task of each step, until a space is picked', async ({ page }) => {
  const playground = new Playground(page);
  const saved = { version: 1, scenario: { kind: 'script' }, drafts: { 'own script': SCRIPT } };
  await leaveBehind(page, saved);
  await playground.open();
  const space = (name: string) => page.locator('atlas-spaces').getByRole('radio', { name });
  const blocks = page.locator('atlas-list').getByRole('listitem');
  const machine = page.locator('atlas-machine');

  await expect(space('Each step’s own')).toBeChecked();
  await expect(blocks).toHaveCount(2);
  await expect(machine.locator('.shown')).toContainText('task 2');
  await expect(machine.getByRole('listitem').filter({ hasText: 'task 1:' })).toBeVisible();

  await space('Each step’s own').focus();
  await page.keyboard.press('ArrowDown');
  await expect(space('Kernel')).toBeChecked();
  await expect(blocks).toHaveCount(1);
  await expect(machine.locator('.shown')).toContainText('kernel');

  await space('Task 1').click();
  await expect(blocks).toContainText('100');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => playground.step()).toBe(3);
  await expect(machine.locator('.shown')).toContainText('task 1');

  await space('Each step’s own').click();
  await page.keyboard.press('Home');
  await expect(machine.locator('.shown')).toContainText('kernel');
  expect(await seriousViolations(page)).toEqual([]);
});

test('one program with memory to spare has nothing to choose and one line to read', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await expect(page.locator('atlas-spaces').getByRole('radio')).toHaveCount(0);
  await expect(page.locator('atlas-machine')).toHaveText(/One address space/);
});
