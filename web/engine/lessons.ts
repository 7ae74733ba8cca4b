// All lessons, in one piece: scenarios/index.json and the scripts beside it. Who shows one alone fetches it by itself:
// lesson.ts.

import index from '../../scenarios/index.json';
import type { Lesson } from '../domain/lesson';
import { type LessonEntry, lessonOf } from './lesson-entry';

const SCRIPTS = import.meta.glob<string>('../../scenarios/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What there is, in the order to take it. */
// The compiler infers a type per entry from the file, too narrow to be read as the form they share.
export const LESSONS: readonly Lesson[] = (index as unknown as readonly LessonEntry[]).map(
  (entry) => lessonOf(entry, SCRIPTS[`../../scenarios/${entry.id}.txt`] ?? ''),
);
