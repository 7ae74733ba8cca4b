// Why a guess was wrong, in one sentence: from what the search examined at the step that answers it.
//
// Which guess is right is state/quizzed.ts's.

import type { Block, Frame } from '../engine/wire';
import type { Guess } from '../state';
import { formatAddress, formatBytes, formatCount } from './format';

export function whyWrong(guess: Guess, frame: Frame): string {
  const placed = frame.changes.find(({ kind }) => kind === 'placed');
  if (placed === undefined) return 'No hole is large enough, and the heap cannot grow so far.';
  const won = frame.candidates.find((candidate) => candidate.won);
  const served = won
    ? `The hole ${sizeAndPlace(won.payloadBytes, won.address)} serves.`
    : `No hole served, so the heap grew: the block is at ${formatAddress(placed.address)}.`;
  if (guess.kind !== 'place') return served;
  const { block } = guess;
  if (block === null || block.state === 'free') return aboutHole(block, frame, served);
  return block.state === 'stagnant'
    ? `That block’s free is still queued. ${served}`
    : `That block is in use. ${served}`;
}

function aboutHole(block: Block | null, { candidates, changes }: Frame, served: string): string {
  const picked = candidates.find(({ start }) => start === block?.start);
  const needed = changes.find(({ kind }) => kind === 'placed')?.payloadBytes ?? 0;
  if (picked === undefined) {
    const winner = candidates.find(({ won }) => won);
    return winner && block ? `The search did not come so far. ${served}` : served;
  }
  const missing = needed - picked.payloadBytes;
  return missing > 0
    ? `That hole is too small by ${counted(missing)}. ${served}`
    : `That hole would serve too; this placement prefers another. ${served}`;
}

function counted(bytes: number): string {
  return bytes === 1 ? '1 byte' : `${formatCount(bytes)} bytes`;
}

function sizeAndPlace(bytes: number, address: number): string {
  return `of ${formatBytes(bytes)} at ${formatAddress(address)}`;
}
