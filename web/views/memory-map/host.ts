// The interface of the memory map's element for its window, pointer and keys.

import type { Block } from '../../engine/wire';
import type { Room } from '../../render/layout';
import type { Action, State } from '../../state';
import { fields } from '../view';

export const selectMap = (state: State) => ({
  ...fields('beside', 'blocks', 'catalog', 'extentBytes', 'frame', 'hover', 'isSuspended')(state),
  ...fields('overview', 'picture', 'playing', 'quiz', 'run', 'selection', 'shown', 'speed')(state),
  ...fields('arrows', 'categoriesSeen', 'window')(state),
});

export interface MapHost {
  readonly state: ReturnType<typeof selectMap>;
  /** `null` until measured. */
  readonly room: Room | null;
  dispatch(action: Action): void;
  requestUpdate(): void;
  query(selector: string): HTMLElement | null;
  /** The block at an offset: one of the window's blocks, or else `answer` if it holds the offset. */
  blockAround(offset: number, answer: Block | null): Block | null;
}
