// What is said of a compared design, the same on the page and in pictures of it.

import { formatBytes } from '../../render/format';
import type { State } from '../../state';

/** Whether a lane does not show the figure's step yet. */
export function isLate(lane: State, figure: State): boolean {
  return lane.shown?.run !== lane.run.id || lane.shown.step !== figure.step;
}

/** What became of an operation, without the words for it that stand above all columns. */
export function withoutOperation(sentence: string, operation: string): string {
  const colon = sentence.indexOf(': ');
  return colon > 0 && operation.includes(sentence.slice(0, colon))
    ? sentence.slice(colon + 2)
    : sentence;
}

/** How far a heap reaches, and ever reached; empty where nothing is on the screen. */
export function extentInWords({ frame }: State): string {
  if (!frame) return '';
  const { heapBytes, highWaterBytes } = frame.region;
  return `heap ${formatBytes(heapBytes)} · high water ${formatBytes(highWaterBytes)}`;
}
