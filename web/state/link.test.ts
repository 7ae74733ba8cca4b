// Protects what links promise: what a figure's link carries, opening it gives back; and opening one costs
// the visitor nothing they made.

import { describe, expect, test } from 'vitest';
import { EMPTY_LINK, type Link } from '../engine/link';
import type { Catalog, Frame } from '../engine/wire';
import type { Action } from './actions';
import { linkOf } from './link';
import { scriptText } from './lookups';
import { linkInFile } from './opening';
import { decodeSaved, encodeSaved } from './persistence';
import { RECORDING_INFO } from './recording-info.test-helper';
import { reduce } from './reduce';
import { NOTHING_SAVED } from './saved';
import { brokenPlaces, isReadyToReplay, promiseOf, scenarioTitle } from './selectors';
import { INITIAL_STATE, type Scenario, type State } from './state';

/** A design with which everything goes. */
const NOTHING_ELSE = { unavailable: {}, inert: {} };

const CLASSIC = { placement: 'first-fit', minimum: '64' };
const TIGHT = { placement: 'best-fit', minimum: '16' };

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
    unit: '',
    options: [],
    names: [],
    default: '',
  })),
  presets: [
    { id: 'classic', title: 'Classic', summary: '', design: CLASSIC },
    { id: 'tight', title: 'Tight', summary: '', design: TIGHT },
  ],
  metrics: [],
  categories: [],
  untouched: { id: 'untouched', title: '', summary: '', axes: [] },
  outcomes: [],
  generators: [{ id: 'churn', title: 'Churn', summary: '', example: 'generate churn\n' }],
  vocabulary: [],
  classic: CLASSIC,
  families: {},
};

const TRACES = ['sqlite', 'gcc'].map((id) => ({
  id,
  title: id,
}));

const LESSON = {
  id: 'alignment',
  title: 'Alignment',
  question: 'Why?',
  lookFor: '',
  settings: { minimum: '16' },
  designs: [
    { label: 'First fit', settings: {} },
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
  traces: TRACES,
  lessons: [LESSON],
  saved: NOTHING_SAVED,
};

function reduced(actions: readonly Action[], state: State = INITIAL_STATE): State {
  return actions.reduce(reduce, state);
}

const FIRST_VISIT = reduced([STARTED]);

function opened(link: Partial<Link>, state: State = FIRST_VISIT): State {
  return reduce(state, { type: 'link-opened', link: { ...EMPTY_LINK, ...link }, notices: [] });
}

/** The design as set is found sound, and replayed to its end. */
function replayed(state: State, hash = 'f00d', total = 100): State {
  const problems: never[] = [];
  const { design } = state;
  const checked = reduced(
    [
      { type: 'design-checked', asked: design, design, problems, ...NOTHING_ELSE },
      { type: 'run-opened' },
    ],
    state,
  );
  const run = checked.run.id;
  return reduce(checked, {
    type: 'run-advanced',
    run,
    replayed: total,
    total,
    hash,
    scorecard: null,
  });
}

const BYTES = new Uint8Array([1, 2, 3]);

describe('opening the link of a figure gives the figure back', () => {
  const figures: readonly [name: string, actions: readonly Action[]][] = [
    ['a first visit', []],
    ['another program', [{ type: 'scenario-chosen', scenario: { kind: 'bundled', id: 'gcc' } }]],
    ['a change of design', [{ type: 'axis-set', axis: 'placement', value: 'best-fit' }]],
    ['a preset', [{ type: 'preset-chosen', preset: 'tight' }]],
    [
      'a preset changed into Classic',
      [
        { type: 'preset-chosen', preset: 'tight' },
        { type: 'axis-set', axis: 'placement', value: 'first-fit' },
        { type: 'axis-set', axis: 'minimum', value: '64' },
      ],
    ],
    ['a lesson', [{ type: 'scenario-chosen', scenario: { kind: 'lesson', id: 'alignment' } }]],
    [
      'a lesson’s second design',
      [
        { type: 'scenario-chosen', scenario: { kind: 'lesson', id: 'alignment' } },
        { type: 'lesson-design-chosen', index: 1 },
      ],
    ],
    [
      'a lesson under Classic',
      [
        { type: 'scenario-chosen', scenario: { kind: 'lesson', id: 'alignment' } },
        { type: 'axis-set', axis: 'minimum', value: '64' },
      ],
    ],
    [
      'a lesson whose script was edited',
      [
        { type: 'scenario-chosen', scenario: { kind: 'lesson', id: 'alignment' } },
        { type: 'script-edited', text: 'a = malloc 2\n' },
      ],
    ],
    ['a pattern', [{ type: 'scenario-chosen', scenario: { kind: 'generator', id: 'churn' } }]],
    [
      'a pattern’s script, edited',
      [
        { type: 'scenario-chosen', scenario: { kind: 'generator', id: 'churn' } },
        { type: 'script-edited', text: 'generate churn operations=7\n' },
      ],
    ],
    [
      'an own script',
      [
        { type: 'scenario-chosen', scenario: { kind: 'script' } },
        { type: 'script-edited', text: 'mine = malloc 1\n' },
      ],
    ],
    [
      'a file',
      [
        {
          type: 'file-read',
          name: 'a.rep',
          bytes: BYTES,
          info: RECORDING_INFO,
        },
      ],
    ],
  ];

  test.each(figures)('%s', (_, actions) => {
    const state = replayed(reduced(actions, FIRST_VISIT));
    const looked = reduced(
      [
        { type: 'seek', step: 42 },
        { type: 'space-chosen', task: 2 },
        { type: 'window-set', window: { from: 64, bytes: 4096 } },
        { type: 'selected', offset: 80 },
      ],
      state,
    );
    const link = linkOf(looked);
    const elsewhere = reduced([STARTED, { type: 'axis-set', axis: 'minimum', value: '32' }]);
    const again = opened(link, elsewhere);
    expect(again.design).toEqual(looked.design);
    expect(again.preset).toBe(looked.preset);
    expect(scriptText(again)).toBe(scriptText(looked));
    expect(again.following).toBe(false);
    expect(again.promised).toEqual(['f00d']);
    expect(linkOf(replayed(again))).toEqual(link);
  });
});

test('a link leaves out what is so by itself', () => {
  expect(linkOf(FIRST_VISIT)).toEqual({ ...EMPTY_LINK, scenario: { kind: 'trace', id: 'sqlite' } });
  const lesson = reduced(
    [{ type: 'scenario-chosen', scenario: { kind: 'lesson', id: 'alignment' } }],
    FIRST_VISIT,
  );
  expect(linkOf(lesson).designs).toEqual([]);
  const changed = reduce(FIRST_VISIT, { type: 'axis-set', axis: 'minimum', value: '32' });
  expect(linkOf(changed).designs).toEqual([{ minimum: '32' }]);
});

test('what belongs to one task of a design travels too', () => {
  const state = opened({ designs: [{ placement: 'best-fit', '2:placement': 'first-fit' }] });
  expect(state.design).toEqual({ ...CLASSIC, placement: 'best-fit', '2:placement': 'first-fit' });
  expect(linkOf(state).designs).toEqual([{ placement: 'best-fit', '2:placement': 'first-fit' }]);
});

test('a link without a step follows the replay; a lesson’s opens where the lesson says', () => {
  expect(opened({ scenario: { kind: 'trace', id: 'gcc' } }).following).toBe(true);
  const lesson = opened({ scenario: { kind: 'lesson', id: 'alignment' } });
  expect([lesson.following, lesson.step, lesson.design.minimum]).toEqual([false, 3, '16']);
});

test('a reader who predicts in a lesson is asked at its own steps, from the one before the first', () => {
  const asking = { ...LESSON, id: 'asking', predict: [4, 6] };
  const visit = { ...FIRST_VISIT, lessons: [LESSON, asking] };
  const link = { scenario: { kind: 'lesson', id: 'asking' } } as const;
  const asked = ({ carried, step }: State) => [carried.predict, step];
  expect(asked(opened({ ...link, predict: [] }, visit))).toEqual([[4, 6], 3]);
  expect(asked(opened({ ...link, predict: [5], step: 0 }, visit))).toEqual([[5], 0]);
  // The reader's own wish.
  const set = (predicts: boolean) =>
    reduce(opened(link, visit), { type: 'predicting-set', predicts });
  expect(asked(set(true))).toEqual([[4, 6], 3]);
  expect(asked(set(false))).toEqual([null, LESSON.step]);
  const costly = opened({ scenario: { kind: 'lesson', id: LESSON.id } }, visit);
  expect(asked(reduce(costly, { type: 'predicting-set', predicts: true }))).toEqual([
    null,
    LESSON.step,
  ]);
});

describe('a reader who leaves a lesson is asked', () => {
  const asking = { ...LESSON, id: 'asking', predict: [4, 6] };
  const other = { ...LESSON, id: 'other', predict: [2] };
  const visit = { ...FIRST_VISIT, lessons: [LESSON, asking, other] };
  const link = { scenario: { kind: 'lesson', id: 'asking' } } as const;
  const wished = reduce(opened(link, visit), { type: 'predicting-set', predicts: true });
  const reopened = reduce(visit, {
    type: 'link-opened',
    link: linkOf(wished),
    notices: [],
    by: 'page',
  });
  const required = opened({ ...link, predict: [] }, visit);
  const everywhere = opened({ scenario: { kind: 'trace', id: 'gcc' }, predict: [5] }, visit);

  const ELSEWHERE: readonly Scenario[] = [
    { kind: 'lesson', id: 'other' },
    { kind: 'lesson', id: LESSON.id },
    { kind: 'bundled', id: 'gcc' },
    { kind: 'script' },
  ];

  test.each<[string, State, readonly (readonly number[] | null)[]]>([
    ['by their own wish, in lessons with questions alone', wished, [[2], null, null, null]],
    ['as well, once they have come back to it', reopened, [[2], null, null, null]],
    ['as before where a link wants it', required, [[2], [], [4, 6], [4, 6]]],
    ['as before where a link wants it of another scenario', everywhere, [[2], [], [5], [5]]],
  ])('%s', (_, state, expected) => {
    const after = ELSEWHERE.map((scenario) => reduce(state, { type: 'scenario-chosen', scenario }));
    expect(after.map(({ carried }) => carried.predict)).toEqual(expected);
  });

  test('no longer in the next lesson, once they were in a program', () => {
    const actions = (['gcc', 'asking'] as const).map(
      (id): Action => ({
        type: 'scenario-chosen',
        scenario: { kind: id === 'gcc' ? 'bundled' : 'lesson', id },
      }),
    );
    const back = reduced(actions, wished);
    expect([back.carried.predict, back.step]).toEqual([null, LESSON.step]);
  });

  test('nothing in a lesson without questions, which opens at its step', () => {
    const scenario = { kind: 'lesson', id: LESSON.id } as const;
    expect(reduce(wished, { type: 'scenario-chosen', scenario }).step).toBe(LESSON.step);
  });
});

test('what a figure cannot act upon itself is carried on', () => {
  const said = { title: 'Puzzle', fixed: ['placement'], predict: [], theme: 'dark', speed: 4 };
  const state = opened({ scenario: { kind: 'script', text: 'a = malloc 1\n' }, ...said });
  expect(linkOf(state)).toMatchObject(said);
  expect(scenarioTitle(state)).toBe('Puzzle');
  const other = reduce(state, {
    type: 'scenario-chosen',
    scenario: { kind: 'bundled', id: 'gcc' },
  });
  expect(linkOf(other)).toMatchObject({ ...said, title: null });
});

describe('the visitor’s own work', () => {
  const WRITTEN = reduced(
    [
      { type: 'scenario-chosen', scenario: { kind: 'script' } },
      { type: 'script-edited', text: 'mine = malloc 1\n' },
      { type: 'axis-set', axis: 'placement', value: 'worst-fit' },
    ],
    FIRST_VISIT,
  );
  const LINK: Partial<Link> = { scenario: { kind: 'script', text: 'theirs = malloc 2\n' } };

  test('is kept when a link takes its place, and can be brought back', () => {
    const state = opened(LINK, WRITTEN);
    expect(scriptText(state)).toBe('theirs = malloc 2\n');
    expect(state.design).toEqual(CLASSIC);
    expect(state.notices.map(({ offersWork }) => offersWork)).toEqual([true]);
    const back = reduce(state, { type: 'work-brought-back' });
    expect(scriptText(back)).toBe('mine = malloc 1\n');
    expect(back.design).toEqual({ ...CLASSIC, placement: 'worst-fit' });
    expect([back.replacedWork, back.notices]).toEqual([[], []]);
  });

  test('is what another visit finds, where the link was only looked at', () => {
    const looked = reduce(opened(LINK, WRITTEN), { type: 'selected', offset: 8 });
    const saved = decodeSaved(encodeSaved(looked));
    const next = reduced([{ ...STARTED, saved }]);
    expect(scriptText(next)).toBe('mine = malloc 1\n');
    expect(next.design.placement).toBe('worst-fit');
  });

  test('is beside the link’s figure, where something was made of that', () => {
    const made = reduce(opened(LINK, WRITTEN), {
      type: 'axis-set',
      axis: 'minimum',
      value: '16',
    });
    const next = reduced([{ ...STARTED, saved: decodeSaved(encodeSaved(made)) }]);
    expect(scriptText(next)).toBe('theirs = malloc 2\n');
    expect(next.replacedWork.map(({ script }) => script)).toEqual(['mine = malloc 1\n']);
  });

  test('is not a link that was only looked at before the next', () => {
    const state = opened({ scenario: { kind: 'trace', id: 'gcc' } }, opened(LINK));
    expect([state.replacedWork, state.notices]).toEqual([[], []]);
    expect(decodeSaved(encodeSaved(opened(LINK)))).toEqual(NOTHING_SAVED);
  });

  test('in a lesson’s script is kept when a link means the lesson as it is', () => {
    const edited = reduced(
      [
        { type: 'scenario-chosen', scenario: { kind: 'lesson', id: 'alignment' } },
        { type: 'script-edited', text: 'mine = malloc 3\n' },
        { type: 'scenario-chosen', scenario: { kind: 'bundled', id: 'sqlite' } },
      ],
      FIRST_VISIT,
    );
    const state = opened({ scenario: { kind: 'lesson', id: 'alignment' } }, edited);
    expect(scriptText(state)).toBe(LESSON.script);
    expect(state.replacedWork.map(({ script }) => script)).toContain('mine = malloc 3\n');
  });

  test('comes and goes with the way back and forward, and is not shelved for it', () => {
    const link = linkOf(WRITTEN);
    const on = reduced(
      [{ type: 'scenario-chosen', scenario: { kind: 'bundled', id: 'gcc' } }],
      WRITTEN,
    );
    const back = reduce(on, {
      type: 'link-opened',
      link,
      notices: [],
      by: 'page',
      isReturn: true,
      origin: { kind: 'script' },
    });
    expect(back.scenario).toEqual({ kind: 'script' });
    expect(scriptText(back)).toBe('mine = malloc 1\n');
    expect([back.changed, back.replacedWork, back.notices]).toEqual(['figure', [], []]);
  });
});

test('what was set aside is no longer, once the way back leads to it', () => {
  const mine = reduce(FIRST_VISIT, { type: 'axis-set', axis: 'placement', value: 'best-fit' });
  const theirs = opened({ scenario: { kind: 'trace', id: 'gcc' } }, mine);
  expect(theirs.replacedWork).toHaveLength(1);
  const back = reduce(theirs, {
    type: 'link-opened',
    link: linkOf(mine),
    notices: [],
    by: 'page',
    isReturn: true,
    origin: { kind: 'bundled', id: 'sqlite' },
  });
  expect(back.replacedWork).toEqual([]);
});

describe('a link that can be kept only in part', () => {
  test('says what was lost, and the rest loads', () => {
    const state = reduce(FIRST_VISIT, {
      type: 'link-opened',
      link: {
        ...EMPTY_LINK,
        scenario: { kind: 'trace', id: 'emacs' },
        designs: [{ placement: 'best-fit', colour: 'red' }],
        preset: 'modern',
        step: 7,
        hashes: ['f00d'],
      },
      notices: [{ field: 'window', message: 'The window is no range of bytes.' }],
    });
    expect(state.scenario).toEqual({ kind: 'bundled', id: 'sqlite' });
    expect(state.design).toEqual({ ...CLASSIC, placement: 'best-fit' });
    // A step of another scenario means nothing, and its figures prove nothing.
    expect([state.following, state.promised]).toEqual([true, []]);
    const items = state.notices.flatMap((notice) => notice.items);
    expect(items).toHaveLength(4);
    for (const word of ['window', 'emacs', 'colour', 'modern']) {
      expect(items.some((item) => item.includes(word))).toBe(true);
    }
  });

  test('loses the values that the engine finds impossible, and no others', () => {
    const state = opened({ designs: [{ placement: 'best-fit', minimum: 'many' }] });
    const problems = [{ axis: 'minimum', reason: 'is no number' }];
    const mended = reduce(state, {
      type: 'design-checked',
      asked: state.design,
      design: CLASSIC,
      problems,
      ...NOTHING_ELSE,
    });
    expect(mended.design).toEqual({ ...CLASSIC, placement: 'best-fit' });
    expect(mended.isDesignChecked).toBe(false);
    expect(mended.notices.flatMap(({ items }) => items).join()).toContain('is no number');
  });
});

describe('a place that is not there', () => {
  const REGION = {
    base: 0,
    bytes: 4096,
    reach: 640,
    heapBytes: 640,
    highWaterBytes: 640,
    blocks: 0,
  };
  const noticed = (state: State) => state.notices.flatMap(({ items }) => items).join(' ');

  function shown(state: State): State {
    const frame = {
      step: 0,
      total: 100,
      region: REGION,
      parts: [],
      space: 0,
      spaces: [],
    } as unknown as Frame;
    return reduce(state, {
      type: 'shown',
      run: state.run.id,
      step: 0,
      frame,
      line: null,
      picture: null,
      overview: null,
      blocks: [],
      closeUp: null,
    });
  }

  test('a window and a selection beyond the region are let go', () => {
    const state = shown(replayed(opened({ window: { from: 1 << 20, bytes: 64 }, selected: 5000 })));
    expect([state.window, state.selection]).toEqual([null, null]);
    expect(noticed(state)).toMatch(/memory.*block/);
  });

  test('a task without a space is let go', () => {
    const state = reduce(replayed(opened({ space: 3 })), {
      type: 'space-missing',
      run: 1,
      task: 3,
    });
    expect(state.space).toBeNull();
    expect(noticed(state)).toContain('task 3');
  });

  test('a step beyond the last is the last', () => {
    const state = replayed(opened({ step: 5000 }));
    expect(state.step).toBe(100);
    expect(noticed(state)).toContain('5000');
  });

  test('what is selected in another space than the one on the screen stays selected', () => {
    const before = shown(replayed(FIRST_VISIT));
    expect(opened({ ...linkOf(before), space: 0, selected: 8 }, before).selection).not.toBeNull();
    const state = opened({ ...linkOf(before), space: 1, selected: 8 }, before);
    const frame = {
      step: 0,
      total: 100,
      region: REGION,
      parts: [],
      space: 1,
      spaces: [],
    } as unknown as Frame;
    const after = reduce(state, {
      type: 'shown',
      run: state.run.id,
      step: 0,
      frame,
      line: null,
      picture: null,
      overview: null,
      blocks: [],
      closeUp: null,
    });
    expect(after.selection?.offset).toBe(8);
  });
});

describe('a link to a file', () => {
  const URL = 'https://files.example/a.heap-atlas';
  const NAMING: Link = { ...EMPTY_LINK, scenario: { kind: 'url', url: URL } };
  const INSIDE: Link = {
    ...EMPTY_LINK,
    scenario: { kind: 'recording', name: 'a.heaptrace', bytes: BYTES },
    designs: [{ placement: 'best-fit' }],
    step: 5,
    hashes: ['f00d'],
  };

  test('replays nothing until the file is there, and then what is in it', () => {
    const asked = opened(NAMING);
    expect(asked.scenario).toMatchObject({ kind: 'remote', url: URL });
    const { design } = asked;
    const problems: never[] = [];
    const checked = reduce(asked, {
      type: 'design-checked',
      asked: design,
      design,
      problems,
      ...NOTHING_ELSE,
    });
    expect(isReadyToReplay(checked)).toBe(false);
    const read = reduce(checked, {
      type: 'remote-read',
      url: URL,
      name: 'a.rep',
      bytes: BYTES,
      info: RECORDING_INFO,
    });
    expect(isReadyToReplay(read)).toBe(true);
    expect(linkOf(read).scenario).toEqual({ kind: 'url', url: URL });
  });

  test('shows the figure as it is in the file, where it says nothing else', () => {
    const link = linkInFile(NAMING, INSIDE);
    const state = reduce(opened(NAMING), { type: 'link-opened', link, notices: [], url: URL });
    expect(state.design).toEqual({ ...CLASSIC, placement: 'best-fit' });
    expect([state.step, state.promised]).toEqual([5, ['f00d']]);
    expect(linkOf(state).scenario).toEqual({ kind: 'url', url: URL });
  });

  test('says what it says itself, where it says more', () => {
    const state = reduce(opened(NAMING), {
      type: 'link-opened',
      link: linkInFile(NAMING, INSIDE),
      notices: [],
      url: URL,
    });
    const classic = reduce(state, { type: 'axis-set', axis: 'placement', value: 'first-fit' });
    const link = linkOf(classic);
    // Classic is said, because without it the file's design would be meant.
    expect(link.designs).toEqual([{}]);
    expect(linkInFile(link, INSIDE)).toEqual({ ...link, scenario: INSIDE.scenario });
  });

  test('leads nowhere where the file only names another', () => {
    const state = reduce(opened(NAMING), {
      type: 'link-opened',
      link: NAMING,
      notices: [],
      url: URL,
    });
    expect(state.scenario).toEqual({ kind: 'bundled', id: 'sqlite' });
    expect(state.notices.flatMap(({ items }) => items).join()).toContain('another file');
  });
});

test('a file the visitor opens is theirs, with what it promises', () => {
  const link = { ...EMPTY_LINK, scenario: { kind: 'trace', id: 'gcc' }, hashes: ['f00d'] } as const;
  const state = reduce(FIRST_VISIT, { type: 'link-opened', link, notices: [], by: 'file' });
  expect([state.changed, state.promised]).toEqual(['figure', ['f00d']]);
});

test('a promise ends where something else is replayed, and not where one only looks', () => {
  const state = opened({ scenario: { kind: 'trace', id: 'gcc' }, hashes: ['f00d'] });
  expect(reduce(state, { type: 'selected', offset: 8 }).promised).toEqual(['f00d']);
  const changed = reduce(state, { type: 'axis-set', axis: 'minimum', value: '32' });
  expect(changed.promised).toEqual([]);
});

test('a link to the figure that is open moves the view and replays nothing', () => {
  const state = replayed(FIRST_VISIT);
  const link = linkOf({ ...state, following: false, step: 5 });
  const moved = opened({ ...link, step: 9 }, state);
  expect([moved.step, moved.outdated, moved.run]).toEqual([9, false, state.run]);
});

describe('a link of several designs', () => {
  const beside = ({ compare }: State, hashes: readonly (string | null)[]): Action => ({
    type: 'outcomes-shared',
    outcomes: compare.map(({ design }, at) => ({ design, hash: hashes[at] ?? null })),
  });
  const made = (designs: readonly object[], hashes: readonly string[] = []) =>
    replayed(opened({ scenario: { kind: 'trace', id: 'gcc' }, designs: designs as [], hashes }));

  test('carries the hash of each, as far as they are known without a gap', () => {
    const state = made([{}, { placement: 'best-fit' }, { minimum: '16' }]);
    expect(linkOf(state).hashes).toEqual(['f00d']);
    expect(linkOf(reduce(state, beside(state, ['beef']))).hashes).toEqual(['f00d', 'beef']);
    expect(linkOf(reduce(state, beside(state, [null, 'cafe']))).hashes).toEqual(['f00d']);
    const all = reduce(state, beside(state, ['beef', 'cafe']));
    expect(linkOf(all).hashes).toEqual(['f00d', 'beef', 'cafe']);
    // As soon as another design stands in a place, what came of the one before is none of it.
    const other = reduced([{ type: 'design-activated', place: 1 }], all);
    const changed = reduce(other, { type: 'axis-set', axis: 'minimum', value: '128' });
    expect(linkOf(changed).hashes).toEqual(['f00d']);
    expect(linkOf({ ...all, outdated: true }).hashes).toEqual([]);
  });

  test('is reproduced where all come out as they did, and says which doesn’t', () => {
    const state = made([{}, { placement: 'best-fit' }], ['f00d', 'beef']);
    expect(promiseOf(state)).toBe('open');
    expect(promiseOf(reduce(state, beside(state, ['beef'])))).toBe('kept');
    const other = reduce(state, beside(state, ['0bad']));
    expect([promiseOf(other), brokenPlaces(other)]).toEqual(['broken', [1]]);
    // An older link says it of the first alone.
    const old = made([{}, { placement: 'best-fit' }], ['f00d']);
    expect(promiseOf(reduce(old, beside(old, ['0bad'])))).toBe('kept');
  });
});

describe('a design of another family', () => {
  const LIST = { family: 'list', alignment: '16', structure: 'free-list' };
  const TAGS = { family: 'tags', alignment: '8', bins: 'one-list' };
  const catalog: Catalog = {
    ...CATALOG,
    presets: [
      { id: 'classic', title: 'Classic', summary: '', design: LIST },
      { id: 'bins', title: 'Bins', summary: '', design: { ...TAGS, bins: 'two-level' } },
    ],
    classic: LIST,
    families: { list: LIST, tags: TAGS },
  };
  const started = reduce(INITIAL_STATE, { ...STARTED, catalog });

  test.each([
    TAGS,
    { ...TAGS, bins: 'two-level' },
    // What Classic has by itself is a change in a family that has something else.
    { ...TAGS, alignment: '16' },
  ])('comes back from its link as it was: %o', (design) => {
    const link = linkOf({ ...started, design, preset: 'bins' });
    const opened = reduce(started, { type: 'link-opened', link, notices: [] });
    expect(opened.design).toEqual(design);
    expect(opened.preset).toBe('bins');
    expect(link.designs[0]).toMatchObject({ family: 'tags' });
  });

  test('is shown beside the nearest preset where a link names none', () => {
    const link = { ...EMPTY_LINK, designs: [{ family: 'tags', bins: 'two-level' }] };
    expect(reduce(started, { type: 'link-opened', link, notices: [] }).preset).toBe('bins');
  });

  test('stays out of reach where an option of the first is fixed', () => {
    const carried = { ...started.carried, fixed: ['structure'] };
    const locked = { ...started, design: LIST, carried };
    const changed = reduce(locked, { type: 'axis-set', axis: 'family', value: 'tags' });
    expect(changed.design).toEqual(LIST);
  });
});
