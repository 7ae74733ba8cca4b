// Takes the pictures of the built page: that of the README, and the one that other sites show beside a link. Run it after
// `npm run build`.
//
// Owns what they show: the page as a visitor first meets it.

import { writeFile } from 'node:fs/promises';
import { launch, serveBuilt } from './built-site.mjs';
import { inRoot } from './paths.mjs';

const PICTURES = [
  { target: inRoot('docs', 'screenshot.png'), width: 1440, height: 900, scale: 1.5 },
  // The two designs alone, in the shape that other sites show.
  {
    target: inRoot('web', 'pages', 'preview.png'),
    width: 1200,
    height: 1500,
    scale: 1.5,
    part: { selector: 'atlas-comparison .designs', ratio: 1200 / 630 },
  },
];

const site = await serveBuilt();
const browser = await launch();
try {
  for (const { target, width, height, scale, part } of PICTURES) {
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
      const box = part && (await page.locator(part.selector).boundingBox());
      const clip = box ? { ...box, height: box.width / part.ratio } : undefined;
      const picture = await page.screenshot(clip ? { clip } : {});
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
