// A design on the screen as the share dialog and the pictures know it: its state, and the way to ask its replay.

import type { State } from '../../state';
import type { Question } from '../effects/effects';

export interface ShownDesign {
  readonly state: State;
  /** Whether its answer to the step on the screen is another than design A's. */
  readonly differsFromA: boolean;
  /** Puts a question to the replay at the step on the screen; `null` where nothing is on the screen. */
  ask<Answer>(question: Question<Answer>): Promise<Answer> | null;
}

/** All designs on the screen; the figure's own comes first. */
export type ShownDesigns = readonly [ShownDesign, ...ShownDesign[]];
