// Protects what a sweep found: it is there when the dialog opens again, and never of another scenario.

import { expect, test } from 'vitest';
import { INITIAL_STATE, reduce, type State, type Trial } from './index';

const TRIAL: Trial = {
  name: 'classic split=never',
  preset: 'classic',
  design: { split: 'never' },
  scorecard: null,
  trouble: 'took too long',
};

function swept(): State {
  const opened = reduce(INITIAL_STATE, { type: 'sweep-opened' });
  const begun = reduce(opened, { type: 'sweep-begun' });
  return reduce(begun, { type: 'sweep-advanced', trials: [TRIAL] });
}

test('what was found is kept while the dialog is closed, and closing cancels', () => {
  const closed = reduce(swept(), { type: 'sweep-closed' });
  expect(closed.isSweepOpen).toBe(false);
  expect(closed.sweep.phase).toBe('cancelled');
  expect(reduce(closed, { type: 'sweep-opened' }).sweep.trials).toEqual([TRIAL]);
});

test('another scenario begins with nothing tried', () => {
  const closed = reduce(swept(), { type: 'sweep-closed' });
  const edited = { ...closed, drafts: { 'own script': 'a = malloc 1' } };
  expect(reduce(edited, { type: 'sweep-opened' }).sweep.trials).toEqual([]);
});

test('a design that was found takes the place of the active one, or stands beside it', () => {
  const used = reduce(swept(), { type: 'found-chosen', found: TRIAL, isBeside: false });
  expect(used).toMatchObject({ design: TRIAL.design, isSweepOpen: false, compare: [] });
  expect(used.changed).toBe('figure');
  const compared = reduce(swept(), { type: 'found-chosen', found: TRIAL, isBeside: true });
  expect(compared.design).toBe(INITIAL_STATE.design);
  expect(compared.compare).toEqual([{ preset: 'classic', design: TRIAL.design }]);
});
