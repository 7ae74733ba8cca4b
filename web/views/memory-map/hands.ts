// What hands do on the map, and what they get: pointing, picking, zooming and panning, by pointer, finger and keyboard;
// the controls of the window, the tip of a block, the strip of the whole heap, the key and the legend.
//
// Owns where the pointer is, whether
// the arrow keys are on the map, and which category was picked in the legend; the window, hover and selection are the
// figure's state.
//
// By keyboard the map is one stop. Reached by Tab, its arrow keys go from block to block; reached by a
// click they are left to the figure, which steps: whoever uses a mouse has the mouse to pick blocks.

import { html, nothing } from 'lit';
import type { MapImage } from '../../engine/wire';
import { formatBytes } from '../../render/format';
import {
  fragments,
  isVisible,
  type MapGeometry,
  offsetAt,
  rowPitch,
  windowBytes,
} from '../../render/geometry';
import { isNumbered } from '../../render/highlights';
import { geometryOf, layOut } from '../../render/layout';
import { blockSentence, examined } from '../../render/words';
import { panned, revealing, windowFrom, zoomed } from '../../render/zoom';
import { isAsking, mapEnd, type Window } from '../../state';
import '../term';
import { bar, barStyles } from './bar';
import { DIRECTIONS, type Direction, targetFrom } from './cursor';
import { type GestureListener, Gestures, type Position } from './gestures';
import { key, legend, legendStyles } from './legend';
import type { MemoryMapView } from './memory-map';
import './overview';
import type { PanEvent } from './overview';
import { type Box, placed, tooltipStyles, tooltipText } from './tooltip';

const POINTER_FOCUS_MS = 800;

/** For the map's shadow tree, beside its own. */
export const handsStyles = [barStyles, legendStyles, tooltipStyles];

/** What is held; the map is rendered anew when it changes. */
interface Hold {
  /** The category picked in the legend. */
  readonly pinned: string | null;
  /** The pointer over the surface, in CSS pixels. */
  readonly pointer: Position | null;
  /** Whether arrow keys go from block to block. */
  readonly isCursoring: boolean;
  /** Whether a finger made the selection. */
  readonly isTapped: boolean;
  readonly isFocused: boolean;
  /** The place that was picked as the answer to a question: the map is looked at then, and not what lies there. */
  readonly answer: number | null;
}

export class Hands implements GestureListener {
  private readonly map: MemoryMapView;
  private hold: Hold = {
    pinned: null,
    pointer: null,
    isCursoring: false,
    isTapped: false,
    isFocused: false,
    answer: null,
  };
  /** The layout and position a drag began with. */
  private dragFrom: MapGeometry | null = null;
  /** When the surface was last pressed, on the clock of events. */
  private pressedAt = Number.NEGATIVE_INFINITY;
  /** The picture that the pointer was last looked up in. */
  private pointedImage: MapImage | null = null;

  constructor(map: MemoryMapView) {
    this.map = map;
  }

  /** Takes hold of the map's surface, once that is rendered. */
  take(surface: HTMLElement): void {
    new Gestures(surface, this);
    surface.addEventListener('pointerdown', (event) => this.press(event));
    surface.addEventListener('focus', (event) => this.focusGained(event));
    surface.addEventListener('blur', () => this.focusLost());
    surface.addEventListener('keydown', (event) => this.key(event));
  }

  private change(change: Partial<Hold>): void {
    this.hold = { ...this.hold, ...change };
    this.map.requestUpdate();
  }

  get pinned(): string | null {
    return this.hold.pinned;
  }

  private get pointer(): Position | null {
    return this.hold.pointer;
  }

  private get isCursoring(): boolean {
    return this.hold.isCursoring;
  }

  /** What is read out of the block that the keyboard has come to. */
  spoken(): string {
    return this.isCursoring ? this.selectedInWords() : '';
  }

  bar(geometry: MapGeometry | null) {
    return bar({
      geometry,
      pixelRatio: this.map.room?.pixelRatio ?? 1,
      window: this.map.state.window,
      end: mapEnd(this.map.state),
      canZoom: (direction) => this.canZoom(direction),
      zoom: (direction) => this.zoom(direction),
      setWindow: (window) => this.setWindow(window),
    });
  }

  /** The strip, the key and the legend. */
  below(shown: MapGeometry | null) {
    const { state, theme } = this.map;
    const { frame, window, catalog } = state;
    return html`<div class="strip">${window ? this.overviewStrip() : this.extent()}</div>
      ${shown ? key(frame?.highlights ?? [], this.isNumbered(shown), theme) : html`<ul class="key"></ul>`}
      ${catalog ? this.legend() : nothing}`;
  }

  private isNumbered(geometry: MapGeometry): boolean {
    const probes = examined(this.map.state.frame?.highlights ?? []);
    return isNumbered(probes, geometry, this.map.room?.pixelRatio ?? 1);
  }

  /** How far the heap reaches, in words: where the map shows all of it, there is nothing to pan. */
  private extent() {
    const region = this.map.state.frame?.region;
    if (!region) return nothing;
    return html`<span class="soft small"
      ><atlas-term of="Heap">heap</atlas-term> ${formatBytes(region.heapBytes)} ·
      <atlas-term of="High-water mark">high water</atlas-term>
      ${formatBytes(region.highWaterBytes)} · <atlas-term of="Region">region</atlas-term>
      ${formatBytes(region.bytes)}</span
    >`;
  }

  private overviewStrip() {
    const { overview, picture, frame } = this.map.state;
    if (!overview || !picture || !frame) return nothing;
    const geometry = geometryOf(picture);
    const whole = { from: overview.image.from, bytes: overview.image.bytes };
    const isWhole = whole.from >= geometry.from && whole.bytes <= windowBytes(geometry);
    if (isWhole) return nothing;
    return html`<atlas-overview
      .picture=${overview}
      .whole=${whole}
      .window=${{ from: geometry.from, bytes: windowBytes(geometry) }}
      .base=${frame.region.base}
      .rowBytes=${geometry.bytesPerRow}
      @atlas-pan=${(event: PanEvent) => this.panTo(event.detail)}
    ></atlas-overview>`;
  }

  private legend() {
    const { catalog, frame } = this.map.state;
    return legend({
      categories: catalog?.categories ?? [],
      parts: frame?.parts ?? [],
      theme: this.map.theme,
      pinned: this.pinned,
      pin: (category) => this.change({ pinned: category }),
      point: (category) => {
        this.map.pointedCategory = category;
      },
    });
  }

  tooltip() {
    const { hover, frame } = this.map.state;
    const spot = this.tipSpot();
    if (!spot || !frame) return nothing;
    const block = this.map.blockAround(spot.offset, spot.block);
    // Between the move of the pointer and the engine's answer there is nothing true to say.
    if (block === null && spot.offset < frame.region.heapBytes) return nothing;
    const { base } = frame.region;
    return html`<div class="tooltip" role="tooltip" data-by=${spot === hover ? 'pointer' : 'keyboard'}>
      ${tooltipText({ block, offset: spot.offset, base, highlights: frame.highlights })}
    </div>`;
  }

  /** What the tooltip speaks of: what is pointed at, else what the keyboard has picked. */
  private tipSpot() {
    const { hover, selection } = this.map.state;
    if (this.pointer) return hover;
    const { isTapped, isFocused, answer } = this.hold;
    if (selection?.offset === answer) return null;
    return isTapped || (this.isCursoring && isFocused) ? selection : null;
  }

  placeTooltip(): void {
    const tip = this.map.query('.tooltip');
    const frame = this.map.query('.frame');
    const surface = this.map.query('.surface');
    const subject = this.tipSubject();
    if (!tip || !frame || !surface || !subject) return;
    const moved = {
      ...subject,
      x: subject.x + surface.offsetLeft,
      y: subject.y + surface.offsetTop,
    };
    const { x, y } = placed(
      moved,
      { width: tip.offsetWidth, height: tip.offsetHeight },
      { width: frame.clientWidth, height: frame.clientHeight },
    );
    tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  /** What the tooltip must not cover, in CSS pixels of the surface. */
  private tipSubject(): Box | null {
    const { pointer } = this;
    const { room } = this.map;
    if (pointer) return { ...pointer, width: 2, height: 8 };
    const { picture, selection } = this.map.state;
    if (!picture || !selection || !room) return null;
    const block = this.map.blockAround(selection.offset, selection.block);
    const { start, bytes } = block ?? { start: selection.offset, bytes: 1 };
    const [part] = fragments(geometryOf(picture), start, bytes);
    const ratio = room.pixelRatio;
    return part
      ? {
          x: part.x / ratio,
          y: part.y / ratio,
          width: part.width / ratio,
          height: part.height / ratio,
        }
      : null;
  }

  private selectedInWords(): string {
    const { selection, frame } = this.map.state;
    if (!selection || !frame) return '';
    const block = this.map.blockAround(selection.offset, selection.block);
    if (block) return blockSentence(block);
    return selection.offset >= frame.region.heapBytes ? 'beyond the heap’s end' : '';
  }

  // ---- pointers

  private offsetUnder({ x, y }: Position): number | null {
    const { picture } = this.map.state;
    const ratio = this.map.room?.pixelRatio ?? 1;
    return picture && offsetAt(geometryOf(picture), x * ratio, y * ratio);
  }

  pointed(position: Position | null): void {
    const offset = position && this.offsetUnder(position);
    const isMemory = offset !== null && offset < this.map.regionBytes;
    this.change({ pointer: isMemory ? position : null });
    this.map.dispatch({ type: 'hovered', offset: isMemory ? offset : null });
  }

  /** Under a pointer that stands still, memory may have moved: by a zoom, or by another scale. */
  pointAgain(): void {
    const { picture } = this.map.state;
    if (picture?.image === this.pointedImage) return;
    this.pointedImage = picture?.image ?? null;
    if (this.pointer) this.pointed(this.pointer);
  }

  picked(position: Position, isTouch: boolean): void {
    const offset = this.offsetUnder(position);
    if (offset === null || offset >= this.map.regionBytes) return;
    // A finger doesn't hover: what it picks is told where it was picked.
    this.change({ isTapped: isTouch, answer: isAsking(this.map.state) ? offset : null });
    this.map.dispatch({ type: 'selected', offset, isAnswer: true });
  }

  zoomed(direction: 1 | -1, position: Position): void {
    const offset = this.offsetUnder(position);
    if (offset !== null) this.zoom(direction, offset);
  }

  dragged(y: number, isFirst: boolean): void {
    const { picture } = this.map.state;
    const { room } = this.map;
    if (isFirst) {
      this.dragFrom = picture && this.map.state.window ? geometryOf(picture) : null;
      this.pointed(null);
    }
    if (!this.dragFrom || !room) return;
    const rows = Math.round((-y * room.pixelRatio) / rowPitch(this.dragFrom));
    this.setWindow(panned(this.dragFrom, rows, this.map.limitBytes));
  }

  private press(event: PointerEvent): void {
    this.pressedAt = event.timeStamp;
    this.change({ isCursoring: false });
  }

  // ---- the window

  private setWindow(window: Window | null): void {
    this.map.dispatch({ type: 'window-set', window });
  }

  private zoomedWindow(direction: 1 | -1, about: number | null): Window | null {
    const geometry = this.map.layout();
    const { room, heapWindow, limitBytes } = this.map;
    if (!geometry || !room || !heapWindow) return this.map.state.window;
    const from = { room, geometry, heapBytes: heapWindow.bytes, limitBytes };
    return zoomed(from, direction, about ?? this.zoomCentre(geometry));
  }

  /** The selected block's header if that is on the map, else what was picked of it, else the middle. */
  private zoomCentre(geometry: MapGeometry): number {
    const { selection } = this.map.state;
    const block = selection && this.map.blockAround(selection.offset, selection.block);
    for (const offset of [block?.headerOffset, selection?.offset]) {
      if (offset !== undefined && isVisible(geometry, offset, 1)) return offset;
    }
    return geometry.from + windowBytes(geometry) / 2;
  }

  zoom(direction: 1 | -1, about: number | null = null): void {
    if (this.canZoom(direction)) this.setWindow(this.zoomedWindow(direction, about));
  }

  /** Whether zooming would change anything: there is a finest scale, and the region has an end. */
  canZoom(direction: 1 | -1): boolean {
    const now = this.map.layout();
    const { room, limitBytes } = this.map;
    if (!now || !room) return false;
    const window = this.zoomedWindow(direction, null) ?? this.map.heapWindow;
    const then = window && layOut(room, window, limitBytes);
    if (then === null) return false;
    return direction > 0
      ? then.bytesPerRow < now.bytesPerRow
      : windowBytes(then) > windowBytes(now);
  }

  private panTo(offset: number): void {
    const geometry = this.map.layout();
    if (geometry) this.setWindow(windowFrom(geometry, offset, this.map.limitBytes));
  }

  // ---- the keyboard

  private focusGained(event: FocusEvent): void {
    // A focus that comes from a pointer leaves the arrow keys to the figure. After a finger it comes late.
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

  private handled({ key: pressed, shiftKey }: KeyboardEvent): boolean {
    const geometry = this.map.layout();
    if (!geometry) return false;
    const page = Math.max(1, geometry.rows - 1);
    switch (pressed) {
      case '+':
      case '=':
        this.zoom(1);
        return true;
      case '-':
        this.zoom(-1);
        return true;
      case '0':
        this.setWindow(null);
        return true;
      case 'PageUp':
      case 'PageDown':
        if (this.map.state.window === null) return false;
        this.setWindow(panned(geometry, pressed === 'PageUp' ? -page : page, this.map.limitBytes));
        return true;
      case 'Enter':
        // On a block that the arrow keys have come to, it means that one.
        if (this.isCursoring && this.map.state.selection && isAsking(this.map.state)) {
          const { offset } = this.map.state.selection;
          this.change({ answer: offset });
          this.map.dispatch({ type: 'selected', offset, isAnswer: true });
          return true;
        }
        this.change({ isCursoring: true });
        this.move('stay', geometry);
        return true;
      case 'Escape':
        if (!this.isCursoring && this.map.state.selection === null) return false;
        this.change({ isCursoring: false });
        this.map.dispatch({ type: 'selected', offset: null });
        return true;
    }
    const direction = DIRECTIONS[pressed];
    if (direction === undefined || !this.isCursoring || shiftKey) return false;
    this.move(direction, geometry);
    return true;
  }

  /** Selects the next block in a direction, and brings it into the window. */
  private move(direction: Direction, geometry: MapGeometry): void {
    this.change({ answer: null });
    const { selection, frame } = this.map.state;
    const end = frame?.region.heapBytes ?? 0;
    if (end === 0) {
      // There is no block to come to, but the place where the first may go is an answer.
      if (isAsking(this.map.state)) this.map.dispatch({ type: 'selected', offset: 0 });
      return;
    }
    let offset = Math.min(geometry.from, end - 1);
    if (selection) {
      const block = this.map.blockAround(selection.offset, selection.block);
      // The engine has not said yet where the selected block ends: a key too many is dropped.
      if (!block && selection.offset < end) return;
      offset = targetFrom(block, direction, geometry.bytesPerRow, end);
    }
    this.map.dispatch({ type: 'selected', offset });
    if (!isVisible(geometry, offset, 1)) {
      this.setWindow(revealing(geometry, offset, this.map.limitBytes));
    }
  }
}
