// Protects the room that `heap-atlas.css` keeps for the designs of a lesson: of each lesson, and of no other scenario.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withLessons } from './lessons-in-styles.mjs';

test('the style sheet names every lesson, and nothing else', () => {
  const styles = withLessons(readFileSync('web/pages/element/heap-atlas.css', 'utf8'));
  const named = [...styles.matchAll(/\[scenario="([^"]+)"\]/g)].map(([, id]) => id);
  /** @type {{ id: string }[]} */
  const lessons = JSON.parse(readFileSync('scenarios/index.json', 'utf8'));
  expect(named).toEqual(lessons.map(({ id }) => id));
});
