// Takes the README's picture of the built page: docs/screenshot.png. Run it after `npm run build`.
//
// Owns what the picture shows: the page as a visitor first meets it.

import { writeFile } from 'node:fs/promises';
import { launch, serveBuilt } from './built-site.mjs';
import { inRoot } from './paths.mjs';

const TARGET = inRoot('docs', 'screenshot.png');

const site = await serveBuilt();
const browser = await launch();
try {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 1.5,
    reducedMotion: 'reduce',
  });
  await page.goto(site.origin);
  // The page is at rest when it looks the same twice.
  let former = await page.screenshot();
  for (let isAtRest = false; !isAtRest; ) {
    await page.waitForTimeout(2000);
    const picture = await page.screenshot();
    isAtRest = picture.equals(former);
    former = picture;
  }
  await writeFile(TARGET, former);
  console.log(`wrote ${TARGET}`);
} finally {
  await browser.close();
  await site.close();
}
