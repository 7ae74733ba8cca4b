// What the page knows of a lesson: a small scenario made to show one thing.
//
// Owns the shape, the design that a lesson sets, and which of its designs is set. What lessons there are,
// and all that is said in them, is data: scenarios/index.json.

import { type Design, parseKey } from './design';

export interface Lesson {
  /** Permanent kebab-case name. */
  readonly id: string;
  readonly title: string;
  /** Whether it comes from a book or an exam, with the book's numbers. Exercises stand after the other lessons. */
  readonly exercise?: boolean;
  readonly question: string;
  readonly lookFor: string;
  /** Axes set alike in all its designs. */
  readonly settings: Design;
  /** What to compare, the one to begin with at the front. */
  readonly designs: readonly { readonly label: string; readonly settings: Design }[];
  readonly step: number;
  /** The steps before which a reader who predicts first is asked; none where the designs differ in cost alone. */
  readonly predict?: readonly number[];
  /** The view in which it is seen best, by the name that links have for it: `map`, `why`, `list`, `chart`, … */
  readonly view: string;
  /** What is so, in numbers; a test of the project replays the lesson and holds it to them. */
  readonly checks: readonly Check[];
  readonly script: string;
}

/** One thing a lesson is held to. Of `is`, `equalTo`, `below` and `above` there is exactly one. */
export interface Check {
  /** A metric's id; or `outcomes.ID`, `address.POINTER`, `payload_bytes.POINTER`, `hole.N`, `last`, `tail`. */
  readonly measure: string;
  /** The last step where there is none. */
  readonly step?: number;
  readonly design: string;
  readonly is?: number;
  /** The label of the design that has the same value. */
  readonly equalTo?: string;
  readonly below?: Margin;
  readonly above?: Margin;
}

/** By how much the value of another design is passed. */
interface Margin {
  readonly design: string;
  readonly percentMin: number;
}

/** Before which steps a reader who predicts first is asked, in this lesson; empty where there is nothing to guess. */
export function questionsOf({ predict }: Lesson): number[] {
  return [...(predict ?? [])];
}

/** The step at which a lesson opens: the one it shows best, or for a reader who predicts the one before the first question. */
export function openingStep(lesson: Lesson, predicts: boolean): number {
  const first = questionsOf(lesson)[0] ?? 1;
  return predicts ? first - 1 : lesson.step;
}

/** All that a lesson says of the design that it compares at `index`. */
export function lessonSettings(lesson: Lesson, index: number): Design {
  return { ...lesson.settings, ...lesson.designs[index]?.settings };
}

/**
 * Designs given by what they change of a lesson: all have the settings that its designs share, and the first begins with
 * those of the lesson's first design.
 */
export function withinLesson(lesson: Lesson, designs: readonly Design[]): Design[] {
  const first = lesson.designs[0]?.settings;
  return designs.map((design, at) => ({
    ...lesson.settings,
    ...(at === 0 && first),
    ...design,
  }));
}

/** Which of a lesson's designs a design is, given how settings become a complete design; `null` where it is none of them. */
export function lessonDesignIndex(
  lesson: Lesson,
  design: Design,
  completed: (settings: Design) => Design,
): number | null {
  const index = lesson.designs.findIndex((_, at) => {
    const compared = completed(lessonSettings(lesson, at));
    // What a task has of its own beyond the lesson's makes another design of it.
    const keys = Object.keys(design).filter((key) => parseKey(key).task !== null);
    return [...keys, ...Object.keys(compared)].every((key) => design[key] === compared[key]);
  });
  return index < 0 ? null : index;
}
