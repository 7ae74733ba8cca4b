// Unpacks LZMA, the format of `.lzma` files.
//
// Owns reading only: what is packed is packed when the site is built, by a library. That library's own reader takes three
// times as many bytes as this one, and as much time, and it would stand before every first picture. Follows the
// specification in Igor Pavlov's LZMA SDK (DOC/lzma-specification.txt, in the public domain).

const HEADER_BYTES = 13;
/** Behind the header: a zero, and the first four bytes of the code. */
const CODE_BYTES = 5;
const SIZE = 5;
/** All properties there are: 9 of literals' contexts, 5 of their positions, 5 of positions. */
const PROPERTIES = 9 * 5 * 5;
/** Far more than any module has: what claims more is no file of ours. */
const SIZE_MAX = 64 * 1024 * 1024;
/** What the last few bytes came by, literally or from before. */
const STATES = 12;
/** A place in the output, modulo a power of two up to this one. */
const POSITION_STATES = 16;
const LENGTH_STATES = 4;
const LENGTHS = 2 + 2 * 8 * POSITION_STATES + 256;

// All probabilities are in one array. Where each table begins in it:
const IS_MATCH = 0;
const IS_REP = IS_MATCH + STATES * POSITION_STATES;
const IS_REP_G0 = IS_REP + STATES;
const IS_REP_G1 = IS_REP_G0 + STATES;
const IS_REP_G2 = IS_REP_G1 + STATES;
const IS_REP0_LONG = IS_REP_G2 + STATES;
const DISTANCE_SLOT = IS_REP0_LONG + STATES * POSITION_STATES;
const DISTANCE_SPECIAL = DISTANCE_SLOT + LENGTH_STATES * 64;
const DISTANCE_ALIGN = DISTANCE_SPECIAL + 115;
const MATCH_LENGTH = DISTANCE_ALIGN + 16;
const REP_LENGTH = MATCH_LENGTH + LENGTHS;
const LITERAL = REP_LENGTH + LENGTHS;
const LITERAL_CODER = 0x300;

/** Eleven bits: as likely as not. */
const EVEN = 1 << 10;
const RANGE_MIN = 1 << 24;

/**
 * What was packed.
 *
 * @throws RangeError where `packed` is cut short, damaged, of unknown length, or longer than 64 MiB
 */
export function unlzma(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  if (packed.length < HEADER_BYTES + CODE_BYTES) throw new RangeError('cut short');
  const header = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const properties = header.getUint8(0);
  const literalContext = properties % 9;
  const literalPosition = Math.trunc(properties / 9) % 5;
  const position = Math.trunc(properties / 45);
  // One of unknown length says so with all bits set.
  const size = Number(header.getBigUint64(SIZE, true));
  if (properties >= PROPERTIES || packed[HEADER_BYTES] !== 0 || size > SIZE_MAX) {
    throw new RangeError('damaged');
  }

  const bytes = new Uint8Array(size);
  const odds = new Uint16Array(LITERAL + (LITERAL_CODER << (literalContext + literalPosition)));
  odds.fill(EVEN);
  let next = HEADER_BYTES + CODE_BYTES;
  let code = header.getUint32(next - 4);
  let range = 0xffff_ffff;

  function narrow(): void {
    if (range >= RANGE_MIN) return;
    range = (range << 8) >>> 0;
    code = ((code << 8) | (packed[next++] as number)) >>> 0;
  }

  /** A bit that is as likely as the probability at an index says, which learns of it. */
  function bit(index: number): number {
    const odd = odds[index] as number;
    const bound = (range >>> 11) * odd;
    const isSet = code >= bound;
    if (isSet) {
      range -= bound;
      code -= bound;
      odds[index] = odd - (odd >> 5);
    } else {
      range = bound;
      odds[index] = odd + ((2 * EVEN - odd) >> 5);
    }
    narrow();
    return isSet ? 1 : 0;
  }

  /** So many bits with even odds. */
  function direct(count: number): number {
    let value = 0;
    for (let each = 0; each < count; each += 1) {
      range >>>= 1;
      const isSet = code >= range;
      if (isSet) code -= range;
      narrow();
      value = (value << 1) | (isSet ? 1 : 0);
    }
    return value;
  }

  /** So many bits, the highest first; each has its probability by those before it. */
  function tree(base: number, count: number): number {
    let node = 1;
    for (let each = 0; each < count; each += 1) node = (node << 1) | bit(base + node);
    return node - (1 << count);
  }

  /** The same, the lowest first. */
  function reversed(base: number, count: number): number {
    let node = 1;
    let value = 0;
    for (let each = 0; each < count; each += 1) {
      const set = bit(base + node);
      node = (node << 1) | set;
      value |= set << each;
    }
    return value;
  }

  /** A match's length, less two. */
  function length(base: number, at: number): number {
    if (bit(base) === 0) return tree(base + 2 + at * 8, 3);
    if (bit(base + 1) === 0) return 8 + tree(base + 2 + (POSITION_STATES + at) * 8, 3);
    return 16 + tree(base + 2 + 2 * POSITION_STATES * 8, 8);
  }

  /** How far back a match of such a length lies, less one. */
  function distance(lengthLessTwo: number): number {
    const slot = tree(DISTANCE_SLOT + Math.min(lengthLessTwo, LENGTH_STATES - 1) * 64, 6);
    if (slot < 4) return slot;
    const low = (slot >> 1) - 1;
    const high = (2 | (slot & 1)) << low;
    if (slot < 14) return high + reversed(DISTANCE_SPECIAL + high - slot, low);
    return (high >>> 0) + direct(low - 4) * 16 + reversed(DISTANCE_ALIGN, 4);
  }

  let state = 0;
  let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];
  let at = 0;

  function literal(): number {
    const before = at > 0 ? (bytes[at - 1] as number) : 0;
    const place = at & ((1 << literalPosition) - 1);
    const coder = (place << literalContext) + (before >> (8 - literalContext));
    const base = LITERAL + LITERAL_CODER * coder;
    let symbol = 1;
    if (state >= 7) {
      // Behind a match, what follows its original is what is likely not to come.
      let original = bytes[at - rep0 - 1] as number;
      while (symbol < 0x100) {
        const expected = (original >> 7) & 1;
        original <<= 1;
        const set = bit(base + ((1 + expected) << 8) + symbol);
        symbol = (symbol << 1) | set;
        if (set !== expected) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | bit(base + symbol);
    return symbol;
  }

  while (at < size) {
    // Behind the end there are zeros to be read, for ever.
    if (next > packed.length) throw new RangeError('cut short');
    const place = at & ((1 << position) - 1);
    if (bit(IS_MATCH + state * POSITION_STATES + place) === 0) {
      bytes[at] = literal();
      at += 1;
      state = state < 4 ? 0 : state - (state < 10 ? 3 : 6);
      continue;
    }
    // What stands there already: at a distance of its own, or at one of the last four.
    let count = 1;
    const isAfterLiteral = state < 7;
    if (bit(IS_REP + state) === 0) {
      [rep3, rep2, rep1] = [rep2, rep1, rep0];
      count = length(MATCH_LENGTH, place) + 2;
      rep0 = distance(count - 2);
      state = isAfterLiteral ? 7 : 10;
    } else {
      let isLong = true;
      if (bit(IS_REP_G0 + state) === 0) {
        isLong = bit(IS_REP0_LONG + state * POSITION_STATES + place) === 1;
      } else if (bit(IS_REP_G1 + state) === 0) {
        [rep0, rep1] = [rep1, rep0];
      } else if (bit(IS_REP_G2 + state) === 0) {
        [rep0, rep1, rep2] = [rep2, rep0, rep1];
      } else {
        [rep0, rep1, rep2, rep3] = [rep3, rep0, rep1, rep2];
      }
      if (isLong) count = length(REP_LENGTH, place) + 2;
      state = isAfterLiteral ? (isLong ? 8 : 9) : 11;
    }
    if (rep0 >= at || at + count > size) throw new RangeError('damaged');
    for (const end = at + count; at < end; at += 1) bytes[at] = bytes[at - rep0 - 1] as number;
  }
  return bytes;
}
