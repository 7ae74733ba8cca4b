// `<atlas-memory-map>`: every byte of the region, by what it is.
//
// The engine paints the pixels; this view lays the window out in rows for the room it has, asks for
// exactly that picture, and shows it. Names, patterns and marks upon it are ink.ts's, all that hands do with it
// hands.ts's. The window itself, hover and selection are the figure's state.
//
// Several maps side by side are bare: the bar, the strip and the legend are told once for all of them, by
// the view that sets them so, and a zoom of one is a zoom of all.

import { html, nothing, type PropertyValues } from 'lit';
import type { Block } from '../../engine/wire';
import { formatAddress, formatBytes } from '../../render/format';
import { type MapGeometry, rowPitch, windowBytes } from '../../render/geometry';
import { geometryOf, layOut, type Room, specOf, stripOf } from '../../render/layout';
import { paletteOf, rgba, type Scheme, type Theme, themeOf } from '../../render/palette';
import {
  type Action,
  blockAround,
  mapEnd,
  mapWindow,
  type State,
  type Surface,
  type Window,
} from '../../state';
import { shared } from '../styles';
import { define, View } from '../view';
import { chips, chipsStyles } from './chips';
import { MapDrawing } from './drawing';
import { Hands, handsStyles } from './hands';
import { schemeOf, schemeProbe, schemeStyles } from './scheme';
import { mapStyles, OVERVIEW_HEIGHT_CSS } from './styles';

/** Room for the addresses of rows, in CSS pixels; a narrow figure has none to give. */
const GUTTER_CSS = 84;
const GUTTER_FROM_WIDTH_CSS = 560;
/** Addresses closer than this, in CSS pixels, would run into each other. */
const ADDRESS_PITCH_CSS = 15;
/** Largest window whose blocks are asked for as data: more could not be told apart. */
const LABELLED_BYTES_MAX = 64 * 1024;
/** Steps a second at which pulses would run into each other. */
const PULSE_SPEED_MAX = 3;
/** Leaves a colour's red, green and blue. */
const OPACITY_NONE = 0xffffff00;

export class MemoryMapView extends View {
  static override styles = [shared, schemeStyles, chipsStyles, mapStyles, ...handsStyles];

  static override properties = {
    ...View.properties,
    compact: { type: Boolean, reflect: true },
    zooms: { type: Boolean },
    isBare: { attribute: false },
    name: { attribute: false },
    room: { state: true },
    pointedCategory: { attribute: false },
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
  declare room: Room | null;
  /** The category pointed at in the legend, here or in the view around this one. */
  declare pointedCategory: string | null;

  private scheme: Scheme = 'light';
  theme: Theme = themeOf('light');
  private drawing: MapDrawing | null = null;
  private readonly hands = new Hands(this);
  private asked = '';
  private resizing: ResizeObserver | null = null;

  constructor() {
    super();
    this.compact = false;
    this.zooms = false;
    this.isBare = false;
    this.name = '';
    this.room = null;
    this.pointedCategory = null;
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
    const { hands } = this;
    const { picture, window } = this.state;
    const shown = picture && geometryOf(picture);
    return html`
      ${schemeProbe(() => this.readTheme())}
      ${this.isBare || (this.compact && !this.zooms) ? nothing : hands.bar(shown)}
      <div class="frame ${this.isBare ? 'bare' : ''}">
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
        ${hands.tooltip()}
      </div>
      <p class="visually-hidden" id="how">
        Arrow keys go from block to block; plus and minus zoom, zero shows the whole heap, Page Up and
        Page Down move the window. Escape gives the arrow keys back to stepping.
      </p>
      <p class="visually-hidden" aria-live="polite">${hands.spoken()}</p>
      ${this.isBare ? nothing : this.below(shown)}
    `;
  }

  /** The strip, the key and the legend; or of the legend a line. */
  private below(shown: MapGeometry | null) {
    return this.compact ? this.chips() : this.hands.below(shown);
  }

  protected override firstUpdated(): void {
    const image = this.renderRoot.querySelector<HTMLCanvasElement>('canvas.image');
    const marks = this.renderRoot.querySelector<HTMLCanvasElement>('canvas.marks');
    if (!image || !marks) return;
    this.dispatch({ type: 'picture-awaited' });
    this.readTheme();
    this.drawing = new MapDrawing(image, marks);
    const surface = this.query('.surface');
    if (surface) this.hands.take(surface);
    this.watchSize();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.ask();
    this.draw();
    this.hands.pointAgain();
    this.hands.placeTooltip();
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
    return this.pointedCategory ?? this.hands.pinned;
  }

  // ---- what is to be painted

  /** Where the map could reach. */
  get limitBytes(): number {
    return mapEnd(this.state) ?? 0;
  }

  /** Where memory ends on it. */
  get regionBytes(): number {
    return this.state.frame?.region.bytes ?? 0;
  }

  /** The whole heap, as the map shows it when it isn't zoomed. */
  get heapWindow(): Window | null {
    return mapWindow({ ...this.state, window: null });
  }

  layout(): MapGeometry | null {
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
    const background = (rgba(this.theme.background) & OPACITY_NONE) >>> 0;
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
    drawing.draw({
      picture,
      geometry: geometryOf(picture),
      pixelRatio: room.pixelRatio,
      theme: this.theme,
      blocks,
      frame,
      hovered,
      selected,
      emphasised: this.emphasised,
      moment: `${shown.run} ${shown.step}`,
      isHurried: playing && speed > PULSE_SPEED_MAX,
    });
  }

  /** The block that holds an offset: from those at hand, else the engine's answer if it is the one. */
  blockAround(offset: number, answer: Block | null): Block | null {
    return blockAround(this.state, offset, answer);
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

  /** The legend in a line: what is on the map now. */
  private chips() {
    const { catalog, frame } = this.state;
    return chips(catalog?.categories ?? [], frame?.parts ?? [], this.theme);
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

  // ---- the window

  zoom(direction: 1 | -1): void {
    this.hands.zoom(direction);
  }

  /** Whether zooming would change anything: there is a finest scale, and the region has an end. */
  canZoom(direction: 1 | -1): boolean {
    return this.hands.canZoom(direction);
  }
}

define('atlas-memory-map', MemoryMapView);
