// Takes the pictures of the built page: that of the README, and the one that other sites show beside a link. Run it after
// `npm run build`.
//
// Owns what they show: the page as a visitor first meets it.

import { writeFile } from 'node:fs/promises';
import { launch, serveBuilt } from './built-site.mjs';
import { inRoot } from './paths.mjs';

const PICTURES = [
  { target: inRoot('docs', 'screenshot.png'), width: 1440, height: 900, scale: 1.5 },
  { target: inRoot('web', 'pages', 'preview.png'), width: 1200, height: 630, scale: 1 },
];

const site = await serveBuilt();
const browser = await launch();
try {
  for (const { target, width, height, scale } of PICTURES) {
    const page = await browser.newPage({
      viewport: { width, height },
      deviceScaleFactor: scale,
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
    await writeFile(target, former);
    console.log(`wrote ${target}`);
    await page.close();
  }
} finally {
  await browser.close();
  await site.close();
}
