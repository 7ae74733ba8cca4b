// Protects the visitor's wait: a source that was checked is not read once more to be opened.

import { expect, test } from 'vitest';
import { Sources } from './sources';
import type { Source } from './wire';

const script = (text: string): Source => ({ kind: 'script', text });
const trace = (...bytes: number[]): Source => ({
  kind: 'trace',
  name: 'ours',
  bytes: Uint8Array.from(bytes),
});

test('the source read last is not read again, and its handle is given back once another is read', () => {
  const log: string[] = [];
  const sources = new Sources((source) => {
    const name = source.kind === 'script' ? source.text : source.bytes.join(' ');
    log.push(`read ${name}`);
    return { free: () => log.push(`freed ${name}`) };
  });
  for (const source of [
    script('a'),
    script('a'),
    trace(1, 2),
    trace(1, 2),
    trace(1, 3),
    script('a'),
  ]) {
    sources.compiled(source);
  }
  expect(log).toEqual([
    'read a',
    'read 1 2',
    'freed a',
    'read 1 3',
    'freed 1 2',
    'read a',
    'freed 1 3',
  ]);
});

test('a source that can’t be read leaves the one before it in place', () => {
  const log: string[] = [];
  const sources = new Sources((source) => {
    if (source.kind === 'trace') throw new Error('no trace');
    log.push(source.text);
    return { free: () => log.push('freed') };
  });
  sources.compiled(script('a'));
  expect(() => sources.compiled(trace(1))).toThrow('no trace');
  sources.compiled(script('a'));
  expect(log).toEqual(['a']);
});
