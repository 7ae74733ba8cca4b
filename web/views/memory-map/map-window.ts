// The window of the region that the map shows: its layout in rows, zoom and pan.
//
// Computes the next window and dispatches it; the window itself is the figure's state. render/zoom.ts has the arithmetic.

import { isVisible, type MapGeometry, windowBytes } from '../../render/geometry';
import { layOut } from '../../render/layout';
import { panned, revealing, windowFrom, zoomed } from '../../render/zoom';
import { mapEnd, mapWindow, type Window } from '../../state';
import type { MapHost } from './host';

export class MapWindow {
  private readonly map: MapHost;

  constructor(map: MapHost) {
    this.map = map;
  }

  /** The end of what the map can show, in bytes. */
  get limitBytes(): number {
    return mapEnd(this.map.state) ?? 0;
  }

  /** The length of the figure's own region. */
  get regionBytes(): number {
    return this.map.state.frame?.region.bytes ?? 0;
  }

  get wholeHeap(): Window | null {
    return mapWindow({ ...this.map.state, window: null });
  }

  /** `null` before the map is measured and the first step is there. */
  get layout(): MapGeometry | null {
    const { room, state } = this.map;
    const window = mapWindow(state);
    return room && window && layOut(room, window, this.limitBytes);
  }

  /** The picture's layout lags behind `layout` while the engine paints. */
  get layoutOnScreen(): MapGeometry | null {
    return this.map.state.picture?.image ?? null;
  }

  /** `null` shows the whole heap. */
  set(window: Window | null): void {
    this.map.dispatch({ type: 'window-set', window });
  }

  /** Zooms in (1) or out (-1) by one step. */
  zoom(direction: 1 | -1, about: number | null = null): void {
    if (this.canZoom(direction)) this.set(this.zoomed(direction, about));
  }

  canZoom(direction: 1 | -1): boolean {
    const now = this.layout;
    const { room } = this.map;
    if (!now || !room) return false;
    const window = this.zoomed(direction, null) ?? this.wholeHeap;
    const next = window && layOut(room, window, this.limitBytes);
    if (next === null) return false;
    return direction > 0
      ? next.bytesPerRow < now.bytesPerRow
      : windowBytes(next) > windowBytes(now);
  }

  panTo(offset: number): void {
    const { layout } = this;
    if (layout) this.set(windowFrom(layout, offset, this.limitBytes));
  }

  /** Moves a window with the layout `from` by whole rows. */
  panRows(from: MapGeometry, rows: number): void {
    this.set(panned(from, rows, this.limitBytes));
  }

  reveal(offset: number): void {
    const { layout } = this;
    if (layout && !isVisible(layout, offset, 1)) {
      this.set(revealing(layout, offset, this.limitBytes));
    }
  }

  private zoomed(direction: 1 | -1, about: number | null): Window | null {
    const { layout: geometry, wholeHeap, limitBytes } = this;
    const { room, state } = this.map;
    if (!geometry || !room || !wholeHeap) return state.window;
    const from = { room, geometry, heapBytes: wholeHeap.bytes, limitBytes };
    return zoomed(from, direction, about ?? this.centre(geometry));
  }

  /** The beginning of the selected block if it is visible, or else the selected offset, or else the middle. */
  private centre(geometry: MapGeometry): number {
    const { selection } = this.map.state;
    const block = selection && this.map.blockAround(selection.offset, selection.block);
    for (const offset of [block?.start, selection?.offset]) {
      if (offset !== undefined && isVisible(geometry, offset, 1)) return offset;
    }
    return geometry.from + windowBytes(geometry) / 2;
  }
}
