// Protects the glossary's entries from being lost on the way from the file to the page.

import { expect, test } from 'vitest';
import markdown from '../../docs/glossary.md?raw';
import { GLOSSARY, parseGlossary } from './glossary';

test('every entry of the file is read, and every word is said once', () => {
  const words = [...markdown.matchAll(/^\*\*(.+?)\.\*\*/gm)].map(([, word]) => word);
  expect([...GLOSSARY.keys()]).toEqual(words);
  expect(words.length).toBeGreaterThan(40);
});

test('the words stand in the order of the alphabet, for whoever reads the file', () => {
  const words = [...GLOSSARY.keys()];
  expect(words).toEqual([...words].sort((one, other) => one.localeCompare(other, 'en')));
});

test('an entry is its paragraph, on one line', () => {
  const text =
    '# Glossary\n\nWhat.\n\n**Hole.** A free\n  block; see `free`.\n\n**falloc.** Appends.\n';
  expect([...parseGlossary(text)]).toEqual([
    ['Hole', 'A free block; see `free`.'],
    ['falloc', 'Appends.'],
  ]);
});
