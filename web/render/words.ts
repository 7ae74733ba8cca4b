// Words for blocks, candidates and changes, the same on screen and for screen readers.

import type { Block, Candidate, Change, ChangeKind, Frame, Purpose, Score } from '../engine/wire';
import { formatAddress, formatBytes, formatBytesExactly, formatCount } from './format';

/** A block's name: that of its pointer, or of its state. */
export function blockName(block: Block): string {
  if (block.state === 'free') return 'free block';
  if (block.state === 'stagnant') return 'stagnant block';
  if (block.state === 'gap') return 'gap between two regions';
  return block.pointer ?? 'allocated block';
}

/** The tooltip's content as one sentence, for a live region. */
export function blockSentence(block: Block): string {
  const requested = block.requested === null ? '' : `, ${formatBytes(block.requested)} requested`;
  const state = block.state === 'allocated' ? ', allocated' : '';
  return (
    `${blockName(block)}${state}: payload of ${formatBytes(block.payload)}` +
    ` at ${formatAddress(block.address)}${requested}`
  );
}

/** The current operation's search and its changes, as a frame has them. */
export type Marked = Pick<Frame, 'candidates' | 'changes'>;

/** The current operation's effect on a block in words; empty where it neither examined nor changed the block. */
export function traces(block: Block, { candidates, changes }: Marked): string[] {
  const examined = candidates.flatMap((candidate, at) =>
    candidate.start === block.start
      ? [`examined as number ${at + 1} of ${candidates.length}: ${verdictInWords(candidate)}`]
      : [],
  );
  const changed = changes.filter(({ start }) => start === block.start).map(changeInWords);
  return [...new Set([...examined, ...changed])];
}

export function verdictInWords({ verdict, purpose, payloadBytes }: Candidate): string {
  // To the byte: a search chooses between sizes that lie close together.
  const bytes = formatBytesExactly(payloadBytes);
  switch (verdict) {
    case 'allocated':
      return 'in use';
    case 'too-small':
      return `too small: ${bytes}`;
    case 'held':
      return `serves, the best so far: ${bytes}`;
    case 'passed':
      return `serves, but no better: ${bytes}`;
    case 'taken':
      return `taken: ${bytes}`;
    case 'joins':
      return JOINED[purpose] ?? `with it the run has ${bytes}`;
    case 'other':
      return OTHER[purpose] ?? 'not the one';
    case 'found':
      return FOUND[purpose] ?? 'found';
  }
}

const JOINED: Readonly<Partial<Record<Purpose, string>>> = {
  neighbour: 'a hole beside it, and merged',
  merge: 'a hole, and merged into the one before it',
};

const OTHER: Readonly<Partial<Record<Purpose, string>>> = {
  merge: 'examined for holes that touch',
  drain: 'not queued',
};

const FOUND: Readonly<Partial<Record<Purpose, string>>> = {
  neighbour: 'the neighbour',
  drain: 'queued, freed now',
};

/** A score and, where it is a sum, the terms that it adds up. */
export function scoreInWords({ total, terms }: Score, texts: readonly string[]): string {
  const sum = `score ${formatCount(total)}`;
  if (terms.length < 2) return sum;
  const each = terms.map((value, at) => `${texts[at]} = ${formatCount(value)}`);
  return `${sum}: ${each.join(', ')}`;
}

export function changeInWords(change: Change): string {
  const note = noteOn(change);
  return note === '' ? KIND_WORDS[change.kind] : `${KIND_WORDS[change.kind]}: ${note}`;
}

const KIND_WORDS: Readonly<Record<ChangeKind, string>> = {
  merged: 'merged',
  split: 'split off',
  placed: 'granted now',
  freed: 'freed now',
  queued: 'queued to be freed',
  moved: 'copied away from',
  extended: 'added to the heap’s end',
  trimmed: 'given back',
};

function noteOn({ kind, bytes, payloadBytes, to }: Change): string {
  switch (kind) {
    case 'merged':
      return to === null ? '' : `now part of the block at ${formatAddress(to)}`;
    case 'split':
      return `a hole of ${formatBytes(bytes)}`;
    case 'placed':
      return payloadBytes === null ? '' : `a payload of ${formatBytes(payloadBytes)}`;
    case 'moved':
      return to === null ? '' : `copied to ${formatAddress(to)}`;
    case 'extended':
    case 'trimmed':
      return formatBytes(bytes);
    case 'freed':
    case 'queued':
      return '';
  }
}
