// The message of an error for visitors: what happened, and what to do.
//
// Owns the advice for the engine's own errors. An AdvisedError brings its own.

import { AdvisedError } from '../base/advised';
import { messageOf } from '../base/message';
import { AtlasError } from '../engine/api';
import type { Failure } from '../state';

export function failureOf(error: unknown): Failure {
  return { message: messageOf(error), advice: adviceOn(error) };
}

function adviceOn(error: unknown): string {
  if (error instanceof AdvisedError) return error.advice;
  const kind = error instanceof AtlasError ? error.kind : null;
  switch (kind) {
    case null:
      return 'Try again; if it fails again, reload the page: what you made is kept.';
    case 'design':
      return 'Change the design, or reset it to its preset.';
    case 'script':
      return 'Correct the script: the lines are marked in the editor.';
    case 'trace':
      return 'Choose another recorded program, or open another file.';
    default:
      return 'Try again; if it fails again, try a smaller scenario.';
  }
}
