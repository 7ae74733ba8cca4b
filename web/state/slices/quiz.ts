// The quiz of a figure that asks before it shows: the question, the guess, and the score.

import type { Block } from '../../engine/wire';

/** Where a reader thinks that a request will go. */
export type Guess =
  /** Into the memory around an offset of the region, which is a hole now. */
  | {
      readonly kind: 'place';
      readonly offset: number;
      /** What lies there before the request, as far as it is known. */
      readonly block: Block | null;
    }
  /** After the last block: the heap grows. */
  | { readonly kind: 'end' }
  /** Nowhere: it will be refused. */
  | { readonly kind: 'nowhere' };

export interface Question {
  /** The step that answers it. */
  readonly step: number;
  /** `null` until the reader has guessed. */
  readonly guess: Guess | null;
  /** `null` until the step has been seen. */
  readonly isRight: boolean | null;
}

export interface Quiz {
  readonly question: Question | null;
  readonly right: number;
  readonly asked: number;
  /** The steps of a run that the reader has seen, before which there is no question. */
  readonly seen: { readonly run: number; readonly steps: ReadonlySet<number> };
  /** The furthest step of a run that was on the screen. */
  readonly reached: { readonly run: number; readonly step: number };
}

export const NOTHING_ASKED: Quiz = {
  question: null,
  right: 0,
  asked: 0,
  seen: { run: 0, steps: new Set() },
  reached: { run: 0, step: 0 },
};

export interface QuizSlice {
  /** Where the figure asks before it shows: the question, and the score of the visit. */
  readonly quiz: Quiz;
}

export const INITIAL_QUIZ: QuizSlice = {
  quiz: NOTHING_ASKED,
};
