// The built site as journeys meet it: served from a folder of a host, each test on a page of its own
// that may not print an error.
//
// Owns the static server and the fixtures. Owns no journey.

import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, expect } from '@playwright/test';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** A folder of some host that holds the built site. */
export interface Site {
  /** The folder's address, with a slash at its end. */
  readonly url: string;
  /** Stops serving it. */
  close(): Promise<void>;
}

/**
 * Serves dist/ on a free port, below `folder`; everything outside that folder is not found, so that
 * an address that ought to be relative and isn't fails.
 *
 * @param folder begins and ends with a slash
 * @param isForOthers whether pages of other origins may read what it serves
 */
export async function serveSite(folder: string, isForOthers = true): Promise<Site> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const inFolder = pathname.startsWith(folder);
    const asked = inFolder ? decodeURIComponent(pathname.slice(folder.length)) : '';
    const path = normalize(
      join(DIST, asked.endsWith('/') || asked === '' ? `${asked}index.html` : asked),
    );
    const isFile =
      inFolder && path.startsWith(DIST + sep) && existsSync(path) && statSync(path).isFile();
    if (!isFile) {
      response.writeHead(404).end();
      return;
    }
    const type = MEDIA_TYPES[extname(path)] ?? 'application/octet-stream';
    response.writeHead(200, {
      'content-type': type,
      ...(isForOthers && { 'access-control-allow-origin': '*' }),
    });
    createReadStream(path).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${folder}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface TestFixtures {
  /** Errors the page printed or threw; the test fails at its end where there is one. */
  readonly pageErrors: string[];
}

interface WorkerFixtures {
  /** The site at the top of a host. */
  readonly site: Site;
}

/** Playwright's `test`, with the site behind relative addresses: `page.goto('./')` opens the page. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads dependencies from the pattern
    async ({}, use) => {
      const site = await serveSite('/');
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, use) => use(site.url),
  pageErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(`thrown: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(`printed: ${message.text()}`);
      });
      await use(errors);
      expect(errors, 'errors of the page').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
