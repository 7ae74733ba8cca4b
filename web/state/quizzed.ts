// Predict first: before a request is performed, the reader guesses where it will go; then they see, and a score is
// kept for the visit.
//
// Owns when there is a question, which guess is right, and the score. The link decides whether a figure asks at all
// (`Carried.predict`). The answer is no secret: a reader who looks ahead, or edits the link, sees it.

import type { ChangeKind, Frame } from '../engine/wire';
import type { Action } from './actions';
import { answered, withoutQuestion } from './reducers/quiz';
import { blockAround, isAsking } from './selectors';
import { type Guess, NOTHING_ASKED, type Question } from './slices/quiz';
import type { State } from './state';

/** The question that stands before the next step; `null` where there is none. */
function questionBefore({ frame, step, carried }: State): Question | null {
  const next = frame?.next;
  const chosen = carried.predict ?? [];
  if (chosen.length > 0 && !chosen.includes(step + 1)) return null;
  if (!next?.asks || next.task !== frame?.space) return null;
  return { step: step + 1, guess: null, isRight: null };
}

/** How far on the way to a step nothing is asked. Where each request may be a question, that is seen step by step. */
function unaskedUntil(state: State, to: number): number {
  const chosen = state.carried.predict ?? [];
  if (chosen.length === 0) return state.step;
  const asked = chosen.filter((step) => step > state.step && !wasSeen(state, step));
  return Math.min(to, ...asked.map((step) => step - 1));
}

/** Whether the reader has seen a step of this run: then there is no question before it. */
function wasSeen({ run, quiz }: State, step: number): boolean {
  return quiz.seen.run === run.id && quiz.seen.steps.has(step);
}

/** Whether the reader has still to come to the last question: until then nothing may show what later steps bring. */
export function hasQuestionsLeft({ carried, quiz, run }: Pick<State, 'carried' | 'quiz' | 'run'>) {
  const { predict } = carried;
  if (predict === null) return false;
  const last = predict.length === 0 ? run.total : Math.min(run.total, Math.max(...predict));
  return quiz.reached.run !== run.id || quiz.reached.step < last;
}

/**
 * What an action becomes where the figure asks first: a step forward becomes a question, a place that is picked
 * while one is open becomes the answer. `next` is the state the action would lead to.
 */
export function quizzed(before: State, action: Action, next: State): State {
  if (!before.carried.predict || !next.carried.predict) {
    return next.quiz === NOTHING_ASKED ? next : { ...next, quiz: NOTHING_ASKED };
  }
  switch (action.type) {
    case 'step-by':
      return action.delta === 1 ? forward(before, next) : withoutQuestion(next);
    case 'play':
      return next.step === before.step ? forward(before, next) : withoutQuestion(next);
    case 'played':
      return next.step === before.step ? next : forward(before, next);
    case 'selected': {
      if (!action.isAnswer || action.offset === null || !isAsking(before)) return next;
      const end = before.frame?.region.reach ?? 0;
      const { offset } = action;
      const block = blockAround(before, offset, before.hover?.block, before.selection?.block);
      return answered(next, offset < end ? { kind: 'place', offset, block } : { kind: 'end' });
    }
    case 'shown':
      return settled(reached(next));
    case 'seek':
    case 'line-found':
    case 'run-opened':
    case 'link-opened':
    case 'scenario-chosen':
      return withoutQuestion(next);
    default:
      return next;
  }
}

/** One step on, or the question that comes before it. */
function forward(before: State, next: State): State {
  const { frame, shown, run, step, quiz } = before;
  if (isAsking(before)) return stay(before);
  const until = unaskedUntil(before, next.step);
  if (until > step) return withoutQuestion({ ...next, step: until });
  if (!wasSeen(before, step + 1)) {
    // The reader guesses from the picture of the step: until it is on the screen, there is nothing to ask about.
    const isOnScreen = frame?.step === step && shown?.run === run.id;
    if (!isOnScreen) return next.playing === before.playing ? before : next;
    const question = questionBefore(before);
    if (question !== null) return stay({ ...before, quiz: { ...quiz, question } });
  }
  if (next.step === step) return next;
  return withoutQuestion({ ...next, step: step + 1 });
}

/** Nothing moves while a question is open. */
function stay(state: State): State {
  return state.playing ? { ...state, playing: false } : state;
}

/** Takes down how far the reader has seen. */
function reached(state: State): State {
  const { shown, quiz } = state;
  if (shown === null) return state;
  const { run, step } = quiz.reached;
  if (run === shown.run && step >= shown.step) return state;
  return { ...state, quiz: { ...quiz, reached: { run: shown.run, step: shown.step } } };
}

/** Judges the guess once the step that answers it is on the screen. */
function settled(state: State): State {
  const { quiz, frame, shown, run } = state;
  const { question } = quiz;
  if (!question?.guess || question.isRight !== null) return state;
  if (frame?.step !== question.step || shown?.run !== run.id) return state;
  const isRight = isAnswer(question.guess, frame);
  return {
    ...state,
    quiz: {
      ...quiz,
      question: { ...question, isRight },
      right: quiz.right + (isRight ? 1 : 0),
      asked: quiz.asked + 1,
    },
  };
}

/** Whether a request went where it was guessed to go. A hole that is cut or merged counts as a whole. */
export function isAnswer(guess: Guess, { changes }: Frame): boolean {
  const of = (wanted: ChangeKind) => changes.filter(({ kind }) => kind === wanted);
  const placed = of('placed');
  const isGrown = of('extended').length > 0;
  switch (guess.kind) {
    case 'nowhere':
      return placed.length === 0;
    case 'end':
      return placed.length > 0 && isGrown;
    case 'place': {
      const { offset } = guess;
      const taken = [...placed, ...of('split'), ...of('merged')];
      const isIn = taken.some(({ start, bytes }) => offset >= start && offset < start + bytes);
      return placed.length > 0 && isIn;
    }
  }
}
