// Asks axe what a page makes hard for people who don't see it or don't use a mouse.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const AXE_SOURCE = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/**
 * The serious and critical violations axe finds in the page as it is now, one line each: impact,
 * rule, and the elements concerned. Empty where there are none.
 *
 * @param part the way to an element, a selector for each shadow tree, where only that is looked at
 */
export async function seriousViolations(
  page: Page,
  part: readonly string[] = [],
): Promise<string[]> {
  // Not as a script element: the page's policy allows no inline script.
  await page.evaluate(AXE_SOURCE);
  const results = await page.evaluate((part) => {
    const { axe } = globalThis as unknown as {
      axe: { run(part: unknown, options: RunOptions): Promise<AxeResults> };
    };
    // It would copy style sheets of other origins into the page, which the page's policy refuses.
    const options: RunOptions = { preload: false, resultTypes: ['violations'] };
    return axe.run(part.length === 0 ? document : { fromShadowDom: part }, options);
  }, part);
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ impact, id, nodes }) => {
      const elements = nodes.map((node) => node.target.join(' ')).join(', ');
      return `${impact}: ${id} (${elements})`;
    });
}
