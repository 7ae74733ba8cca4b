// `<atlas-memory-map>`: every byte of the region by category.
//
// The engine paints the pixels; this view asks for the picture that fits its size. Owns size, theme and the emphasised
// category; window, hover and selection are the figure's state. map-window.ts zooms and pans, input.ts handles pointer and
// keys, surface.ts says which picture to ask for, drawing.ts draws, bar.ts, strip.ts and legend.ts surround the picture.
//
// Maps side by side are bare: the view around them has one bar and one legend for all.

import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Block } from '../../engine/wire';
import { formatAddress, formatBytes } from '../../render/format';
import { type MapGeometry, rowPitch, windowBytes } from '../../render/geometry';
import { isNumbered } from '../../render/highlights';
import type { Room } from '../../render/layout';
import { type Scheme, type Theme, themeOf } from '../../render/palette';
import { type Action, blockAround, stepsPerSecond, type Window } from '../../state';
import { shared } from '../styles';
import { define, viewOf } from '../view';
import { bar, barStyles } from './bar';
import { chips, chipsStyles } from './chips';
import { MapDrawing } from './drawing';
import { type MapHost, selectMap } from './host';
import { MapInput } from './input';
import { key, legend, legendStyles } from './legend';
import { MapWindow } from './map-window';
import { schemeOf, schemeProbe, schemeStyles } from './scheme';
import { strip } from './strip';
import { mapStyles } from './styles';
import { surfaceOf } from './surface';
import { tooltipStyles } from './tooltip';

/** Room for the addresses of rows, in CSS pixels, where the map is wide enough. */
const GUTTER_CSS = 84;
const GUTTER_FROM_WIDTH_CSS = 560;
/** The least distance of two addresses, in CSS pixels. */
const ADDRESS_PITCH_CSS = 15;
/** Steps a second at which pulses would run into each other. */
const PULSE_SPEED_MAX = 3;

export class MemoryMapView extends viewOf(selectMap) implements MapHost {
  static override styles = [
    shared,
    schemeStyles,
    chipsStyles,
    mapStyles,
    barStyles,
    legendStyles,
    tooltipStyles,
  ];

  /** Whether only the picture and one line of legend are shown, as below a paragraph. */
  @property({ type: Boolean, reflect: true }) compact = false;
  /** Whether a compact map has buttons to zoom. */
  @property({ type: Boolean }) zooms = false;
  @property({ attribute: false }) isBare = false;
  /** What is shown of the legend, the addresses of rows and the names of roots; `null` for all. */
  @property({ attribute: false }) keeps: readonly string[] | null = null;
  @property({ attribute: false }) name = '';
  /** `null` until measured. */
  @state() room: Room | null = null;
  /** Pointed at in the legend, here or in the view around this one. */
  @property({ attribute: false }) pointedCategory: string | null = null;
  /** Clicked in the legend: emphasised unless another is pointed at. */
  @state() private pinnedCategory: string | null = null;

  private scheme: Scheme = 'light';
  private theme: Theme = themeOf('light');
  private drawing: MapDrawing | null = null;
  private readonly mapWindow = new MapWindow(this);
  private readonly input = new MapInput(this, this.mapWindow);
  /** The surface last asked for, as JSON. */
  private asked = '';
  private resizing: ResizeObserver | null = null;

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
    const { input } = this;
    const { window } = this.state;
    const shown = this.mapWindow.layoutOnScreen;
    return html`
      ${schemeProbe(() => this.readTheme())}
      ${this.isBare || (this.compact && !this.zooms) ? nothing : this.bar(shown)}
      <div class="frame ${this.isBare || !this.has('addresses') ? 'bare' : ''}">
        <div class="gutter" aria-hidden="true">${shown && this.addresses(shown)}</div>
        <div
          class="surface ${window === null ? '' : 'pans'}"
          role="application"
          tabindex="0"
          aria-roledescription="memory map"
          aria-label=${this.label()}
          aria-describedby="how"
        >
          <canvas class="image" role="presentation" width="0" height="0"></canvas>
          <canvas class="marks" role="presentation" width="0" height="0"></canvas>
        </div>
        ${shown ? nothing : html`<div class="waiting">The map appears with the first steps.</div>`}
        ${input.tooltip()}
      </div>
      <p class="visually-hidden" id="how">
        Arrow keys go from block to block; plus and minus zoom, zero shows the whole heap, Page Up and
        Page Down move the window. Escape gives the arrow keys back to stepping.
      </p>
      <p class="visually-hidden" aria-live="polite">${input.spoken()}</p>
      ${this.isBare ? nothing : this.below(shown)}
    `;
  }

  private bar(shown: MapGeometry | null) {
    const { mapWindow } = this;
    const { window, arrows, blocks, frame } = this.state;
    return bar({
      geometry: shown,
      pixelRatio: this.room?.pixelRatio ?? 1,
      window,
      arrows,
      maps: [{ blocks, frame }],
      end: mapWindow.limitBytes,
      canZoom: (direction) => mapWindow.canZoom(direction),
      zoom: (direction) => mapWindow.zoom(direction),
      setWindow: (next) => mapWindow.set(next),
      setArrows: (next) => this.dispatch({ type: 'arrows-set', arrows: next }),
    });
  }

  private below(shown: MapGeometry | null) {
    const { catalog, frame } = this.state;
    if (!this.has('legend')) return nothing;
    if (this.compact) return chips(catalog?.categories ?? [], frame?.parts ?? []);
    return html`${strip(this.state, (offset) => this.mapWindow.panTo(offset))}
      ${shown ? this.key(shown) : html`<ul class="key"></ul>`}
      ${catalog ? this.legend() : nothing}`;
  }

  private key(shown: MapGeometry) {
    const { frame } = this.state;
    const { candidates, changes } = frame ?? { candidates: [], changes: [] };
    const areProbesNumbered = isNumbered(candidates, shown, this.room?.pixelRatio ?? 1);
    return key({ candidates, changes }, areProbesNumbered);
  }

  private legend() {
    const { catalog, frame, categoriesSeen } = this.state;
    return legend({
      categories: catalog?.categories ?? [],
      parts: frame?.parts ?? [],
      seen: categoriesSeen,
      pinned: this.pinnedCategory,
      pin: (category) => {
        this.pinnedCategory = category;
      },
      point: (category) => {
        this.pointedCategory = category;
      },
    });
  }

  protected override firstUpdated(): void {
    const image = this.renderRoot.querySelector<HTMLCanvasElement>('canvas.image');
    const marks = this.renderRoot.querySelector<HTMLCanvasElement>('canvas.marks');
    if (!image || !marks) return;
    this.dispatch({ type: 'picture-awaited' });
    this.readTheme();
    this.drawing = new MapDrawing(image, marks);
    const surface = this.query('.surface');
    if (surface) this.input.listenOn(surface);
    this.watchSize();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.ask();
    this.draw();
    this.input.pointAgain();
    this.input.placeTooltip();
  }

  override dispatch(action: Action): void {
    super.dispatch(action);
  }

  query(selector: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(selector);
  }

  private watchSize(): void {
    const frame = this.query('.frame');
    if (!frame) return;
    this.resizing?.disconnect();
    this.resizing = new ResizeObserver(() => {
      // A map that is not displayed misses changes of the scheme.
      this.readTheme();
      this.measure(frame);
    });
    this.resizing.observe(frame);
  }

  private measure(frame: HTMLElement): void {
    const pixelRatio = window.devicePixelRatio || 1;
    // Bare maps have no gutter.
    const hasGutter =
      frame.clientWidth >= GUTTER_FROM_WIDTH_CSS && !this.isBare && this.has('addresses');
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
    this.requestUpdate();
  }

  private has(extra: string): boolean {
    return this.keeps?.includes(extra) ?? true;
  }

  private get emphasised(): string | null {
    return this.pointedCategory ?? this.pinnedCategory;
  }

  private ask(): void {
    const { room, mapWindow, theme, emphasised } = this;
    const { catalog, arrows } = this.state;
    const { layout: geometry, wholeHeap } = mapWindow;
    if (!geometry || !room || !wholeHeap || !catalog) return;
    const strip = this.stripWindow(geometry, wholeHeap);
    const surface = surfaceOf({ geometry, room, strip, catalog, theme, emphasised, arrows });
    const text = JSON.stringify(surface);
    if (text === this.asked) return;
    this.asked = text;
    this.dispatch({ type: 'surface-measured', surface });
  }

  /**
   * The window of the strip: the heap where the map's window lies within it, else the whole region; `null` where the map
   * shows the whole heap.
   */
  private stripWindow(geometry: MapGeometry, heap: Window): Window | null {
    if (this.isBare || this.state.window === null) return null;
    const isWithinHeap = geometry.from + windowBytes(geometry) <= heap.bytes;
    return isWithinHeap ? heap : { from: 0, bytes: this.mapWindow.limitBytes };
  }

  private draw(): void {
    const { picture, blocks, frame, shown, hover, selection, playing, isSuspended } = this.state;
    const { room, drawing } = this;
    if (!drawing || !picture || !frame || !shown || !room) return;
    if (picture.pixels.length === 0) {
      if (isSuspended) drawing.rest();
      else drawing.wake();
      return;
    }
    const hovered = hover && this.blockAround(hover.offset, hover.block);
    const selected = selection && this.blockAround(selection.offset, selection.block);
    drawing.draw({
      picture,
      geometry: picture.image,
      pixelRatio: room.pixelRatio,
      theme: this.theme,
      blocks,
      frame,
      hovered,
      selected,
      emphasised: this.emphasised,
      hasRoots: this.has('roots'),
      arrows: this.state.arrows,
      moment: `${shown.run} ${shown.step}`,
      isHurried: playing && stepsPerSecond(this.state) > PULSE_SPEED_MAX,
    });
  }

  blockAround(offset: number, answer: Block | null): Block | null {
    return blockAround(this.state, offset, answer);
  }

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
      // A transform does not count as a layout shift.
      const top = `translateY(calc(${Math.max(6, middle)}px - 50%))`;
      return html`<span .style=${`transform: ${top}`}>${formatAddress(address)}</span>`;
    });
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

  zoom(direction: 1 | -1): void {
    this.mapWindow.zoom(direction);
  }

  canZoom(direction: 1 | -1): boolean {
    return this.mapWindow.canZoom(direction);
  }
}

define('atlas-memory-map', MemoryMapView);
