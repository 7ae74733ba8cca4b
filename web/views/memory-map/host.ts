// The part of the memory map's element that its window, pointer and keys work with.

import type { Block } from '../../engine/wire';
import type { Room } from '../../render/layout';
import type { Action, State } from '../../state';

export type MapState = Pick<
  State,
  | 'beside'
  | 'blocks'
  | 'catalog'
  | 'extentBytes'
  | 'frame'
  | 'hover'
  | 'isAtRest'
  | 'overview'
  | 'picture'
  | 'playing'
  | 'quiz'
  | 'selection'
  | 'shown'
  | 'speed'
  | 'window'
>;

export function selectMap(state: State): MapState {
  const { beside, blocks, catalog, extentBytes, frame, hover, isAtRest, overview } = state;
  const { picture, playing, quiz, selection, shown, speed, window } = state;
  return {
    beside,
    blocks,
    catalog,
    extentBytes,
    frame,
    hover,
    isAtRest,
    overview,
    picture,
    playing,
    quiz,
    selection,
    shown,
    speed,
    window,
  };
}

export interface MapHost {
  readonly state: MapState;
  /** The pixels there are; `null` until measured. */
  readonly room: Room | null;
  dispatch(action: Action): void;
  requestUpdate(): void;
  /** An element of the map's shadow tree. */
  query(selector: string): HTMLElement | null;
  /** The block that holds an offset: one of the window's blocks, or else `answer` if it is the one. */
  blockAround(offset: number, answer: Block | null): Block | null;
}
