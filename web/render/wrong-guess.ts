// Why a guess was wrong, in one sentence: from what the search examined at the step that answers it.
//
// Which guess is right is state/quizzed.ts's.

import type { Block, Candidate, Frame } from '../engine/wire';
import type { Guess } from '../state';
import { formatAddress, formatBytes, formatBytesExactly } from './format';

export function whyWrong(guess: Guess, frame: Frame): string {
  const placed = frame.changes.find(({ kind }) => kind === 'placed');
  if (placed === undefined) return 'The request was refused.';
  const examined = frame.candidates.filter(({ purpose }) => purpose === 'placement');
  const won = examined.find((candidate) => candidate.won);
  const isGrown = frame.changes.some(({ kind }) => kind === 'extended');
  const where = formatAddress(placed.address);
  const served = won
    ? `The hole of ${formatBytes(won.payloadBytes)} at ${formatAddress(won.address)} serves.`
    : `${isGrown ? 'The heap grew' : 'Memory was found'}: the block is at ${where}.`;
  const reason = guess.kind === 'place' ? aboutPlace(guess.block, examined, frame) : '';
  return `${reason}${served}`;
}

/** What was wrong with the place, as a sentence with a space after it; empty where nothing is known. */
function aboutPlace(block: Block | null, examined: readonly Candidate[], frame: Frame): string {
  if (block === null) return '';
  if (block.state === 'allocated') return 'That block is in use. ';
  if (block.state === 'stagnant') return 'That block’s free is still queued. ';
  if (block.state === 'gap') return 'That memory is not the heap’s. ';
  const picked = examined.find(({ start }) => start === block.start);
  if (picked === undefined) {
    return examined.some(({ won }) => won) ? 'The search ended before that hole. ' : '';
  }
  if (picked.verdict !== 'too-small')
    return 'That hole would serve too; this placement prefers another. ';
  const missing = neededBytes(frame) - picked.payloadBytes;
  return missing > 0
    ? `That hole is too small by ${formatBytesExactly(missing)}. `
    : 'That hole is too small. ';
}

/** The payload that the request needs; 0 where a hole was granted whole, which tells only that it is large enough. */
function neededBytes({ changes }: Frame): number {
  const isExact = changes.some(({ kind }) => kind === 'split' || kind === 'extended');
  const placed = changes.find(({ kind }) => kind === 'placed');
  return isExact ? (placed?.payloadBytes ?? 0) : 0;
}
