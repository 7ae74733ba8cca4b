import { expect, test } from 'vitest';
import type { Lesson } from '../domain/lesson';
import type { Catalog, MetricDoc } from '../engine/wire';
import { type CostState, metricDocGroups, shownCost } from './measures';

const metric = (id: string, group: string) => ({ id, title: id, group }) as MetricDoc;
const COSTS = ['probes', 'words'].flatMap((cost) => [cost, `${cost}_mean`, `${cost}_max`]);
const catalog = {
  metrics: [metric('heap_bytes', 'Memory'), ...COSTS.map((id) => metric(id, 'Cost'))],
} as Catalog;
const state: CostState = {
  catalog,
  cost: null,
  scenario: { kind: 'script' },
  lessons: [],
};

const idsOf = (of: CostState) =>
  metricDocGroups(of, false).map(({ docs, costs }) => [docs.map(({ id }) => id), costs.length]);

test('one cost of those that are counted is shown, and the others are one choice away', () => {
  expect(idsOf(state)).toEqual([
    [['heap_bytes'], 0],
    [['probes', 'probes_mean', 'probes_max'], 2],
  ]);
  expect(idsOf({ ...state, cost: 'words' })[1]).toEqual([['words', 'words_mean', 'words_max'], 2]);
});

test('a lesson about another cost begins with it', () => {
  const lesson = { id: 'l', checks: [{ measure: 'words_mean' }] } as unknown as Lesson;
  const open: CostState = { ...state, scenario: { kind: 'lesson', id: 'l' }, lessons: [lesson] };
  expect(shownCost(open)?.id).toBe('words');
  expect(shownCost({ ...open, cost: 'probes' })?.id).toBe('probes');
});
