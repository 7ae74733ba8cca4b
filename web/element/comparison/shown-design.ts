// A design on the screen as the share dialog and the pictures know it: its state, and the way to ask its replay.

import type { State } from '../../state';
import type { ComparedDesign } from '../../views/comparison/compared-view';
import type { Question } from '../effects/effects';

export interface ShownDesign extends Pick<ComparedDesign, 'state' | 'divergence'> {
  /** Puts a question to the replay at the step on the screen; `null` where nothing is on the screen. */
  ask<Answer>(question: Question<Answer>): Promise<Answer> | null;
}

/** All designs on the screen; the figure's own comes first. */
export type ShownDesigns = readonly [ShownDesign, ...ShownDesign[]];

/** Whether a design answers the figure's step otherwise than design A. */
export function differsFromA({ divergence }: ShownDesign, { step }: Pick<State, 'step'>): boolean {
  return divergence?.isAt(step) ?? false;
}
