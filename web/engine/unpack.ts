// A recorded trace, its columns unpacked by the browser: a module that replays need not know how.
//
// Owns nothing of what a trace means, or of what is wrong with one. What can't be unpacked here goes on as it is, and
// the module says why it can't be opened. The form is that of `crates/scenario/src/trace.rs`.

const VERSION = 8;
const PROVENANCE = 10;
const PROVENANCE_TEXT = 14;
/** Behind the provenance: the numbers of operations and pointers, then the directory. */
const COUNTS_BYTES = 8;
const DIRECTORY_BYTES = 72;
const ENTRY_BYTES = 8;
/** The only version whose columns are zlib streams, and the bit that says they aren't any more. */
const PACKED_VERSION = 1;
const UNPACKED_BIT = 0x8000;

/** The trace to hand on; what it is given stays as it is. */
export async function unpack(trace: Uint8Array): Promise<Uint8Array> {
  try {
    return await unpacked(new Uint8Array(trace));
  } catch {
    return trace;
  }
}

/** Throws where this is no such trace, or where its directory and its columns don't agree. */
async function unpacked(trace: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const view = new DataView(trace.buffer, trace.byteOffset, trace.byteLength);
  if (view.getUint16(VERSION, true) !== PACKED_VERSION) return trace;
  const directory = PROVENANCE_TEXT + view.getUint32(PROVENANCE, true) + COUNTS_BYTES;
  const header = trace.slice(0, directory + DIRECTORY_BYTES);
  const entries = new DataView(header.buffer);
  entries.setUint16(VERSION, PACKED_VERSION | UNPACKED_BIT, true);
  const packed: [column: Uint8Array<ArrayBuffer>, bytes: number][] = [];
  let at = header.length;
  for (let entry = directory; entry < header.length; entry += ENTRY_BYTES) {
    const bytes = entries.getUint32(entry, true);
    const end = at + entries.getUint32(entry + 4, true);
    packed.push([trace.subarray(at, end), bytes]);
    entries.setUint32(entry + 4, bytes, true);
    at = end;
  }
  if (at !== trace.length) throw new RangeError('the directory speaks of other columns');
  const columns = await Promise.all(packed.map(([column, bytes]) => inflate(column, bytes)));
  return new Uint8Array(await new Blob([header, ...columns]).arrayBuffer());
}

/** Unpacks a column of so many bytes; stops as soon as there are more. */
async function inflate(
  packed: Uint8Array<ArrayBuffer>,
  bytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
  const reader = stream.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > bytes) {
      await reader.cancel();
      break;
    }
    chunks.push(next.value);
  }
  if (length !== bytes) throw new RangeError('a column is not as long as the directory says');
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
