// Protects the teacher's lock: what it names can't be changed, whichever way one tries, and the rest can.

import { expect, test } from 'vitest';
import type { Action } from './actions';
import { isFixed, isHidden } from './lock';
import { reduce } from './reduce';
import { CARRIED_NOTHING, INITIAL_STATE, type State } from './state';

const locked = (fixed: readonly string[], hidden: readonly string[] = []): State => ({
  ...INITIAL_STATE,
  carried: { ...CARRIED_NOTHING, fixed, hidden },
  design: { placement: 'first-fit', minimum: '64' },
});

test('what is fixed stays, and the rest can be changed', () => {
  const state = locked(['placement']);
  const tried = reduce(state, { type: 'axis-set', axis: 'placement', value: 'best-fit' });
  expect(tried.design.placement).toBe('first-fit');
  expect(reduce(state, { type: 'axis-set', axis: 'minimum', value: '16' }).design.minimum).toBe(
    '16',
  );
});

test('what is out of sight is fixed too', () => {
  const state = locked([], ['placement']);
  expect([isHidden(state, 'placement'), isFixed(state, 'placement')]).toEqual([true, true]);
  expect([isHidden(state, 'minimum'), isFixed(state, 'minimum')]).toEqual([false, false]);
});

test('an asterisk names every axis, and an axis is locked for tasks too', () => {
  expect(isFixed(locked(['*']), 'minimum')).toBe(true);
  expect(isFixed(locked(['placement']), '2:placement')).toBe(true);
});

test('what is fixed can’t be set, given up or dropped for a task either', () => {
  const state = locked(['placement']);
  const set: Action = { type: 'axis-set', axis: '2:placement', value: 'best-fit' };
  expect(reduce(state, set).design).toEqual(state.design);
  const own: State = { ...state, design: { ...state.design, '2:placement': 'best-fit' } };
  const attempts: Action[] = [
    { type: 'axis-reset', axis: '2:placement' },
    { type: 'task-follows', task: 2 },
    { type: 'preset-chosen', preset: 'classic' },
  ];
  for (const attempt of attempts) {
    expect(reduce(own, attempt).design['2:placement']).toBe('best-fit');
  }
});
