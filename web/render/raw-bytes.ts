// Raw bytes of memory, decoded: the fields of a block's header with their names, meanings and values.

import type { Block, ByteSpan, BytesView } from '../engine/wire';
import { formatCount, formatHexByte } from './format';
import { HEADER_BYTES, nextFreeName } from './header';

const FIELDS: readonly {
  readonly label: string;
  readonly name: string;
  readonly meaning: string;
}[] = [
  { label: 'size', name: 'size', meaning: 'the payload’s length in bytes' },
  { label: 'addr', name: 'addr | flags', meaning: 'the payload’s address, flags in its low bits' },
  {
    label: 'next',
    name: 'next',
    meaning: 'the address of the next header in the list, 0 at its end',
  },
  {
    label: 'next_free_or_padding',
    name: '–',
    meaning:
      'the address of the next hole’s payload in the free list, 0 at its end; or the padding in front of the header; else 0',
  },
];

export function headerLines(bytesPerLine: number): number {
  return HEADER_BYTES / bytesPerLine;
}

export function isInHeader({ headerOffset }: Block, offset: number): boolean {
  return offset >= headerOffset && offset < headerOffset + HEADER_BYTES;
}

/** The header begins a line, whatever stands in front of it. */
export function firstLineOffset({ start, headerOffset }: Block, bytesPerLine: number): number {
  return headerOffset - Math.ceil((headerOffset - start) / bytesPerLine) * bytesPerLine;
}

export function isField({ label }: ByteSpan): boolean {
  return FIELDS.some((field) => field.label === label);
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
    const category = categoryAt(view, offset + at);
    return { byte: { hex: formatHexByte(byte), category }, character: character(byte) };
  });
  return {
    bytes: line.map(({ byte }) => byte),
    characters: line.map(({ character }) => character).join(''),
  };
}

function categoryAt(view: BytesView, offset: number): string | null {
  const span = spanAt(view, offset);
  return span ? (isField(span) ? 'header' : span.label) : null;
}

/** A field's name in the allocator's source. `hasFreeList`: whether the design keeps a free list. */
export function fieldName(span: ByteSpan, block: Block, hasFreeList: boolean): string {
  if (span.label === 'next_free_or_padding') return nextFreeName(block, hasFreeList);
  return FIELDS.find(({ label }) => label === span.label)?.name ?? '';
}

/** The meaning of a field, as the end of a sentence. */
export function fieldMeaning(span: ByteSpan): string {
  return FIELDS.find(({ label }) => label === span.label)?.meaning ?? '';
}

/** The bytes as they are stored, the number that they make, and its decoded value. */
export interface FieldValue {
  readonly stored: readonly string[];
  readonly hex: string;
  readonly value: string;
}

export function fieldValue(view: BytesView, { offset, bytes, value }: ByteSpan): FieldValue {
  const at = offset - view.offset;
  const stored = Array.from(view.bytes.subarray(at, at + bytes), formatHexByte);
  // The least significant byte stands first.
  const hex = stored.toReversed().join('');
  return { stored, hex, value: value ?? formatCount(Number.parseInt(hex, 16)) };
}

/** A byte as an ASCII character; a dot for bytes that are none. */
function character(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
}
