// All lessons: scenarios/index.json and the scripts beside it.
//
// That the file is sound, and that what it says is so, is tested where it is replayed: crates/replay/tests/all/lessons.rs.

import index from '../../scenarios/index.json';
import type { Lesson } from '../domain/lesson';

const SCRIPTS = import.meta.glob<string>('../../scenarios/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The lessons in the order to take them. */
// The compiler infers a type per entry from the file, too narrow to be read as the form they share.
export const LESSONS = (index as unknown as readonly Omit<Lesson, 'script'>[]).map(
  (entry): Lesson => ({ ...entry, script: SCRIPTS[`../../scenarios/${entry.id}.txt`] ?? '' }),
);
