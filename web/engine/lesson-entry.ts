// A lesson as scenarios/index.json has it, and what the page makes of it.
//
// Owns the translation from the file's form alone. That the file is sound, and that what it says is so,
// is tested where it is replayed: crates/replay/tests/lessons.rs.

import type { Check, Lesson, Relation } from '../domain/lesson';

/** An entry as the file has it. */
export interface LessonEntry extends Omit<Lesson, 'lookFor' | 'checks' | 'script'> {
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

export function lessonOf({ look_for, checks, ...entry }: LessonEntry, script: string): Lesson {
  return { ...entry, lookFor: look_for, checks: checks.map(check), script };
}

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
