// The built site in a browser, for what is measured or pictured of it.
//
// Owns how it is served and which browser opens it, and somebody's page with figures. Expects dist/ to be built.

import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { inRoot } from './paths.mjs';

/** How a browser is launched: without what it does of itself in the background. */
export const CHROMIUM = {
  executablePath: process.env.HEAP_ATLAS_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
};

export const launch = () => chromium.launch(CHROMIUM);

/** Serves dist/; gives its address, and the way to end it. */
export async function serveBuilt() {
  const server = await preview({
    configFile: false,
    root: inRoot(),
    preview: { host: '127.0.0.1', port: 0 },
  });
  const origin = server.resolvedUrls?.local[0];
  if (origin === undefined) throw new Error('the built site could not be served');
  return { origin, close: () => server.close() };
}

/** Where `hostPage` stands, beside the site. */
export const HOST_PAGE = 'host.html';

/**
 * Somebody's page, with figures of a scenario in it.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} figure as its author writes it
 * @param {number} count
 */
export async function offerHostPage(page, figure, count) {
  const body = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>A post</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="heap-atlas.css">
<script type="module" src="heap-atlas.js"></script>
${`${figure}<p>And so on.</p>`.repeat(count)}</html>`;
  await page.route(`**/${HOST_PAGE}`, (route) => route.fulfill({ contentType: 'text/html', body }));
}
