// Pointer and keys on the map: pointing, selecting, zooming and panning, and the tooltip.
//
// Owns the pointer's position and the mode of the arrow keys; window, hover and selection are the figure's state. gestures.ts
// reads pointer events, map-window.ts zooms and pans, tooltip.ts has the text.
//
// The map is one tab stop. Reached by Tab, its arrow keys go from block to block. Reached by a click, they step the figure.

import { html, nothing } from 'lit';
import type { Position } from '../../base/pinch';
import type { MapImage } from '../../engine/wire';
import { fragments, type MapGeometry, offsetAt, rowPitch } from '../../render/geometry';
import { blockSentence } from '../../render/words';
import { isAsking } from '../../state';
import { DIRECTIONS, type Direction, targetFrom } from './cursor';
import { type GestureListener, Gestures } from './gestures';
import type { MapHost } from './host';
import type { MapWindow } from './map-window';
import { type Box, placed, tooltipText } from './tooltip';

/** A focus event within this time after a press comes from the pointer; a finger's is late. */
const POINTER_FOCUS_MS = 800;

interface Interaction {
  /** In CSS pixels of the surface; `null` where the pointer is elsewhere. */
  readonly pointer: Position | null;
  /** Whether arrow keys go from block to block. */
  readonly isCursoring: boolean;
  /** Whether a finger made the selection. */
  readonly isTapped: boolean;
  readonly isFocused: boolean;
  /** The offset that was given as the answer to a question: a tooltip there could cover the map. */
  readonly answer: number | null;
}

export class MapInput implements GestureListener {
  private readonly map: MapHost;
  private readonly window: MapWindow;
  private now: Interaction = {
    pointer: null,
    isCursoring: false,
    isTapped: false,
    isFocused: false,
    answer: null,
  };
  private dragFrom: MapGeometry | null = null;
  /** In the time of events. */
  private pressedAt = Number.NEGATIVE_INFINITY;
  /** The picture for which the block under the pointer was last looked up. */
  private pointedImage: MapImage | null = null;

  constructor(map: MapHost, window: MapWindow) {
    this.map = map;
    this.window = window;
  }

  listenOn(surface: HTMLElement): void {
    new Gestures(surface, this);
    surface.addEventListener('pointerdown', (event) => this.press(event));
    surface.addEventListener('focus', (event) => this.focusGained(event));
    surface.addEventListener('blur', () => this.focusLost());
    surface.addEventListener('keydown', (event) => this.key(event));
  }

  private change(change: Partial<Interaction>): void {
    this.now = { ...this.now, ...change };
    this.map.requestUpdate();
  }

  /** For screen readers: the block that the arrow keys selected. */
  spoken(): string {
    const { selection, frame } = this.map.state;
    if (!this.now.isCursoring || !selection || !frame) return '';
    const block = this.map.blockAround(selection.offset, selection.block);
    if (block) return blockSentence(block);
    return selection.offset >= frame.region.reach ? 'beyond the heap’s end' : '';
  }

  tooltip() {
    const { hover, frame } = this.map.state;
    const spot = this.tooltipSpot();
    if (!spot || !frame) return nothing;
    const block = this.map.blockAround(spot.offset, spot.block);
    // Nothing is known yet between the pointer's move and the engine's answer.
    if (block === null && spot.offset < frame.region.reach) return nothing;
    const { base } = frame.region;
    return html`<div class="tooltip" role="tooltip" data-by=${spot === hover ? 'pointer' : 'keyboard'}>
      ${tooltipText({ block, offset: spot.offset, base, marked: frame })}
    </div>`;
  }

  /** The spot under the pointer, or else the one selected by keys or by a finger. */
  private tooltipSpot() {
    const { hover, selection } = this.map.state;
    const { pointer, isTapped, isCursoring, isFocused, answer } = this.now;
    if (pointer) return hover;
    if (selection?.offset === answer) return null;
    return isTapped || (isCursoring && isFocused) ? selection : null;
  }

  placeTooltip(): void {
    const tip = this.map.query('.tooltip');
    const frame = this.map.query('.frame');
    const surface = this.map.query('.surface');
    const spot = this.tooltipSpotBox();
    if (!tip || !frame || !surface || !spot) return;
    const { x, y } = placed(
      { ...spot, x: spot.x + surface.offsetLeft, y: spot.y + surface.offsetTop },
      { width: tip.offsetWidth, height: tip.offsetHeight },
      { width: frame.clientWidth, height: frame.clientHeight },
    );
    tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  /** The box that the tooltip must not cover. */
  private tooltipSpotBox(): Box | null {
    const { pointer } = this.now;
    const { room } = this.map;
    if (pointer) return { ...pointer, width: 2, height: 8 };
    const { picture, selection } = this.map.state;
    if (!picture || !selection || !room) return null;
    const block = this.map.blockAround(selection.offset, selection.block);
    const { start, bytes } = block ?? { start: selection.offset, bytes: 1 };
    const [fragment] = fragments(picture.image, start, bytes);
    if (!fragment) return null;
    const ratio = room.pixelRatio;
    const { x, y, width, height } = fragment;
    return { x: x / ratio, y: y / ratio, width: width / ratio, height: height / ratio };
  }

  private offsetUnder({ x, y }: Position): number | null {
    const ratio = this.map.room?.pixelRatio ?? 1;
    const geometry = this.window.layoutOnScreen;
    return geometry && offsetAt(geometry, x * ratio, y * ratio);
  }

  pointed(position: Position | null): void {
    const offset = position && this.offsetUnder(position);
    const isMemory = offset !== null && offset < this.window.regionBytes;
    this.change({ pointer: isMemory ? position : null });
    this.map.dispatch({ type: 'hovered', offset: isMemory ? offset : null });
  }

  /** Looks up the block under a resting pointer again: a new window moves blocks. */
  pointAgain(): void {
    const { picture } = this.map.state;
    if (picture?.image === this.pointedImage) return;
    this.pointedImage = picture?.image ?? null;
    if (this.now.pointer) this.pointed(this.now.pointer);
  }

  picked(position: Position, isTouch: boolean): void {
    const offset = this.offsetUnder(position);
    if (offset === null || offset >= this.window.regionBytes) return;
    this.change({ isTapped: isTouch, answer: isAsking(this.map.state) ? offset : null });
    this.map.dispatch({ type: 'selected', offset, isAnswer: true });
  }

  zoomed(direction: 1 | -1, position: Position): void {
    const offset = this.offsetUnder(position);
    if (offset !== null) this.window.zoom(direction, offset);
  }

  dragged(y: number, isFirst: boolean): void {
    const { state, room } = this.map;
    if (isFirst) {
      this.dragFrom = state.window ? this.window.layoutOnScreen : null;
      this.pointed(null);
    }
    if (!this.dragFrom || !room) return;
    const rows = Math.round((-y * room.pixelRatio) / rowPitch(this.dragFrom));
    this.window.panRows(this.dragFrom, rows);
  }

  private press(event: PointerEvent): void {
    this.pressedAt = event.timeStamp;
    this.change({ isCursoring: false });
  }

  private focusGained(event: FocusEvent): void {
    const isCursoring = event.timeStamp - this.pressedAt > POINTER_FOCUS_MS;
    this.change({ isFocused: true, isCursoring });
  }

  private focusLost(): void {
    this.change({ isFocused: false, isTapped: false, isCursoring: false });
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.handled(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private handled({ key, shiftKey }: KeyboardEvent): boolean {
    const { window } = this;
    const { state } = this.map;
    const { isCursoring } = this.now;
    const geometry = window.layout;
    if (!geometry) return false;
    const page = Math.max(1, geometry.rows - 1);
    switch (key) {
      case '+':
      case '=':
        window.zoom(1);
        return true;
      case '-':
        window.zoom(-1);
        return true;
      case '0':
        window.set(null);
        return true;
      case 'PageUp':
      case 'PageDown':
        if (state.window === null) return false;
        window.panRows(geometry, key === 'PageUp' ? -page : page);
        return true;
      case 'Enter':
        // On a selected block, Enter answers the question.
        if (isCursoring && state.selection && isAsking(state)) {
          const { offset } = state.selection;
          this.change({ answer: offset });
          this.map.dispatch({ type: 'selected', offset, isAnswer: true });
          return true;
        }
        this.change({ isCursoring: true });
        this.move('stay', geometry);
        return true;
      case 'Escape':
        if (!isCursoring && state.selection === null) return false;
        this.change({ isCursoring: false });
        this.map.dispatch({ type: 'selected', offset: null });
        return true;
    }
    const direction = DIRECTIONS[key];
    if (direction === undefined || !isCursoring || shiftKey) return false;
    this.move(direction, geometry);
    return true;
  }

  private move(direction: Direction, geometry: MapGeometry): void {
    this.change({ answer: null });
    const { selection, frame } = this.map.state;
    const end = frame?.region.reach ?? 0;
    if (end === 0) {
      // The start of an empty heap can answer where the first block goes.
      if (isAsking(this.map.state)) this.map.dispatch({ type: 'selected', offset: 0 });
      return;
    }
    // Tables of the allocator may stand before its first block.
    const [first] = this.map.state.blocks;
    const start = Math.min(Math.max(geometry.from, first?.start ?? 0), end - 1);
    let offset = start;
    if (selection) {
      const block = this.map.blockAround(selection.offset, selection.block);
      const isInTables = selection.isAnswered && !block && selection.offset < end;
      // Dropped until the engine has answered where the selected block ends.
      if (!block && !isInTables && selection.offset < end) return;
      offset = isInTables ? start : targetFrom(block, direction, geometry.bytesPerRow, end);
    }
    this.map.dispatch({ type: 'selected', offset });
    this.window.reveal(offset);
  }
}
