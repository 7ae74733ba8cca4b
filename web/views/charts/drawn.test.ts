// Protects what the charts say: the frames of all owners together are what is taken, and never more than
// there are; and a chart with nothing to say is left out.

import { describe, expect, it } from 'vitest';
import type { Catalog, Frame, MetricDoc, Series, SpaceView } from '../../engine/wire';
import { INITIAL_STATE, type State } from '../../state';
import { chartAbout, comparedCharts, drawnCharts, lineSentence, stacked } from './drawn';

const space = (task: number, residentPages: number): SpaceView => ({
  task,
  name: task === 0 ? 'kernel' : `task ${task}`,
  life: 'alive',
  killedStep: null,
  base: 0,
  regionBytes: 4096,
  heapBytes: 1024,
  committedPages: residentPages,
  residentPages,
  untouchedPages: 0,
  swappedPages: 0,
  faults: 0,
});

const held = (task: number, values: number[]) => ({
  task,
  last: values,
  low: values,
  high: values.map((value) => value + 1),
});

function figure(frames: Series['frames'], spaces: SpaceView[], plentiful = false): State {
  const pool = { pageBytes: 256, frames: 8, framesFree: 2, swapPages: 0, swapUsed: 0, plentiful };
  return {
    ...INITIAL_STATE,
    frame: { spaces, pool, metrics: {} as Frame['metrics'] } as Frame,
    series: { run: 1, data: { steps: [1, 2, 3], columns: [], frames } },
  };
}

describe('frames by owner', () => {
  const state = figure(
    [held(0, [1, 1, 2]), held(2, [0, 3, 4])],
    [space(0, 2), space(1, 0), space(2, 4)],
  );
  const [chart] = drawnCharts(state);

  it('stand on each other, all of one step', () => {
    expect(stacked(chart?.lines.map(({ values }) => values) ?? [])).toEqual([
      [1, 1, 2],
      [1, 4, 6],
    ]);
  });
  it('are named, and counted at the step on the screen', () => {
    expect(chart?.lines.map(({ title, now }) => [title, now])).toEqual([
      ['kernel', 2],
      ['task 2', 4],
    ]);
  });
  it('have the pool above them where it may run out', () => {
    expect(chart?.ceiling?.value).toBe(8);
    const several = figure([held(0, [1, 1, 2])], [space(0, 2), space(1, 0)], true);
    expect(drawnCharts(several)[0]?.ceiling).toBeNull();
    const little = figure([held(0, [1, 1, 1])], [space(0, 1), space(1, 0)]);
    expect(drawnCharts(little)[0]?.ceiling).toBeNull();
  });
  it('are no chart where one space has all it wants', () => {
    expect(drawnCharts(figure([held(0, [1, 1, 2])], [space(0, 2)], true))).toEqual([]);
  });
  it('are what a lesson about page faults is seen in', () => {
    const charts = drawnCharts(state);
    expect(chartAbout(charts, ['heap_bytes', 'page_faults'])?.title).toBe('Frames by owner');
    expect(chartAbout(charts, ['heap_bytes'])).toBeNull();
  });
  it('are told in words too', () => {
    const [, second] = chart?.lines ?? [];
    expect(second && lineSentence(second, String)).toBe('task 2: at most 4, at the end 4. ');
  });
});

it('what stays at 0 is no chart, unless the design before had something there', () => {
  const stagnant = (values: number[]): Series => ({
    steps: [1, 2, 3],
    columns: [{ metric: 'stagnant_bytes', last: values, low: values, high: values }],
    frames: [],
  });
  const doc = { id: 'stagnant_bytes', title: 'Stagnant', unit: 'bytes' } as MetricDoc;
  const state: State = {
    ...INITIAL_STATE,
    catalog: { metrics: [doc] } as Catalog,
    series: { run: 2, data: stagnant([0, 0, 0]) },
  };
  expect(drawnCharts(state)).toEqual([]);
  const titles = (former: Series) =>
    drawnCharts({ ...state, formerSeries: former }).map(({ title }) => title);
  expect(titles(stagnant([0, 64, 0]))).toEqual(['Freed, and waiting']);
});

it('compared designs are lines of one chart a metric, as far as their replays are done', () => {
  const series = (values: number[]): Series => ({
    steps: values.map((_, at) => at),
    columns: [{ metric: 'heap_bytes', last: values, low: values, high: values }],
    frames: [],
  });
  const doc = { id: 'heap_bytes', title: 'Heap', unit: 'bytes' } as MetricDoc;
  const catalog = { metrics: [doc] } as Catalog;
  const designs = [
    { letter: 'A', series: series([0, 64, 128]), metrics: { heap_bytes: 64 } },
    { letter: 'B', series: series([0, 64]), metrics: null },
    { letter: 'C', series: series([0, 80, 80]), metrics: null },
  ];
  const [chart, ...others] = comparedCharts(catalog, designs);
  expect(others).toEqual([]);
  expect(chart?.lines.map(({ title, colour, now }) => [title, colour, now])).toEqual([
    ['A', '--line-1', 64],
    ['C', '--line-3', null],
  ]);
});
