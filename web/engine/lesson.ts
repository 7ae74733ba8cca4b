// A lesson by itself, prepared when the site was built and fetched when it is opened.

import type { Lesson } from '../domain/lesson';
import { type LessonEntry, lessonOf } from './lesson-entry';

interface Prepared extends LessonEntry {
  readonly script: string;
}

const FILES = import.meta.glob<Prepared>('../pkg/prepared/lesson/*.json', { import: 'default' });

const file = (id: string) => FILES[`../pkg/prepared/lesson/${id}.json`];

/** Whether there is a lesson of this id. */
export function isLesson(id: string): boolean {
  return file(id) !== undefined;
}

/** Fetches a lesson; `null` where there is none of this id. */
export async function fetchLesson(id: string): Promise<Lesson | null> {
  const prepared = await file(id)?.();
  if (prepared === undefined) return null;
  const { script, ...entry } = prepared;
  return lessonOf(entry, script);
}
