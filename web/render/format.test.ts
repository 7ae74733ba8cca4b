import { describe, expect, it } from 'vitest';
import {
  formatAddress,
  formatBytes,
  formatBytesExactly,
  formatBytesTersely,
  formatCount,
  formatNumber,
  formatShare,
} from './format';

describe('sizes', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1,023 bytes'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [16 * 2 ** 20, '16 MiB'],
    [2 ** 32 - 1, '4 GiB'],
  ])('%i bytes read %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
  it('are exact where asked', () => {
    expect(formatBytesExactly(1536)).toBe('1,536 bytes (1.5 KiB)');
    expect(formatBytesExactly(64)).toBe('64 bytes');
  });
  it('are short in labels', () => {
    expect(formatBytesTersely(64)).toBe('64 B');
    expect(formatBytesTersely(1536)).toBe('1.5 K');
  });
});

describe('numbers', () => {
  it.each([
    [1234567, '1,234,567'],
    [-1234, '−1,234'],
    [0, '0'],
  ])('%i reads %s', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });
  it.each([
    [17.0666, '17.1'],
    [0.2666, '0.267'],
    [4, '4'],
    [1024.4, '1,024'],
    [Number.NaN, '–'],
  ])('%d to three digits reads %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
  it('addresses have eight digits, above 2³¹ too', () => {
    expect(formatAddress(0x100010)).toBe('0x00100010');
    expect(formatAddress(0xffff0000)).toBe('0xffff0000');
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
