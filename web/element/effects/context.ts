// The engine to ask and the store to tell: each effect of a figure has both.

import type { Engine } from '../../engine/api';
import type { Store } from '../../state';

export interface EffectContext {
  readonly engine: Engine;
  readonly store: Store;
  /** Reports an error in an answer that nothing else depends on to the visitor. */
  complain(error: unknown): void;
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
