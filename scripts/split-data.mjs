// Splits the data of a wasm module in two: what its first part may read, and the rest.
//
// Owns which data goes where; which functions go where is `split-module.mjs`'s. Data stays in the first part where a
// function of that part, or data that stays, has its address. Of what is left, panics have most: what they say, and where
// in the sources they are. Those two a function of the first part may pass on to one that panics, which is of the rest,
// and it is there that they are read: by then the rest is there.
//
// Works on segments as the linker makes them when it is told not to merge them (`--no-merge-data-segments`): one for
// each constant and static of the sources. It knows no other boundaries, so a merged segment stays or goes whole.

/**
 * A constant or static: where it lies, its bytes, and where the next one begins.
 *
 * @typedef {{ readonly start: number, readonly bytes: Buffer, readonly end: number }} Segment
 */

const ESCAPES = /** @type {Readonly<Record<string, number>>} */ ({
  n: 0x0a,
  t: 0x09,
  r: 0x0d,
  '"': 0x22,
  "'": 0x27,
  '\\': 0x5c,
});
const DATA = /^ \(data (?:\S+ )?\(i32\.const (\d+)\) "(.*)"\)$/;
const WORD_BYTES = 4;
/**
 * Code that goes through a table may know where it ends only, or a field behind that, and count up to there. In the figure
 * module as of rustc 1.95 nothing goes further than 20 bytes, and nothing begins before a table: so say its relocations
 * (`--emit-relocs`). If that changed, it would be for the comparison of the parts with the whole to tell.
 */
const BEHIND_BYTES = 24;
/** A `core::panic::Location`: the file's name, its length, line and column. */
const LOCATION_BYTES = 16;

/**
 * @param {readonly string[]} data the module's data, form by form
 * @param {readonly string[]} functions the texts of the first part's functions
 * @param {(name: string) => boolean} isCutOff whether a function is of the rest
 * @returns {{ first: string[], rest: string[] }} the forms of the two parts
 */
export function splitData(data, functions, isCutOff) {
  const segments = segmentsOf(data);
  /** @param {number} address */
  const at = (address) => segments.find(({ start, end }) => start <= address && address < end);
  const locations = new Set(segments.filter((each) => isLocation(each, at)));

  /** @type {Set<Segment>} */
  const kept = new Set();
  /** @type {Segment[]} */
  const unread = [];
  /** @param {number} address */
  const keep = (address) => {
    for (const each of segments) {
      if (each.start > address) break;
      if (each.end + BEHIND_BYTES < address) continue;
      if (kept.has(each) || locations.has(each)) continue;
      kept.add(each);
      unread.push(each);
    }
  };
  for (const text of functions) {
    for (const address of addressesIn(withoutLastWords(text, isCutOff))) keep(address);
  }
  for (let segment = unread.pop(); segment !== undefined; segment = unread.pop()) {
    for (const word of wordsOf(segment)) keep(word);
  }
  return {
    first: formsOf(segments.filter((each) => kept.has(each))),
    rest: formsOf(segments.filter((each) => !kept.has(each))),
  };
}

/** @param {readonly string[]} data @returns {Segment[]} in the order of their addresses */
export function segmentsOf(data) {
  const found = data.map((form) => {
    const [, start, text] = DATA.exec(form) ?? [];
    if (start === undefined || text === undefined) {
      throw new Error(`data of another form than this was written for: ${form.slice(0, 80)}`);
    }
    return { start: Number(start), bytes: bytesOf(text) };
  });
  found.sort((one, two) => one.start - two.start);
  return found.map(({ start, bytes }, index) => ({
    start,
    bytes,
    end: found[index + 1]?.start ?? start + bytes.length,
  }));
}

/** What a string of the text format stands for. @param {string} text */
function bytesOf(text) {
  const parts = [...text.matchAll(/\\([0-9a-f]{2})|\\(.)|([^\\]+)/gs)].map(
    ([, hex, escaped, plain]) => {
      if (plain !== undefined) return Buffer.from(plain, 'utf8');
      const byte = escaped === undefined ? Number(`0x${hex}`) : ESCAPES[escaped];
      if (byte === undefined) throw new Error(`an unknown escape in data: \\${escaped}`);
      return Buffer.from([byte]);
    },
  );
  return Buffer.concat(parts);
}

/** The words that lie in a segment as pointers do. @param {Segment} segment */
function wordsOf({ start, bytes, end }) {
  const whole = Buffer.alloc(end - start);
  bytes.copy(whole);
  const first = (WORD_BYTES - (start % WORD_BYTES)) % WORD_BYTES;
  const words = [];
  for (let at = first; at + WORD_BYTES <= whole.length; at += WORD_BYTES) {
    words.push(whole.readUInt32LE(at));
  }
  return words;
}

/**
 * Whether a segment says where in the sources something is.
 *
 * @param {Segment} segment
 * @param {(address: number) => Segment | undefined} at
 */
function isLocation(segment, at) {
  if (segment.end - segment.start !== LOCATION_BYTES || segment.start % WORD_BYTES !== 0)
    return false;
  const [file = 0, length = 0, line = 0, column = 0] = wordsOf(segment);
  const name = at(file);
  if (name?.start !== file || line === 0 || column === 0) return false;
  return name.bytes.subarray(0, length).toString('latin1').endsWith('.rs');
}

/** Every number in a function that could be an address. @param {string} text */
function addressesIn(text) {
  const numbers = [...text.matchAll(/(i32|i64)\.const (-?\d+)|offset=(\d+)/g)];
  return numbers.flatMap(([, type, number, offset]) => {
    if (type !== 'i64') return [Number(offset ?? number)];
    // Two addresses, or an address and a length, stored in one go.
    const both = BigInt.asUintN(64, BigInt(number ?? 0));
    return [Number(both & 0xffff_ffffn), Number(both >> 32n)];
  });
}

/**
 * A function without its calls into the rest that don't return: what it passes there, nothing but the rest reads.
 *
 * @param {string} text
 * @param {(name: string) => boolean} isCutOff
 */
function withoutLastWords(text, isCutOff) {
  const calls = /\(call (\$[^\s()]+)/g;
  let left = '';
  let from = 0;
  for (let call = calls.exec(text); call !== null; call = calls.exec(text)) {
    if (!isCutOff(call[1] ?? '')) continue;
    const end = closing(text, call.index);
    if (!/^\s*\(unreachable\)/.test(text.slice(end))) continue;
    // What it is given may have to be read before, where the rest isn't there yet.
    if (/\.load|\(call/.test(text.slice(call.index + 1, end))) continue;
    left += text.slice(from, call.index);
    from = end;
    calls.lastIndex = end;
  }
  return left + text.slice(from);
}

/** Behind the parenthesis that closes the one at a place. @param {string} text @param {number} opening */
function closing(text, opening) {
  let depth = 0;
  for (let at = opening; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  throw new Error('parentheses that are not closed');
}

/**
 * The segments as forms: those that follow upon each other are one.
 *
 * @param {Segment[]} segments
 */
function formsOf(segments) {
  /** @type {{ start: number, end: number, bytes: Buffer }[]} */
  const runs = [];
  for (const { start, bytes, end } of segments) {
    const last = runs.at(-1);
    if (last?.end === start) {
      const gap = Buffer.alloc(start - last.start - last.bytes.length);
      last.bytes = Buffer.concat([last.bytes, gap, bytes]);
      last.end = end;
    } else {
      runs.push({ start, bytes, end });
    }
  }
  return runs.map(({ start, bytes }) => {
    const text = [...bytes].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');
    return ` (data (i32.const ${start}) "${text}")`;
  });
}
