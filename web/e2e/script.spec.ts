// Journeys through one's own scripts and files: the line of the step, the way from a line to its step, a script with a mistake,
// and several files side by side.

import { Playground } from './playground';
import { expect, test } from './site';

const SCRIPT = `# Two turns, then what is left.
repeat 2 as i
  x[i] = malloc 64
  touch x[i]
end
last = malloc 256
`;

test('the line of the step is marked, follows the steps, and a click or a key on a line goes there', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.write(SCRIPT);
  await expect(playground.status).toContainText('5 operations');
  const { editor } = playground;
  const marked = editor.locator('[aria-current="step"]');
  const line = (text: string) => editor.locator('.cm-line', { hasText: text });
  await expect(marked).toHaveText('last = malloc 256');
  await expect(page.locator('.cm-lineNumbers .cm-stepGutter')).toHaveText('6');

  // The text stays, and so does the script that is replayed.
  await line('x[i] = malloc').click();
  await expect(marked).toContainText('x[i] = malloc 64');
  expect(await playground.step()).toBe(1);
  await page.getByRole('button', { name: 'One step forward' }).click();
  await expect(marked).toContainText('touch x[i]');
  expect(await playground.step()).toBe(2);
  // The next turn is nearer than the first.
  await line('x[i] = malloc').click();
  await expect(playground.outcome).toContainText('step 3');

  // A line that makes no operation leads nowhere; one is reached by its number and by keys, too.
  await line('# Two turns').click();
  await expect(marked).toContainText('x[i] = malloc 64');
  await page.locator('.cm-lineNumbers .cm-gutterElement', { hasText: '6' }).click();
  await expect(marked).toContainText('last');
  await line('touch x[i]').click({ modifiers: ['Shift'] });
  await expect(marked).toContainText('last');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(marked).toContainText('touch x[i]');
  await expect(editor).toContainText('last = malloc 256');

  // Writing goes on at the end, where the visitor stood before they went to a line.
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText('free last\n');
  await expect(marked).toHaveText('free last');
});

test('a script with a mistake greys what is shown of the one before, without moving it', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.write(SCRIPT);
  await playground.rest();
  const map = page.locator('atlas-memory-map');
  const before = await map.boundingBox();
  const look = () => map.evaluate((element) => getComputedStyle(element).filter);
  expect(await look()).toBe('none');

  await playground.editor.click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText('a = mallok 1');
  const said = playground.status.getByRole('status');
  await expect(said).toHaveText('The map shows the last script without mistakes.');
  await expect.poll(look).toContain('grayscale(1)');
  await expect(playground.editor.locator('[aria-current]')).toHaveCount(0);
  expect(await map.boundingBox()).toEqual(before);

  await page.keyboard.press('ControlOrMeta+Z');
  await expect(said).toHaveText('');
  await expect.poll(look).toBe('none');
  await expect(playground.editor.locator('[aria-current]')).toHaveCount(1);
});

test('two files stay side by side, survive a reload, and one that is removed can be brought back', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  const { scenario, status } = playground;
  const open = (name: string, text: string) =>
    scenario
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  const option = (name: string) => scenario.getByRole('radio', { name, exact: true });

  await open('one.rep', '1 2\na 0 64\nf 0\n');
  await expect(status).toContainText('2 operations');
  await open('two.rep', '2 3\na 0 64\na 1 64\nf 0\n');
  await expect(status).toContainText('3 operations');
  await option('one.rep').click();
  await expect(status).toContainText('2 operations');

  await open('mine.txt', 'a = malloc 16\n');
  await expect(option('mine.txt')).toBeChecked();
  await open('yours.txt', 'b = malloc 32\nfree b\n');
  await expect(status).toContainText('yours.txt');
  await option('mine.txt').click();
  await expect(playground.editor).toContainText('a = malloc 16');
  await playground.rest();
  // What is open is stored a moment after.
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('heap-atlas.playground')))
    .toContain('"name":"mine.txt"');

  await page.reload();
  await expect(status).toContainText('mine.txt');
  await option('yours.txt').click();
  await expect(playground.editor).toContainText('b = malloc 32');
  await option('Real program').click();
  await option('two.rep').click();
  await expect(status).toContainText('3 operations');

  await scenario.getByRole('button', { name: 'Remove it from this list' }).click();
  await expect(option('two.rep')).toHaveCount(0);
  await expect(option('one.rep')).toBeVisible();
  await page.locator('atlas-notices').getByRole('button', { name: 'Bring it back' }).click();
  await expect(option('two.rep')).toBeChecked();
  await expect(status).toContainText('3 operations');
});
