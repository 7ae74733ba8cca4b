// Raw bytes of memory, decoded: the fields of a block's bookkeeping, where the lines of a block begin, and its bytes.

import type { Block, ByteSpan, BytesView, Field } from '../engine/wire';
import { formatHexByte } from './format';

/** The bookkeeping begins a line, whatever stands in front of it. */
export function firstLineOffset(
  { start, fields }: Pick<Block, 'start' | 'fields'>,
  bytesPerLine: number,
): number {
  const first = fields[0]?.offset ?? start;
  return first - Math.ceil((first - start) / bytesPerLine) * bytesPerLine;
}

/** The lines of a block that fields begin in, from 0 and in order. */
export function linesOfFields(
  block: Pick<Block, 'start' | 'fields'>,
  bytesPerLine: number,
): readonly number[] {
  const first = firstLineOffset(block, bytesPerLine);
  return [
    ...new Set(block.fields.map(({ offset }) => Math.floor((offset - first) / bytesPerLine))),
  ];
}

export function spanAt(view: BytesView, offset: number): ByteSpan | undefined {
  return view.spans.find((span) => offset >= span.offset && offset < span.offset + span.bytes);
}

export interface RawByte {
  readonly hex: string;
  /** `null` where it is not known. */
  readonly category: string | null;
}

export interface RawLine {
  /** `null` for a byte that the view does not hold. */
  readonly bytes: readonly (RawByte | null)[];
  readonly characters: string;
}

export function rawLine(view: BytesView, offset: number, count: number): RawLine {
  const line = Array.from({ length: count }, (_, at) => {
    const byte = view.bytes[offset + at - view.offset];
    if (byte === undefined) return { byte: null, character: ' ' };
    const category = spanAt(view, offset + at)?.label ?? null;
    return { byte: { hex: formatHexByte(byte), category }, character: character(byte) };
  });
  return {
    bytes: line.map(({ byte }) => byte),
    characters: line.map(({ character }) => character).join(''),
  };
}

/** A field's name in the allocator's source, and that there are flags in its low bits. */
export function fieldName({ name, flags }: Pick<Field, 'name' | 'flags'>): string {
  return flags.length === 0 ? name : `${name} | flags`;
}

/** The bytes as they are stored, the number that they make, and its decoded value. */
export interface FieldValue {
  readonly stored: readonly string[];
  readonly hex: string;
  readonly value: string;
}

export function fieldValue(view: BytesView, { offset, bytes, value, flags }: Field): FieldValue {
  const at = offset - view.offset;
  const stored = Array.from(view.bytes.subarray(at, at + bytes), formatHexByte);
  // The least significant byte stands first.
  const hex = stored.toReversed().join('');
  const [first] = flags;
  return { stored, hex, value: first === undefined ? value : `${value}, ${first.says}` };
}

/** A byte as an ASCII character; a dot for bytes that are none. */
function character(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
}
