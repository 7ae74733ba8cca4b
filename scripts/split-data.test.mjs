// Protects what may be cut off of a module's data: nothing that the first part's functions can read before the rest is
// there.

import { describe, expect, test } from 'vitest';
import { splitData } from './split-data.mjs';

/** Segments at addresses so far apart that none is taken for the end of another. */
const AT = { table: 1024, text: 2048, other: 3072, file: 4096, place: 5120 };

/** Little-endian words, as the text format writes them. @param {number[]} numbers */
function words(...numbers) {
  const bytes = [...Buffer.from(Uint32Array.from(numbers).buffer)];
  return bytes.map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');
}

/** @param {number} start @param {string} text */
const data = (start, text) => ` (data $${start} (i32.const ${start}) "${text}")`;

/** What lies between two, so that each ends where its constant does. @param {number} start */
const filler = (start) => data(start, '\\00');

const DATA = [
  data(AT.table, words(AT.text, 5)),
  filler(AT.table + 8),
  data(AT.text, 'he\\6c\\"\\n'),
  filler(AT.text + 5),
  data(AT.other, 'bye'),
  filler(AT.other + 3),
  data(AT.file, 'src/lib.rs'),
  filler(AT.file + 10),
  data(AT.place, words(AT.file, 10, 7, 3)),
  filler(AT.place + 16),
];

/** Whether one of the forms has what lies at an address. @param {string[]} forms @param {number} address */
const holds = (forms, address) =>
  forms.some((form) => {
    const [, start, text = ''] = /const (\d+)\) "(.*)"/.exec(form) ?? [];
    return Number(start) <= address && address < Number(start) + text.length / 3;
  });

/** @param {string[]} body @returns {number[]} where the data begins that stays for such a function */
function staying(...body) {
  const text = ` (func $f\n  ${body.join('\n  ')}\n )`;
  const { first, rest } = splitData(DATA, [text], (name) => name === '$panic');
  const all = Object.values(AT);
  // Nothing is lost, and nothing is in both.
  for (const start of all) expect(holds(first, start)).toBe(!holds(rest, start));
  return all.filter((start) => holds(first, start));
}

describe('data stays', () => {
  test('where its address is a constant, and what it points to with it', () => {
    expect(staying(`(i32.const ${AT.table})`)).toEqual([AT.table, AT.text]);
  });

  test('where its address is an offset', () => {
    expect(staying(`(i32.load8_u offset=${AT.other} (local.get 0))`)).toEqual([AT.other]);
  });

  test('where its address is half of a double word', () => {
    const both = (BigInt(3) << 32n) | BigInt(AT.other);
    expect(staying(`(i64.store (local.get 0) (i64.const ${both}))`)).toEqual([AT.other]);
  });

  test('where code knows its middle, or a field behind its end', () => {
    expect(staying(`(i32.const ${AT.other + 1})`)).toEqual([AT.other]);
    expect(staying(`(i32.const ${AT.other + 3 + 20})`)).toEqual([AT.other]);
  });

  test('where it is the last, and code knows its end', () => {
    const last = AT.other + 4096;
    const text = ` (func $f\n  (i32.const ${last + 4})\n )`;
    const { first } = splitData([...DATA, data(last, 'last')], [text], () => false);
    expect(holds(first, last)).toBe(true);
  });

  test('where it is read for what panics', () => {
    const panic = `(call $panic (i32.load (i32.const ${AT.other})))`;
    expect(staying(panic, '(unreachable)')).toEqual([AT.other]);
  });

  test('where a call that returns is given it', () => {
    expect(staying(`(call $panic (i32.const ${AT.other}))`, '(nop)')).toEqual([AT.other]);
  });
});

describe('data goes', () => {
  test('where nobody has its address', () => {
    expect(staying('(nop)')).toEqual([]);
  });

  test('where only what panics is given it', () => {
    const panic = `(call $panic (i32.const ${AT.other}) (i32.const ${AT.place}))`;
    expect(staying(panic, '(unreachable)')).toEqual([]);
  });

  test('where it is a place in the sources: that is read by what panics alone', () => {
    expect(staying(`(local.set 1 (i32.const ${AT.place}))`)).toEqual([]);
  });
});

test('bytes come back as they were, and neighbours as one', () => {
  const { rest } = splitData([data(16, 'a\\5c\\"\\n'), data(24, 'b')], [], () => false);
  expect(rest).toEqual([' (data (i32.const 16) "\\61\\5c\\22\\0a\\00\\00\\00\\00\\62")']);
});

test('data of another form is refused', () => {
  expect(() => splitData([' (data $0 "passive")'], [], () => false)).toThrow('another form');
  expect(() => splitData([data(16, '\\u{41}')], [], () => false)).toThrow('unknown escape');
});
