// "Why here?": selects the candidates and changes of a step to show, and sums the search up. words.ts has the words for one
// block.

import type { Candidate, Change, ChangeKind, Frame } from '../engine/wire';
import { formatCount } from './format';

export const NOTHING_EXAMINED = 'No block was examined or changed at this step.';

/** A candidate and its position in the order of examination, from 1. */
export interface Numbered {
  readonly number: number;
  readonly candidate: Candidate;
}

export interface Explanation {
  readonly summary: string;
  readonly candidates: readonly Numbered[];
  /** The number of examined blocks that `candidates` leaves out. */
  readonly leftOut: number;
  readonly changes: readonly Change[];
  readonly changesLeftOut: number;
}

/** At most `most` candidates and changes, and always the winner, however late it was examined. */
export function explained(frame: Frame, most: number): Explanation {
  const { candidates, changes, probesTotal } = frame;
  const shown = candidates
    .map((candidate, at) => ({ number: at + 1, candidate }))
    .filter(({ number, candidate }) => number <= most || candidate.won);
  return {
    summary: summary(frame),
    candidates: shown,
    leftOut: Math.max(0, Math.max(probesTotal, candidates.length) - shown.length),
    changes: changes.slice(0, most),
    changesLeftOut: Math.max(0, changes.length - most),
  };
}

function summary({ operation, changes, probesTotal }: Frame): string {
  if (operation === null) return 'Nothing has been asked of the allocator yet.';
  const has = (kind: ChangeKind) => changes.some((change) => change.kind === kind);
  const blocks = probesTotal === 1 ? '1 block was' : `${formatCount(probesTotal)} blocks were`;
  if (operation.verb === 'free') {
    return probesTotal === 0
      ? 'No block had to be examined for this free.'
      : `${blocks} examined for this free${probesTotal === 1 ? '' : ', in this order'}.`;
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
