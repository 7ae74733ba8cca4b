// Links that were copied long ago, opened: some of those kept in fixtures/share, of each version that there was.
//
// What becomes of a link is held by the codec's own tests, for all of them and to the byte; here the page shows what
// they say. In `SEEN` stands what a person who opens one sees of it.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { Playground } from './playground';
import { expect, test } from './site';

const KEPT = new URL('../../fixtures/share/', import.meta.url);

interface Kept {
  readonly about: string;
  readonly link: string;
  readonly notices: readonly { readonly field: string; readonly message: string }[];
}

type Seen = (playground: Playground) => Promise<void>;

/** What is seen of each of these links, by its version and its file's name. */
const SEEN: Readonly<Record<string, Readonly<Record<string, Seen>>>> = {
  v1: {
    lesson: async ({ page, status, outcome }) => {
      await expect(status).toContainText('Three small holes');
      await expect(outcome).toContainText('step 8');
      await expect(page.locator('atlas-lesson')).toBeVisible();
    },
    'script-plain': async ({ editor, status, outcome }) => {
      await expect(editor).toContainText('c = malloc 100');
      await expect(status).toContainText('4 operations');
      await expect(outcome).toContainText('step 4');
    },
    recording: async ({ status, outcome }) => {
      await expect(status).toContainText('two-blocks');
      await expect(status).toContainText('3 operations');
      await expect(outcome).toContainText('step 2');
    },
    generator: async (playground) => {
      await expect(playground.status).toContainText('Random churn');
      await expect(playground.option('placement', 'worst-fit')).toBeChecked();
      await expect(playground.option('coalescing', 'on-free')).toBeChecked();
    },
    compare: async ({ page }) => {
      const designs = page.locator('atlas-comparison').getByRole('region');
      await expect(designs).toHaveCount(4);
      for (const [at, name] of ['Best fit', 'First fit', 'Worst fit', 'On free'].entries()) {
        await expect(designs.nth(at)).toContainText(name);
      }
    },
    'wrong-numbers': async ({ page, status }) => {
      await expect(status).toContainText('jq');
      // What is right between what is wrong holds.
      await expect(page.locator('atlas-list')).toBeVisible();
    },
    'cut-short': async ({ status, outcome }) => {
      // No script came of it: the page opens with what it begins with.
      await expect(status).toContainText('SQLite');
      await expect(outcome).toContainText('step 81');
    },
    twice: async ({ status, outcome }) => {
      await expect(status).toContainText('jq');
      await expect(outcome).toContainText('step 3');
    },
  },
};

function kept(version: string, name: string): Kept {
  const path = fileURLToPath(new URL(`${version}/${name}.json`, KEPT));
  return JSON.parse(readFileSync(path, 'utf8')) as Kept;
}

async function open(page: Page, { link }: Kept): Promise<Playground> {
  await page.goto(`./${link.slice(link.indexOf('#'))}`);
  return new Playground(page);
}

test('every version that has links is among those that are opened', () => {
  expect(Object.keys(SEEN)).toEqual(
    readdirSync(KEPT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name),
  );
});

for (const [version, links] of Object.entries(SEEN)) {
  for (const [name, seen] of Object.entries(links)) {
    const link = kept(version, name);
    test(`a link of ${version} shows what it says: ${link.about}`, async ({ page }) => {
      // Four designs on a long recording, on a machine that is busy.
      test.slow();
      await seen(await open(page, link));
      const notices = page.locator('atlas-notices li');
      if (link.notices.length === 0) await expect(notices).toHaveCount(0);
      // What is not kept of a link is told, to be read.
      for (const { message } of link.notices) {
        await expect(notices.getByText(message)).toBeVisible();
      }
    });
  }
}
