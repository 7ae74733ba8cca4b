// Protects the words on the page from parting with the glossary: every word that a view explains is there, and
// is explained by its own meaning.
//
// @vitest-environment happy-dom

import { expect, test, vi } from 'vitest';
import { GLOSSARY } from '../engine/glossary';
import './term';
import type { Term } from './term';

const VIEWS = import.meta.glob<string>(['./**/*.ts', '!./term*.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

test('a word shows its own meaning, also where it takes the place of another', async () => {
  const term = document.createElement('atlas-term') as Term;
  document.body.append(term);
  term.dispatchEvent(new Event('focusin'));
  const shown = () => term.renderRoot.querySelector('[role="tooltip"]')?.textContent?.trim();
  for (const word of ['Payload', 'Block']) {
    term.of = word;
    await vi.waitFor(() => expect(shown()).toBe(`${word}. ${GLOSSARY.get(word)}`));
  }
  term.remove();
});

test('every word that a view explains is in the glossary', () => {
  const used = Object.entries(VIEWS).flatMap(([file, source]) =>
    [...source.matchAll(/<atlas-term of="([^"]+)"/g)].map(([, word]) => ({ file, word })),
  );
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter(({ word }) => !GLOSSARY.has(word ?? ''))).toEqual([]);
});
