// Protects how many workers a page has: who gets which, when there is one more, and when one goes.

import { beforeEach, expect, test } from 'vitest';
import { Pool } from './pool';

interface FakeWorker {
  readonly name: string;
  load: number;
}

let spawned: FakeWorker[];
let ended: string[];
let timers: Set<() => void>;
let pool: Pool<FakeWorker>;

beforeEach(() => {
  spawned = [];
  ended = [];
  timers = new Set();
  pool = new Pool<FakeWorker>({
    limit: 3,
    spawn: () => {
      const worker = { name: `w${spawned.length + 1}`, load: 0 };
      spawned.push(worker);
      return worker;
    },
    end: ({ name }) => ended.push(name),
    load: ({ load }) => load,
    later: (callback) => {
      timers.add(callback);
      return () => timers.delete(callback);
    },
  });
});

function passTime(): void {
  for (const timer of timers) {
    timers.delete(timer);
    timer();
  }
}

/** The names of the workers that so many sessions get. */
const sessions = (count: number) =>
  Array.from({ length: count }, () => pool.forSession().name).join(' ');

test('sessions have workers to themselves up to the limit, and share them evenly beyond it', () => {
  expect(sessions(3)).toBe('w1 w2 w3');
  expect(sessions(3).split(' ').sort().join(' ')).toBe('w1 w2 w3');
  expect(sessions(44).split(' ')).toHaveLength(44);
  expect(spawned).toHaveLength(3);
});

test('a full pool spares the worker that still replays', () => {
  sessions(3);
  for (const worker of spawned) worker.load = worker.name === 'w2' ? 0 : 1;
  expect(sessions(1)).toBe('w2');
});

test('a worker without sessions is taken before a new one is spawned', () => {
  const [first] = [pool.forSession(), pool.forSession()];
  pool.release(first);
  expect(pool.forSession()).toBe(first);
  passTime();
  expect(ended).toEqual([]);
});

test('a worker goes when its last session has been closed for a while, not before', () => {
  const worker = pool.forSession();
  pool.release(worker);
  expect(ended).toEqual([]);
  passTime();
  expect(ended).toEqual(['w1']);
  expect(sessions(1)).toBe('w2');
});

test('a worker stays while one of its sessions is open', () => {
  sessions(6);
  pool.release(spawned[0] as FakeWorker);
  passTime();
  expect(ended).toEqual([]);
});

test('a question takes a worker there is, and keeps it as long as it lasts', async () => {
  let finish = () => {};
  const lasting = () =>
    new Promise<void>((resolve) => {
      finish = resolve;
    });
  const question = pool.forQuestion(lasting);
  expect(sessions(1)).toBe('w1');
  pool.release(spawned[0] as FakeWorker);
  passTime();
  expect(ended).toEqual([]);
  finish();
  await question;
  passTime();
  expect(ended).toEqual(['w1']);
  await expect(pool.forQuestion(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  passTime();
  expect(ended).toEqual(['w1', 'w2']);
});

test('a worker that broke down leaves room for another, and is not ended again', () => {
  sessions(3);
  const [broken] = spawned as [FakeWorker];
  pool.forget(broken);
  pool.release(broken);
  passTime();
  expect(ended).toEqual([]);
  expect(sessions(1)).toBe('w4');
});
