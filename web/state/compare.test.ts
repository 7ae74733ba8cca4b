// Protects the bookkeeping of designs side by side: places, which one is active, and what the state of a compared design takes over.

import { describe, expect, test } from 'vitest';
import { EMPTY_LINK } from '../engine/link';
import type { Catalog } from '../engine/wire';
import type { Action } from './actions';
import {
  changedAxes,
  commonInWords,
  designInWords,
  differingAxes,
  isLessonDesignFree,
  lessonDesignSet,
} from './axes';
import { activeDesign, comparedDesigns } from './compare';
import { linkOf } from './link';
import { isFixed, isHidden } from './lock';
import { reduce } from './reduce';
import { NOTHING_SAVED } from './saved';
import { mapEnd, mapWindow, overTimeBytes } from './selectors';
import type { Lead } from './slices/compare';
import { INITIAL_STATE, type State } from './state';

const CLASSIC = { placement: 'first-fit', minimum: '64' };
const TIGHT = { placement: 'best-fit', minimum: '16' };

const CATALOG = {
  axes: [{ id: 'placement' }, { id: 'minimum' }],
  presets: [
    { id: 'classic', title: 'Classic', summary: '', design: CLASSIC },
    { id: 'tight', title: 'Tight', summary: '', design: TIGHT },
  ],
  metrics: [],
  generators: [],
  classic: CLASSIC,
  families: {},
} as unknown as Catalog;

const LESSON = {
  id: 'holes',
  title: '',
  question: '',
  lookFor: '',
  settings: { minimum: '8' },
  designs: ['first-fit', 'best-fit', 'worst-fit', 'next-fit', 'scored'].map((placement) => ({
    label: placement,
    settings: { placement },
  })),
  step: 3,
  view: 'memory-map',
  checks: [],
  script: 'a = malloc 1\n',
};

const COPY: Action = { type: 'design-added', from: { kind: 'copy' } };
const TIGHT_TOO: Action = { type: 'design-added', from: { kind: 'preset', id: 'tight' } };

function set(value: string): Action {
  return { type: 'axis-set', axis: 'placement', value };
}

function reduced(actions: readonly Action[], state?: State): State {
  const started: Action = {
    type: 'engine-started',
    catalog: CATALOG,
    traces: [],
    lessons: [LESSON],
    saved: NOTHING_SAVED,
  };
  return actions.reduce(reduce, state ?? reduce(INITIAL_STATE, started));
}

/** The placements of all designs, A first. */
function placements(state: State): (string | undefined)[] {
  return comparedDesigns(state).map(({ design }) => design.placement);
}

describe('designs side by side', () => {
  test('a copy becomes active, and what is set from then on is the copy’s', () => {
    const state = reduced([COPY, set('best-fit')]);
    expect(placements(state)).toEqual(['first-fit', 'best-fit']);
    expect([state.activePlace, activeDesign(state).design.placement]).toEqual([1, 'best-fit']);
    expect(
      differingAxes(
        state,
        comparedDesigns(state).map(({ design }) => design),
      ),
    ).toEqual([{ key: 'placement', task: null, axis: { id: 'placement' } }]);
  });

  test.each([
    ['a task’s own', [{}, { '2:placement': 'best-fit' }], ['2:placement']],
    ['the kernel’s, which a task keeps out of', [{ '1:placement': 'next-fit' }], []],
    [
      'the kernel’s alone, where both give the task the same',
      [{}, { placement: 'best-fit', '2:placement': 'first-fit' }],
      ['placement'],
    ],
  ])('designs differ by %s', (_, changes, keys) => {
    const designs = changes.map((each) => ({ ...CLASSIC, ...each }));
    expect(differingAxes(reduced([]), designs).map(({ key }) => key)).toEqual(keys);
  });

  describe('of two families', () => {
    const [list, tags] = [
      { family: 'list', alignment: '16', placement: 'first-fit' },
      { family: 'tags', alignment: '8', bins: 'one-list' },
    ];
    const bins = { ...tags, bins: 'size-classes' };
    const axis = (id: string) => ({ id, title: id, kind: 'choice', options: [] });
    const catalog = {
      ...CATALOG,
      axes: ['family', 'alignment', 'placement', 'bins'].map(axis),
      presets: [
        { id: 'classic', title: 'Classic', summary: '', design: list },
        { id: 'bins', title: 'Bins', summary: '', design: bins },
      ],
      classic: list,
      families: { list, tags },
    } as unknown as Catalog;
    const first: State = { ...INITIAL_STATE, catalog, design: list };

    test('each is held against its own family, which is one change and goes by its name', () => {
      const beside = { ...first, design: bins };
      expect(changedAxes(beside)).toEqual(['family', 'bins']);
      expect(designInWords(beside)).toBe('tags with bins size-classes');
      expect(changedAxes({ ...beside, preset: 'bins' })).toEqual([]);
      expect(changedAxes(first)).toEqual([]);
    });

    test('the family’s change taken back gives the preset', () => {
      const back = reduce({ ...first, design: bins }, { type: 'axis-reset', axis: 'family' });
      expect(back.design).toEqual(list);
    });

    test('what they have in common is what their families don’t have by themselves', () => {
      const common = (...designs: State['design'][]) => {
        const [design = {}, ...others] = designs;
        const compare = others.map((each) => ({ preset: 'classic', design: each }));
        return commonInWords({ ...first, design, compare });
      };
      expect(common(bins, bins)).toBe('family tags, bins size-classes');
      expect(common({ ...list, alignment: '8' }, tags)).toBe('alignment 8');
      expect(common(list, tags)).toBe('');
    });

    test('a lesson on a family sets that family’s design', () => {
      const lesson = {
        ...LESSON,
        settings: { family: 'tags' },
        designs: [{ label: '', settings: {} }],
      };
      const open: State = {
        ...first,
        lessons: [lesson],
        scenario: { kind: 'lesson', id: 'holes' },
      };
      const chosen = reduce(open, { type: 'lesson-design-chosen', index: 0 });
      expect([chosen.design, lessonDesignSet(chosen)]).toEqual([tags, 0]);
    });
  });

  test('setting one leaves the replays of the others alone', () => {
    const before = reduced([COPY, { type: 'design-activated', place: 1 }]);
    const after = reduce({ ...before, outdated: false }, set('best-fit'));
    expect([after.outdated, after.design]).toEqual([false, before.design]);
    const own = reduce({ ...before, activePlace: 0, outdated: false }, set('best-fit'));
    expect([own.outdated, own.compare]).toEqual([true, before.compare]);
  });

  test('resets and presets are those of the active one', () => {
    const state = reduced([TIGHT_TOO, set('worst-fit')]);
    const reset = reduce(state, { type: 'axis-reset', axis: 'placement' });
    expect(placements(reset)).toEqual(['first-fit', 'best-fit']);
    const chosen = reduce(state, { type: 'preset-chosen', preset: 'classic' });
    expect(chosen.compare[0]).toEqual({ preset: 'classic', design: CLASSIC });
  });

  test('there is room for four', () => {
    const full = reduced([COPY, COPY, COPY]);
    expect(full.compare).toHaveLength(3);
    expect(reduce(full, COPY)).toBe(full);
  });

  test.each([
    [0, ['best-fit', 'worst-fit'], 1],
    [1, ['first-fit', 'worst-fit'], 1],
    [2, ['first-fit', 'best-fit'], 0],
  ])('removing number %i lets the others move up', (place, left, activePlace) => {
    const three = reduced([COPY, set('best-fit'), COPY, set('worst-fit')]);
    const state = reduce(three, { type: 'design-removed', place });
    expect([placements(state), state.activePlace]).toEqual([left, activePlace]);
  });

  test('keep what a link has fixed, from wherever they come', () => {
    const fixed = ['minimum'];
    const opened = reduced([{ type: 'link-opened', link: { ...EMPTY_LINK, fixed }, notices: [] }]);
    const [, preset] = comparedDesigns(reduced([TIGHT_TOO], opened));
    expect(preset?.design).toEqual({ placement: 'best-fit', minimum: '64' });
    const lesson = reduced([
      { type: 'scenario-chosen', scenario: { kind: 'lesson', id: 'holes' } },
    ]);
    const locked = { ...lesson, design: CLASSIC, carried: { ...lesson.carried, fixed } };
    expect(isLessonDesignFree(locked, 1)).toBe(false);
    expect(isLessonDesignFree(lesson, 1)).toBe(true);
    expect(reduced([{ type: 'lesson-compared' }], locked)).toEqual(locked);
    const other = { ...lesson, carried: { ...lesson.carried, fixed } };
    expect(comparedDesigns(reduced([{ type: 'lesson-compared' }], other))).toHaveLength(4);
  });

  test('swapped with A, the active design stays active', () => {
    const state = reduced([COPY, set('best-fit'), { type: 'design-swapped', place: 1 }]);
    expect([placements(state), state.activePlace]).toEqual([['best-fit', 'first-fit'], 0]);
    expect(state.outdated).toBe(true);
  });

  test('the engine’s text replaces what was typed, unless something else was typed since', () => {
    const state = reduced([COPY, set('BEST-FIT')]);
    const asked = activeDesign(state).design;
    const design = { ...asked, placement: 'best-fit' };
    const report: Action = { type: 'compared-checked', place: 1, asked, design };
    expect(placements(reduce(state, report))).toEqual(['first-fit', 'best-fit']);
    const later = reduce(state, set('next-fit'));
    expect(reduce(later, report)).toBe(later);
  });
});

describe('a lesson’s designs', () => {
  const OPEN: Action = { type: 'scenario-chosen', scenario: { kind: 'lesson', id: 'holes' } };

  test('all stand side by side at once, as far as there is room', () => {
    const state = reduced([OPEN, { type: 'lesson-compared' }]);
    expect(placements(state)).toEqual(['first-fit', 'best-fit', 'worst-fit', 'next-fit']);
    expect(state.compare[0]?.design.minimum).toBe('8');
    expect([state.step, state.activePlace]).toEqual([3, 0]);
  });

  test('the card tells the active one, and sets it', () => {
    const state = reduced([
      OPEN,
      { type: 'lesson-compared' },
      { type: 'design-activated', place: 2 },
    ]);
    expect(lessonDesignSet(state)).toBe(2);
    const set = reduce(state, { type: 'lesson-design-chosen', index: 4 });
    expect(placements(set)).toEqual(['first-fit', 'best-fit', 'scored', 'next-fit']);
  });

  test('give the visitor’s own comparison back when they leave', () => {
    const own = reduced([COPY, set('best-fit')]);
    const state = reduced([OPEN, { type: 'lesson-compared' }], own);
    const left = reduce(state, { type: 'scenario-chosen', scenario: { kind: 'script' } });
    expect(placements(left)).toEqual(['first-fit', 'best-fit']);
  });
});

describe('a link', () => {
  const TWO: Action = {
    type: 'link-opened',
    link: { ...EMPTY_LINK, designs: [{ placement: 'best-fit' }, {}, { minimum: '8' }] },
    notices: [],
  };

  test('names all designs, each by what is not Classic’s, and brings them back', () => {
    const state = reduced([TIGHT_TOO, set('next-fit')]);
    const { designs } = linkOf(state);
    expect(designs).toEqual([{}, { placement: 'next-fit', minimum: '16' }]);
    const opened = reduced([
      { type: 'link-opened', link: { ...EMPTY_LINK, designs }, notices: [] },
    ]);
    // Of the presets the link says one, A's; the others are marked against the nearest.
    expect(comparedDesigns(opened)).toEqual(comparedDesigns(state));
  });

  test('begins with A active, and is no more than there is room for', () => {
    const designs = [{}, { minimum: '1' }, { minimum: '2' }, { minimum: '4' }, { minimum: '8' }];
    const link = { ...EMPTY_LINK, designs };
    const state = reduced([COPY, { type: 'link-opened', link, notices: [] }]);
    expect([state.compare.length, state.activePlace]).toEqual([3, 0]);
  });

  test('what it takes the place of is kept, and comes back with its comparison', () => {
    const own = reduced([COPY, set('worst-fit')]);
    const back = reduced([TWO, { type: 'work-brought-back' }], own);
    expect(placements(reduce(own, TWO))).toEqual(['best-fit', 'first-fit', 'first-fit']);
    expect(placements(back)).toEqual(['first-fit', 'worst-fit']);
  });

  test('opened where it was made leaves the compared designs alone', () => {
    const state = reduced([TWO]);
    const again = reduce(state, { type: 'link-opened', link: linkOf(state), notices: [] });
    expect(again.compare).toBe(state.compare);
  });
});

describe('the state of a compared design', () => {
  const LEAD: Lead = {
    scenario: { kind: 'script' },
    drafts: { 'own script': 'a = malloc 1\n' },
    scriptVerdict: { problems: [], operations: 1 },
    choice: { preset: 'tight', design: TIGHT },
    step: 7,
    space: null,
    window: null,
    timeWindow: null,
    arrows: 'none',
    lock: { fixed: ['placement'], hidden: ['minimum'] },
  };
  const led = reduce(reduced([]), { type: 'led', lead: LEAD });

  test('replays the leader’s scenario on its own design, at the leader’s step', () => {
    expect(led).toMatchObject({ design: TIGHT, preset: 'tight', step: 7, outdated: true });
    expect([led.scriptVerdict, led.isDesignChecked]).toEqual([LEAD.scriptVerdict, false]);
  });

  test('is locked as the leader is, and unlocked with it', () => {
    expect([isFixed(led, 'placement'), isHidden(led, 'minimum')]).toEqual([true, true]);
    const lock = { fixed: [], hidden: [] };
    const free = reduce(led, { type: 'led', lead: { ...LEAD, lock } });
    expect([isFixed(free, 'placement'), isHidden(free, 'minimum')]).toEqual([false, false]);
    expect(free.run).toBe(led.run);
  });

  test('only steps when only the step moves', () => {
    const settled = { ...led, outdated: false, isDesignChecked: true };
    const stepped = reduce(settled, { type: 'led', lead: { ...LEAD, step: 8 } });
    expect(stepped).toEqual({ ...settled, step: 8 });
    expect(reduce(settled, { type: 'led', lead: LEAD })).toBe(settled);
  });

  test('is replayed anew for another text of the same scenario', () => {
    const settled = { ...led, outdated: false, rescaling: false };
    const drafts = { 'own script': 'a = malloc 2\n' };
    const edited = reduce(settled, { type: 'led', lead: { ...LEAD, drafts } });
    expect([edited.outdated, edited.rescaling]).toEqual([true, true]);
  });
});

test('all maps have the scale of the heap that reaches furthest', () => {
  const frame = { region: { bytes: 4096 } } as State['frame'];
  const alone: State = { ...reduced([]), frame, extentBytes: 300 };
  const beside = reduce(alone, {
    type: 'reach-shared',
    reach: { extentBytes: 5000, highWaterBytes: 6000, regionBytes: 65536 },
  });
  expect(mapWindow(alone)?.bytes).toBeLessThan(512);
  expect(mapWindow(beside)?.bytes).toBeGreaterThan(5000);
  expect(overTimeBytes(alone)).toBeLessThan(512);
  expect(overTimeBytes(beside)).toBeGreaterThan(6000);
  expect([mapEnd(alone), mapEnd(beside)]).toEqual([4096, 65536]);
  const again = { extentBytes: 5000, highWaterBytes: 6000, regionBytes: 65536 };
  expect(reduce(beside, { type: 'reach-shared', reach: again })).toBe(beside);
});

describe('the machine', () => {
  const machine = { id: 'region-size', scope: 'machine' };
  const onMachine = {
    ...CATALOG,
    axes: [machine, ...CATALOG.axes],
    presets: CATALOG.presets.map((preset) => ({
      ...preset,
      design: { 'region-size': '4096', ...preset.design },
    })),
    classic: { 'region-size': '4096', ...CLASSIC },
    families: {},
  } as unknown as Catalog;
  const resized: Action = { type: 'axis-set', axis: 'region-size', value: '256' };

  function started(): State {
    return reduce(INITIAL_STATE, {
      type: 'engine-started',
      catalog: onMachine,
      traces: [],
      lessons: [LESSON],
      saved: NOTHING_SAVED,
    });
  }

  /** The region sizes of all designs, A first. */
  function sizes(state: State): (string | undefined)[] {
    return comparedDesigns(state).map(({ design }) => design['region-size']);
  }

  test('is set for all designs, whichever of them is active', () => {
    const two = reduced([TIGHT_TOO], started());
    const set = reduce({ ...two, outdated: false }, resized);
    expect([set.activePlace, sizes(set)]).toEqual([1, ['256', '256']]);
    expect([set.outdated, placements(set)]).toEqual([true, ['first-fit', 'best-fit']]);
    const reset = reduce(set, { type: 'axis-reset', axis: 'region-size' });
    expect(sizes(reset)).toEqual(['4096', '4096']);
  });

  test('a task’s own region is set and given up for all designs', () => {
    const own: Action = { type: 'axis-set', axis: '2:region-size', value: '512' };
    const set = reduced([COPY, own], started());
    const owned = (state: State) =>
      comparedDesigns(state).map(({ design }) => design['2:region-size']);
    expect(owned(set)).toEqual(['512', '512']);
    expect(owned(reduce(set, { type: 'task-follows', task: 2 }))).toEqual([undefined, undefined]);
  });

  test('stays as it is where a preset is chosen or compared', () => {
    const state = reduced(
      [resized, { type: 'preset-chosen', preset: 'tight' }, TIGHT_TOO],
      started(),
    );
    expect(sizes(state)).toEqual(['256', '256']);
    expect(placements(state)).toEqual(['best-fit', 'best-fit']);
  });

  test('a link’s designs have the machines it names, until one is set for all', () => {
    const designs = [{}, { 'region-size': '1024' }];
    const opened = reduced(
      [{ type: 'link-opened', link: { ...EMPTY_LINK, designs }, notices: [] }],
      started(),
    );
    expect(sizes(opened)).toEqual(['4096', '1024']);
    expect(sizes(reduce(opened, { ...resized, value: '4096' }))).toEqual(['4096', '4096']);
  });
});

describe('the greeting of a first visit', () => {
  const greeted = () => reduced([{ type: 'welcomed', axis: 'coalescing', value: 'never' }]);

  test('sets beside the design one that never merges holes, whose switch is in hand, and changes nothing', () => {
    const state = greeted();
    expect(comparedDesigns(state).map(({ design }) => design.coalescing)).toEqual([
      undefined,
      'never',
    ]);
    expect([state.isWelcome, state.activePlace, state.changed]).toEqual([true, 1, 'nothing']);
  });

  test('ends with whoever goes on alone, chooses another scenario or opens a link', () => {
    const alone = reduce(greeted(), { type: 'welcome-closed' });
    expect([alone.isWelcome, alone.compare, alone.activePlace]).toEqual([false, [], 0]);
    const ends: Action[] = [
      { type: 'scenario-chosen', scenario: { kind: 'script' } },
      { type: 'link-opened', link: EMPTY_LINK, notices: [] },
      { type: 'design-removed', place: 1 },
      { type: 'design-swapped', place: 1 },
      { type: 'design-added', from: { kind: 'copy' } },
    ];
    for (const end of ends) expect(reduce(greeted(), end).isWelcome).toBe(false);
  });
});
