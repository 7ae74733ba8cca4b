// "Why here?": the candidates of a search in the order in which it examined them, and the changes in memory.
//
// Owns their selection from a frame, and the summary in words. The verdict on each block is the engine's note.

import type { Frame, Highlight } from '../engine/wire';
import { formatCount } from './format';
import { isProbe } from './highlights';
import { examined } from './words';

/** Stands in place of candidates and changes where there are none of either. */
export const NOTHING_EXAMINED = 'No block was examined or changed at this step.';

export interface Candidate {
  /** Its position in the order of examination, from 1. */
  readonly number: number;
  readonly highlight: Highlight;
  /** The search's verdict on it. */
  readonly verdict: string;
  /** The terms of its score; `null` without scoring. */
  readonly score: string | null;
  readonly isWinner: boolean;
}

export interface Explanation {
  /** The result of the search, in a sentence. */
  readonly summary: string;
  readonly candidates: readonly Candidate[];
  /** The number of examined blocks that are not among `candidates`. */
  readonly leftOut: number;
  /** The changes in memory, in their order. */
  readonly changes: readonly Highlight[];
  /** The number of changes that are not among `changes`. */
  readonly changesLeftOut: number;
}

/** At most `most` candidates and changes, and always the winner, however late it was examined. */
export function explained(frame: Frame, most: number): Explanation {
  const all = candidates(frame.highlights);
  const changes = frame.highlights.filter((highlight) => !isProbe(highlight));
  const shown = all.filter(({ isWinner }, index) => index < most || isWinner);
  return {
    summary: summary(frame),
    candidates: shown,
    leftOut: Math.max(0, Math.max(frame.probesTotal, all.length) - shown.length),
    changes: changes.slice(0, most),
    changesLeftOut: Math.max(0, changes.length - most),
  };
}

function candidates(highlights: readonly Highlight[]): Candidate[] {
  const inOrder = examined(highlights);
  const granted = highlights.find(({ kind }) => kind === 'placed')?.start;
  // A search for the best holds several candidates in turn: the last of them wins.
  const winner =
    inOrder.findLast(
      ({ verdict, start }) => verdict !== null && verdict !== 'rejected' && start === granted,
    ) ?? inOrder.findLast(({ verdict }) => verdict === 'taken');
  return inOrder.map((highlight, index) => {
    const scored = highlight.note.indexOf(', score ');
    return {
      number: index + 1,
      highlight,
      verdict: scored < 0 ? highlight.note : highlight.note.slice(0, scored),
      score: scored < 0 ? null : highlight.note.slice(scored + 2),
      isWinner: highlight === winner,
    };
  });
}

function summary({ operation, highlights, probesTotal }: Frame): string {
  if (operation === null) return 'Nothing has been asked of the allocator yet.';
  const has = (kind: Highlight['kind']) => highlights.some((each) => each.kind === kind);
  const blocks = probesTotal === 1 ? '1 block was' : `${formatCount(probesTotal)} blocks were`;
  if (operation.verb === 'free') {
    return probesTotal === 0
      ? 'No block had to be examined for this free.'
      : `${blocks} examined for this free, one after another along the list.`;
  }
  if (probesTotal === 0 && !has('placed'))
    return 'This operation made the allocator search nothing.';
  if (probesTotal === 0) {
    return has('extended')
      ? 'No block was examined: the memory was added at the heap’s end.'
      : 'No block was examined: the place was known.';
  }
  if (!has('placed')) return `${blocks} examined, and nothing was granted.`;
  return has('extended')
    ? `${blocks} examined and none served, so the heap grew at its end.`
    : probesTotal === 1
      ? '1 block was examined.'
      : `${blocks} examined, in this order.`;
}
