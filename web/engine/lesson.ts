// A lesson by itself, prepared when the site was built and fetched when it is opened. What it is held to is not in it.

import type { Lesson } from '../domain/lesson';
import { type LessonEntry, lessonOf } from './lesson-entry';
import { preparedUrl } from './prepared';

interface Prepared extends Omit<LessonEntry, 'checks'> {
  readonly script: string;
}

/** Fetches a lesson; `null` where there is none of this id. */
export async function fetchLesson(id: string): Promise<Lesson | null> {
  const url = preparedUrl({ kind: 'lesson', id }, 'json');
  if (url === undefined) return null;
  const response = await fetch(url);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`the lesson could not be fetched (${response.status})`);
  const text = await response.text();
  // There are hosts that answer every address with a page.
  if (text.startsWith('<')) return null;
  const { script, ...entry }: Prepared = JSON.parse(text);
  return lessonOf({ ...entry, checks: [] }, script);
}
