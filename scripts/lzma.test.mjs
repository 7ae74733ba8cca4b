// Protects the way of a module to the page: packed by a library, unpacked by our own reader, which is given anything.

import { describe, expect, it, vi } from 'vitest';
import { unlzma } from '../web/base/lzma';
import { lzma } from './lzma.mjs';

// The packer begins by making room for 64 MiB, each time.
vi.setConfig({ testTimeout: 60_000 });

/**
 * Bytes of so many kinds, which repeat at many distances but never quite.
 *
 * @param {number} length
 * @param {number} kinds
 */
function bytesOf(length, kinds) {
  let state = length * 2_654_435_761 + kinds;
  return Uint8Array.from({ length }, (_, at) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return at % 97 < 60 ? (at % 97) * kinds : (state >>> 24) % kinds;
  });
}

describe('what was packed is unpacked as it was', () => {
  it.each([1, 7, 256])('with %d kinds of bytes', async (kinds) => {
    for (const length of [1, 2, 300, 70_000]) {
      const bytes = bytesOf(length, kinds);
      expect(unlzma(await lzma(bytes))).toEqual(bytes);
    }
  });

  it('where it repeats far behind', async () => {
    const noise = bytesOf(1_000, 256);
    const bytes = new Uint8Array(300_000);
    bytes.set(noise);
    bytes.set(noise, 299_000);
    expect(Buffer.compare(unlzma(await lzma(bytes)), bytes)).toBe(0);
  });
});

describe('what is no packed file is refused', () => {
  it('where it is cut short', async () => {
    const whole = await lzma(bytesOf(5_000, 256));
    for (const length of [0, 4, 17, 18, 100, whole.length - 20]) {
      expect(() => unlzma(whole.subarray(0, length))).toThrow(RangeError);
    }
  });

  it('where it claims more than it has, or more than there could be', async () => {
    const whole = await lzma(bytesOf(5_000, 256));
    const claiming = (/** @type {number} */ size) => {
      const claim = whole.slice();
      new DataView(claim.buffer).setBigUint64(5, BigInt(size), true);
      return claim;
    };
    expect(() => unlzma(claiming(60_000_000))).toThrow(RangeError);
    for (const size of [2 ** 26 + 1, 2 ** 32 - 1, 2 ** 40]) {
      expect(() => unlzma(claiming(size))).toThrow('damaged');
    }
  });

  it('where its properties are none', async () => {
    const whole = await lzma(bytesOf(5_000, 256));
    whole[0] = 225;
    expect(() => unlzma(whole)).toThrow('damaged');
  });

  it('where it goes back before its beginning', async () => {
    const broken = await lzma(bytesOf(5_000, 7));
    broken.fill(0xff, 14, 18);
    expect(() => unlzma(broken)).toThrow(RangeError);
  });
});
