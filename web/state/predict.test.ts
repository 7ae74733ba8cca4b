// Protects predict-first: when there is a question, that nothing moves while it is open, what is a right answer,
// and that the score counts each answer once.

import { describe, expect, test } from 'vitest';
import type { Change, ChangeKind, Frame } from '../engine/wire';
import type { Action } from './actions';
import { hasQuestionsLeft, isAnswer } from './quizzed';
import { reduce } from './reduce';
import { isAsking } from './selectors';
import { CARRIED_NOTHING, INITIAL_STATE, type State } from './state';

const mark = (kind: ChangeKind, start: number, bytes: number): Change => ({
  kind,
  start,
  bytes,
  address: start,
  payloadBytes: null,
  to: null,
});

const frame = (step: number, asks: boolean, changes: readonly Change[] = []): Frame =>
  ({
    step,
    total: 9,
    space: 0,
    task: 0,
    changes,
    parts: [],
    next: { text: 'c = malloc 50', task: 0, asks },
    region: { base: 0, bytes: 4096, reach: 640, heapBytes: 640, highWaterBytes: 640 },
  }) as unknown as Frame;

/** A replay that is done, at a step whose next operation asks for memory or doesn't. */
function at(step: number, asks: boolean, predict: number[] | null = []): State {
  return {
    ...INITIAL_STATE,
    carried: { ...CARRIED_NOTHING, predict },
    run: { id: 1, phase: 'done', replayed: 9, total: 9, hash: 'f', scorecard: null, failure: null },
    shown: { run: 1, step, space: 0 },
    frame: frame(step, asks),
    following: false,
    step,
  };
}

const STEP: Action = { type: 'step-by', delta: 1 };

function shown(state: State, step: number, changes: readonly Change[]): State {
  return reduce(state, {
    type: 'shown',
    run: 1,
    step,
    frame: frame(step, true, changes),
    line: null,
    picture: null,
    overview: null,
    blocks: [],
    closeUp: null,
  });
}

describe('a question', () => {
  test('stands before a request, and nothing moves until it is answered', () => {
    const asked = reduce(at(3, true), STEP);
    expect([asked.step, isAsking(asked)]).toEqual([3, true]);
    expect(reduce(asked, STEP)).toBe(asked);
    expect(reduce(asked, { type: 'play' })).toMatchObject({ step: 3, playing: false });
  });

  test('stops a play that comes to it', () => {
    const playing = { ...at(3, true), playing: true };
    const asked = reduce(playing, { type: 'played', steps: 5 });
    expect([asked.step, asked.playing, isAsking(asked)]).toEqual([3, false, true]);
  });

  test('is not asked again about a step that was seen, whatever is on the screen', () => {
    const asked = reduce(at(3, true), STEP);
    const answered = reduce(asked, { type: 'guessed', guess: { kind: 'nowhere' } });
    const back = reduce(shown(answered, 4, []), { type: 'seek', step: 3 });
    // Step 4 is still on the screen: the picture of step 3 is on its way.
    expect([back.step, back.frame?.step]).toEqual([3, 4]);
    expect(reduce(back, STEP)).toMatchObject({ step: 4, quiz: { question: null } });
  });

  test('is not asked of other operations, nor where the link asks nothing', () => {
    expect(reduce(at(3, false), STEP)).toMatchObject({ step: 4 });
    expect(reduce(at(3, true, null), STEP)).toMatchObject({ step: 4 });
  });

  test('is asked before the chosen steps alone, and playing stops there', () => {
    const { step, quiz } = reduce(at(3, true, [6, 8]), STEP);
    expect([step, quiz.question]).toEqual([4, null]);
    const playing = { ...at(3, true, [6, 8]), playing: true };
    const stopped = reduce(playing, { type: 'played', steps: 9 });
    expect([stopped.step, stopped.quiz.question]).toEqual([5, null]);
    const asked = reduce({ ...at(5, true, [6, 8]), playing: true }, { type: 'played', steps: 9 });
    expect([asked.step, asked.playing, isAsking(asked)]).toEqual([5, false, true]);
  });

  test('keeps what comes later secret until the last is answered', () => {
    expect(hasQuestionsLeft(at(3, true, null))).toBe(false);
    const seen = (step: number, predict: number[]) =>
      hasQuestionsLeft(shown(at(step, true, predict), step, []));
    // Step 8 may be no request, and is none that was answered.
    expect([seen(7, [6, 8]), seen(8, [6, 8]), seen(3, []), seen(9, [])]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    const back = reduce(shown(at(9, true, []), 9, []), { type: 'seek', step: 2 });
    expect(hasQuestionsLeft(back)).toBe(false);
  });

  test('is dropped by whoever goes elsewhere', () => {
    const asked = reduce(at(3, true), STEP);
    const back = reduce(asked, { type: 'step-by', delta: -1 });
    expect([back.step, back.quiz.question]).toEqual([2, null]);
    expect(reduce(asked, { type: 'seek', step: 7 }).quiz.question).toBeNull();
  });

  test('waits for the screen: nobody is asked about what they don’t see yet', () => {
    const behind = { ...at(3, true), step: 4 };
    expect(reduce(behind, STEP)).toBe(behind);
  });
});

describe('an answer', () => {
  const asked = reduce(at(3, true), STEP);

  test('by a place that is picked leads to the step, and counts once it is seen', () => {
    const said = reduce(asked, { type: 'selected', offset: 100, isAnswer: true });
    expect(said).toMatchObject({ step: 4, quiz: { asked: 0 } });
    const seen = shown(said, 4, [mark('placed', 64, 80)]);
    expect(seen.quiz).toMatchObject({ right: 1, asked: 1, question: { isRight: true } });
    expect(shown(seen, 4, [mark('placed', 64, 80)]).quiz).toMatchObject({ right: 1, asked: 1 });
  });

  test('is not given by a block that is only looked at', () => {
    const looked = reduce(asked, { type: 'selected', offset: 100 });
    expect([looked.step, isAsking(looked)]).toEqual([3, true]);
  });

  test('beyond the last block means the heap’s end', () => {
    const said = reduce(asked, { type: 'selected', offset: 700, isAnswer: true });
    expect(said.quiz.question?.guess).toEqual({ kind: 'end' });
  });

  test('is not asked for twice, but anew under another design', () => {
    const said = reduce(asked, { type: 'guessed', guess: { kind: 'nowhere' } });
    const again = { ...said, ...{ step: 3, frame: frame(3, true) }, shown: asked.shown };
    expect(reduce(again, STEP).step).toBe(4);
    const other = { ...again, run: { ...again.run, id: 2 }, shown: { run: 2, step: 3, space: 0 } };
    expect(isAsking(reduce(other, STEP))).toBe(true);
  });

  test('given up is shown, and doesn’t count', () => {
    const shownOne = reduce(asked, { type: 'guessed', guess: null });
    expect(shownOne).toMatchObject({ step: 4, quiz: { question: null, asked: 0 } });
    expect(shown(shownOne, 4, []).quiz.asked).toBe(0);
  });
});

test.each([
  ['in the block', { kind: 'place', offset: 70, block: null }, [mark('placed', 64, 80)], true],
  [
    'in what was cut off it',
    { kind: 'place', offset: 150, block: null },
    [mark('placed', 64, 80), mark('split', 144, 40)],
    true,
  ],
  [
    'in a hole that was merged into it',
    { kind: 'place', offset: 130, block: null },
    [mark('merged', 120, 40), mark('placed', 64, 80)],
    true,
  ],
  ['elsewhere', { kind: 'place', offset: 20, block: null }, [mark('placed', 64, 80)], false],
  ['anywhere, where it is refused', { kind: 'place', offset: 70, block: null }, [], false],
  ['nowhere, where it is refused', { kind: 'nowhere' }, [], true],
  ['nowhere, where it is granted', { kind: 'nowhere' }, [mark('placed', 64, 80)], false],
  [
    'after the last block',
    { kind: 'end' },
    [mark('extended', 640, 96), mark('placed', 640, 96)],
    true,
  ],
  ['after the last block, where a hole serves', { kind: 'end' }, [mark('placed', 64, 80)], false],
] as const)('a guess %s', (_, guess, changes, isRight) => {
  expect(isAnswer(guess, frame(4, true, changes))).toBe(isRight);
});
