// Puts questions to a replay, one at a time and the newest first.

import { Latest } from '../../base/latest';
import type { ReplayStep } from './replays';

export type Question = (
  step: ReplayStep,
  options: { readonly signal: AbortSignal },
) => Promise<void>;

/** `complain` is told what goes wrong. */
export function answering(complain: (error: unknown) => void, ask: Question): Latest<ReplayStep> {
  return new Latest(async (step) => {
    try {
      await ask(step, { signal: step.session.abort.signal });
    } catch (error) {
      complain(error);
    }
  });
}
