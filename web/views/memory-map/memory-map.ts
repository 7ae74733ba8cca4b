// `<atlas-memory-map>`: every byte of the region, by what it is.
//
// The engine paints the pixels; this view lays the window out in rows for the room it has, asks for
// exactly that picture, draws names and patterns upon it and marks above it, and turns the pointer, the
// keyboard and fingers into blocks. The window itself, hover and selection are the figure's state.
// Local to the view: where the pointer is, which category stands out, how far a pulse has spread.
//
// Several maps side by side are bare: the bar, the strip and the legend are told once for all of them, by
// the view that sets them so, and a zoom of one is a zoom of all.
//
// By keyboard the map is one stop. Reached by Tab, its arrow keys go from block to block; reached by a
// click they are left to the figure, which steps: whoever uses a mouse has the mouse to pick blocks.

import { html, nothing, type PropertyValues } from 'lit';
import type { Block, MapImage } from '../../engine/wire';
import { formatAddress, formatBytes } from '../../render/format';
import {
  fragments,
  isVisible,
  type MapGeometry,
  offsetAt,
  rowPitch,
  windowBytes,
} from '../../render/geometry';
import { isNumbered, linksOf } from '../../render/highlights';
import {
  layOut,
  panned,
  type Room,
  revealing,
  specOf,
  stripOf,
  windowFrom,
  zoomed,
} from '../../render/layout';
import { paletteOf, rgba, type Scheme, type Theme, themeOf } from '../../render/palette';
import { blockSentence, examined } from '../../render/words';
import {
  isAsking,
  mapEnd,
  mapWindow,
  type Picture,
  type State,
  type Surface,
  type Window,
} from '../../state';
import { shared } from '../styles';
import '../term';
import { define, View } from '../view';
import { bar, barStyles } from './bar';
import { DIRECTIONS, type Direction, targetFrom } from './cursor';
import { MapDrawing } from './drawing';
import { type GestureListener, Gestures, type Position } from './gestures';
import { chips, key, legend, legendStyles } from './legend';
import { OVERVIEW_HEIGHT_CSS, type PanEvent } from './overview';
import './overview';
import { schemeOf, schemeProbe, schemeStyles } from './scheme';
import { mapStyles } from './styles';
import { type Box, placed, tooltipStyles, tooltipText } from './tooltip';

/** Room for the addresses of rows, in CSS pixels; a narrow figure has none to give. */
const GUTTER_CSS = 84;
const GUTTER_FROM_WIDTH_CSS = 560;
/** Addresses closer than this, in CSS pixels, would run into each other. */
const ADDRESS_PITCH_CSS = 15;
/** Largest window whose blocks are asked for as data: more could not be told apart. */
const LABELLED_BYTES_MAX = 64 * 1024;
/** Steps a second at which pulses would run into each other. */
const PULSE_SPEED_MAX = 3;
const POINTER_FOCUS_MS = 800;
/** Leaves a colour's red, green and blue. */
const OPACITY_NONE = 0xffffff00;

export class MemoryMapView extends View implements GestureListener {
  static override styles = [
    shared,
    schemeStyles,
    barStyles,
    legendStyles,
    tooltipStyles,
    mapStyles,
  ];

  static override properties = {
    ...View.properties,
    compact: { type: Boolean, reflect: true },
    zooms: { type: Boolean },
    isBare: { attribute: false },
    name: { attribute: false },
    room: { state: true },
    pinned: { state: true },
    pointedCategory: { attribute: false },
    pointer: { state: true },
    isCursoring: { state: true },
    isTapped: { state: true },
    isFocused: { state: true },
  };

  /** Whether only the picture and one line of its legend are shown: below a paragraph, not on a page of its own. */
  declare compact: boolean;
  /** Whether the buttons that zoom are shown although it is compact. */
  declare zooms: boolean;
  /** Whether scale, controls, legend and key are left to the view around this one. */
  declare isBare: boolean;
  /** Whose map it is, where there are several. */
  declare name: string;
  /** The pixels there are; `null` until measured. */
  private declare room: Room | null;
  /** The category picked in the legend. */
  private declare pinned: string | null;
  /** The one pointed at there, or in the legend of the view around this one. */
  declare pointedCategory: string | null;
  /** The pointer over the surface, in CSS pixels. */
  private declare pointer: Position | null;
  /** Whether arrow keys go from block to block. */
  private declare isCursoring: boolean;
  /** Whether a finger made the selection. */
  private declare isTapped: boolean;
  private declare isFocused: boolean;

  private scheme: Scheme = 'light';
  private theme: Theme = themeOf('light');
  private drawing: MapDrawing | null = null;
  private asked = '';
  /** The layout and position a drag began with. */
  private dragFrom: MapGeometry | null = null;
  /** When the surface was last pressed, on the clock of events. */
  private pressedAt = Number.NEGATIVE_INFINITY;
  /** The picture that the pointer was last looked up in. */
  private pointedImage: MapImage | null = null;
  private resizing: ResizeObserver | null = null;

  constructor() {
    super();
    this.compact = false;
    this.zooms = false;
    this.isBare = false;
    this.name = '';
    this.room = null;
    this.pinned = null;
    this.pointedCategory = null;
    this.pointer = null;
    this.isCursoring = false;
    this.isTapped = false;
    this.isFocused = false;
  }

  protected override slices(state: State) {
    const { picture, overview, blocks, frame, hover, selection, window, extentBytes } = state;
    const { beside, catalog } = state;
    return [
      state.isAtRest,
      picture,
      overview,
      blocks,
      frame,
      hover,
      selection,
      window,
      extentBytes,
      beside,
      catalog,
    ];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.watchSize();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizing?.disconnect();
    this.drawing?.stop();
  }

  protected override render() {
    const { picture, window } = this.state;
    const shown = picture && geometryOf(picture);
    return html`
      ${schemeProbe(() => this.readTheme())}
      ${this.isBare || (this.compact && !this.zooms) ? nothing : this.bar(shown)}
      <div class="frame ${this.isBare ? 'bare' : ''}">
        <div class="gutter" aria-hidden="true">${shown && this.addresses(shown)}</div>
        <div
          class="surface ${window === null ? '' : 'pans'}"
          role="application"
          tabindex="0"
          aria-roledescription="memory map"
          aria-label=${this.label()}
          aria-describedby="how"
          @pointerdown=${(event: PointerEvent) => this.press(event)}
          @focus=${(event: FocusEvent) => this.focusGained(event)}
          @blur=${() => this.focusLost()}
          @keydown=${(event: KeyboardEvent) => this.key(event)}
        >
          <canvas class="image" role="presentation"></canvas>
          <canvas class="marks" role="presentation"></canvas>
        </div>
        ${shown ? nothing : html`<div class="waiting">The map appears with the first steps.</div>`}
        ${this.tooltip()}
      </div>
      <p class="visually-hidden" id="how">
        Arrow keys go from block to block; plus and minus zoom, zero shows the whole heap, Page Up and
        Page Down move the window. Escape gives the arrow keys back to stepping.
      </p>
      <p class="visually-hidden" aria-live="polite">${this.isCursoring ? this.selectedInWords() : ''}</p>
      ${this.isBare ? nothing : this.below(shown)}
    `;
  }

  private bar(geometry: MapGeometry | null) {
    return bar({
      geometry,
      pixelRatio: this.room?.pixelRatio ?? 1,
      window: this.state.window,
      end: mapEnd(this.state),
      canZoom: (direction) => this.canZoom(direction),
      zoom: (direction) => this.zoom(direction),
      setWindow: (window) => this.setWindow(window),
    });
  }

  /** The strip, the key and the legend. */
  private below(shown: MapGeometry | null) {
    const { frame, window, catalog } = this.state;
    if (this.compact) return this.chips();
    return html`<div class="strip">${window ? this.overviewStrip() : this.extent()}</div>
      ${shown ? key(frame?.highlights ?? [], this.isNumbered(shown), this.theme) : html`<ul class="key"></ul>`}
      ${catalog && frame ? this.legend() : nothing}`;
  }

  protected override firstUpdated(): void {
    const surface = this.query('.surface');
    const image = this.renderRoot.querySelector<HTMLCanvasElement>('canvas.image');
    const marks = this.renderRoot.querySelector<HTMLCanvasElement>('canvas.marks');
    if (!surface || !image || !marks) return;
    this.readTheme();
    new Gestures(surface, this);
    this.drawing = new MapDrawing(image, marks);
    this.watchSize();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.ask();
    this.draw();
    this.pointAgain();
    this.placeTooltip();
  }

  private query(selector: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(selector);
  }

  private watchSize(): void {
    const frame = this.query('.frame');
    if (!frame) return;
    this.resizing?.disconnect();
    this.resizing = new ResizeObserver(() => {
      // What was not displayed has not seen the scheme change.
      this.readTheme();
      this.measure(frame);
    });
    this.resizing.observe(frame);
  }

  private measure(frame: HTMLElement): void {
    const pixelRatio = window.devicePixelRatio || 1;
    // A column beside others has none to give either: all are the same, row by row.
    const hasGutter = frame.clientWidth >= GUTTER_FROM_WIDTH_CSS && !this.isBare;
    const gutter = hasGutter ? GUTTER_CSS : 0;
    const width = Math.floor((frame.clientWidth - gutter) * pixelRatio);
    const height = Math.floor(frame.clientHeight * pixelRatio);
    if (width < 16 || height < 16) return;
    const { room } = this;
    if (room?.width === width && room.height === height && room.pixelRatio === pixelRatio) return;
    this.room = { width, height, pixelRatio };
  }

  private readTheme(): void {
    const scheme = schemeOf(this.renderRoot);
    if (scheme === this.scheme) return;
    this.scheme = scheme;
    this.theme = themeOf(scheme);
    // The legend and the key were rendered in the former colours.
    this.requestUpdate();
  }

  /** The category that stands out now. */
  private get emphasised(): string | null {
    return this.pointedCategory ?? this.pinned;
  }

  // ---- what is to be painted

  /** Where the map could reach. */
  private get limitBytes(): number {
    return mapEnd(this.state) ?? 0;
  }

  /** Where memory ends on it. */
  private get regionBytes(): number {
    return this.state.frame?.region.bytes ?? 0;
  }

  /** The whole heap, as the map shows it when it isn't zoomed. */
  private get heapWindow(): Window | null {
    return mapWindow({ ...this.state, window: null });
  }

  private layout(): MapGeometry | null {
    const { room, limitBytes } = this;
    const window = mapWindow(this.state);
    return room && window && layOut(room, window, limitBytes);
  }

  /** Wishes for the picture that fits, if that isn't what was wished for already. */
  private ask(): void {
    const geometry = this.layout();
    const { room, heapWindow } = this;
    const { catalog } = this.state;
    if (!geometry || !room || !heapWindow || !catalog) return;
    const categories = catalog.categories.map(({ id }) => id);
    const palette = paletteOf(this.theme, categories, this.emphasised);
    // Gaps between rows show the page through: the view doesn't know what it stands on. Where an edge
    // mixes with a gap, it mixes with the theme's ground.
    const background = (rgba(this.theme.ground) & OPACITY_NONE) >>> 0;
    const colours = { palette, background };
    const strip = stripOf(
      Math.round((room.width / room.pixelRatio) * room.pixelRatio),
      Math.round(OVERVIEW_HEIGHT_CSS * room.pixelRatio),
      this.stripWindow(geometry, heapWindow),
    );
    const surface: Surface = {
      map: { ...specOf(geometry), ...colours },
      // Where the map isn't zoomed, the strip would show the same again.
      overview: this.isBare ? null : this.state.window && { ...specOf(strip), ...colours },
      blocks: windowBytes(geometry) <= LABELLED_BYTES_MAX,
    };
    const text = JSON.stringify(surface);
    if (text === this.asked) return;
    this.asked = text;
    this.dispatch({ type: 'surface-measured', surface });
  }

  /** What the strip stands for: the heap where the map shows a part of it, else the region. */
  private stripWindow(geometry: MapGeometry, heap: Window): Window {
    const isWithinHeap = geometry.from + windowBytes(geometry) <= heap.bytes;
    return isWithinHeap ? heap : { from: 0, bytes: this.limitBytes };
  }

  // ---- drawing

  private draw(): void {
    const { picture, blocks, frame, shown, hover, selection, playing, speed, isAtRest } =
      this.state;
    const { room, drawing } = this;
    if (!drawing || !picture || !frame || !shown || !room) return;
    if (picture.pixels.length === 0) {
      if (isAtRest) drawing.rest();
      else drawing.wake();
      return;
    }
    const hovered = hover && this.blockAround(hover.offset, hover.block);
    const selected = selection && this.blockAround(selection.offset, selection.block);
    const pointing = selected ?? hovered;
    drawing.draw({
      picture,
      geometry: geometryOf(picture),
      pixelRatio: room.pixelRatio,
      theme: this.theme,
      blocks,
      frame,
      hovered,
      selected,
      links: pointing ? linksOf(pointing, frame.region.base) : [],
      emphasised: this.emphasised,
      moment: `${shown.run} ${shown.step}`,
      isHurried: playing && speed > PULSE_SPEED_MAX,
    });
  }

  /** The block that holds an offset: from those at hand, else the engine's answer if it is the one. */
  private blockAround(offset: number, answer: Block | null): Block | null {
    const holds = ({ start, bytes }: Block) => offset >= start && offset < start + bytes;
    return this.state.blocks.find(holds) ?? (answer && holds(answer) ? answer : null);
  }

  private isNumbered(geometry: MapGeometry): boolean {
    const probes = examined(this.state.frame?.highlights ?? []);
    return isNumbered(probes, geometry, this.room?.pixelRatio ?? 1);
  }

  // ---- parts of the template

  private addresses(geometry: MapGeometry) {
    const { room, state } = this;
    const base = state.frame?.region.base;
    if (!room || base === undefined) return nothing;
    const pitch = rowPitch(geometry) / room.pixelRatio;
    const every = 2 ** Math.max(0, Math.ceil(Math.log2(ADDRESS_PITCH_CSS / pitch)));
    const rows = Array.from(
      { length: Math.ceil(geometry.rows / every) },
      (_, index) => index * every,
    );
    return rows.map((row) => {
      const middle = row * pitch + geometry.rowHeight / room.pixelRatio / 2;
      const address = base + geometry.from + row * geometry.bytesPerRow;
      // Moved by a transform: addresses that follow another scale are no shift of the page's layout.
      const top = `translateY(calc(${Math.max(6, middle)}px - 50%))`;
      return html`<span .style=${`transform: ${top}`}>${formatAddress(address)}</span>`;
    });
  }

  /** How far the heap reaches, in words: where the map shows all of it, there is nothing to pan. */
  private extent() {
    const region = this.state.frame?.region;
    if (!region) return nothing;
    return html`<span class="soft small"
      ><atlas-term of="Heap">heap</atlas-term> ${formatBytes(region.heapBytes)} ·
      <atlas-term of="High-water mark">high water</atlas-term>
      ${formatBytes(region.highWaterBytes)} · <atlas-term of="Region">region</atlas-term>
      ${formatBytes(region.bytes)}</span
    >`;
  }

  private overviewStrip() {
    const { overview, picture, frame } = this.state;
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
    const { catalog, frame } = this.state;
    return legend({
      categories: catalog?.categories ?? [],
      parts: frame?.parts ?? [],
      theme: this.theme,
      pinned: this.pinned,
      pin: (category) => {
        this.pinned = category;
      },
      point: (category) => {
        this.pointedCategory = category;
      },
    });
  }

  /** The legend in a line: what is on the map now. */
  private chips() {
    const { catalog, frame } = this.state;
    return chips(catalog?.categories ?? [], frame?.parts ?? [], this.theme);
  }

  private tooltip() {
    const { hover, frame } = this.state;
    const spot = this.tipSpot();
    if (!spot || !frame) return nothing;
    const block = this.blockAround(spot.offset, spot.block);
    // Between the move of the pointer and the engine's answer there is nothing true to say.
    if (block === null && spot.offset < frame.region.heapBytes) return nothing;
    const { base } = frame.region;
    return html`<div class="tooltip" role="tooltip" data-by=${spot === hover ? 'pointer' : 'keyboard'}>
      ${tooltipText({ block, offset: spot.offset, base, highlights: frame.highlights })}
    </div>`;
  }

  /** What the tooltip speaks of: what is pointed at, else what the keyboard has picked. */
  private tipSpot() {
    const { hover, selection } = this.state;
    if (this.pointer) return hover;
    return this.isTapped || (this.isCursoring && this.isFocused) ? selection : null;
  }

  private placeTooltip(): void {
    const tip = this.query('.tooltip');
    const frame = this.query('.frame');
    const surface = this.query('.surface');
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
    const { pointer, room } = this;
    if (pointer) return { ...pointer, width: 2, height: 8 };
    const { picture, selection } = this.state;
    const block = selection && this.blockAround(selection.offset, selection.block);
    if (!picture || !block || !room) return null;
    const [part] = fragments(geometryOf(picture), block.start, block.bytes);
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

  private label(): string {
    const { frame } = this.state;
    const of = this.name && ` of ${this.name}`;
    if (!frame) return `Memory map${of}, not drawn yet`;
    const { base, heapBytes, bytes } = frame.region;
    return (
      `Memory map${of} at step ${frame.step}: heap of ${formatBytes(heapBytes)} from ` +
      `${formatAddress(base)} in a region of ${formatBytes(bytes)}`
    );
  }

  private selectedInWords(): string {
    const { selection, frame } = this.state;
    if (!selection || !frame) return '';
    const block = this.blockAround(selection.offset, selection.block);
    if (block) return blockSentence(block);
    return selection.offset >= frame.region.heapBytes ? 'beyond the heap’s end' : '';
  }

  // ---- pointers

  private offsetUnder({ x, y }: Position): number | null {
    const { picture } = this.state;
    const ratio = this.room?.pixelRatio ?? 1;
    return picture && offsetAt(geometryOf(picture), x * ratio, y * ratio);
  }

  pointed(position: Position | null): void {
    const offset = position && this.offsetUnder(position);
    const isMemory = offset !== null && offset < this.regionBytes;
    this.pointer = isMemory ? position : null;
    this.dispatch({ type: 'hovered', offset: isMemory ? offset : null });
  }

  /** Under a pointer that stands still, memory may have moved: by a zoom, or by another scale. */
  private pointAgain(): void {
    const { picture } = this.state;
    if (picture?.image === this.pointedImage) return;
    this.pointedImage = picture?.image ?? null;
    if (this.pointer) this.pointed(this.pointer);
  }

  picked(position: Position, isTouch: boolean): void {
    const offset = this.offsetUnder(position);
    if (offset === null || offset >= this.regionBytes) return;
    // A finger doesn't hover: what it picks is told where it was picked.
    this.isTapped = isTouch;
    this.dispatch({ type: 'selected', offset, isAnswer: true });
  }

  zoomed(direction: 1 | -1, position: Position): void {
    const offset = this.offsetUnder(position);
    if (offset !== null) this.zoom(direction, offset);
  }

  dragged(y: number, isFirst: boolean): void {
    const { picture } = this.state;
    const { room } = this;
    if (isFirst) {
      this.dragFrom = picture && this.state.window ? geometryOf(picture) : null;
      this.pointed(null);
    }
    if (!this.dragFrom || !room) return;
    const rows = Math.round((-y * room.pixelRatio) / rowPitch(this.dragFrom));
    this.setWindow(panned(this.dragFrom, rows, this.limitBytes));
  }

  private press(event: PointerEvent): void {
    this.pressedAt = event.timeStamp;
    this.isCursoring = false;
  }

  // ---- the window

  private setWindow(window: Window | null): void {
    this.dispatch({ type: 'window-set', window });
  }

  private zoomedWindow(direction: 1 | -1, about: number | null): Window | null {
    const geometry = this.layout();
    const { room, heapWindow, limitBytes } = this;
    if (!geometry || !room || !heapWindow) return this.state.window;
    const from = { room, geometry, heapBytes: heapWindow.bytes, limitBytes };
    return zoomed(from, direction, about ?? this.zoomCentre(geometry));
  }

  /** The selected block's header if that is on the map, else what was picked of it, else the middle. */
  private zoomCentre(geometry: MapGeometry): number {
    const { selection } = this.state;
    const block = selection && this.blockAround(selection.offset, selection.block);
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
    const now = this.layout();
    const { room, limitBytes } = this;
    if (!now || !room) return false;
    const window = this.zoomedWindow(direction, null) ?? this.heapWindow;
    const then = window && layOut(room, window, limitBytes);
    if (then === null) return false;
    return direction > 0
      ? then.bytesPerRow < now.bytesPerRow
      : windowBytes(then) > windowBytes(now);
  }

  private panTo(offset: number): void {
    const geometry = this.layout();
    if (geometry) this.setWindow(windowFrom(geometry, offset, this.limitBytes));
  }

  // ---- the keyboard

  private focusGained(event: FocusEvent): void {
    this.isFocused = true;
    // A focus that comes from a pointer leaves the arrow keys to the figure. After a finger it comes late.
    this.isCursoring = event.timeStamp - this.pressedAt > POINTER_FOCUS_MS;
  }

  private focusLost(): void {
    this.isFocused = false;
    this.isTapped = false;
    this.isCursoring = false;
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.handled(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private handled({ key: pressed, shiftKey }: KeyboardEvent): boolean {
    const geometry = this.layout();
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
        if (this.state.window === null) return false;
        this.setWindow(panned(geometry, pressed === 'PageUp' ? -page : page, this.limitBytes));
        return true;
      case 'Enter':
        // On a block that the arrow keys have come to, it means that one.
        if (this.isCursoring && this.state.selection && isAsking(this.state)) {
          const { offset } = this.state.selection;
          this.dispatch({ type: 'selected', offset, isAnswer: true });
          return true;
        }
        this.isCursoring = true;
        this.move('stay', geometry);
        return true;
      case 'Escape':
        if (!this.isCursoring && this.state.selection === null) return false;
        this.isCursoring = false;
        this.dispatch({ type: 'selected', offset: null });
        return true;
    }
    const direction = DIRECTIONS[pressed];
    if (direction === undefined || !this.isCursoring || shiftKey) return false;
    this.move(direction, geometry);
    return true;
  }

  /** Selects the next block in a direction, and brings it into the window. */
  private move(direction: Direction, geometry: MapGeometry): void {
    const { selection, frame } = this.state;
    const end = frame?.region.heapBytes ?? 0;
    if (end === 0) return;
    let offset = Math.min(geometry.from, end - 1);
    if (selection) {
      const block = this.blockAround(selection.offset, selection.block);
      // The engine has not said yet where the selected block ends: a key too many is dropped.
      if (!block && selection.offset < end) return;
      offset = targetFrom(block, direction, geometry.bytesPerRow, end);
    }
    this.dispatch({ type: 'selected', offset });
    if (!isVisible(geometry, offset, 1)) {
      this.setWindow(revealing(geometry, offset, this.limitBytes));
    }
  }
}

/** How a picture is laid out. */
export function geometryOf({ image }: Picture): MapGeometry {
  const { from, bytesPerRow, rows, width, rowHeight, rowGap } = image;
  return { from, bytesPerRow, rows, width, rowHeight, rowGap };
}

define('atlas-memory-map', MemoryMapView);
