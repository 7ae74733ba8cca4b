// A design on the screen, and the way to ask its replay: what comparing, printing and sharing speak of.

import type { State } from '../state';
import type { Question } from './effects/effects';

export interface Side {
  readonly state: State;
  /** Whether it answers the step on the screen otherwise than the first. */
  readonly parts: boolean;
  /** `null` where nothing is on the screen. */
  ask<Answer>(question: Question<Answer>): Promise<Answer> | null;
}
