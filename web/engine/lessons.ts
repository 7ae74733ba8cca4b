// All lessons: scenarios/index.json and the scripts beside it.
//
// Owns the translation from the file's form alone. That the file is sound, and that what it says is so, is tested where
// it is replayed: crates/replay/tests/lessons.rs.

import index from '../../scenarios/index.json';
import type { Check, Lesson, Relation } from '../domain/lesson';

/** An entry as the file has it. */
interface LessonEntry extends Omit<Lesson, 'lookFor' | 'checks' | 'script'> {
  readonly look_for: string;
  readonly checks: readonly CheckEntry[];
}

interface CheckEntry {
  readonly measure: string;
  readonly step?: number;
  readonly design: string;
  /** Exactly one of these. */
  readonly is?: number;
  readonly equal_to?: string;
  readonly below?: By;
  readonly above?: By;
}

interface By {
  readonly design: string;
  readonly percent_min: number;
}

const SCRIPTS = import.meta.glob<string>('../../scenarios/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What there is, in the order to take it. */
// The compiler infers a type per entry from the file, too narrow to be read as the form they share.
export const LESSONS: readonly Lesson[] = (index as unknown as readonly LessonEntry[]).map(
  ({ look_for: lookFor, checks, ...entry }) => ({
    ...entry,
    lookFor,
    checks: checks.map(check),
    script: SCRIPTS[`../../scenarios/${entry.id}.txt`] ?? '',
  }),
);

function check(entry: CheckEntry): Check {
  const { measure, step, design } = entry;
  return { measure, step: step ?? null, design, relation: relation(entry) };
}

function relation({ is, equal_to: other, below, above }: CheckEntry): Relation {
  if (is !== undefined) return { kind: 'is', value: is };
  if (below) return { kind: 'below', design: below.design, percentMin: below.percent_min };
  if (above) return { kind: 'above', design: above.design, percentMin: above.percent_min };
  return { kind: 'equal-to', design: other ?? '' };
}
