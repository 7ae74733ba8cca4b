// Protects designs side by side: B to D follow the figure and nothing else. The engine here is made of plain objects,
// whose replays advance when the test says so.
//
// @vitest-environment happy-dom

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Engine, OpenOptions, SessionClient } from '../../engine/api';
import type { Catalog, Design, Frame, StepWish } from '../../engine/wire';
import {
  createStore,
  hashesOf,
  INITIAL_STATE,
  NOTHING_SAVED,
  type Saved,
  type Store,
} from '../../state';
import { Effects } from '../effects/effects';
import { Comparison } from './comparison';

const CLASSIC: Design = { placement: 'first-fit' };
const TOTAL = 100;

const CATALOG = {
  axes: [{ id: 'placement' }],
  presets: [{ id: 'classic', title: 'Classic', summary: '', design: CLASSIC }],
  metrics: [],
  categories: [],
  generators: [],
  classic: CLASSIC,
} as unknown as Catalog;

/** A replay that was begun, and what became of it. */
class Replay {
  readonly design: Design;
  readonly framesAsked: number[] = [];
  listsAsked = 0;
  picturesAsked = 0;
  digestsAsked = 0;
  overTimeAsked = 0;
  isClosed = false;
  private readonly options: OpenOptions;

  constructor(design: Design, options: OpenOptions) {
    this.design = design;
    this.options = options;
    options.signal?.addEventListener('abort', () => {
      this.isClosed = true;
    });
  }

  async advance(replayed: number): Promise<void> {
    const done = replayed === TOTAL;
    this.options.onProgress?.({
      replayed,
      total: TOTAL,
      done,
      hash: done ? '00' : null,
      scorecard: null,
    });
    await settle();
  }

  private frame(step: number): Frame {
    // A heap under best fit is shorter than one under first fit, which makes their reach tell.
    const heapBytes = this.design.placement === 'best-fit' ? 640 : 1640;
    const region = {
      base: 0,
      bytes: 4096,
      reach: heapBytes,
      heapBytes,
      highWaterBytes: heapBytes,
      blocks: 0,
    };
    const around = { spaces: [], space: 0, region };
    return { step, total: TOTAL, metrics: {}, parts: [], ...around } as unknown as Frame;
  }

  readonly client = {
    total: TOTAL,
    finished: new Promise(() => {}),
    look: async (step: number, _space: unknown, { frame, list, maps = [] }: StepWish) => {
      if (frame) this.framesAsked.push(step);
      if (list) this.listsAsked += 1;
      this.picturesAsked += maps.length;
      const pictures = maps.map(() => ({ image: {}, pixels: new Uint8Array() }));
      return { frame: frame ? this.frame(step) : null, blocksAt: [], list: [], pictures };
    },
    operations: async () => [],
    series: async () => ({ steps: [], columns: [] }),
    stepsCsv: async () => '',
    overTime: async () => {
      this.overTimeAsked += 1;
      return { pixels: new Uint8Array(), refusals: [], marks: [], hasTables: false };
    },
    // Best fit answers otherwise at steps 30 and 70.
    fingerprints: async (from: number, count: number) => {
      this.digestsAsked += 1;
      const isOther = this.design.placement === 'best-fit';
      return Uint32Array.from({ length: count }, (_, at) =>
        isOther && [30, 70].includes(from + at) ? 1 : 0,
      );
    },
    stop: () => {},
    close: () => {
      this.isClosed = true;
    },
  } as unknown as SessionClient;
}

let replays: Replay[];
let store: Store;
let effects: Effects;
let comparison: Comparison;

const engine = {
  catalog: async () => CATALOG,
  // As the engine does, it gives designs back in its own writing.
  readDesign: async ({ placement = '' }: Design) => ({
    design: { placement: placement.toLowerCase() },
    problems: placement === 'nowhere' ? [{ axis: 'placement', reason: 'no' }] : [],
    unavailable: {},
    inert: {},
    source: '',
  }),
  compile: async () => ({ problems: [], operations: TOTAL, info: null }),
  open: async (design: Design, _source: unknown, options: OpenOptions = {}) => {
    const replay = new Replay(design, options);
    replays.push(replay);
    return replay.client;
  },
} as unknown as Engine;

/** Lets everything that is due happen: what is fetched, answers, and quiet times. */
async function settle(): Promise<void> {
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(1000);
}

function add(placement: string): void {
  store.dispatch({ type: 'design-added', from: { kind: 'copy' } });
  store.dispatch({ type: 'axis-set', axis: 'placement', value: placement });
}

/** The replays that are open, by their design. */
function open(placement: string): Replay[] {
  return replays.filter(({ design, isClosed }) => design.placement === placement && !isClosed);
}

async function finish(placement: string): Promise<Replay> {
  const [replay] = open(placement);
  if (!replay) throw new Error(`nothing replays ${placement}`);
  await replay.advance(TOTAL);
  return replay;
}

/** The step that each design shows. */
function steps(): (number | undefined)[] {
  return comparison.designs.map(({ state }) => state.shown?.step);
}

beforeEach(async () => {
  vi.useFakeTimers();
  replays = [];
  store = createStore(INITIAL_STATE);
  const saved: Saved = { ...NOTHING_SAVED, scenario: { kind: 'script' } };
  effects = new Effects(engine, store, { restore: () => saved, keep: () => {} }, true);
  await settle();
  await finish('first-fit');
  store.dispatch({ type: 'seek', step: 50 });
  comparison = new Comparison(engine, { store, effects }, () => {});
  await settle();
});

afterEach(() => {
  comparison.dispose();
  effects.dispose();
  vi.useRealTimers();
});

test('each compared design replays once, and comes to the figure’s step', async () => {
  add('best-fit');
  await settle();
  await finish('best-fit');
  expect(comparison.designs.map(({ state }) => state.design.placement)).toEqual([
    'first-fit',
    'best-fit',
  ]);
  expect(steps()).toEqual([50, 50]);
  expect(replays.filter(({ isClosed }) => !isClosed)).toHaveLength(2);
});

test('the figure learns what each replay came to, once it is done and no longer', async () => {
  add('best-fit');
  await settle();
  expect(hashesOf(store.state)).toEqual(['00', null]);
  await finish('best-fit');
  expect(hashesOf(store.state)).toEqual(['00', '00']);
  store.dispatch({ type: 'axis-set', axis: 'placement', value: 'worst-fit' });
  expect(hashesOf(store.state)).toEqual(['00', null]);
  await settle();
  await finish('worst-fit');
  expect(hashesOf(store.state)).toEqual(['00', '00']);
  store.dispatch({ type: 'script-edited', text: 'a = malloc 3' });
  expect(hashesOf(store.state)).toEqual([null, '00']);
  await settle();
  expect(hashesOf(store.state)).toEqual([null, null]);
});

test('one step of the figure is one step of all, and nothing is replayed for it', async () => {
  add('best-fit');
  add('worst-fit');
  await settle();
  await finish('best-fit');
  await finish('worst-fit');
  const before = replays.length;
  store.dispatch({ type: 'step-by', delta: -1 });
  await settle();
  expect(steps()).toEqual([49, 49, 49]);
  expect(replays).toHaveLength(before);
});

test('a change of one design replays that one alone', async () => {
  add('best-fit');
  add('worst-fit');
  await settle();
  await finish('best-fit');
  await finish('worst-fit');
  store.dispatch({ type: 'axis-set', axis: 'placement', value: 'next-fit' });
  await settle();
  expect(replays.at(-1)?.design.placement).toBe('next-fit');
  expect([open('first-fit').length, open('best-fit').length]).toEqual([1, 1]);
});

test('a design that is removed ends its replay, and the others keep theirs', async () => {
  add('best-fit');
  add('worst-fit');
  await settle();
  const count = replays.length;
  store.dispatch({ type: 'design-removed', place: 1 });
  await settle();
  expect(open('best-fit')).toEqual([]);
  expect(open('worst-fit')).toHaveLength(1);
  expect(replays).toHaveLength(count);
  expect(comparison.designs.map(({ state }) => state.design.placement)).toEqual([
    'first-fit',
    'worst-fit',
  ]);
});

test('the engine’s writing of a design is the figure’s too', async () => {
  add('BEST-FIT');
  await settle();
  expect(store.state.compare[0]?.design).toEqual({ placement: 'best-fit' });
  expect(open('best-fit')).toHaveLength(1);
});

test('a design that is refused says so in its own column', async () => {
  add('best-fit');
  await settle();
  await finish('best-fit');
  store.dispatch({ type: 'axis-set', axis: 'placement', value: 'nowhere' });
  await settle();
  const [own, refused] = comparison.designs;
  expect(refused?.state.verdict.problems).toHaveLength(1);
  expect(own?.state.verdict.problems).toEqual([]);
  expect(steps()).toEqual([50, 50]);
});

test('another scenario is led on once the figure replays it', async () => {
  add('best-fit');
  await settle();
  await finish('best-fit');
  store.dispatch({ type: 'script-edited', text: 'a = malloc 2\n' });
  expect(comparison.designs[1]?.state.outdated).toBe(false);
  await settle();
  expect(open('best-fit')).toHaveLength(2);
});

test('all maps have one scale: that of the heap that reaches furthest', async () => {
  add('best-fit');
  await settle();
  await finish('best-fit');
  const [own, other] = comparison.designs;
  expect(other?.state.extentBytes).toBe(640);
  expect(other?.state.beside).toEqual({
    extentBytes: 1640,
    highWaterBytes: 1640,
    regionBytes: 4096,
  });
  expect(own?.state.beside).toEqual(other?.state.beside);
  comparison.dispose();
  expect(store.state.beside).toBeNull();
});

test('what views ask of the active design is asked of that one alone', async () => {
  add('best-fit');
  await settle();
  const second = await finish('best-fit');
  const [first] = open('first-fit');
  comparison.dispatch({ type: 'list-scrolled', from: 0, count: 10 });
  await settle();
  expect([first?.listsAsked, second.listsAsked]).toEqual([0, 1]);
  store.dispatch({ type: 'design-activated', place: 0 });
  store.dispatch({ type: 'seek', step: 60 });
  await settle();
  expect([(first?.listsAsked ?? 0) > 0, second.listsAsked]).toEqual([true, 1]);
});

test('what views ask for outlives the design that it was asked of', async () => {
  add('best-fit');
  await settle();
  await finish('best-fit');
  comparison.dispatch({ type: 'list-scrolled', from: 0, count: 10 });
  store.dispatch({ type: 'design-removed', place: 1 });
  expect(store.state.list.count).toBe(10);
});

test('a map out of sight is not painted, and is again once it is in sight', async () => {
  add('best-fit');
  await settle();
  const replay = await finish('best-fit');
  const other = comparison.designs[1];
  const map = { width: 1, height: 1, from: 0, bytes: 64, rowHeight: 1, rowGap: 0 };
  other?.dispatch({ type: 'sighted', isInSight: false });
  other?.dispatch({
    type: 'surface-measured',
    surface: { map: { ...map, palette: {}, background: 0 }, overview: null, blocks: false },
  });
  store.dispatch({ type: 'seek', step: 10 });
  await settle();
  expect([replay.picturesAsked, replay.framesAsked.at(-1)]).toEqual([0, 10]);
  other?.dispatch({ type: 'sighted', isInSight: true });
  await settle();
  expect(replay.picturesAsked).toBe(1);
});

test('a block picked on one map makes its design active, and clears the pick on the others', async () => {
  add('best-fit');
  await settle();
  await finish('best-fit');
  comparison.designs[0]?.dispatch({ type: 'selected', offset: 64 });
  expect([store.state.activePlace, store.state.selection?.offset]).toEqual([0, 64]);
  comparison.designs[1]?.dispatch({ type: 'selected', offset: 128 });
  expect([store.state.activePlace, store.state.selection]).toEqual([1, null]);
  expect(comparison.designs[1]?.state.selection?.offset).toBe(128);
});

test('where a design’s answers differ from A’s is found once both are replayed, and anew for another design', async () => {
  add('best-fit');
  await settle();
  await finish('best-fit');
  const found = () => comparison.designs.map(({ divergence }) => divergence);
  expect(found()[0]).toBeNull();
  expect(found()[1]).toMatchObject({ first: 30, count: 2, isComplete: true });
  expect(found()[1]?.after(30)).toBe(70);

  store.dispatch({ type: 'axis-set', axis: 'placement', value: 'worst-fit' });
  await settle();
  const replay = await finish('worst-fit');
  expect(found()[1]).toMatchObject({ first: null, isComplete: true });
  // Nothing is compared again for a step.
  const asked = replay.digestsAsked;
  store.dispatch({ type: 'seek', step: 3 });
  await settle();
  expect(replay.digestsAsked).toBe(asked);
});

test('a replay that was cancelled is compared as far as it came', async () => {
  add('best-fit');
  await settle();
  const [replay] = open('best-fit');
  await replay?.advance(60);
  comparison.dispatch({ type: 'replay-cancelled' });
  await settle();
  expect(comparison.designs[1]?.divergence).toMatchObject({
    searched: 60,
    first: 30,
    isComplete: false,
  });
});

test('playing waits until every design shows the step', async () => {
  add('best-fit');
  await settle();
  const [replay] = open('best-fit');
  await replay?.advance(51);
  store.dispatch({ type: 'play' });
  await settle();
  // The replay has come to 51: the step after it is asked for, and none beyond.
  expect([store.state.step, store.state.playing]).toEqual([52, true]);
  await settle();
  expect(store.state.step).toBe(52);
  await replay?.advance(TOTAL);
  await settle();
  expect(store.state.step).toBeGreaterThan(52);
});

test('each design is asked for its own memory over time, in one window of steps', async () => {
  add('best-fit');
  await settle();
  const replay = await finish('best-fit');
  const [, other] = comparison.designs;
  const spec = {
    width: 9,
    height: 9,
    fromStep: 0,
    steps: 9,
    from: 0,
    bytes: 64,
    live: 0,
    tables: 0,
    free: 0,
    beyond: 0,
  };
  other?.dispatch({ type: 'over-time-measured', spec });
  await settle();
  expect(replay.overTimeAsked).toBe(1);
  expect(store.state.overTimeSpec).toBeNull();
  store.dispatch({ type: 'time-window-set', window: { fromStep: 4, steps: 16 } });
  await settle();
  expect(comparison.designs[1]?.state.timeWindow).toEqual({ fromStep: 4, steps: 16 });
});
