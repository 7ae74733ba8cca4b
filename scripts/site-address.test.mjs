// Protects link previews: programs that unfurl a link find the picture, on whatever page and in whatever folder the site is.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRoot } from './paths.mjs';
import { siteAddress, withWholeAddress } from './site-address.mjs';

test.each([
  ['https://example.org', 'https://example.org/'],
  ['https://example.org/heap-atlas', 'https://example.org/heap-atlas/'],
  ['https://example.org/heap-atlas/', 'https://example.org/heap-atlas/'],
  ['', undefined],
])('the site at %s', (given, site) => {
  expect(siteAddress({ SITE_URL: given })).toBe(site);
});

test.each([
  'example.org',
  'javascript:alert(1)',
  'https://example.org/?a=b',
  'https://example.org/#a',
])('%s is no site', (given) => {
  expect(() => siteAddress({ SITE_URL: given })).toThrow('SITE_URL');
});

test.each([
  ['index.html', './assets/preview.png'],
  ['embed.html', './assets/preview.png'],
  ['post/index.html', '../assets/preview.png'],
])('the picture of %s', (page, built) => {
  const source = readFileSync(inRoot(page), 'utf8');
  // As Vite leaves it: relative to the page.
  const html = source.replace('/web/pages/preview.png', built);
  const whole = withWholeAddress(html, `/${page}`, 'https://example.org/heap-atlas/');
  expect(html).toContain(`content="${built}"`);
  expect(whole).toContain(
    '<meta property="og:image" content="https://example.org/heap-atlas/assets/preview.png" />',
  );
});
