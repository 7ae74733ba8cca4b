// The guess that a reader makes before a request is performed: the step that answers it is shown then.
//
// When there is a question, and which guess is right, is quizzed.ts's.

import type { Handlers } from '../handlers';
import type { Guess } from '../slices/quiz';
import type { State } from '../state';

export const quizHandlers = {
  /** The reader guesses where the next request will go; with `null` they look without a guess. */
  guessed: (state, { guess }: { guess: Guess | null }) =>
    guess === null ? shownUnasked(state) : answered(state, guess),
} satisfies Handlers;

export function withoutQuestion(state: State): State {
  return state.quiz.question === null
    ? state
    : { ...state, quiz: { ...state.quiz, question: null } };
}

export function answered(state: State, guess: Guess): State {
  const { question } = state.quiz;
  if (question === null || question.guess !== null) return state;
  return seenAt(
    { ...state, quiz: { ...state.quiz, question: { ...question, guess } } },
    question.step,
  );
}

/** The reader gives up on a question: it doesn't count. */
function shownUnasked(state: State): State {
  const { question } = state.quiz;
  if (question === null || question.guess !== null) return state;
  return withoutQuestion(seenAt(state, question.step));
}

function seenAt(state: State, step: number): State {
  const { quiz, run } = state;
  const steps = quiz.seen.run === run.id ? quiz.seen.steps : new Set<number>();
  const seen = { run: run.id, steps: new Set([...steps, step]) };
  return { ...state, step, following: false, playing: false, quiz: { ...quiz, seen } };
}
