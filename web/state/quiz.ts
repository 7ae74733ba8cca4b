// The quiz of a figure that asks before it shows: the question, what was guessed, and the score.
//
// Owns their shape, and what a figure has that doesn't ask. When there is a question and what counts as right is
// predict.ts's.

import type { Block } from '../engine/wire';
import type { State } from './state';

/** Where a reader thinks that a request will go. */
export type Guess =
  /** Into the memory around an offset of the region, which is a hole now. */
  | {
      readonly kind: 'place';
      readonly offset: number;
      /** What lies there before the request, as far as it is known. */
      readonly block: Block | null;
    }
  /** Behind the last block: the heap grows. */
  | { readonly kind: 'end' }
  /** Nowhere: it will be refused. */
  | { readonly kind: 'nowhere' };

export interface Question {
  /** The step that answers it. */
  readonly step: number;
  /** `null` until the reader has said something. */
  readonly guess: Guess | null;
  /** `null` until the step has been seen. */
  readonly isRight: boolean | null;
}

export interface Quiz {
  readonly question: Question | null;
  readonly right: number;
  readonly asked: number;
  /** Steps of the run below that were seen, so that nobody is asked what they know. */
  readonly seen: { readonly run: number; readonly steps: ReadonlySet<number> };
}

export const NOTHING_ASKED: Quiz = {
  question: null,
  right: 0,
  asked: 0,
  seen: { run: 0, steps: new Set() },
};

/** Whether the question that is open still waits for a guess. */
export function isAsking({ quiz }: State): boolean {
  return quiz.question !== null && quiz.question.guess === null;
}
