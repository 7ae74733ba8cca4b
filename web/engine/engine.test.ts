// Protects the conversation between page and worker, with a host and a client joined by a fake channel
// and a fake core: order of work, waiting for steps, dropping, errors, and what the end of a worker does.

import { expect, test } from 'vitest';
import { AtlasError, type Source } from './api';
import { Desk, type DeskCore } from './desk';
import { createEngine, type WorkerLike } from './engine';
import { type Core, type CoreSession, Host } from './host';
import type { FromWorker, Role, ToDesk, ToSession, ToWorker } from './protocol';
import type { Catalog, Frame, Progress } from './wire';

const TOTAL = 100;
const SCRIPT: Source = { kind: 'script', text: 'a = malloc 1' };

/** A bench: tasks run when the test says so, one at a time. */
function bench(over: Partial<CoreSession> = {}) {
  const tasks: (() => void)[] = [];
  const log: string[] = [];
  const terminated: Role[] = [];
  const spawned: Role[] = [];
  let clock = 0;
  let replayed = 0;
  const session = {
    total: TOTAL,
    advance: (): Progress => {
      replayed = Math.min(TOTAL, replayed + 10);
      clock += 25;
      log.push(`replayed ${replayed}`);
      return { replayed, total: TOTAL, done: replayed === TOTAL, hash: null };
    },
    frame: (step: number) => {
      log.push(`frame ${step}`);
      return { step } as Frame;
    },
    ...over,
  } as CoreSession;
  const core: Core = {
    open: (_, scenario) => {
      log.push(`opened ${new TextDecoder().decode(scenario)}`);
      return session;
    },
    readDesign: (design) => ({ design, problems: [] }),
    decodeLink: (text) => ({ link: { title: text }, notices: [] }) as never,
  };
  const deskCore: DeskCore = {
    checkDesign: () => {
      throw new TypeError('unreachable executed');
    },
    checkScript: () => ({ problems: [], operations: 1 }) as never,
    readTrace: () => {
      // As `crates/wasm/src/error.rs` makes it.
      const error = new Error('x.rep has a mistake in line 3.');
      throw Object.assign(error, { name: 'AtlasError', kind: 'trace', problems: [] });
    },
    decodeLink: (text) => ({ link: { title: text }, notices: [] }) as never,
    encodeLink: (link) => ({ text: `#v1&title=${link.title}`, parts: [], notices: [] }),
    readFile: (_, name) => ({ kind: 'trace', info: { title: name } }) as never,
    encodeFile: () => ({ bytes: Uint8Array.of(35, 118, 49), notices: [] }),
    compileScript: (text) => new TextEncoder().encode(`script ${text}`),
    compileTrace: (bytes) => new TextEncoder().encode(`trace of ${bytes.length}`),
  };
  const spawn = (role: Role): WorkerLike => {
    spawned.push(role);
    let host: Host | null = null;
    let desk: Desk | null = null;
    let isAlive = true;
    const worker: WorkerLike = {
      onmessage: null,
      onerror: null,
      terminate: () => {
        isAlive = false;
        terminated.push(role);
      },
      postMessage: (message: ToWorker) => {
        tasks.push(() => {
          if (message.kind !== 'start') {
            host?.receive(message as Exclude<ToSession, { kind: 'start' }>);
            desk?.receive(message as Exclude<ToDesk, { kind: 'start' }>);
            return;
          }
          const around = {
            now: () => clock,
            soon: (callback: () => void) => tasks.push(callback),
            post: (answer: FromWorker) =>
              tasks.push(() => {
                const data = structuredClone(answer);
                if (isAlive) worker.onmessage?.({ data } as MessageEvent<FromWorker>);
              }),
          };
          if (role === 'desk') desk = new Desk(deskCore, around);
          else host = new Host(core, around);
        });
      },
    };
    return worker;
  };
  const engine = createEngine({
    spawn,
    compile: async () => ({}) as WebAssembly.Module,
    catalog: async () => ({ axes: [] as Catalog['axes'] }) as Catalog,
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
  return { engine, run, log, counts: () => ({ terminated, spawned }) };
}

/** Opens a session and lets the bench run no further than that. */
async function openNow({ engine, run }: ReturnType<typeof bench>) {
  let isOpen = false;
  const opened = engine.open({}, SCRIPT).finally(() => {
    isOpen = true;
  });
  await run(() => isOpen);
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
  const frame = await settled(run, session.frame(35, null));
  expect(frame.step).toBe(35);
  expect(log.indexOf('frame 35')).toBeGreaterThan(log.indexOf('replayed 40'));
  expect(log.indexOf('frame 35')).toBeLessThan(log.indexOf(`replayed ${TOTAL}`));
  expect((await session.finished).replayed).toBe(TOTAL);
});

test('a stopped replay still answers for the steps it reached', async () => {
  const table = bench();
  const { run, log } = table;
  const session = await openNow(table);
  session.stop();
  await run();
  expect(log.at(-1)).not.toBe(`replayed ${TOTAL}`);
  expect((await settled(run, session.frame(5, null))).step).toBe(5);
});

test('a dropped call is not worked on', async () => {
  const { engine, run, log } = bench();
  const session = await settled(run, engine.open({}, SCRIPT));
  const abort = new AbortController();
  const frame = session.frame(7, null, { signal: abort.signal });
  const caught = expect(frame).rejects.toHaveProperty('name', 'AbortError');
  await Promise.resolve();
  await Promise.resolve();
  abort.abort();
  await run();
  await caught;
  expect(log).not.toContain('frame 7');
});

test('what wasm reports arrives as an AtlasError of its kind', async () => {
  const { engine, run } = bench();
  const error = settled(run, engine.readTrace(new Uint8Array(), 'x.rep'));
  await expect(error).rejects.toBeInstanceOf(AtlasError);
  await expect(error).rejects.toMatchObject({ kind: 'trace', message: /line 3/ });
});

test('designs, and links that name a scenario, are read without a desk', async () => {
  const { engine, run, counts } = bench();
  const design = { placement: 'best-fit' };
  expect(await settled(run, engine.readDesign(design))).toEqual({ design, problems: [] });
  const { link } = await settled(run, engine.decodeLink('#v1&lesson=stairs'));
  expect(link.title).toBe('#v1&lesson=stairs');
  expect(counts().spawned).toEqual(['session']);
  for (const scenario of ['script=', 'script.z=', 'recording.z=']) {
    await settled(run, engine.decodeLink(`#v1&step=1&${scenario}x`));
  }
  expect(counts().spawned).toEqual(['session', 'desk']);
});

test('links and files go to the desk and back', async () => {
  const { engine, run, counts } = bench();
  const text = '#v1&script=stairs';
  const { link } = await settled(run, engine.decodeLink(text));
  expect(await settled(run, engine.encodeLink(link))).toMatchObject({ text: `#v1&title=${text}` });
  expect(await settled(run, engine.encodeFile(link))).toMatchObject({
    bytes: Uint8Array.of(35, 118, 49),
  });
  const contents = await settled(run, engine.readFile(new Uint8Array(), 'x.rep'));
  expect(contents).toEqual({ kind: 'trace', info: { title: 'x.rep' } });
  expect(counts().spawned).toEqual(['desk']);
});

test('what wasm does not report is an internal error that says what to do', async () => {
  const { engine, run } = bench();
  const error = settled(run, engine.checkDesign({}));
  await expect(error).rejects.toMatchObject({ kind: 'internal', message: /Reload the page/ });
});

test('a module that panicked is not asked again: the desk starts anew', async () => {
  const { engine, run, counts } = bench();
  await expect(settled(run, engine.checkDesign({}))).rejects.toThrow();
  expect(await settled(run, engine.checkScript(''))).toMatchObject({ operations: 1 });
  expect(counts()).toEqual({ terminated: ['desk'], spawned: ['desk', 'desk'] });
});

test('a replay that breaks down rejects what is open and ends its worker alone', async () => {
  const advance = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  const { engine, run, counts } = bench({ advance });
  const session = await settled(run, engine.open({}, SCRIPT));
  await expect(session.finished).rejects.toMatchObject({ kind: 'internal' });
  await expect(session.frame(1, null)).rejects.toMatchObject({ kind: 'internal' });
  expect(counts()).toEqual({ terminated: ['session'], spawned: ['session', 'desk'] });
  expect(await settled(run, engine.checkScript(''))).toMatchObject({ operations: 1 });
});

test('aborting an open session closes it', async () => {
  const { engine, run, counts } = bench();
  const abort = new AbortController();
  const session = await settled(run, engine.open({}, SCRIPT, { signal: abort.signal }));
  abort.abort();
  await expect(session.frame(1, null)).rejects.toHaveProperty('name', 'AbortError');
  expect(counts().terminated).toEqual(['session']);
});

test('sessions have workers of their own; questions share the desk', async () => {
  const { engine, run, counts } = bench();
  await settled(run, engine.checkScript(''));
  await settled(run, engine.checkScript(''));
  await settled(run, engine.open({}, SCRIPT));
  await settled(run, engine.open({}, SCRIPT));
  expect(counts().spawned).toEqual(['desk', 'session', 'session']);
});

test('a script is compiled at the desk, and so is a trace of other people; ours needs no desk', async () => {
  const { engine, run, log, counts } = bench();
  const ours = new Uint8Array([0x89, 0x41]);
  await settled(run, engine.open({}, { kind: 'trace', name: 'ours', bytes: ours }));
  expect(counts().spawned).toEqual(['session']);
  await settled(run, engine.open({}, SCRIPT));
  await settled(run, engine.open({}, { kind: 'trace', name: 'x.rep', bytes: ours.slice(1) }));
  expect(log.filter((line) => line.startsWith('opened'))).toEqual([
    'opened \uFFFDA',
    'opened script a = malloc 1',
    'opened trace of 1',
  ]);
});
