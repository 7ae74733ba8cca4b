// The part of the memory map's element that its window, pointer and keys work with.

import type { Block } from '../../engine/wire';
import type { Room } from '../../render/layout';
import type { Action } from '../../state';
import { fields } from '../view';

export const selectMap = fields(
  'beside',
  'blocks',
  'catalog',
  'extentBytes',
  'frame',
  'hover',
  'isAtRest',
  'overview',
  'picture',
  'playing',
  'quiz',
  'selection',
  'shown',
  'speed',
  'window',
);

export interface MapHost {
  readonly state: ReturnType<typeof selectMap>;
  /** The pixels there are; `null` until measured. */
  readonly room: Room | null;
  dispatch(action: Action): void;
  requestUpdate(): void;
  /** An element of the map's shadow tree. */
  query(selector: string): HTMLElement | null;
  /** The block that holds an offset: one of the window's blocks, or else `answer` if it is the one. */
  blockAround(offset: number, answer: Block | null): Block | null;
}
