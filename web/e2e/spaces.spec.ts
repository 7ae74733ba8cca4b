// Journeys through a machine of several tasks: whose space is on the map, whose design is set, and what the tasks share.

import { seriousViolations } from './accessibility';
import { Playground } from './playground';
import { expect, test } from './site';

const SCRIPT = `k = malloc 64
task 1: a = malloc 100
task 2: b = malloc 20
task 2: c = malloc 30
`;

test('the map follows the task of each step, until a space is picked', async ({ page }) => {
  const playground = new Playground(page);
  await playground.openScript(SCRIPT);
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

test('one program with memory to spare has no panel for its machine', async ({ page }) => {
  const playground = new Playground(page);
  await playground.openScript('a = malloc 8\n');
  await expect(page.locator('atlas-spaces').getByRole('radio')).toHaveCount(0);
  await expect(page.locator('atlas-statistics')).toBeVisible();
  await expect(page.locator('atlas-machine')).toHaveCount(0);
  await expect(playground.metric('page_faults')).toHaveCount(0);
});

test('a task’s own design spares its neighbour, and the way back is one click', async ({
  page,
}) => {
  const playground = new Playground(page);
  const { design, scenario, status, outcome } = playground;
  await playground.open();
  await scenario.getByRole('radio', { name: 'Lessons', exact: true }).click();
  await scenario.getByRole('radio', { name: 'A buffer that is hardly used', exact: true }).click();
  const lessonDesign = page.locator('atlas-lesson').getByRole('radio', { name: 'Eager' });
  await expect(lessonDesign).toBeChecked();
  await expect(outcome).toContainText('Out of frames');

  const whose = (name: string) =>
    design.getByRole('radiogroup', { name: 'Whose design' }).getByRole('radio', { name });
  await expect(whose('Kernel and all tasks')).toBeChecked();
  // The frames are the machine's, so nothing is there to be set for one task.
  await expect(design.locator('[data-axis="frames"]')).toHaveCount(1);
  await whose('Task 1').click();
  await expect(design).toContainText('all heaps share the kernel');
  await expect(design.locator('[data-axis="frames"]')).toHaveCount(0);
  await playground.option('commit', 'lazy').click();
  await expect(status).toContainText('4 changes');
  await expect(outcome).not.toContainText('Out of frames');
  await expect(lessonDesign).not.toBeChecked();
  await expect(whose('Task 1 with a design of its own')).toBeChecked();
  await expect(design.locator('[data-axis="commit"]')).toHaveAttribute('data-changed', '');
  expect(await seriousViolations(page)).toEqual([]);

  await whose('Task 2').click();
  await expect(playground.option('commit', 'eager')).toBeChecked();
  await whose('Kernel').click();
  await expect(playground.option('commit', 'eager')).toBeChecked();

  // A task's own is kept over a reload.
  await page.reload();
  await playground.rest();
  await expect(outcome).not.toContainText('Out of frames');
  await whose('Task 1').click();
  await design.getByRole('button', { name: /^Reset Commit.* to Eager$/i }).click();
  await expect(lessonDesign).toBeChecked();
  await expect(outcome).toContainText('Out of frames');

  await playground.option('commit', 'lazy').click();
  await expect(outcome).not.toContainText('Out of frames');
  await design.getByRole('button', { name: 'Task 1 follows the kernel' }).click();
  await expect(outcome).toContainText('Out of frames');
  await expect(whose('Task 1')).toHaveAccessibleName('Task 1');
});
