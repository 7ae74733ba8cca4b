// Journeys from the page to one's own machine: the command and the source that the share dialog offers.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import { Playground } from './playground';
import { expect, test } from './site';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = resolve(ROOT, process.env.CARGO_TARGET_DIR ?? 'target', 'debug/heap-atlas');

/**
 * What a shell prints for a command, with `heap-atlas` as it is built from these sources. Built as the Rust tests have it: a
 * `cargo run` of the program alone chooses other features for what it depends on, and compiles all of that a second time.
 */
async function run(command: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'native-'));
  try {
    const PATH = [folder, process.env.PATH, join(homedir(), '.cargo', 'bin')].join(delimiter);
    const env = { ...process.env, PATH };
    const build = ['test', '--quiet', '--locked', '--workspace', '--no-run'];
    await promisify(execFile)('cargo', build, { cwd: ROOT, env });
    await symlink(PROGRAM, join(folder, 'heap-atlas'));
    const { stdout } = await promisify(execFile)('sh', ['-c', command], { env });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The dialog's tab of code. */
async function code(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this figure' });
  await dialog.getByRole('tab', { name: 'Code' }).click();
  return dialog;
}

test('the command of a comparison prints the numbers of every design, and each design is its source', async ({
  page,
}) => {
  // Longer than a test of the page alone: the program may have to be compiled.
  test.slow();
  const designs = `design=&design=placement=scored,score=${encodeURIComponent('waste*4 + probes')}`;
  await page.goto(`./#v1&generator=churn&${designs}&title=${encodeURIComponent("it's churn")}`);
  await expect(page.locator('atlas-comparison').getByRole('region')).toHaveCount(2);
  await expect(page.locator('atlas-comparison [data-late]')).toHaveCount(0);
  const dialog = await code(page);
  const command = dialog.getByLabel('On the command line');
  // With the hash of each: then the program itself says that the numbers are those of the page.
  await expect(command).toHaveValue(/^heap-atlas open '#v1&.*&hash=[0-9a-f]{16},[0-9a-f]{16}'$/);
  const printed = await run(await command.inputValue());
  expect(printed.match(/This reproduces the link's figures\./g)).toHaveLength(2);

  await expect(dialog.getByLabel('In Rust, A: First fit')).toHaveValue(/= Design::CLASSIC;\n$/);
  const source = dialog.getByLabel('In Rust, B: Scored, Score waste*4 + probes');
  await expect(source).toHaveValue(
    /\n {4}placement: Placement::Scored\(Scored\(Score::of\("waste\*4 \+ probes"\)\)\),\n {4}\.\.Draft::CLASSIC\n/,
  );
  const asked = `heap-atlas design placement=scored 'score=waste*4 + probes'`;
  expect(await source.inputValue()).toBe(await run(asked));
});

test('a challenge keeps its design from readers, and not from its author’s own machine', async ({
  page,
}) => {
  await page.goto('./#v1&generator=churn&design=placement=best-fit&goal=refused=0');
  await expect(page.locator('atlas-status')).toContainText('operations');
  const dialog = await code(page);
  await dialog.getByRole('tab', { name: 'Link' }).click();
  await dialog.getByRole('radio', { name: 'The goal alone' }).click();
  await expect(dialog.getByLabel('Link to this figure')).not.toHaveValue(/best-fit/);
  await dialog.getByRole('tab', { name: 'Code' }).click();
  await expect(dialog.getByLabel('On the command line')).toHaveValue(/placement=best-fit/);
});

test('source of a design whose options a link hides is not offered', async ({ page }) => {
  await page.goto('./#v1&generator=churn&design=placement=best-fit&hidden=placement');
  await new Playground(page).rest();
  const dialog = await code(page);
  await expect(dialog.getByLabel('On the command line')).toBeVisible();
  await expect(dialog.getByRole('tabpanel')).toContainText('hides options');
  await expect(dialog.getByLabel(/In Rust/)).toHaveCount(0);
});
