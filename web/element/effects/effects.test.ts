// Protects what a figure asks of its engine, and when: against an engine of plain objects, whose replays
// advance when the test says so.
//
// @vitest-environment happy-dom

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  AtlasError,
  type Engine,
  type OpenOptions,
  type SessionClient,
  WorkerGone,
} from '../../engine/api';
import { EMPTY_LINK } from '../../engine/link';
import type {
  Catalog,
  Design,
  FileContents,
  Frame,
  Source,
  StepLook,
  StepWish,
  TraceInfo,
} from '../../engine/wire';
import { createStore, INITIAL_STATE, type Store, scriptText } from '../../state';
import { Keeping, type Memory } from '../keeping';
import { Effects } from './effects';

const CLASSIC: Design = { placement: 'first-fit' };

const CATALOG: Catalog = {
  axes: [
    {
      id: 'placement',
      title: 'Placement',
      group: 'Allocating',
      scope: 'allocator',
      first: true,
      families: [],
      summary: '',
      kind: 'choice',
      minimum: null,
      maximum: null,
      powerOfTwo: false,
      address: false,
      unit: '',
      options: [],
      names: [],
      default: 'first-fit',
    },
  ],
  presets: [{ id: 'classic', title: 'Classic', summary: '', design: CLASSIC }],
  metrics: [],
  categories: [],
  untouched: { id: 'untouched', title: '', summary: '', axes: [] },
  outcomes: [],
  generators: [{ id: 'churn', title: 'Churn', summary: '', example: 'generate churn' }],
  vocabulary: [],
  classic: CLASSIC,
  families: {},
};

function frame(step: number, total: number): Frame {
  return {
    step,
    total,
    operation: null,
    outcome: null,
    next: null,
    candidates: [],
    changes: [],
    scoreTerms: [],
    probesTotal: 0,
    metrics: {},
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
    task: 0,
    space: 0,
    spaces: [],
    pool: {
      pageBytes: 4096,
      frames: 1,
      framesFree: 1,
      swapPages: 0,
      swapUsed: 0,
      plentiful: true,
    },
  };
}

function look(of: Frame | null): StepLook {
  return {
    frame: of,
    blocks: null,
    blocksAt: [],
    list: null,
    place: null,
    bytes: null,
    pictures: [],
    line: null,
  };
}

/** A session that was opened, and what has been asked of it. */
class Opened {
  readonly design: Design;
  readonly source: Source;
  readonly wishes: StepWish[] = [];
  readonly framesAsked: number[] = [];
  /** At which replayed steps charts were asked for, and how many pictures there had been. */
  readonly seriesAsked: { readonly replayed: number; readonly pictures: number }[] = [];
  readonly overTimeAsked: {
    readonly task: number;
    readonly replayed: number;
    readonly width: number;
  }[] = [];
  private replayed = 0;
  isClosed = false;
  isStopped = false;
  private readonly options: OpenOptions;

  constructor(design: Design, source: Source, options: OpenOptions) {
    this.design = design;
    this.source = source;
    this.options = options;
    options.signal?.addEventListener('abort', () => {
      this.isClosed = true;
    });
  }

  /** The replay has come to a step of a hundred. */
  async advance(replayed: number): Promise<void> {
    const done = replayed === 100;
    this.replayed = replayed;
    this.options.onProgress?.({
      replayed,
      total: 100,
      done,
      hash: done ? '00' : null,
      scorecard: null,
    });
    await settle();
  }

  readonly client: { -readonly [Key in keyof SessionClient]: SessionClient[Key] } = {
    total: 100,
    finished: new Promise(() => {}),
    look: async (step, _space, wish) => {
      this.wishes.push(wish);
      if (wish.frame) this.framesAsked.push(step);
      return look(wish.frame ? frame(step, 100) : null);
    },
    operations: async () => [],
    series: async () => {
      this.seriesAsked.push({ replayed: this.replayed, pictures: this.framesAsked.length });
      return { steps: [], columns: [], frames: [] };
    },
    stepsCsv: async () => '',
    fingerprints: async () => new Uint32Array(),
    overTime: async (task, spec) => {
      this.overTimeAsked.push({ task, replayed: this.replayed, width: spec.width });
      return { pixels: new Uint8Array(), refusals: [], marks: [], hasTables: false };
    },
    stepOfLine: async (line, from) => (line > 3 ? null : from + line),
    blockAt: async (_task, step) => ({
      pointer: 'a',
      start: 0,
      bytes: 64,
      from: step,
      until: null,
    }),
    stop: () => {
      this.isStopped = true;
    },
    close: () => {
      this.isClosed = true;
    },
  };
}

let sessions: Opened[];
let store: Store;
let effects: Effects | null = null;
let kept: string | null;
let keptFile: string | null;

const engine: Engine = {
  catalog: async () => CATALOG,
  readDesign: async (design) => ({
    design,
    problems: design.placement === 'nowhere' ? [{ axis: 'placement', reason: 'no' }] : [],
    unavailable: {},
    inert: { placement: `makes no difference to ${design.placement}` },
    source: '',
  }),
  compile: async (source) => {
    if (source.kind === 'trace') throw new Error('This is no trace.');
    const isWrong = source.text.includes('mallok');
    return {
      problems: isWrong ? [{ line: 1, column: 1, endColumn: 2, message: 'no', hint: null }] : [],
      operations: 100,
      info: null,
    };
  },
  decodeLink: () => Promise.reject(new Error('Nothing here opens links.')),
  encodeLink: () => Promise.reject(new Error('Nothing here makes links.')),
  readFile: () => Promise.reject(new Error('This is no trace.')),
  readLog: () => Promise.reject(new Error('This is no log.')),
  tryPatterns: async () => ({ lines: [], problem: null }),
  encodeFile: () => Promise.reject(new Error('Nothing here makes files.')),
  sweep: () => Promise.reject(new Error('Nothing here tries designs.')),
  rank: () => Promise.reject(new Error('Nothing here tries designs.')),
  open: async (design, source, options = {}) => {
    const opened = new Opened(design, source, options);
    sessions.push(opened);
    return opened.client;
  },
  close: () => {},
};

const memory: Memory = {
  read: (place) => (place === 'work' ? kept : keptFile),
  write: (place, text) => {
    if (place === 'work') kept = text;
    else keptFile = text;
  },
};

/** Lets everything that is due happen: answers, and quiet times. */
async function settle(): Promise<void> {
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(1000);
}

/** A figure with a script, whose first run is done. */
async function begin(replayed = 100): Promise<Opened> {
  store = createStore(INITIAL_STATE);
  effects = new Effects(engine, store, new Keeping(memory), true);
  await settle();
  const [first] = sessions;
  if (!first) throw new Error('no run was opened');
  await first.advance(replayed);
  return first;
}

beforeEach(() => {
  vi.useFakeTimers();
  sessions = [];
  kept = JSON.stringify({ version: 1, scenario: { kind: 'script' } });
  keptFile = null;
});

afterEach(() => {
  effects?.dispose();
  effects = null;
  vi.useRealTimers();
});

test('a figure opens a run by itself, and shows the replay’s head on the way', async () => {
  store = createStore(INITIAL_STATE);
  effects = new Effects(engine, store, new Keeping(memory), true);
  await settle();
  expect(sessions).toHaveLength(1);
  await sessions[0]?.advance(40);
  expect(store.state.shown).toEqual({ run: 1, step: 40, space: 0 });
  await sessions[0]?.advance(100);
  expect(store.state.shown).toEqual({ run: 1, step: 100, space: 0 });
});

test('charts are asked for once there is a picture, and not while there is nothing', async () => {
  store = createStore(INITIAL_STATE);
  effects = new Effects(engine, store, new Keeping(memory), true);
  await settle();
  const [first] = sessions;
  await first?.advance(0);
  expect(first?.seriesAsked).toEqual([]);
  await first?.advance(40);
  await first?.advance(100);
  const asked = first?.seriesAsked ?? [];
  expect(asked.at(-1)?.replayed).toBe(100);
  for (const { replayed, pictures } of asked) {
    expect(replayed).toBeGreaterThan(0);
    expect(pictures).toBeGreaterThan(0);
  }
});

test('a step is one question, whatever is looked at closely; a change at the same step asks for that alone', async () => {
  const { wishes } = await begin();
  store.dispatch({ type: 'selected', offset: 64 });
  store.dispatch({ type: 'list-scrolled', from: 0, count: 8 });
  await settle();
  wishes.length = 0;
  store.dispatch({ type: 'seek', step: 50 });
  await settle();
  const list = { chain: null, from: 0, count: 8 };
  expect(wishes).toMatchObject([{ frame: true, blocksAt: [64], list }]);
  store.dispatch({ type: 'hovered', offset: 16 });
  await settle();
  expect(wishes).toMatchObject([{}, { blocksAt: [16, 64], list }]);
  expect(wishes[1]?.frame).toBeUndefined();
});

test('a change of design replays anew, and keeps the old session until the new one shows', async () => {
  const first = await begin();
  store.dispatch({ type: 'seek', step: 50 });
  store.dispatch({ type: 'axis-set', axis: 'placement', value: 'best-fit' });
  await settle();
  const [, second] = sessions;
  expect(second?.design).toEqual({ placement: 'best-fit' });
  await second?.advance(20);
  expect([first.isClosed, store.state.shown]).toEqual([false, { run: 1, step: 50, space: 0 }]);

  store.dispatch({ type: 'step-by', delta: 1 });
  await settle();
  expect(store.state.shown).toEqual({ run: 1, step: 51, space: 0 });

  await second?.advance(60);
  expect([first.isClosed, store.state.shown]).toEqual([true, { run: 2, step: 51, space: 0 }]);
});

test('a replay whose worker the browser ended is begun anew, where the visitor stands', async () => {
  const first = await begin();
  first.client.look = () => Promise.reject(new WorkerGone());
  store.dispatch({ type: 'seek', step: 50 });
  await settle();
  expect(sessions).toHaveLength(2);
  await sessions[1]?.advance(100);
  expect(store.state.shown).toEqual({ run: 2, step: 50, space: 0 });
  expect(store.state.notices).toEqual([]);
});

test('what goes with a design is known with its verdict, and anew for another', async () => {
  await begin();
  expect(store.state.verdict.inert.placement).toContain(String(store.state.design.placement));
  store.dispatch({ type: 'axis-set', axis: 'placement', value: 'best-fit' });
  await settle();
  expect(store.state.verdict.inert.placement).toContain('best-fit');
});

test('a built-in script is replayed unchecked, and counted once there is a picture; once it is edited, it is checked', async () => {
  kept = JSON.stringify({ version: 1, scenario: { kind: 'generator', id: 'churn' } });
  const asked: string[] = [];
  const compile: Engine['compile'] = (source) => {
    if (source.kind === 'script') asked.push(source.text);
    return engine.compile(source);
  };
  store = createStore(INITIAL_STATE);
  effects = new Effects({ ...engine, compile }, store, new Keeping(memory), true);
  await settle();
  expect(asked).toEqual([]);
  expect(sessions[0]?.source).toMatchObject({ kind: 'script' });
  await sessions[0]?.advance(100);
  await settle();
  expect(asked).toHaveLength(1);
  store.dispatch({ type: 'script-edited', text: 'a = malloc 1' });
  await settle();
  expect(asked.at(-1)).toBe('a = malloc 1');
  expect(sessions.at(-1)?.source).toMatchObject({ kind: 'script' });
});

test('many changes in a row open one run', async () => {
  await begin();
  for (const value of ['next-fit', 'worst-fit', 'best-fit']) {
    store.dispatch({ type: 'axis-set', axis: 'placement', value });
  }
  await settle();
  expect(sessions.map(({ design }) => design.placement)).toEqual(['first-fit', 'best-fit']);
});

test('a design that is refused opens none, and the old one can still be stepped through', async () => {
  const first = await begin();
  store.dispatch({ type: 'axis-set', axis: 'placement', value: 'nowhere' });
  store.dispatch({ type: 'seek', step: 7 });
  await settle();
  expect(sessions).toHaveLength(1);
  expect(first.framesAsked.at(-1)).toBe(7);
});

test('a script is replayed when it is right, and not before', async () => {
  await begin();
  store.dispatch({ type: 'script-edited', text: 'a = mallok 1' });
  await settle();
  expect(sessions).toHaveLength(1);
  store.dispatch({ type: 'script-edited', text: 'a = malloc 1' });
  await settle();
  expect(sessions[1]?.source).toEqual({ kind: 'script', text: 'a = malloc 1' });
});

test('a visitor who looks at a line and writes on is at the end again, however late the charts come', async () => {
  store = createStore(INITIAL_STATE);
  effects = new Effects(engine, store, new Keeping(memory), true);
  await settle();
  const [first] = sessions;
  if (!first) throw new Error('no run was opened');
  let answer = () => {};
  first.client.series = () =>
    new Promise((resolve) => {
      answer = () => resolve({ steps: [], columns: [], frames: [] });
    });
  first.client.stepOfLine = async () => 4;
  await first.advance(100);
  store.dispatch({ type: 'line-asked', line: 3 });
  await settle();
  expect(store.state.shown).toEqual({ run: 1, step: 4, space: 0 });
  store.dispatch({ type: 'script-edited', text: 'a = malloc 1' });
  answer();
  await settle();
  await sessions[1]?.advance(100);
  expect(store.state.shown).toEqual({ run: 2, step: 100, space: 0 });
});

test('a cancelled replay is stopped, not closed: its steps stay', async () => {
  await begin();
  store.dispatch({ type: 'replay-requested' });
  await settle();
  const [, second] = sessions;
  await second?.advance(30);
  store.dispatch({ type: 'seek', step: 30 });
  store.dispatch({ type: 'replay-cancelled' });
  await settle();
  expect([second?.isStopped, second?.isClosed]).toEqual([true, false]);
  store.dispatch({ type: 'seek', step: 10 });
  await settle();
  expect(store.state.shown).toEqual({ run: 2, step: 10, space: 0 });
});

test('a replay cancelled before its session is there is stopped once it is', async () => {
  await begin();
  store.dispatch({ type: 'replay-requested' });
  store.subscribe(({ run }) => {
    if (run.id === 2 && run.phase === 'opening') store.dispatch({ type: 'replay-cancelled' });
  });
  await settle();
  expect(sessions[1]?.isStopped).toBe(true);
  expect(store.state.shown).toEqual({ run: 2, step: 0, space: 0 });
});

test('dragging through steps skips what could not be drawn in time, and ends where it ended', async () => {
  const first = await begin();
  const before = first.framesAsked.length;
  for (let step = 1; step <= 90; step += 1) store.dispatch({ type: 'seek', step });
  await settle();
  expect(store.state.shown).toEqual({ run: 1, step: 90, space: 0 });
  expect(first.framesAsked.length - before).toBeLessThan(5);
});

test('a file that is no trace is refused in words, and nothing else changes', async () => {
  await begin();
  store.dispatch({ type: 'file-offered', file: new File(['poem'], 'poem.rep') });
  await settle();
  expect(store.state.offer).toBeNull();
  expect(store.state.notices[0]?.message).toContain('poem.rep could not be opened');
  expect(sessions).toHaveLength(1);
});

test('a recorded program that can’t be fetched says what to do, and can be tried again', async () => {
  await begin();
  const { fetch } = globalThis;
  globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  try {
    store.dispatch({ type: 'scenario-chosen', scenario: { kind: 'bundled', id: 'sqlite' } });
    await settle();
    expect(store.state.run.phase).toBe('failed');
    expect(store.state.run.failure?.advice).toContain('check the connection');
  } finally {
    globalThis.fetch = fetch;
  }
  store.dispatch({ type: 'scenario-chosen', scenario: { kind: 'script' } });
  store.dispatch({ type: 'replay-requested' });
  await settle();
  expect(store.state.run).toMatchObject({ phase: 'opening', failure: null });
});

test('what was made is written down, at the latest when the figure goes', async () => {
  await begin();
  store.dispatch({ type: 'script-edited', text: 'a = malloc 2' });
  effects?.dispose();
  effects = null;
  expect(kept).toContain('a = malloc 2');
  expect(sessions.every(({ isClosed }) => isClosed)).toBe(true);
});

test('an engine that can’t start is a failure with advice', async () => {
  store = createStore(INITIAL_STATE);
  const broken = { ...engine, catalog: () => Promise.reject(new Error('no WebAssembly')) };
  effects = new Effects(broken, store, new Keeping(memory), true);
  await settle();
  expect(store.state.engineFailure?.message).toContain('no WebAssembly');
});

test('a figure at rest holds no session, and goes on with the same run where it was', async () => {
  const first = await begin();
  store.dispatch({ type: 'seek', step: 40 });
  await settle();
  const { run } = store.state;
  effects?.suspend();
  await settle();
  expect(first.isClosed).toBe(true);
  expect(store.state.frame?.step).toBe(40);
  expect(sessions).toHaveLength(1);

  effects?.resume();
  await settle();
  const second = sessions[1];
  expect(second?.framesAsked).toEqual([40]);
  expect(store.state.run).toEqual(run);
  store.dispatch({ type: 'seek', step: 41 });
  await settle();
  expect(store.state.frame?.step).toBe(41);
});

test('what is changed while a figure rests is replayed when it rests no more', async () => {
  await begin();
  effects?.suspend();
  store.dispatch({ type: 'axis-set', axis: 'placement', value: 'best-fit' });
  await settle();
  expect(sessions).toHaveLength(1);
  effects?.resume();
  await settle();
  expect(sessions).toHaveLength(2);
  expect(sessions[1]?.design.placement).toBe('best-fit');
});

test('a figure taken to another place is served on, and not begun anew', async () => {
  await begin();
  store.dispatch({ type: 'seek', step: 40 });
  effects?.suspend();
  effects?.dispose();
  effects = new Effects(engine, store, new Keeping(memory), true);
  effects.resume();
  await settle();
  expect(sessions).toHaveLength(2);
  expect(store.state.step).toBe(40);
  expect(store.state.frame?.step).toBe(40);
});

const INFO: TraceInfo = {
  title: 'Short',
  format: 'rep',
  operations: 1,
  pointers: 1,
  provenance: {},
  notices: ['it was cut', 'it is odd'],
};

test('a small file that is open is kept, and is there again on another visit', async () => {
  const reading = {
    ...engine,
    compile: async () => ({ problems: [], operations: 1, info: INFO }),
  };
  const bytes = new Uint8Array([1, 2, 3]);
  store = createStore(INITIAL_STATE);
  effects = new Effects(reading, store, new Keeping(memory), true);
  await settle();
  store.dispatch({ type: 'file-read', name: 'a.rep', bytes, info: INFO });
  await settle();
  effects.dispose();

  store = createStore(INITIAL_STATE);
  effects = new Effects(reading, store, new Keeping(memory), true);
  await settle();
  expect(store.state.scenario).toMatchObject({ kind: 'file', name: 'a.rep', bytes, info: INFO });

  // It stays while another scenario is open, until it is removed.
  store.dispatch({ type: 'scenario-chosen', scenario: { kind: 'script' } });
  await settle();
  expect(keptFile).not.toBeNull();
  const [file] = store.state.files;
  if (file === undefined) throw new Error('the file is gone');
  store.dispatch({ type: 'file-removed', scenario: file });
  await settle();
  expect(keptFile).toBeNull();
});

test('a file with a script in it stands beside the visitor’s own', async () => {
  const contents: FileContents = { kind: 'script', text: 'b = malloc 2\n' };
  const reading = { ...engine, readFile: async () => contents };
  store = createStore(INITIAL_STATE);
  effects = new Effects(reading, store, new Keeping(memory), true);
  await settle();
  store.dispatch({ type: 'scenario-chosen', scenario: { kind: 'script' } });
  store.dispatch({ type: 'script-edited', text: 'a = malloc 1\n' });
  store.dispatch({ type: 'file-offered', file: new File(['b'], 'export.txt') });
  await settle();
  expect(store.state.scenario).toEqual({ kind: 'script', name: 'export.txt' });
  expect(scriptText(store.state)).toBe('b = malloc 2\n');
  expect(store.state.offer).toBeNull();
  expect(store.state.notices).toEqual([]);
  store.dispatch({ type: 'scenario-chosen', scenario: { kind: 'script' } });
  expect(scriptText(store.state)).toBe('a = malloc 1\n');
});

test('a link to a file with a script in it is a link to that script', async () => {
  const contents: FileContents = { kind: 'script', text: 'b = malloc 2\n' };
  const reading = { ...engine, readFile: async () => contents };
  vi.stubGlobal('fetch', async () => new Response('b = malloc 2\n'));
  store = createStore(INITIAL_STATE);
  effects = new Effects(reading, store, null, true);
  await settle();
  const scenario = { kind: 'url', url: 'export.txt' } as const;
  store.dispatch({ type: 'link-opened', link: { ...EMPTY_LINK, scenario }, notices: [] });
  await settle();
  expect(store.state.scenario).toEqual({ kind: 'linked' });
  expect(scriptText(store.state)).toBe('b = malloc 2\n');
});

test('a file of no known format is offered to patterns, and read by them', async () => {
  const unknown = new AtlasError('unknown', 'no format fits');
  const asked: string[] = [];
  const reading: Engine = {
    ...engine,
    readFile: () => Promise.reject(unknown),
    readLog: async (_bytes, _name, patterns) => {
      asked.push(patterns);
      if (patterns === '') throw unknown;
      return { info: INFO, recording: Uint8Array.of(9) };
    },
    tryPatterns: async (_head, patterns) => ({
      lines: [{ text: 'got 1', says: patterns, isMistake: false }],
      problem: null,
    }),
  };
  store = createStore(INITIAL_STATE);
  effects = new Effects(reading, store, new Keeping(memory), true);
  await settle();
  store.dispatch({ type: 'file-offered', file: new File(['got 1'], 'own.log') });
  await settle();
  expect(store.state.unread?.tried?.lines[0]?.says).toContain('malloc(%size)');
  store.dispatch({ type: 'patterns-edited', text: 'got %size' });
  await settle();
  expect(store.state.unread?.tried?.lines[0]?.says).toBe('got %size');
  store.dispatch({ type: 'patterns-accepted' });
  await settle();
  expect(asked).toEqual(['', 'got %size']);
  // The recording is kept in the log's place.
  expect(store.state.scenario).toMatchObject({ name: 'own.log', bytes: Uint8Array.of(9) });
  expect(store.state.unread).toBeNull();
});

test('a file with a link in it is opened as the link says', async () => {
  const scenario = { kind: 'script', text: 'a = malloc 1' } as const;
  const link = { ...EMPTY_LINK, scenario, designs: [{ placement: 'best-fit' }], step: 7 };
  const contents = { kind: 'link', decoded: { link, notices: [] } } as const;
  const reading = { ...engine, readFile: async () => contents as unknown as FileContents };
  store = createStore(INITIAL_STATE);
  effects = new Effects(reading, store, new Keeping(memory), true);
  await settle();
  store.dispatch({ type: 'file-offered', file: new File(['#v1'], 'a.heap-atlas') });
  await settle();
  expect(store.state).toMatchObject({
    design: { placement: 'best-fit' },
    step: 7,
    offer: null,
    changed: 'figure',
  });
});

test('a file on another server is fetched once the visitor agreed, read and replayed; a failure can be tried again', async () => {
  const contents: FileContents = { kind: 'trace', info: INFO };
  const reading = { ...engine, readFile: async () => contents };
  const fetched = vi.fn<typeof fetch>().mockRejectedValueOnce(new TypeError('no such host'));
  fetched.mockImplementation(async () => new Response('a 0 16'));
  vi.stubGlobal('fetch', fetched);
  try {
    store = createStore(INITIAL_STATE);
    effects = new Effects(reading, store, new Keeping(memory), true);
    await settle();
    const url = 'https://files.example/a.rep';
    const link = { ...EMPTY_LINK, scenario: { kind: 'url', url } } as const;
    store.dispatch({ type: 'link-opened', link, notices: [] });
    await settle();
    expect(store.state.fetching).toEqual({ phase: 'asking', host: 'files.example' });
    store.dispatch({ type: 'play' });
    await settle();
    expect(fetched).not.toHaveBeenCalled();
    store.dispatch({ type: 'fetch-agreed', url });
    await settle();
    expect(store.state.fetching).toMatchObject({
      phase: 'failed',
      failure: { message: expect.stringContaining('files.example') },
    });
    const opened = sessions.length;
    store.dispatch({ type: 'replay-requested' });
    await settle();
    expect(store.state.scenario).toMatchObject({ kind: 'file', name: 'a.rep', url, info: INFO });
    const messages = store.state.notices.map(({ message }) => message);
    expect(messages).toContain('a.rep: it was cut. it is odd.');
    expect(sessions).toHaveLength(opened + 1);
    expect(sessions.at(-1)?.source).toMatchObject({ kind: 'trace', name: 'a.rep' });
  } finally {
    vi.unstubAllGlobals();
  }
});

test('of another file on the same server the visitor is asked anew, and of one on the page’s own not', async () => {
  const fetched = vi.fn<typeof fetch>(() => new Promise(() => {}));
  vi.stubGlobal('fetch', fetched);
  try {
    store = createStore(INITIAL_STATE);
    effects = new Effects(engine, store, new Keeping(memory), true);
    await settle();
    const open = async (url: string) => {
      const link = { ...EMPTY_LINK, scenario: { kind: 'url', url } } as const;
      store.dispatch({ type: 'link-opened', link, notices: [] });
      await settle();
    };
    await open('https://files.example/a.rep');
    store.dispatch({ type: 'fetch-agreed', url: 'https://files.example/a.rep' });
    await settle();
    expect(store.state.fetching).toMatchObject({ phase: 'fetching', host: 'files.example' });
    const [, first] = fetched.mock.lastCall ?? [];
    await open('https://files.example/b.rep');
    expect(first?.signal?.aborted).toBe(true);
    expect(store.state.fetching).toEqual({ phase: 'asking', host: 'files.example' });
    await open('http://127.0.0.1:1/x');
    expect(store.state.fetching).toMatchObject({ phase: 'failed' });
    expect(fetched).toHaveBeenCalledTimes(1);
    await open('own.rep');
    expect(store.state.fetching).toMatchObject({ phase: 'fetching', host: null });
    expect(fetched).toHaveBeenCalledTimes(2);
  } finally {
    vi.unstubAllGlobals();
  }
});

test('a place out of bounds is told as such, and the figure is shown all the same', async () => {
  await begin();
  const [session] = sessions;
  const bounds = new AtlasError('bounds', 'no operation of this scenario is task 3’s');
  if (session) {
    session.client.look = async (step, task) => {
      if (task === 3) throw bounds;
      return look(frame(step, 100));
    };
  }
  store.dispatch({ type: 'space-chosen', task: 3 });
  store.dispatch({ type: 'selected', offset: 1 << 30 });
  store.dispatch({ type: 'seek', step: 12 });
  await settle();
  expect(store.state.frame?.step).toBe(12);
  expect([store.state.space, store.state.selection]).toEqual([null, null]);
  expect(store.state.notices).toEqual([]);
});

test('memory over time is painted as far as the replay is, and the pointer is told the block there', async () => {
  const session = await begin(40);
  const layout = { width: 300, height: 80, fromStep: 0, steps: 101, from: 0, bytes: 4096 };
  const spec = { ...layout, live: 0, tables: 0, free: 0, beyond: 0 };
  store.dispatch({ type: 'over-time-measured', spec });
  await settle();
  await session.advance(100);
  await settle();
  const asked = session.overTimeAsked;
  expect(asked[0]).toEqual({ task: 0, replayed: 40, width: 300 });
  expect(asked.at(-1)).toEqual({ task: 0, replayed: 100, width: 300 });
  expect(store.state.overTime?.run).toBe(store.state.run.id);
  const before = asked.length;
  store.dispatch({ type: 'moment-pointed', at: { step: 7, offset: 16 } });
  await settle();
  expect(store.state.moment?.block?.from).toBe(7);
  expect(asked).toHaveLength(before);
  // The same place, pointed at again.
  for (const at of [null, { step: 7, offset: 16 }]) store.dispatch({ type: 'moment-pointed', at });
  await settle();
  expect(store.state.moment?.block?.from).toBe(7);
});
