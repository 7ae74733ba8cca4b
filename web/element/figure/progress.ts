// How far a figure's replays are: one number for all designs side by side, because one button ends them all.

import type { Run } from '../../state';

export interface Progress {
  /** Whether a replay is running; otherwise one was cancelled. */
  readonly isGoingOn: boolean;
  readonly percent: number;
}

/** `null` where no replay is running or was cancelled. */
export function progressOf(runs: readonly Run[]): Progress | null {
  const isGoingOn = runs.some(({ phase }) => phase === 'opening' || phase === 'replaying');
  if (!isGoingOn && !runs.some(({ phase }) => phase === 'cancelled')) return null;
  const total = runs.reduce((sum, run) => sum + run.total, 0);
  const replayed = runs.reduce((sum, run) => sum + run.replayed, 0);
  return { isGoingOn, percent: total === 0 ? 0 : Math.floor((100 * replayed) / total) };
}
