// `<atlas-overview>`: a strip of the whole heap with a thumb that marks the map's window. Dragging, arrow keys and clicks pan.
//
// Fires `atlas-pan` with the offset at which the window should begin; the memory map owns the window.

import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { Picture } from '../../engine/wire';
import { formatAddress } from '../../render/format';
import { imageOf } from '../../render/image';
import type { Window } from '../../state';
import { shared } from '../styles';
import { define } from '../view';
import { OVERVIEW_HEIGHT_CSS } from './styles';

/** The least width of the thumb, as a target for fingers. */
const THUMB_MIN_CSS = 10;

export type PanEvent = CustomEvent<number>;

export class OverviewStrip extends LitElement {
  static override styles = [
    shared,
    css`
      .strip {
        position: relative;
        height: ${OVERVIEW_HEIGHT_CSS}px;
        border-radius: 3px;
        background: var(--atlas-sunken);
        touch-action: none;
        cursor: pointer;
      }
      canvas {
        display: block;
        width: 100%;
        height: 100%;
        border-radius: 3px;
      }
      .thumb {
        position: absolute;
        inset-block: -4px;
        min-width: ${THUMB_MIN_CSS}px;
        border: 2px solid var(--atlas-accent);
        border-radius: 4px;
        box-shadow:
          0 0 0 1px var(--atlas-surface),
          inset 0 0 0 1px var(--atlas-surface);
        cursor: grab;
      }
      .aside {
        position: absolute;
        inset-block: 0;
        background: color-mix(in srgb, var(--atlas-ground) 45%, transparent);
        pointer-events: none;
      }
      .thumb:active {
        cursor: grabbing;
      }
    `,
  ];

  @property({ attribute: false }) picture!: Picture | null;
  @property({ attribute: false }) whole!: Window;
  @property({ attribute: false }) window!: Window;
  @property({ attribute: false }) base!: number;
  /** The bytes that an arrow key pans. */
  @property({ attribute: false }) rowBytes!: number;

  /** Where the thumb is dragged, in bytes from its start; `null` where it is not. */
  private grip: number | null = null;
  private drawn: Picture | null = null;

  protected override render() {
    const { whole, window, base } = this;
    const share = (bytes: number) => Math.max(0, Math.min(100, (100 * bytes) / whole.bytes));
    const width = share(window.bytes);
    // The thumb's least width must not reach beyond the strip's end.
    const left = `min(${share(window.from - whole.from)}%, 100% - max(${width}%, ${THUMB_MIN_CSS}px))`;
    const from = formatAddress(base + window.from);
    const to = formatAddress(base + Math.min(window.from + window.bytes, whole.bytes));
    return html`<div
      class="strip"
      @pointerdown=${this.down}
      @pointermove=${this.move}
      @pointerup=${this.release}
      @pointercancel=${this.release}
    >
      <canvas aria-hidden="true"></canvas>
      <div class="aside" .style="left: 0; width: ${share(window.from - whole.from)}%"></div>
      <div class="aside" .style="right: 0; left: ${share(window.from - whole.from + window.bytes)}%"></div>
      <div
        class="thumb"
        role="slider"
        tabindex="0"
        aria-label="Part of the heap on the map"
        aria-orientation="horizontal"
        aria-valuemin="0"
        aria-valuemax=${Math.max(0, whole.bytes - window.bytes)}
        aria-valuenow=${window.from}
        aria-valuetext="${from} to ${to}"
        .style="left: ${left}; width: ${width}%"
        @keydown=${this.key}
      ></div>
    </div>`;
  }

  protected override updated(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const { picture } = this;
    if (!canvas || !picture || picture === this.drawn) return;
    this.drawn = picture;
    canvas.width = picture.image.width;
    canvas.height = picture.image.height;
    canvas.getContext('2d')?.putImageData(imageOf(picture), 0, 0);
  }

  private offsetOf(event: PointerEvent): number {
    const box = this.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return this.whole.from + share * this.whole.bytes;
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const offset = this.offsetOf(event);
    const { from, bytes } = this.window;
    const isOnThumb = offset >= from && offset < from + bytes;
    this.grip = isOnThumb ? offset - from : bytes / 2;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    if (!isOnThumb) this.pan(offset - this.grip);
  }

  private move(event: PointerEvent): void {
    if (this.grip !== null) this.pan(this.offsetOf(event) - this.grip);
  }

  private release(): void {
    this.grip = null;
  }

  private key(event: KeyboardEvent): void {
    const { from, bytes } = this.window;
    const to = {
      ArrowLeft: from - this.rowBytes,
      ArrowUp: from - this.rowBytes,
      ArrowRight: from + this.rowBytes,
      ArrowDown: from + this.rowBytes,
      PageUp: from - bytes,
      PageDown: from + bytes,
      Home: this.whole.from,
      End: this.whole.from + this.whole.bytes,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.pan(to);
  }

  private pan(offset: number): void {
    this.dispatchEvent(new CustomEvent<number>('atlas-pan', { detail: offset }));
  }
}

define('atlas-overview', OverviewStrip);
