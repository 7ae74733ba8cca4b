// What a replay consists of on the page: a store, and the effects that serve it.

import type { Store } from '../../state';
import type { Effects } from '../effects/effects';

export interface Replay {
  readonly store: Store;
  readonly effects: Effects;
}
