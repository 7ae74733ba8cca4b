// Protects the room that `heap-atlas.css` keeps for a figure: its list of the scenarios that are not lessons has
// every recorded program and every generator of the catalogue, and nothing else.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import traces from '../../traces/index.json';
import { catalog, initSync } from '../pkg/atlas';

test('the style sheet lists all scenarios that are no lessons', () => {
  initSync({ module: new WebAssembly.Module(readFileSync('web/pkg/atlas_bg.wasm')) });
  const styles = readFileSync('web/pages/element/heap-atlas.css', 'utf8');
  const listed = [...styles.matchAll(/\[scenario="([^"]+)"\]/g)].map(([, id]) => id);
  const { generators } = catalog() as { generators: { id: string }[] };
  const known = [...traces, ...generators].map(({ id }) => id);
  expect(listed.sort()).toEqual(known.sort());
});
