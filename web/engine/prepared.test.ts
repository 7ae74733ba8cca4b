// Protects what is prepared when the site is built: names and files are those of what there is, and the outline leaves
// out nothing that can be chosen or drawn.

import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import traces from '../../traces/index.json';
import catalog from '../pkg/prepared/catalog.json';
import outline from '../pkg/prepared/outline.json';
import { LESSONS } from './lessons';
import { isGenerator, preparedUrl } from './prepared';
import { BUNDLED_TRACES, fetchTrace } from './traces';

/** Where the checkout, in which tests run, has what the page has at an address. */
const placeOf = (url: string | undefined) => `.${url}`;

const namesOf = (entries: readonly { readonly id: string; readonly title: string }[]) =>
  entries.map(({ id, title }) => ({ id, title }));

test('the outline names all that the catalogue has to choose from and to draw', () => {
  for (const part of ['axes', 'presets', 'categories', 'generators'] as const) {
    expect(namesOf(outline[part])).toEqual(namesOf(catalog[part]));
  }
  expect(outline.presets.map(({ design }) => design)).toEqual(
    catalog.presets.map(({ design }) => design),
  );
  expect(outline.generators.map(({ script }) => script)).toEqual(
    catalog.generators.map(({ script }) => script),
  );
  expect(outline.classic).toEqual(catalog.classic);
  expect(Object.keys(outline).sort()).toEqual(Object.keys(catalog).sort());
});

test('every lesson and every generator has its script, where the page looks for it', () => {
  for (const { id } of LESSONS) {
    for (const ending of ['json', 'heaptrace'] as const) {
      expect(existsSync(placeOf(preparedUrl({ kind: 'lesson', id }, ending))), id).toBe(true);
    }
    expect(isGenerator(id)).toBe(false);
  }
  for (const { id } of catalog.generators) {
    expect(isGenerator(id)).toBe(true);
    const url = preparedUrl({ kind: 'generator', id }, 'heaptrace');
    expect(existsSync(placeOf(url)), id).toBe(true);
  }
});

test('every trace of the index is offered by its name, and fetched from where it is', async () => {
  expect(BUNDLED_TRACES).toEqual(namesOf(traces));
  const asked: string[] = [];
  const { fetch } = globalThis;
  globalThis.fetch = async (url) => {
    asked.push(String(url));
    return new Response('');
  };
  try {
    for (const { id } of BUNDLED_TRACES) await fetchTrace(id, new AbortController().signal);
  } finally {
    globalThis.fetch = fetch;
  }
  expect(asked).toHaveLength(traces.length);
  for (const url of asked) expect(existsSync(placeOf(url)), url).toBe(true);
});

test('what a link names can’t lead out of the folder', () => {
  expect(preparedUrl({ kind: 'lesson', id: '../../x' }, 'json')).toMatch(/lesson\/[^/]+$/);
});
