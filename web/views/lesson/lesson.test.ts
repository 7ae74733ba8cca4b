// Protects the way out of “Predict first”: the lesson's card offers it wherever it is on.
//
// @vitest-environment happy-dom

import { afterEach, expect, test } from 'vitest';
import { type Action, CARRIED_NOTHING, INITIAL_STATE } from '../../state';
import { ACTION_EVENT, type ActionEvent } from '../view';
import { LessonView } from './lesson';

const LESSON = {
  id: 'churn',
  title: 'Churn',
  question: 'Why?',
  lookFor: '',
  settings: {},
  designs: [],
  step: 3,
  view: 'map',
  checks: [],
  script: 'a = malloc 1',
};

afterEach(() => document.body.replaceChildren());

test.each([
  ['without questions', undefined, null, null],
  ['without questions, where a link asks', undefined, [], 'true'],
  ['with questions', [4, 6], null, 'false'],
  ['with questions, where the reader predicts', [4, 6], [4, 6], 'true'],
] as const)('a lesson %s', async (_, questions, predict, pressed) => {
  const lesson = { ...LESSON, ...(questions && { predict: questions }) };
  const card = new LessonView();
  card.state = {
    ...INITIAL_STATE,
    scenario: { kind: 'lesson', id: 'churn' },
    lessons: [lesson],
    carried: { ...CARRIED_NOTHING, predict: predict && [...predict] },
  };
  document.body.append(card);
  await card.updateComplete;
  const actions: Action[] = [];
  card.addEventListener(ACTION_EVENT, (event) => actions.push((event as ActionEvent).detail));
  const toggle = card.shadowRoot?.querySelector<HTMLElement>('[aria-pressed]') ?? null;
  toggle?.click();
  expect(toggle?.getAttribute('aria-pressed') ?? null).toBe(pressed);
  const set: Action = { type: 'predicting-set', predicts: pressed === 'false' };
  expect(actions).toEqual(pressed === null ? [] : [set]);
});
