// Protects how many workers a page has: who gets which, when there is one more, and when one goes.

import { beforeEach, expect, test } from 'vitest';
import { Pool } from './pool';

interface FakeWorker {
  readonly name: string;
  load: number;
}

let hired: FakeWorker[];
let dismissed: string[];
let timers: Set<() => void>;
let pool: Pool<FakeWorker>;

beforeEach(() => {
  hired = [];
  dismissed = [];
  timers = new Set();
  pool = new Pool<FakeWorker>({
    limit: 3,
    hire: () => {
      const worker = { name: `w${hired.length + 1}`, load: 0 };
      hired.push(worker);
      return worker;
    },
    dismiss: ({ name }) => dismissed.push(name),
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
const seat = (count: number) =>
  Array.from({ length: count }, () => pool.forSession().name).join(' ');

test('sessions have workers to themselves up to the limit, and share them evenly beyond it', () => {
  expect(seat(3)).toBe('w1 w2 w3');
  expect(seat(3).split(' ').sort().join(' ')).toBe('w1 w2 w3');
  expect(seat(44).split(' ')).toHaveLength(44);
  expect(hired).toHaveLength(3);
});

test('a full pool spares the worker that still replays', () => {
  seat(3);
  for (const worker of hired) worker.load = worker.name === 'w2' ? 0 : 1;
  expect(seat(1)).toBe('w2');
});

test('a worker without sessions is taken before a new one is hired', () => {
  const [first] = [pool.forSession(), pool.forSession()];
  pool.release(first);
  expect(pool.forSession()).toBe(first);
  passTime();
  expect(dismissed).toEqual([]);
});

test('a worker goes when its last session has been closed for a while, not before', () => {
  const worker = pool.forSession();
  pool.release(worker);
  expect(dismissed).toEqual([]);
  passTime();
  expect(dismissed).toEqual(['w1']);
  expect(seat(1)).toBe('w2');
});

test('a worker stays while one of its sessions is open', () => {
  seat(6);
  pool.release(hired[0] as FakeWorker);
  passTime();
  expect(dismissed).toEqual([]);
});

test('an errand takes a worker there is, and keeps it as long as it lasts', async () => {
  let finish = () => {};
  const lasting = () =>
    new Promise<void>((resolve) => {
      finish = resolve;
    });
  const errand = pool.forErrand(lasting);
  expect(seat(1)).toBe('w1');
  pool.release(hired[0] as FakeWorker);
  passTime();
  expect(dismissed).toEqual([]);
  finish();
  await errand;
  passTime();
  expect(dismissed).toEqual(['w1']);
  await expect(pool.forErrand(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  passTime();
  expect(dismissed).toEqual(['w1', 'w2']);
});

test('a worker that broke down leaves room for another, and is not dismissed again', () => {
  seat(3);
  const [broken] = hired as [FakeWorker];
  pool.forget(broken);
  pool.release(broken);
  passTime();
  expect(dismissed).toEqual([]);
  expect(seat(1)).toBe('w4');
});
