// Protects how a figure reacts: each test is a short story of actions and what the state says after it.

import { describe, expect, test } from 'vitest';
import { EMPTY_LINK, type Link } from '../engine/link';
import type { Axis, Catalog, Frame, Series } from '../engine/wire';
import type { Action } from './actions';
import { axisGroups, changedAxes, lessonDesignSet } from './axes';
import { scriptText } from './lookups';
import { metricGroups } from './measures';
import { decodeSaved, encodeSaved } from './persistence';
import { reduce } from './reduce';
import { NOTHING_SAVED } from './saved';
import {
  isMachineTelling,
  isReadyToReplay,
  isUpToDate,
  markedLine,
  mistaken,
  stepsPerSecond,
  stepToShow,
} from './selectors';
import { INITIAL_STATE, type State } from './state';

/** A design with which everything goes. */
const NOTHING_ELSE = { unavailable: {}, inert: {} };

const CLASSIC = { placement: 'first-fit', minimum: '64' };

const CATALOG: Catalog = {
  axes: ['placement', 'minimum'].map((id) => ({
    id,
    title: id,
    group: 'Sizes',
    scope: 'allocator',
    first: true,
    families: [],
    summary: '',
    kind: 'number',
    minimum: 1,
    maximum: 4096,
    powerOfTwo: false,
    address: false,
    unit: 'bytes',
    options: [],
    names: [],
    default: '',
  })),
  presets: [{ id: 'classic', title: 'Classic', summary: '', design: CLASSIC }],
  metrics: [
    {
      id: 'probes',
      title: 'Probes',
      group: 'Cost',
      formula: '',
      summary: '',
      unit: 'count',
      scope: 'step',
      better: 'lower',
    },
  ],
  categories: [],
  untouched: { id: 'untouched', title: '', summary: '', axes: [] },
  outcomes: [],
  generators: [{ id: 'churn', title: 'Churn', summary: '', example: 'generate churn\n' }],
  vocabulary: [],
  classic: CLASSIC,
  families: {},
};

const TRACE = {
  id: 'sqlite',
  title: 'SQLite',
};

const LESSON = {
  id: 'churn',
  title: 'Churn',
  question: 'Why?',
  lookFor: '',
  settings: { minimum: '16' },
  designs: [
    { label: 'First fit', settings: { placement: 'first-fit' } },
    { label: 'Best fit', settings: { placement: 'best-fit' } },
  ],
  step: 3,
  view: 'map',
  checks: [],
  script: 'a = malloc 1\n',
};

const STARTED: Action = {
  type: 'engine-started',
  catalog: CATALOG,
  traces: [TRACE],
  lessons: [LESSON],
  saved: NOTHING_SAVED,
};

function reduced(actions: readonly Action[], state: State = INITIAL_STATE): State {
  return actions.reduce(reduce, state);
}

/** The design as set is found sound. */
function checked(state: State): State {
  const problems: never[] = [];
  const { design } = state;
  return reduce(state, {
    type: 'design-checked',
    asked: design,
    design,
    problems,
    ...NOTHING_ELSE,
  });
}

function progress(run: number, replayed: number, total = 100): Action {
  const hash = replayed === total ? '00' : null;
  return { type: 'run-advanced', run, replayed, total, hash, scorecard: null };
}

const POOL = {
  pageBytes: 4096,
  frames: 16,
  framesFree: 16,
  swapPages: 0,
  swapUsed: 0,
  plentiful: true,
};

function shown(run: number, step: number, probes = 7, space = 0): Action {
  const frame: Frame = {
    step,
    total: 100,
    operation: null,
    outcome: null,
    next: null,
    candidates: [],
    changes: [],
    scoreTerms: [],
    probesTotal: 0,
    metrics: { probes },
    spaceMetrics: null,
    parts: [],
    region: {
      base: 0,
      bytes: 4096,
      reach: 640,
      heapBytes: 640,
      highWaterBytes: 640,
    },
    chains: [],
    roots: [],
    task: space,
    space,
    spaces: [],
    pool: POOL,
  };
  return {
    type: 'shown',
    run,
    step,
    frame,
    line: null,
    picture: null,
    overview: null,
    blocks: [],
    closeUp: null,
  };
}

function series(steps: number[], requested: number[]): Series {
  const column = { last: requested, low: requested, high: requested };
  return { steps, columns: [{ metric: 'requested_bytes', ...column }], frames: [] };
}

/** A figure whose first run is done and on the screen at `step`. */
function settled(step: number): State {
  const opened = reduce(checked(reduced([STARTED])), { type: 'run-opened' });
  return reduced([progress(1, 100), { type: 'seek', step }, shown(1, step)], opened);
}

describe('opening', () => {
  test('a first visit replays the first recorded program, under Classic', () => {
    const state = reduced([STARTED]);
    expect(state.scenario).toEqual({ kind: 'bundled', id: 'sqlite' });
    expect(state.design).toEqual(CLASSIC);
    expect(isReadyToReplay(state)).toBe(false);
    expect(isReadyToReplay(checked(state))).toBe(true);
  });

  test('a later visit finds what it left, and what is unknown by now falls back alone', () => {
    const saved = {
      ...NOTHING_SAVED,
      scenario: { kind: 'bundled', id: 'removed' },
      drafts: { 'own script': 'a = malloc 1\n' },
      design: { placement: 'best-fit', gone: 'on' },
      preset: 'gone',
      compare: [{ preset: 'gone', design: { minimum: '16', gone: 'on' } }],
      setAside: null,
      step: 12,
      speed: 64,
    } as const;
    const state = reduced([{ ...STARTED, saved }]);
    expect(state.scenario).toEqual({ kind: 'bundled', id: 'sqlite' });
    expect(state.design).toEqual({ placement: 'best-fit', minimum: '64' });
    expect(state.preset).toBe('classic');
    expect(state.compare).toEqual([{ preset: 'classic', design: { ...CLASSIC, minimum: '16' } }]);
    expect(state.drafts).toEqual(saved.drafts);
    expect(state.step).toBe(0);
    expect(state.speed).toBe(64);
  });

  test('a design left half typed gives way to its preset', () => {
    const saved = { ...NOTHING_SAVED, design: { minimum: 'lots' } };
    let state = reduced([{ ...STARTED, saved }]);
    state = reduce(state, {
      type: 'design-checked',
      asked: state.design,
      design: CLASSIC,
      problems: [{ axis: 'minimum', reason: 'no number' }],
      ...NOTHING_ELSE,
    });
    expect(state.design).toEqual(CLASSIC);
    expect(isReadyToReplay(checked(state))).toBe(true);
  });

  test('the step follows the replay, then settles where a program had most in use', () => {
    let state = reduce(checked(reduced([STARTED])), { type: 'run-opened' });
    state = reduce(state, progress(1, 40));
    expect(state.step).toBe(40);
    expect(stepToShow(state)).toBe(40);
    state = reduce(state, progress(1, 100));
    expect(state.step).toBe(40);
    const report = {
      type: 'series-read',
      run: 1,
      series: series([10, 50, 100], [1, 9, 0]),
    } as const;
    state = reduce(state, report);
    expect(state.step).toBe(50);
    expect(state.following).toBe(false);
    expect(reduce(state, report).step).toBe(50);
  });
});

describe('stepping', () => {
  test('stays between the empty heap and the last operation', () => {
    const state = settled(3);
    expect(reduced([{ type: 'step-by', delta: -10 }], state).step).toBe(0);
    expect(reduced([{ type: 'seek', step: 1e9 }], state).step).toBe(100);
    expect(reduced([{ type: 'step-by', delta: 1 }], state).step).toBe(4);
  });

  test('ends following and playing', () => {
    let state = reduce(checked(reduced([STARTED])), { type: 'run-opened' });
    state = reduced([progress(1, 40), { type: 'step-by', delta: -1 }, progress(1, 60)], state);
    expect(state.step).toBe(39);
    state = reduced([{ type: 'play' }, { type: 'seek', step: 5 }], state);
    expect(state.playing).toBe(false);
  });

  test('playing stops at the end, and starts over from there', () => {
    let state = reduced([{ type: 'play' }, { type: 'played', steps: 500 }], settled(98));
    expect([state.step, state.playing]).toEqual([100, false]);
    state = reduce(state, { type: 'play' });
    expect([state.step, state.playing]).toEqual([0, true]);
  });

  test('playing waits for a replay that is still under way', () => {
    let state = reduce(checked(reduced([STARTED])), { type: 'run-opened' });
    state = reduced([progress(1, 40), { type: 'play' }, { type: 'played', steps: 500 }], state);
    expect([state.step, state.playing]).toEqual([40, true]);
  });
});

// Protects: journeys, which wait for it, read nothing that changes once more by itself.
describe('the screen is up to date', () => {
  const read: Action = { type: 'series-read', run: 1, series: series([0, 40, 100], [1, 5, 0]) };
  const ready = reduce(settled(40), read);

  test('with the step asked for on it, of a replay that is done and read', () => {
    expect(isUpToDate(settled(40))).toBe(false);
    expect(isUpToDate(ready)).toBe(true);
  });

  test('not before the frame of the step that following ended at', () => {
    const following = { ...settled(100), following: true };
    const ended = reduce(following, read);
    expect([ended.step, ended.following, isUpToDate(ended)]).toEqual([40, false, false]);
    expect(isUpToDate(reduce(ended, shown(1, 40)))).toBe(true);
  });

  test('not while a design is to be replayed anew', () => {
    const action: Action = { type: 'axis-set', axis: 'placement', value: 'best-fit' };
    expect(isUpToDate(reduce(ready, action))).toBe(false);
  });

  test('not before the map has the scale that its view asks for', () => {
    const layout = { width: 100, height: 50, from: 0, bytes: 800, rowHeight: 9, rowGap: 1 };
    const surface = {
      map: { ...layout, palette: {}, background: 0 },
      overview: null,
      blocks: true,
    };
    const image = { ...layout, bytesPerPixel: 1.6, bytesPerRow: 160, rows: 5 };
    const picture = { image, pixels: new Uint8Array() };
    const drawn = { ...ready, awaitsPicture: true, surface, picture };
    expect(isUpToDate(drawn)).toBe(true);
    const wider = { ...surface, map: { ...surface.map, bytes: 1600 } };
    expect(isUpToDate({ ...drawn, surface: wider })).toBe(false);
  });
});

// Answers may come late, on a busy machine in particular.
describe('an answer of the replay before, once another scenario is chosen,', () => {
  const charts: Action = { type: 'series-read', run: 1, series: series([0, 40, 100], [1, 5, 0]) };
  const opened = (link: Partial<Link>): State =>
    reduce(settled(40), {
      type: 'link-opened',
      link: { ...EMPTY_LINK, scenario: { kind: 'generator', id: 'churn' }, ...link },
      notices: [],
    });

  test('does not end following: the replay of an edited script ends at its last step', () => {
    // A visitor at the end looks at a line, and writes on before the charts are there.
    const script: State = { ...settled(100), scenario: { kind: 'script' }, following: true };
    const written = reduced(
      [
        { type: 'line-asked', line: 4 },
        { type: 'line-found', run: 1, line: 4, step: 4 },
        { type: 'script-edited', text: 'a = malloc 1' },
        charts,
      ],
      script,
    );
    const replayed = reduced([{ type: 'run-opened' }, progress(2, 60, 60)], written);
    expect([written.following, replayed.step]).toEqual([true, 60]);
  });

  test('does not settle a recorded program at the fullest moment of another', () => {
    const script: State = { ...settled(100), scenario: { kind: 'script' }, following: true };
    const scenario = { kind: 'bundled', id: 'sqlite' } as const;
    const late = reduced([{ type: 'scenario-chosen', scenario }, charts], script);
    expect([late.step, late.following]).toEqual([script.step, true]);
  });

  test('leaves the task’s space, the part of memory and the block that a link names', () => {
    const state = opened({ space: 2, window: { from: 8192, bytes: 64 }, selected: 8200 });
    const late = reduced([shown(1, 40), { type: 'space-missing', run: 1, task: 2 }], state);
    const later = reduced([{ type: 'run-opened' }, shown(1, 40)], late);
    expect([later.space, later.window]).toEqual([2, state.window]);
    expect(late.space).toBe(2);
    expect(late.window).toEqual({ from: 8192, bytes: 64 });
    expect(late.selection?.offset).toBe(8200);
    expect(late.notices).toEqual([]);
  });
});

describe('address spaces', () => {
  const spot = { type: 'selected', offset: 64 } as const;

  test('the one picked stays over steps and designs, until the scenario changes', () => {
    const picked = reduce(settled(10), { type: 'space-chosen', task: 2 });
    const later = reduced([{ type: 'seek', step: 20 }, shown(1, 20, 7, 2)], picked);
    expect([later.space, later.shown?.space]).toEqual([2, 2]);
    expect(reduce(later, { type: 'axis-set', axis: 'minimum', value: '128' }).space).toBe(2);
    const scenario = { kind: 'script' } as const;
    const written = reduce(later, { type: 'scenario-chosen', scenario });
    expect(written.space).toBeNull();
    const pinned = reduce(written, { type: 'space-chosen', task: 1 });
    expect(reduce(pinned, { type: 'script-edited', text: 'a = malloc 1' }).space).toBeNull();
  });

  test('the machine has something to tell where memory is shared, scarce or only promised', () => {
    const calm = settled(10);
    const frame = calm.frame as Frame;
    expect(isMachineTelling(calm)).toBe(false);
    const scarce = { ...frame, pool: { ...POOL, plentiful: false } };
    expect(isMachineTelling({ ...calm, frame: scarce })).toBe(true);
    const column = (metric: string, values: number[]) => ({
      metric,
      last: values,
      low: values,
      high: values,
    });
    const promised = (committed: number[]) => ({
      steps: [1, 2],
      columns: [column('promised_pages', [1, 2]), column('committed_pages', committed)],
      frames: [],
    });
    const withCommitted = (committed: number[]): State => ({
      ...calm,
      series: { run: 1, data: promised(committed) },
    });
    expect(isMachineTelling(withCommitted([1, 2]))).toBe(false);
    expect(isMachineTelling(withCommitted([1, 1]))).toBe(true);
  });

  test('a place in one is none in another', () => {
    const selected = reduce(settled(10), spot);
    expect(reduce(selected, shown(1, 11)).selection).not.toBeNull();
    expect(reduce(selected, shown(1, 11, 7, 1)).selection).toBeNull();
  });
});

test.each([
  ['a short replay is slow enough to read along', 9, null, 2],
  ['a long one takes 20 seconds', 92_150, null, 4608],
  ['a chosen speed stays', 92_150, 8, 8],
])('%s: %i steps, speed %s, %i a second', (_, total, speed, expected) => {
  expect(stepsPerSecond({ speed, run: { ...INITIAL_STATE.run, total } })).toBe(expected);
});

describe('the lists', () => {
  const found = (chain: string | null, place: number | null, step = 10): Action => ({
    type: 'looked-closely',
    at: { run: 1, step, space: 0 },
    closeUp: {
      hover: null,
      selection: { offset: 64, block: null, place },
      list: { chain, entries: [] },
      bytes: null,
    },
  });
  const selected = reduce(settled(10), { type: 'selected', offset: 64 });

  test('a block that is picked has its place once the engine has said so', () => {
    expect(selected.selection?.place).toBeNull();
    expect(reduce(selected, found(null, 3)).selection?.place).toBe(3);
  });
  test('a place in one list is none in the other', () => {
    const other = reduced([found(null, 3), { type: 'list-chosen', chain: 'free-list' }], selected);
    expect(other.selection?.place).toBeNull();
    // An answer about the first list may still be under way.
    expect(reduce(other, found(null, 3)).selection?.place).toBeNull();
    expect(reduce(other, found('free-list', 1)).selection?.place).toBe(1);
  });
  test('what was found at another step is not shown', () => {
    expect(reduce(selected, found(null, 3, 9))).toBe(selected);
  });
  test('entries of the other list are not shown', () => {
    const other = reduce(settled(10), { type: 'list-chosen', chain: 'free-list' });
    const late = reduce(other, found(null, null));
    expect(late.list).toEqual(other.list);
  });
});

describe('another family', () => {
  const bins = { family: 'tags', bins: 'two-level' };
  const of = (id: string, families: readonly string[], scope: 'machine' | 'allocator'): Axis => ({
    ...(CATALOG.axes[0] as Axis),
    id,
    families: [...families],
    scope,
  });
  const catalog: Catalog = {
    ...CATALOG,
    axes: [
      of('region-size', [], 'machine'),
      of('family', [], 'allocator'),
      of('structure', ['list'], 'allocator'),
      of('bins', ['tags'], 'allocator'),
    ],
    presets: [
      { id: 'classic', title: 'Classic', summary: '', design: { family: 'list' } },
      { id: 'tlsf', title: 'TLSF', summary: '', design: bins },
    ],
  };
  const design = { 'region-size': '4096', family: 'list', structure: 'free-list' };
  const classic = { ...settled(10), catalog, design };

  test('begins with its first preset, on the machine that there is', () => {
    const changed = reduce(classic, { type: 'axis-set', axis: 'family', value: 'tags' });
    expect(changed.preset).toBe('tlsf');
    expect(changed.design).toEqual({ 'region-size': '4096', ...bins });
    const same = reduce(classic, { type: 'axis-set', axis: 'family', value: 'list' });
    expect(same.design).toBe(design);
  });
  test('of a task takes the place of what the task had of its own', () => {
    const own = { ...design, '2:structure': 'free-list', '2:region-size': '512', '3:bins': 'x' };
    const changed = reduce(
      { ...classic, design: own },
      { type: 'axis-set', axis: '2:family', value: 'tags' },
    );
    expect(changed.design).toEqual({
      ...design,
      '2:family': 'tags',
      '2:region-size': '512',
      '3:bins': 'x',
    });
  });
  test('has options of its own', () => {
    const ids = (state: State, task: number | null) =>
      axisGroups(state, task).flatMap(({ axes }) => axes.map(({ id }) => id));
    expect(ids(classic, null)).toEqual(['region-size', 'family', 'structure']);
    const mixed = { ...classic, design: { ...design, '2:family': 'tags' } };
    expect(ids(mixed, 2)).toEqual(['region-size', 'family', 'bins']);
  });
});

describe('changing the design', () => {
  const changed = checked(
    reduce(settled(30), { type: 'axis-set', axis: 'placement', value: 'best-fit' }),
  );

  test('keeps the step, the scale and the picture until the new run has come there', () => {
    let state = reduce(changed, { type: 'run-opened' });
    expect([state.step, state.run.total, state.frame?.step]).toEqual([30, 100, 30]);
    expect(stepToShow(state)).toBeNull();
    state = reduce(state, progress(2, 20));
    expect(stepToShow(state)).toBeNull();
    state = reduce(state, progress(2, 40));
    expect(stepToShow(state)).toBe(30);
  });

  test('shows a space’s own numbers beside its own of before, and the machine’s beside the machine’s', () => {
    const inSpace = (run: number, probes: number, own: number, task: number): Action => {
      const report = shown(run, 30, probes, task);
      if (report.type !== 'shown') throw new Error('a picture is shown');
      const frame = { ...report.frame, spaceMetrics: { probes: own } };
      return { ...report, frame };
    };
    const before = reduce(settled(30), inSpace(1, 7, 5, 2));
    const changed = checked(reduce(before, { type: 'axis-set', axis: 'placement', value: 'x' }));
    const after = reduced([{ type: 'run-opened' }, progress(2, 100)], changed);
    const measured = (state: State, whose: 'machine' | 'space') => {
      const [first] = metricGroups(state, whose)[0]?.metrics ?? [];
      return [first?.value, first?.before];
    };
    const same = reduce(after, inSpace(2, 4, 3, 2));
    expect(measured(same, 'machine')).toEqual([4, 7]);
    expect(measured(same, 'space')).toEqual([3, 5]);
    // Of another space, nothing was known.
    expect(measured(reduce(after, inSpace(2, 4, 3, 1)), 'space')).toEqual([3, null]);
  });

  test('shows the former design’s numbers beside the new ones, at this step alone', () => {
    let state = reduced([{ type: 'run-opened' }, progress(2, 100), shown(2, 30, 4)], changed);
    const measured = () => metricGroups(state)[0]?.metrics[0];
    expect([measured()?.value, measured()?.before]).toEqual([4, 7]);
    state = reduce(state, shown(2, 31, 5));
    expect([measured()?.value, measured()?.before]).toEqual([5, null]);
  });

  test('keeps the former design’s charts to compare with, until the scenario changes', () => {
    const [old, young] = [series([100], [1]), series([100], [2])];
    let state = reduced(
      [
        { type: 'series-read', run: 1, series: old },
        { type: 'run-opened' },
        progress(2, 100),
        { type: 'series-read', run: 2, series: young },
        { type: 'series-read', run: 2, series: young },
      ],
      changed,
    );
    expect([state.series?.data, state.formerSeries]).toEqual([young, old]);
    state = reduced(
      [
        { type: 'scenario-chosen', scenario: { kind: 'script' } },
        { type: 'run-opened' },
        progress(3, 100),
        { type: 'series-read', run: 3, series: old },
      ],
      state,
    );
    expect([state.series?.data, state.formerSeries]).toEqual([old, null]);
  });

  test('is marked against the preset until it is reset', () => {
    expect(changedAxes(changed)).toEqual(['placement']);
    expect(changedAxes(reduce(changed, { type: 'axis-reset', axis: 'placement' }))).toEqual([]);
    expect(reduce(changed, { type: 'preset-chosen', preset: 'classic' }).design).toEqual(CLASSIC);
  });

  const OWN = { ...CLASSIC, '1:minimum': '32', '2:minimum': '16', '2:placement': 'best-fit' };

  test.each<[string, Action, Readonly<Record<string, string>>]>([
    [
      'sets it',
      { type: 'axis-set', axis: '1:placement', value: 'next-fit' },
      { ...OWN, '1:placement': 'next-fit' },
    ],
    [
      'set to what the kernel has, follows it there',
      { type: 'axis-set', axis: '1:minimum', value: '64' },
      { ...CLASSIC, '2:minimum': '16', '2:placement': 'best-fit' },
    ],
    [
      'resets one axis',
      { type: 'axis-reset', axis: '2:minimum' },
      { ...CLASSIC, '1:minimum': '32', '2:placement': 'best-fit' },
    ],
    ['follows the kernel', { type: 'task-follows', task: 2 }, { ...CLASSIC, '1:minimum': '32' }],
    [
      'keeps its own when the kernel’s changes',
      { type: 'axis-set', axis: 'minimum', value: '8' },
      { ...OWN, minimum: '8' },
    ],
    ['gives its own up for a preset', { type: 'preset-chosen', preset: 'classic' }, CLASSIC],
  ])('of one task %s', (_, action, design) => {
    const state = { ...settled(30), design: OWN };
    expect(changedAxes(state)).toEqual(['1:minimum', '2:minimum', '2:placement']);
    const after = checked(reduce(state, action));
    expect(after.design).toEqual(design);
    expect(isReadyToReplay(after)).toBe(true);
  });

  test.each<Action>([
    { type: 'axis-set', axis: '1:minimum', value: '64' },
    { type: 'axis-reset', axis: '1:minimum' },
    { type: 'task-follows', task: 1 },
  ])('of a task that follows the kernel to what it is changes nothing: %j', (action) => {
    const state = settled(30);
    expect(reduce(state, action)).toBe(state);
  });

  test('of a task is there again after a reload; what is of no axis is not', () => {
    const made = reduce(settled(30), { type: 'axis-set', axis: '2:minimum', value: '16' });
    const text = encodeSaved({ ...made, design: { ...made.design, '2:gone': 'on' } });
    const again = reduced([{ ...STARTED, saved: decodeSaved(text) } as Action]);
    expect(again.design).toEqual({ ...CLASSIC, '2:minimum': '16' });
  });

  test('to something refused opens no run, and keeps what was typed', () => {
    let state = reduce(settled(30), { type: 'axis-set', axis: 'minimum', value: 'lots' });
    expect(isReadyToReplay(state)).toBe(false);
    state = reduce(state, {
      type: 'design-checked',
      asked: state.design,
      design: CLASSIC,
      problems: [{ axis: 'minimum', reason: 'no number' }],
      ...NOTHING_ELSE,
    });
    expect(isReadyToReplay(state)).toBe(false);
    expect(state.design.minimum).toBe('lots');
  });

  test('an answer about an older design changes nothing', () => {
    const before = settled(30).design;
    const problems: never[] = [];
    const state = reduce(settled(30), { type: 'axis-set', axis: 'minimum', value: '32' });
    expect(
      reduce(state, {
        type: 'design-checked',
        asked: before,
        design: before,
        problems,
        ...NOTHING_ELSE,
      }),
    ).toBe(state);
  });
});

describe('runs', () => {
  test('reports of a run that is not the newest are dropped', () => {
    const state = reduce(checked(settled(30)), { type: 'run-opened' });
    const failure = { message: '', advice: '' };
    expect(reduce(state, progress(1, 50))).toBe(state);
    expect(reduce(state, { type: 'run-failed', run: 1, failure })).toBe(state);
    expect(reduce(state, { type: 'series-read', run: 1, series: series([], []) })).toBe(state);
  });

  test('the screen never goes back to an older run', () => {
    const state = reduced([{ type: 'run-opened' }, progress(2, 100), shown(2, 30)], settled(30));
    expect(reduce(state, shown(1, 30))).toBe(state);
  });

  test('a cancelled one keeps what was replayed, and no more', () => {
    let state = reduce(checked(reduced([STARTED])), { type: 'run-opened' });
    state = reduced(
      [progress(1, 40), { type: 'seek', step: 90 }, { type: 'replay-cancelled' }],
      state,
    );
    expect([state.run.phase, state.step]).toEqual(['cancelled', 40]);
    expect(reduce(state, { type: 'seek', step: 90 }).step).toBe(40);
    // Its last word may come later: whoever looks at the head goes on looking at it.
    expect(reduce(state, progress(1, 50)).step).toBe(50);
    expect(reduced([{ type: 'seek', step: 7 }, progress(1, 50)], state).step).toBe(7);
    expect(isReadyToReplay(state)).toBe(false);
    expect(isReadyToReplay(reduce(state, { type: 'replay-requested' }))).toBe(true);
  });

  test('one cancelled before its first answer learns its length, and stays at its beginning', () => {
    const opening = reduce(checked(settled(30)), { type: 'run-opened' });
    const state = reduced([{ type: 'replay-cancelled' }, progress(2, 0)], opening);
    expect(state.run).toMatchObject({ phase: 'cancelled', replayed: 0, total: 100 });
    expect([state.step, stepToShow(state)]).toEqual([0, 0]);
  });
});

describe('scripts', () => {
  const writing = reduced([{ type: 'scenario-chosen', scenario: { kind: 'script' } }], settled(30));

  test('a new scenario follows its replay, and the old picture stays until then', () => {
    expect([writing.following, writing.scriptVerdict]).toEqual([true, null]);
    const state = reduced([{ type: 'run-opened' }, progress(2, 3, 8)], writing);
    expect([state.step, state.run.total]).toEqual([3, 8]);
  });

  test('leave the old picture where it is while the new run is not there', () => {
    expect(stepToShow(writing)).toBe(30);
    expect(stepToShow(reduce(writing, { type: 'run-opened' }))).toBeNull();
  });

  test('are replayed only once they are checked and without problems', () => {
    const text = 'a = malloc 1\n';
    let state = reduce(writing, { type: 'script-edited', text });
    expect(isReadyToReplay(state)).toBe(false);
    const problem = { line: 1, column: 1, endColumn: 2, message: '', hint: null };
    const wrong = { problems: [problem], operations: 0 };
    const sound = { problems: [], operations: 1 };
    state = reduce(state, { type: 'script-checked', text, verdict: wrong });
    expect(isReadyToReplay(state)).toBe(false);
    state = reduce(state, { type: 'script-edited', text: `${text}free a\n` });
    expect(reduce(state, { type: 'script-checked', text, verdict: sound })).toBe(state);
    state = reduce(state, { type: 'script-checked', text: `${text}free a\n`, verdict: sound });
    expect(isReadyToReplay(state)).toBe(true);
  });

  test('each generator keeps its own draft, apart from the visitor’s script', () => {
    let state = reduce(writing, { type: 'script-edited', text: 'mine' });
    state = reduce(state, {
      type: 'scenario-chosen',
      scenario: { kind: 'generator', id: 'churn' },
    });
    expect(scriptText(state)).toBe('generate churn\n');
    state = reduce(state, { type: 'script-edited', text: 'generate churn seed 2\n' });
    state = reduce(state, { type: 'scenario-chosen', scenario: { kind: 'script' } });
    expect(scriptText(state)).toBe('mine');
  });
});

test('an action that changes nothing gives back the same state', () => {
  const state = settled(30);
  for (const action of [
    { type: 'hovered', offset: null },
    { type: 'selected', offset: null },
    { type: 'pause' },
    { type: 'seek', step: 30 },
    { type: 'replay-cancelled' },
  ] as const) {
    expect(reduce(state, action), action.type).toBe(state);
  }
});

describe('a lesson', () => {
  const OPEN: Action = { type: 'scenario-chosen', scenario: { kind: 'lesson', id: 'churn' } };
  const OTHER: Action = { type: 'lesson-design-chosen', index: 1 };
  const LEAVE: Action = { type: 'scenario-chosen', scenario: { kind: 'script' } };

  test('opens with its script, its first design and at its step', () => {
    const state = reduced([STARTED, OPEN]);
    expect(scriptText(state)).toBe(LESSON.script);
    expect(state.design).toEqual({ placement: 'first-fit', minimum: '16' });
    expect([state.step, state.following]).toEqual([3, false]);
    expect(lessonDesignSet(state)).toBe(0);
  });

  test('keeps its step though the run before it comes to an end of its own', () => {
    const running = reduce(checked(reduced([STARTED])), { type: 'run-opened' });
    const state = reduced([progress(1, 1, 2), OPEN, progress(1, 2, 2)], running);
    expect([state.step, state.run.phase]).toEqual([3, 'done']);
  });

  test('switches designs, and the step stays', () => {
    const state = reduced(
      [{ type: 'axis-set', axis: 'minimum', value: '8' }, OTHER],
      reduced([STARTED, OPEN]),
    );
    expect(state.design).toEqual({ placement: 'best-fit', minimum: '16' });
    expect([state.step, lessonDesignSet(state)]).toEqual([3, 1]);
    const own = reduce(state, { type: 'axis-set', axis: 'minimum', value: '8' });
    expect(lessonDesignSet(own)).toBeNull();
  });

  test('gives the visitor’s design back when they leave, from the second lesson too', () => {
    const state = reduced([
      STARTED,
      { type: 'axis-set', axis: 'minimum', value: '32' },
      OPEN,
      OTHER,
      OPEN,
      LEAVE,
    ]);
    expect(state.design).toEqual({ placement: 'first-fit', minimum: '32' });
    expect(state.setAside).toBeNull();
  });

  test('keeps what was written in it apart from all other scripts', () => {
    const edit: Action = { type: 'script-edited', text: 'free a\n' };
    const state = reduced([STARTED, OPEN, edit]);
    expect(scriptText(state)).toBe('free a\n');
    expect(scriptText(reduce(state, LEAVE))).not.toBe('free a\n');
    const generator = { kind: 'generator', id: 'churn' } as const;
    expect(scriptText(reduce(state, { type: 'scenario-chosen', scenario: generator }))).toBe(
      'generate churn\n',
    );
  });

  test('survives a reload, and the design set aside with it', () => {
    const state = reduced([STARTED, OPEN, OTHER]);
    const saved = decodeSaved(encodeSaved(state));
    const again = reduced([{ ...STARTED, saved } as Action]);
    const { scenario, design, step, setAside } = state;
    expect(again).toMatchObject({ scenario, design, step, setAside });
  });

  test('that is no longer there leaves no design behind', () => {
    const saved = decodeSaved(encodeSaved(reduced([STARTED, OPEN, OTHER])));
    const again = reduced([{ ...STARTED, lessons: [], saved } as Action]);
    expect(again.scenario.kind).toBe('bundled');
    expect([again.design, again.setAside]).toEqual([CLASSIC, null]);
  });
});

describe('the scorecard', () => {
  const card = (highWaterBytes: number) => ({
    highWaterBytes,
    highWaterStep: 1,
    refused: 0,
    firstRefusedStep: null,
    probesMean: 1,
    probesP99: 1,
    utilisation: 1,
  });
  const done = (state: State, highWaterBytes: number) => {
    const opened = reduce(state, { type: 'run-opened' });
    const run = opened.run.id;
    const scorecard = card(highWaterBytes);
    return reduce(opened, {
      type: 'run-advanced',
      run,
      replayed: 9,
      total: 9,
      hash: '0',
      scorecard,
    });
  };

  test('is held against that of the design before, on the same scenario alone', () => {
    const first = done(INITIAL_STATE, 100);
    expect(first.run.scorecard?.highWaterBytes).toBe(100);
    const second = done(first, 80);
    expect(second.formerScorecard?.highWaterBytes).toBe(100);
    // A replay that was given up says nothing: the one before it is still the last that is known.
    const third = done(reduce(second, { type: 'run-opened' }), 70);
    expect(third.formerScorecard?.highWaterBytes).toBe(80);
    expect(done({ ...third, rescaling: true }, 60).formerScorecard).toBeNull();
  });
});

test('the place under the pointer in memory over time is answered for that place alone', () => {
  const block = { pointer: 'a', start: 0, bytes: 64, from: 1, until: null };
  const at = { step: 3, offset: 8 };
  const pointed = reduce(INITIAL_STATE, { type: 'moment-pointed', at });
  const late = reduce(pointed, { type: 'moment-found', step: 2, offset: 8, block });
  expect(late.moment?.block).toBeNull();
  const found = reduce(pointed, { type: 'moment-found', ...at, block });
  expect(found.moment?.block).toBe(block);
  expect(reduce(found, { type: 'moment-pointed', at: null }).moment).toBeNull();
});

describe('the step of a line of the script', () => {
  const asked = (state: State, line: number, step: number | null) =>
    reduced(
      [
        { type: 'line-asked', line },
        { type: 'line-found', run: state.run.id, line, step },
      ],
      state,
    );

  test('is gone to; a line without an operation leads nowhere', () => {
    const state = settled(40);
    expect(asked(state, 3, 7).step).toBe(7);
    expect(asked(state, 1, null)).toEqual({ ...state, lineAsked: null });
    // Another line was asked for meanwhile.
    const late = reduced([{ type: 'line-asked', line: 4 }], state);
    expect(reduce(late, { type: 'line-found', run: 1, line: 3, step: 7 }).step).toBe(40);
  });

  test('is not asked for while the script is newer than the replay', () => {
    const state = { ...settled(40), outdated: true };
    expect(reduce(state, { type: 'line-asked', line: 3 })).toBe(state);
  });

  test('was only looked at by a visitor at the end, who is there again once they write on', () => {
    const script: State = { ...settled(100), scenario: { kind: 'script' } };
    const edit: Action = { type: 'script-edited', text: 'a = malloc 1' };
    expect(reduce(asked(asked(script, 3, 7), 4, 9), edit).following).toBe(true);
    // Who stepped on from there has chosen the step.
    const stepped = reduced([{ type: 'step-by', delta: 1 }, edit], asked(script, 3, 7));
    expect([stepped.following, stepped.step]).toEqual([false, 8]);
    expect(reduce(asked(settled(40), 3, 7), edit).following).toBe(false);
  });

  test.each<[string, Action]>([
    ['another scenario', { type: 'scenario-chosen', scenario: { kind: 'lesson', id: 'churn' } }],
    [
      'a link',
      {
        type: 'link-opened',
        link: { ...EMPTY_LINK, scenario: { kind: 'lesson', id: 'churn' } },
        notices: [],
      },
    ],
  ])('was looked at in the scenario before %s alone', (_, open) => {
    const script: State = { ...settled(100), scenario: { kind: 'script' } };
    const looking = reduced([{ type: 'line-asked', line: 4 }], asked(script, 3, 7));
    expect([looking.isBackAtEdit, looking.lineAsked]).toEqual([true, 4]);
    const elsewhere = reduce(looking, open);
    expect([elsewhere.isBackAtEdit, elsewhere.lineAsked]).toEqual([false, null]);
    const written = reduce(elsewhere, { type: 'script-edited', text: 'a = malloc 1' });
    expect([written.following, written.step]).toEqual([false, LESSON.step]);
  });

  test('was looked at before the reader of a lesson chose to predict, or not to', () => {
    const lesson: State = { ...settled(100), scenario: { kind: 'lesson', id: 'churn' } };
    const looking = reduced([{ type: 'line-asked', line: 4 }], asked(lesson, 3, 7));
    expect([looking.isBackAtEdit, looking.lineAsked]).toEqual([true, 4]);
    const chosen = reduce(looking, { type: 'predicting-set', predicts: false });
    expect([chosen.isBackAtEdit, chosen.lineAsked]).toEqual([false, null]);
  });

  test('is that of the replay it was asked of', () => {
    const anew = reduced([{ type: 'line-asked', line: 3 }, { type: 'run-opened' }], settled(40));
    const again = reduced([progress(2, 100), { type: 'line-asked', line: 3 }], anew);
    expect(reduce(again, { type: 'line-found', run: 1, line: 3, step: 7 })).toBe(again);
    expect(reduce(again, { type: 'line-found', run: 2, line: 3, step: 9 }).step).toBe(9);
  });

  test('is marked: the newest while nothing is newer, none while there are mistakes', () => {
    const shown = { run: 1, step: 7, space: 0 };
    const state: State = { ...settled(7), line: 3, shown };
    expect(markedLine(state)).toBe(3);
    expect(markedLine({ ...state, outdated: true })).toBe('as it is');
    expect(markedLine({ ...state, shown: { ...shown, run: 0 } })).toBe('as it is');
    const problem = { line: 1, column: 1, endColumn: 2, message: 'no', hint: null };
    const scriptVerdict = { problems: [problem], operations: 0 };
    expect(markedLine({ ...state, outdated: true, scriptVerdict })).toBeNull();
    expect(mistaken({ ...state, outdated: true, scriptVerdict })).toBe('script');
    expect(mistaken({ ...state, scriptVerdict })).toBeNull();
  });
});

test('a category is listed once it had bytes, and stays until another scenario is opened', () => {
  const at = (state: State, step: number, ...filled: string[]) => {
    const action = shown(state.run.id, step) as Extract<Action, { type: 'shown' }>;
    const part = (category: string, bytes: number) => ({ category, bytes, untouched: 0 });
    const parts = [part('stagnant', 0), ...filled.map((category) => part(category, 8))];
    return reduce(state, { ...action, frame: { ...action.frame, parts } });
  };
  const first = at(settled(40), 41, 'header', 'free');
  expect(first.categoriesSeen).toEqual(['header', 'free']);
  // What was never touched is a part of others, and has a line of its own.
  const lazy = shown(first.run.id, 42) as Extract<Action, { type: 'shown' }>;
  const parts = [{ category: 'header', bytes: 8, untouched: 4 }];
  const touched = reduce(first, { ...lazy, frame: { ...lazy.frame, parts } });
  expect(touched.categoriesSeen).toEqual(['header', 'free', 'untouched']);
  const later = at(first, 42, 'header');
  expect(later.categoriesSeen).toBe(first.categoriesSeen);
  expect(at({ ...later, rescaling: true }, 43, 'header').categoriesSeen).toEqual(['header']);
});
