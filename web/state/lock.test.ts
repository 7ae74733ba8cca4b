// Protects the teacher's lock: what it names can't be changed, whichever way one tries, and the rest can.

import { describe, expect, test } from 'vitest';
import { EMPTY_LINK } from '../engine/link';
import type { Catalog } from '../engine/wire';
import type { Action } from './actions';
import { linkForReaders, linkOf } from './link';
import {
  accessTo,
  accessToAll,
  isFixed,
  isHidden,
  teachingOf,
  withAccess,
  withAccessToAll,
} from './lock';
import { reduce } from './reduce';
import { CARRIED_NOTHING, INITIAL_STATE, NOTHING_SHARED, type State } from './state';

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

describe('what links ask of their readers', () => {
  const AXES = ['placement', 'minimum', 'split'];

  test('is what the opened link asks, until something else is set, and then not of this page', () => {
    const state: State = { ...locked(['placement'], ['minimum']), sharing: NOTHING_SHARED };
    expect(teachingOf(state)).toEqual({
      fixed: ['placement'],
      hidden: ['minimum'],
      predict: null,
      goal: [],
    });
    const set = reduce(state, { type: 'teaching-set', teaching: { fixed: [], predict: [] } });
    expect(teachingOf(set)).toEqual({ fixed: [], hidden: ['minimum'], predict: [], goal: [] });
    expect(linkForReaders(set)).toMatchObject({ fixed: [], hidden: ['minimum'], predict: [] });
    expect(set.carried).toBe(state.carried);
    expect(linkOf(set)).toMatchObject({ fixed: ['placement'], predict: null, goal: [] });
    // A preview of the dialog is no reason to ask the author.
    expect(set.changed).toBe(state.changed);
  });

  test('of all options alike, or of each by itself', () => {
    for (const access of ['free', 'fixed', 'hidden'] as const) {
      const all = { ...withAccessToAll(access), predict: null, goal: [] };
      expect(accessToAll(all)).toBe(access);
      expect(AXES.map((axis) => accessTo(all, axis))).toEqual([access, access, access]);
    }
    const fixed = { ...withAccessToAll('fixed'), predict: null, goal: [] };
    const apart = withAccess(fixed, AXES, 'split', 'hidden');
    expect(apart).toEqual({ fixed: ['placement', 'minimum'], hidden: ['split'] });
    expect(accessToAll({ ...apart, predict: null, goal: [] })).toBeNull();
    const freed = withAccess({ ...apart, predict: null, goal: [] }, AXES, 'placement', 'free');
    expect(freed).toEqual({ fixed: ['minimum'], hidden: ['split'] });
  });

  test('hidden stands above fixed, whatever a link written by hand says', () => {
    const teaching = { fixed: ['*'], hidden: ['placement'], predict: null, goal: [] };
    expect(accessToAll(teaching)).toBeNull();
    expect(AXES.map((axis) => accessTo(teaching, axis))).toEqual(['hidden', 'fixed', 'fixed']);
  });

  test('is forgotten with the link that brought it', () => {
    const set = { ...locked([]), teaching: { fixed: ['*'], hidden: [], predict: [], goal: [] } };
    const catalog = { axes: [], presets: [], generators: [], classic: {}, families: {} };
    const opened = reduce(
      { ...set, catalog: catalog as unknown as Catalog },
      {
        type: 'link-opened',
        link: EMPTY_LINK,
        notices: [],
      },
    );
    expect(opened.teaching).toBeNull();
  });
});

test('a challenge carries the goal, the machine and what is fixed, and nothing else of the design', () => {
  const axis = (id: string, scope: string) => ({ id, scope });
  const catalog = {
    axes: [
      axis('region-size', 'machine'),
      axis('placement', 'allocator'),
      axis('minimum', 'allocator'),
    ],
    presets: [],
    generators: [],
    classic: { 'region-size': '16777216', placement: 'first-fit', minimum: '64' },
    families: {},
  } as unknown as Catalog;
  const goal = [{ measure: 'refused', bound: 'exactly', thousandths: 0 }] as const;
  const design = { 'region-size': '4096', placement: 'best-fit', minimum: '16' };
  const state: State = {
    ...INITIAL_STATE,
    catalog,
    design,
    step: 7,
    following: false,
    selection: { offset: 8, block: null, place: null },
    compare: [{ preset: 'classic', design }],
    carried: { ...CARRIED_NOTHING, goal, fixed: ['minimum'] },
    sharing: { ...NOTHING_SHARED, isChallenge: true },
  };
  const { designs, step, selected, hashes, ...link } = linkForReaders(state);
  expect(designs).toEqual([{ 'region-size': '4096', minimum: '16' }]);
  expect([step, selected, hashes]).toEqual([null, null, []]);
  expect(link).toMatchObject({ goal, fixed: ['minimum'] });
  const whole = reduce(state, { type: 'challenge-set', isChallenge: false });
  expect(linkForReaders(whole).designs).toEqual([design, design]);
  // Without a goal there is nothing to reach.
  const aimless = { ...state, carried: { ...state.carried, goal: [] } };
  expect(linkForReaders(aimless).designs).toHaveLength(2);
});
