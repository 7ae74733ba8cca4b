// What the engine is asked to paint of memory over time: the size, the steps and bytes, and the colours of a theme.

import type { OverTimeSpec } from '../../engine/wire';
import { rgba, type Theme } from '../../render/palette';

export function overTimeSpec(
  theme: Theme,
  part: Pick<OverTimeSpec, 'width' | 'height' | 'fromStep' | 'steps' | 'bytes'>,
): OverTimeSpec {
  return {
    ...part,
    from: 0,
    live: rgba(theme.look('requested').fill),
    tables: rgba(theme.look('index').fill),
    free: rgba(theme.look('free').fill),
    beyond: rgba(theme.background),
  };
}
