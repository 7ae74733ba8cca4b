// Why a block came to stand where it does: the candidates of a search in the order they were met, and
// what changed in memory, picked from a frame and put in words.
//
// Owns the choice and the words; what the search thought of each block is the engine's note.

import type { Frame, Highlight } from '../engine/wire';
import { formatCount } from './format';
import { examined } from './words';

/** Where there is neither. */
export const NOTHING_EXAMINED = 'No block was examined or changed at this step.';

export interface Candidate {
  /** Its place in the order of the search, from 1. */
  readonly number: number;
  readonly highlight: Highlight;
  /** What the search thought of it. */
  readonly verdict: string;
  /** What its score adds up from; `null` where nothing was scored. */
  readonly score: string | null;
  readonly isWinner: boolean;
}

export interface Explanation {
  /** What the search came to, in a sentence. */
  readonly summary: string;
  readonly candidates: readonly Candidate[];
  /** How many blocks were examined beyond the candidates. */
  readonly leftOut: number;
  /** What changed, in order of time. */
  readonly changes: readonly Highlight[];
  /** How many changes there were beyond these. */
  readonly changesLeftOut: number;
}

/** At most `most` candidates and changes; the winner is among them, however late it was met. */
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
  // A search that looks on for something better says so of each that serves: the last to stand wins.
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

function isProbe({ kind }: Highlight): boolean {
  return kind === 'probed' || kind === 'joined';
}
