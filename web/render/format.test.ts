import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  formatAddress,
  formatBytes,
  formatBytesExactly,
  formatCount,
  formatNumber,
  formatShare,
} from './format';

/** As the page writes it, by the kinds of fixtures/numbers.tsv. */
const WRITERS: Readonly<Record<string, (value: number) => string>> = {
  count: formatCount,
  number: formatNumber,
  bytes: formatBytes,
  exact: formatBytesExactly,
  address: formatAddress,
};

// Protects readers from two styles of number on one page: the engine's sentences are held to the same cases.
describe('numbers', () => {
  const [, ...cases] = readFileSync('fixtures/numbers.tsv', 'utf8').trim().split('\n');
  it.each(cases.map((line) => line.split('\t')))('%s %s reads %s', (kind, value, written) => {
    expect(WRITERS[kind ?? '']?.(Number(value))).toBe(written);
  });
  it('that are none are a dash', () => {
    expect(formatNumber(Number.NaN)).toBe('–');
  });
});

describe('shares', () => {
  it.each([
    [0, 100, '0 %'],
    [1, 100_000, '< 0.1 %'],
    [1, 3, '33 %'],
    [5, 100, '5 %'],
    [99_999, 100_000, '> 99.9 %'],
    [3, 3, '100 %'],
    [1, 0, '0 %'],
  ])('%i of %i is %s', (part, whole, text) => {
    expect(formatShare(part, whole)).toBe(text);
  });
});
