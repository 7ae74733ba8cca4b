// Vite's part in `heap-atlas.css`: names the lessons, which bring a row of designs. A style sheet can't ask for them.

import { readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

const ANY_LESSON = '[scenario="LESSON"]';

/** @returns {import('vite').Plugin} */
export function lessonsInStyles() {
  return {
    name: 'heap-atlas:lessons-in-styles',
    enforce: 'pre',
    transform(code, id) {
      return id.includes('heap-atlas.css') ? withLessons(code) : undefined;
    },
  };
}

/**
 * A style sheet with a selector for each lesson in the place of the one for any.
 *
 * @param {string} styles
 */
export function withLessons(styles) {
  /** @type {{ id: string }[]} */
  const lessons = JSON.parse(readFileSync(inRoot('scenarios/index.json'), 'utf8'));
  return styles.replace(ANY_LESSON, lessons.map(({ id }) => `[scenario="${id}"]`).join(', '));
}
