// What raw bytes say: which of them are a block's header, what its fields are called and mean, and what they hold.
//
// Owns the reading and the words; the lines they stand in are laid out by whoever shows them.

import type { Block, ByteSpan, BytesView } from '../engine/wire';
import { formatCount, formatHexByte } from './format';
import { fourthName } from './words';

const HEADER_BYTES = 16;

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
    label: 'fourth',
    name: '–',
    meaning: 'the next hole’s header where holes are threaded, or the padding in front; else 0',
  },
];

/** How many lines of so many bytes the header takes. */
export function headerLines(bytesPerLine: number): number {
  return HEADER_BYTES / bytesPerLine;
}

/** Whether an offset from the region's start is within the block's header. */
export function isInHeader({ headerOffset }: Block, offset: number): boolean {
  return offset >= headerOffset && offset < headerOffset + HEADER_BYTES;
}

/** Where a block's lines begin: the header opens one, whatever stands in front of it. */
export function firstLineOffset({ start, headerOffset }: Block, bytesPerLine: number): number {
  return headerOffset - Math.ceil((headerOffset - start) / bytesPerLine) * bytesPerLine;
}

/** Whether a stretch is a field of the header. */
export function isField({ label }: ByteSpan): boolean {
  return FIELDS.some((field) => field.label === label);
}

/** What an offset belongs to. */
export function spanAt(view: BytesView, offset: number): ByteSpan | undefined {
  return view.spans.find((span) => offset >= span.offset && offset < span.offset + span.bytes);
}

/** A byte of a line. */
export interface RawByte {
  /** In two hexadecimal digits. */
  readonly hex: string;
  /** The category of memory whose colour it has. */
  readonly category: string | null;
}

export interface RawLine {
  /** `null` where there is none at hand. */
  readonly bytes: readonly (RawByte | null)[];
  /** As many characters. */
  readonly characters: string;
}

/** So many bytes from an offset on, as far as they are at hand. */
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

/** A field as the allocator's sketch calls it. */
export function fieldName(span: ByteSpan, { fourth, state }: Block): string {
  if (span.label === 'fourth') return fourthName(fourth, state === 'free');
  return FIELDS.find(({ label }) => label === span.label)?.name ?? '';
}

/** What a field is for. */
export function fieldMeaning(span: ByteSpan): string {
  return FIELDS.find(({ label }) => label === span.label)?.meaning ?? '';
}

/** What a field holds: its bytes in the order in which they are stored, as one number, and that number decoded. */
export interface FieldValue {
  readonly stored: readonly string[];
  readonly hex: string;
  readonly value: string;
}

export function fieldValue(view: BytesView, { offset, bytes, value }: ByteSpan): FieldValue {
  const at = offset - view.offset;
  const stored = view.bytes.slice(at, at + bytes).map(formatHexByte);
  // The least significant byte stands first.
  const hex = stored.toReversed().join('');
  return { stored, hex, value: value ?? formatCount(Number.parseInt(hex, 16)) };
}

/** A byte as a character, where it is one that can be printed. */
function character(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
}
