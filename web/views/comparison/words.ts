// Words on a compared design, for the page and for pictures.

import { formatBytes } from '../../render/format';
import type { State } from '../../state';

/** Whether a design does not show the figure's step yet. */
export function isLate(design: Pick<State, 'shown' | 'run'>, figure: Pick<State, 'step'>): boolean {
  return design.shown?.run !== design.run.id || design.shown.step !== figure.step;
}

/** How far a heap reaches, and ever reached; empty where nothing is on the screen. */
export function extentInWords({ frame }: Pick<State, 'frame'>): string {
  if (!frame) return '';
  const { heapBytes, highWaterBytes } = frame.region;
  return `heap ${formatBytes(heapBytes)} · high water ${formatBytes(highWaterBytes)}`;
}
