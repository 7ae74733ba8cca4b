// A block in words: the same facts wherever a block is spoken of, on screen and aloud.

import type { Block, Highlight } from '../engine/wire';
import { formatAddress, formatBytes } from './format';

/** A block's name: that of its pointer, or of its state. */
export function blockName(block: Block): string {
  if (block.state === 'free') return 'free block';
  if (block.state === 'stagnant') return 'stagnant block';
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

/**
 * The blocks that the search examined, in reading order: a hole that begins a run, then the holes counted into the run.
 * The engine reports the first hole after them, because its verdict depends on the whole run.
 */
export function examined(highlights: readonly Highlight[]): Highlight[] {
  const inOrder: Highlight[] = [];
  let joined: Highlight[] = [];
  for (const highlight of highlights) {
    if (highlight.kind === 'joined') {
      joined.push(highlight);
    } else if (highlight.kind === 'probed') {
      inOrder.push(highlight, ...joined);
      joined = [];
    }
  }
  return [...inOrder, ...joined];
}

/** What the current operation did with a block, in words; empty where it neither examined nor changed the block. */
export function traces(block: Block, highlights: readonly Highlight[]): string[] {
  const probes = examined(highlights);
  const said = highlights
    .filter(({ start }) => start === block.start)
    .map((highlight) => {
      const order = probes.indexOf(highlight);
      const note = highlight.note === '' ? '' : `: ${highlight.note}`;
      if (order < 0) return `${KIND_WORDS[highlight.kind]}${note}`;
      return `examined as number ${order + 1} of ${probes.length}${note}`;
    });
  return [...new Set(said)];
}

/** The kinds of highlights as participles. */
export const KIND_WORDS: Readonly<Record<Highlight['kind'], string>> = {
  probed: 'examined',
  joined: 'counted into a run',
  merged: 'merged',
  split: 'split off',
  placed: 'granted now',
  freed: 'freed now',
  queued: 'queued to be freed',
  moved: 'copied away from',
  extended: 'added to the heap’s end',
  trimmed: 'given back',
};
