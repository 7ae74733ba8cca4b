// The engine to ask and the store to dispatch to: each effect of a figure has both.

import type { Engine } from '../../engine/api';
import type { Store } from '../../state';

export interface EffectContext {
  readonly engine: Engine;
  readonly store: Store;
  /** Shows the visitor a notice of an error that stops nothing else. */
  complain(error: unknown): void;
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
