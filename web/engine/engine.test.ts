// Protects the conversation between page and worker, with a host and a client joined by a fake channel
// and a fake core: order of work, waiting for steps, dropping, errors, sessions that share a worker, and what its
// end does.

import { expect, test } from 'vitest';
import { AtlasError, StoppedInside, WorkerGone } from './api';
import type { WorkerLike } from './connection';
import { createEngine } from './engine';
import { type Core, Host } from './host';
import type { FromWorker, ToWorker } from './protocol';
import type { CoreSession } from './replay';
import type { Design, Progress, Source, StepLook } from './wire';

const TOTAL = 100;
/** As `crates/wasm/src/error.rs` makes it. */
const REFUSAL = { name: 'AtlasError', kind: 'trace', problems: [] };
const SCRIPT: Source = { kind: 'script', text: 'a = malloc 1' };

/** A bench: tasks run when the test says so, one at a time. */
function bench(over: Partial<CoreSession> = {}, workersMax = 4) {
  const tasks: (() => void)[] = [];
  const log: string[] = [];
  let terminated = 0;
  let spawned = 0;
  let clock = 0;
  /** Timers that run, and are rung by the test. */
  const timers = new Set<() => void>();
  /** A session, whose words in the log begin with its design's name if it has one. */
  const begin = ({ name = '' }: Design): CoreSession => {
    let replayed = 0;
    return {
      total: TOTAL,
      advance: (): Progress => {
        if (name === 'panics') throw new WebAssembly.RuntimeError('unreachable');
        if (name === 'refuses') throw Object.assign(new Error('too much'), REFUSAL);
        replayed = Math.min(TOTAL, replayed + 10);
        clock += 25;
        log.push(`${name} replayed ${replayed}`.trim());
        return { replayed, total: TOTAL, done: replayed === TOTAL, hash: null, scorecard: null };
      },
      look: (step: number) => {
        log.push(`${name} look ${step}`.trim());
        return { frame: { step } } as StepLook;
      },
      free: () => log.push(`${name} freed`.trim()),
      ...over,
    } as CoreSession;
  };
  const core: Core = {
    open: (design, source) => {
      log.push(`opened ${source.kind === 'script' ? source.text : source.name}`);
      return begin(design);
    },
    catalog: () => {
      log.push('catalogue');
      return { axes: [] } as never;
    },
    readDesign: (design) => {
      if (design.name === 'panics') throw new TypeError('unreachable executed');
      return { design, problems: [], unavailable: {}, inert: {}, source: '' };
    },
    compile: (source) => {
      if (source.kind === 'script') return { problems: [], operations: 1, info: null };
      throw Object.assign(new Error(`${source.name} has a mistake in line 3.`), REFUSAL);
    },
    decodeLink: (text) => ({ link: { title: text }, notices: [] }) as never,
    encodeLink: (link) => ({ text: `#v1&title=${link.title}`, parts: [], notices: [] }),
    readLog: () => ({ recording: Uint8Array.of(1) }) as never,
    tryPatterns: () => ({ lines: [], problem: null }),
    readFile: (_, name) => ({ kind: 'trace', info: { title: name } }) as never,
    sweep: () => [],
    rank: () => ({ order: [], onFront: [], meetsGoal: [] }),
    encodeFile: () => ({ bytes: Uint8Array.of(35, 118, 49), notices: [] }),
  };
  /** Ends the workers there are, without a word to the page. */
  const endings: (() => void)[] = [];
  const spawn = (): WorkerLike => {
    spawned += 1;
    let host: Host | null = null;
    let isAlive = true;
    endings.push(() => {
      isAlive = false;
    });
    const worker: WorkerLike = {
      onmessage: null,
      onerror: null,
      terminate: () => {
        isAlive = false;
        terminated += 1;
      },
      postMessage: (message: ToWorker) => {
        tasks.push(() => {
          if (!isAlive) return;
          const post = (answer: FromWorker) =>
            tasks.push(() => {
              const data = structuredClone(answer);
              if (isAlive) worker.onmessage?.({ data } as MessageEvent<FromWorker>);
            });
          if (message.kind === 'ping') {
            post({ kind: 'pong' });
            return;
          }
          if (message.kind !== 'start') {
            host?.receive(message);
            return;
          }
          host = new Host(core, {
            now: () => clock,
            soon: (callback) => tasks.push(() => isAlive && callback()),
            post,
          });
        });
      },
    };
    return worker;
  };
  const engine = createEngine({
    spawn,
    workersMax,
    later: (_seconds, callback) => {
      timers.add(callback);
      return () => timers.delete(callback);
    },
    compile: async () => ({}) as WebAssembly.Module,
    compileImporter: async () => ({}) as WebAssembly.Module,
    explain: async (cause) => cause,
  });
  /** Runs tasks, the page's own promises between them, until none is left or `until` holds. */
  const run = async (until: () => boolean = () => false) => {
    for (let idle = 0; idle < 20 && !until(); ) {
      const task = tasks.shift();
      if (task === undefined) idle += 1;
      else task();
      await Promise.resolve();
    }
  };
  const endWorkers = () => {
    for (const end of endings) end();
  };
  /** Lets the time pass that a worker without work is kept, and that one without a word is waited for. */
  const passTime = () => {
    for (const timer of timers) {
      timers.delete(timer);
      timer();
    }
  };
  return { engine, run, passTime, endWorkers, log, counts: () => ({ terminated, spawned }) };
}

/** Opens a session and lets the bench run no further than that. */
async function openNow({ engine, run }: ReturnType<typeof bench>, name?: string) {
  let isOpen = false;
  const opened = engine.open(name === undefined ? {} : { name }, SCRIPT).finally(() => {
    isOpen = true;
  });
  await run(() => isOpen);
  return opened;
}

/** Opens two sessions at once, and lets the bench run no further than that. */
async function openBoth({ engine, run }: ReturnType<typeof bench>, one: string, other: string) {
  let open = 0;
  const begin = (name: string) =>
    engine.open({ name }, SCRIPT).finally(() => {
      open += 1;
    });
  const opened = Promise.all([begin(one), begin(other)]);
  await run(() => open === 2);
  return opened;
}

/** Awaits a promise while the bench runs. */
async function settled<T>(run: () => Promise<void>, promise: Promise<T>): Promise<T> {
  const caught = promise.catch(() => {});
  await run();
  await caught;
  return promise;
}

test('a step is answered as soon as it is replayed, not when all is', async () => {
  const table = bench();
  const { run, log } = table;
  const session = await openNow(table);
  const { frame } = await settled(run, session.look(35, null, {}));
  expect(frame?.step).toBe(35);
  expect(log.indexOf('look 35')).toBeGreaterThan(log.indexOf('replayed 40'));
  expect(log.indexOf('look 35')).toBeLessThan(log.indexOf(`replayed ${TOTAL}`));
  expect((await session.finished).replayed).toBe(TOTAL);
});

test('a stopped replay still answers for the steps it reached', async () => {
  const table = bench();
  const { run, log } = table;
  const session = await openNow(table);
  session.stop();
  await run();
  expect(log.at(-1)).not.toBe(`replayed ${TOTAL}`);
  expect((await settled(run, session.look(5, null, {}))).frame?.step).toBe(5);
});

test('a dropped call is not worked on', async () => {
  const { engine, run, log } = bench();
  const session = await settled(run, engine.open({}, SCRIPT));
  const abort = new AbortController();
  const looked = session.look(7, null, {}, { signal: abort.signal });
  const caught = expect(looked).rejects.toHaveProperty('name', 'AbortError');
  await Promise.resolve();
  await Promise.resolve();
  abort.abort();
  await run();
  await caught;
  expect(log).not.toContain('look 7');
});

test('what wasm reports arrives as an AtlasError of its kind', async () => {
  const { engine, run } = bench();
  const error = settled(
    run,
    engine.compile({ kind: 'trace', name: 'x.rep', bytes: new Uint8Array() }),
  );
  await expect(error).rejects.toBeInstanceOf(AtlasError);
  await expect(error).rejects.toMatchObject({ kind: 'trace', message: /line 3/ });
});

test('what needs no replay is asked of one worker and answered', async () => {
  const { engine, run, counts } = bench();
  const design = { placement: 'best-fit' };
  expect(await settled(run, engine.readDesign(design))).toMatchObject({ design, problems: [] });
  const text = '#v1&script=stairs';
  const { link } = await settled(run, engine.decodeLink(text));
  expect(await settled(run, engine.encodeLink(link))).toMatchObject({ text: `#v1&title=${text}` });
  expect(await settled(run, engine.encodeFile(link))).toMatchObject({
    bytes: Uint8Array.of(35, 118, 49),
  });
  const contents = await settled(run, engine.readFile(new Uint8Array(), 'x.rep'));
  expect(contents).toEqual({ kind: 'trace', info: { title: 'x.rep' } });
  expect(counts().spawned).toBe(1);
});

test('the catalogue is asked for once', async () => {
  const { engine, run, log } = bench();
  const [one, other] = await settled(run, Promise.all([engine.catalog(), engine.catalog()]));
  expect(one).toBe(other);
  expect(log).toEqual(['catalogue']);
});

test('what wasm does not report is an internal error that says what to do', async () => {
  const { engine, run } = bench();
  const error = settled(run, engine.readDesign({ name: 'panics' }));
  await expect(error).rejects.toMatchObject({ kind: 'internal', message: /Reload the page/ });
});

test('a module that panicked is not asked again: another worker is', async () => {
  const { engine, run, counts } = bench();
  await expect(settled(run, engine.readDesign({ name: 'panics' }))).rejects.toThrow();
  expect(await settled(run, engine.compile(SCRIPT))).toMatchObject({ operations: 1 });
  expect(counts()).toEqual({ terminated: 1, spawned: 2 });
});

test('where all workers were ended from outside, what is asked next is answered by new ones', async () => {
  const table = bench();
  const { engine, run, passTime, endWorkers, counts } = table;
  const done = await openNow(table, 'A');
  await settled(run, done.finished);
  const replaying = await openNow(table, 'B');
  const told = expect(replaying.finished).rejects.toBeInstanceOf(WorkerGone);
  endWorkers();
  const link = engine.decodeLink('#v1&lesson=stairs');
  const checked = engine.compile(SCRIPT);
  const opened = engine.open({}, SCRIPT);
  await run();
  passTime();
  expect((await settled(run, link)).link.title).toBe('#v1&lesson=stairs');
  expect(await settled(run, checked)).toMatchObject({ operations: 1 });
  const again = await settled(run, opened);
  expect((await settled(run, again.finished)).done).toBe(true);
  await expect(done.look(1, null, {})).rejects.toBeInstanceOf(WorkerGone);
  await told;
  expect(counts().terminated).toBe(2);
});

test('a replay that is stopped inside a long operation is ended with its worker; what else was there is asked again', async () => {
  const table = bench({}, 1);
  const { engine, run, passTime, endWorkers, counts } = table;
  const other = await openNow(table, 'A');
  const stuck = await openNow(table, 'B');
  const told = expect(stuck.finished).rejects.toBeInstanceOf(StoppedInside);
  // From now on the worker takes no messages.
  endWorkers();
  stuck.stop();
  const opened = engine.open({}, SCRIPT);
  await run();
  expect(counts().terminated).toBe(0);
  passTime();
  await told;
  await expect(other.look(1, null, {})).rejects.toBeInstanceOf(WorkerGone);
  const again = await settled(run, opened);
  expect((await settled(run, again.finished)).done).toBe(true);
});

test('a replay that stops when it is told to keeps its worker', async () => {
  const table = bench();
  const { run, passTime, counts } = table;
  const session = await openNow(table);
  session.stop();
  await run();
  passTime();
  await settled(run, session.look(1, null, {}));
  expect(counts().terminated).toBe(0);
});

test('a worker that gives a sign of life is kept, however often it is asked', async () => {
  const table = bench();
  const { run, passTime, counts } = table;
  const session = await openNow(table);
  await settled(run, session.finished);
  for (const step of [1, 2, 3]) {
    await settled(run, session.look(step, null, {}));
    passTime();
  }
  expect(counts().terminated).toBe(0);
});

test('a replay that breaks down rejects what is open and ends its worker alone', async () => {
  const advance = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  const { engine, run, counts } = bench({ advance });
  const session = await settled(run, engine.open({}, SCRIPT));
  await expect(session.finished).rejects.toMatchObject({ kind: 'internal' });
  await expect(session.look(1, null, {})).rejects.toMatchObject({ kind: 'internal' });
  expect(counts()).toEqual({ terminated: 1, spawned: 1 });
  expect(await settled(run, engine.compile(SCRIPT))).toMatchObject({ operations: 1 });
});

test('aborting an open session closes it', async () => {
  const { engine, run, passTime, log, counts } = bench();
  const abort = new AbortController();
  const session = await settled(run, engine.open({}, SCRIPT, { signal: abort.signal }));
  abort.abort();
  await expect(session.look(1, null, {})).rejects.toHaveProperty('name', 'AbortError');
  await run();
  expect(log.at(-1)).toBe('freed');
  passTime();
  expect(counts().terminated).toBe(1);
});

test('what is being opened for nobody any more is broken off with its worker', async () => {
  const table = bench();
  const { engine, run, log, counts } = table;
  const abort = new AbortController();
  const source: Source = { kind: 'trace', name: 'ours', bytes: new Uint8Array([0x89]) };
  const opened = engine.open({}, source, { signal: abort.signal });
  const caught = expect(opened).rejects.toHaveProperty('name', 'AbortError');
  // The module is there, the call is on its way.
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  abort.abort();
  await caught;
  expect(counts().terminated).toBe(1);
  await run();
  expect(log.filter((line) => line.startsWith('replayed'))).toEqual([]);
});

test('sessions of a full pool share a worker and take turns; who is waited for comes first', async () => {
  const table = bench({}, 1);
  const { run, log, counts } = table;
  const [first, second] = await openBoth(table, 'A', 'B');
  expect(counts().spawned).toBe(1);
  log.length = 0;
  const [{ frame }] = await Promise.all([
    settled(run, second.look(60, null, {})),
    first.finished,
    second.finished,
  ]);
  expect(frame?.step).toBe(60);
  const turns = log.filter((line) => line.includes('replayed') || line === 'B look 60');
  const order = turns.map((line) => (line === 'B look 60' ? '!' : line[0])).join('');
  const [waiting = '', afterwards = ''] = order.split('!');
  // Turn and turn about until the question arrives; then three of four.
  expect(waiting).toMatch(/^B?(AB)*B{0,2}(ABBB)*A?B{2,3}$/);
  // Nobody waits any more, until one of them is done.
  expect(afterwards).toMatch(/^B?(AB)*A+$/);
});

test('a question to one session is answered between the slices of another', async () => {
  const table = bench({}, 1);
  const { run, log } = table;
  const done = await openNow(table, 'A');
  await settled(run, done.finished);
  const long = await openNow(table, 'B');
  const caught = long.finished.catch(() => {});
  await settled(run, done.look(5, null, {}));
  expect(log.indexOf('A look 5')).toBeLessThan(log.indexOf(`B replayed ${TOTAL}`));
  long.close();
  await caught;
});

test('closing a session ends its replay and leaves the others of its worker alone', async () => {
  const table = bench({}, 1);
  const { run, passTime, log, counts } = table;
  const [first, second] = await openBoth(table, 'A', 'B');
  first.close();
  expect((await settled(run, second.finished)).done).toBe(true);
  expect(log).toContain('A freed');
  expect(log).not.toContain(`A replayed ${TOTAL}`);
  passTime();
  expect(counts().terminated).toBe(0);
  second.close();
  passTime();
  expect(counts().terminated).toBe(1);
});

test('a module that panicked takes the sessions beside along, and they say whose fault it was', async () => {
  const table = bench({}, 1);
  const { run, counts } = table;
  const [bystander, culprit] = await openBoth(table, 'A', 'panics');
  await run();
  await expect(culprit.finished).rejects.toMatchObject({
    kind: 'internal',
    message: /unreachable/,
  });
  const told = { kind: 'internal', message: /another replay on this page broke down/ };
  await expect(bystander.look(1, null, {})).rejects.toMatchObject(told);
  expect(counts().terminated).toBe(1);
  const again = await openNow(table, 'A');
  expect((await settled(run, again.finished)).done).toBe(true);
  expect(counts().spawned).toBe(2);
});

test('a replay that is refused fails alone', async () => {
  const table = bench({}, 1);
  const { run, counts } = table;
  const [sound, refused] = await openBoth(table, 'A', 'refuses');
  expect((await settled(run, sound.finished)).done).toBe(true);
  await expect(refused.finished).rejects.toMatchObject({ kind: 'trace' });
  await expect(refused.look(1, null, {})).rejects.toMatchObject({ kind: 'trace' });
  expect(counts().terminated).toBe(0);
});

test('sessions have workers to themselves while the pool grows', async () => {
  const { engine, run, counts } = bench();
  await settled(run, engine.compile(SCRIPT));
  await settled(run, engine.open({}, SCRIPT));
  await settled(run, engine.open({}, SCRIPT));
  expect(counts().spawned).toBe(2);
});

test('a question is put to a worker that does not replay, while there may be one more', async () => {
  const table = bench();
  const session = await openNow(table);
  const { engine, run, counts } = table;
  await settled(run, engine.compile(SCRIPT));
  expect(counts().spawned).toBe(2);
  await settled(run, session.finished);
  await settled(run, engine.compile(SCRIPT));
  expect(counts().spawned).toBe(2);
});

test('scripts and traces are handed to the session as they are', async () => {
  const { engine, run, log } = bench();
  await settled(run, engine.open({}, SCRIPT));
  await settled(run, engine.open({}, { kind: 'trace', name: 'x.rep', bytes: new Uint8Array(1) }));
  expect(log.filter((line) => line.startsWith('opened'))).toEqual([
    'opened a = malloc 1',
    'opened x.rep',
  ]);
});
