// `<atlas-over-time>`: memory over time: addresses upwards, steps to the right, every block that the program had as long as
// it had it. A click or drag goes to a step; the pointer tells the block.
//
// The engine paints the pixels; this view asks for the picture that fits its size, and draws the step, the refusals and
// the marks upon it. Steps and time window are the figure's state. All pictures of a comparison have one scale.

import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Pinch } from '../../base/pinch';
import type { OverTimeSpec } from '../../engine/wire';
import { formatAddress, formatBytes, formatBytesExactly, formatCount } from '../../render/format';
import { imageOf } from '../../render/image';
import { type Theme, themeOf } from '../../render/palette';
import { overTimeBytes, stepsShown, type TimeWindow } from '../../state';
import { schemeOf, schemeProbe, schemeStyles } from '../memory-map/scheme';
import { tooltipStyles } from '../memory-map/tooltip';
import { size } from '../size';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';
import { overTimeKey, overTimeKeyOf, overTimeKeyStyles } from './key';
import { overTimeSpec } from './spec';
import { timeBar, timeBarStyles, timeZoomed, ZOOM } from './time-zoom';

/** The ticks of refusals and marks, in CSS pixels; a border of the background's colour sets them off. */
const TICK_CSS = { width: 3, height: 9, border: 1 } as const;
/** The least change of the distance between two fingers that zooms. */
const PINCH_RATIO_MIN = 1.05;

interface Room {
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
}

/** A finger that moves less far along the steps is a tap. */
const DRAG_FROM_PX = 5;

export class OverTimeView extends viewOf(
  fields('run', 'step', 'frame', 'extentBytes', 'beside', 'timeWindow', 'overTime', 'moment'),
) {
  static override styles = [
    shared,
    schemeStyles,
    tooltipStyles,
    overTimeKeyStyles,
    timeBarStyles,
    css`
      .surface {
        position: relative;
        height: var(--atlas-over-time-height, 112px);
        border-radius: 3px;
        background: var(--atlas-sunken);
        cursor: crosshair;
        touch-action: pan-y;
      }
      canvas {
        display: block;
        width: 100%;
        height: 100%;
      }
      .now {
        position: absolute;
        /* Below the ticks: one at this step stays in sight. */
        inset-block: ${TICK_CSS.height + TICK_CSS.border}px 0;
        width: 2px;
        margin-inline-start: -1px;
        background: var(--atlas-ink);
        box-shadow: 0 0 0 1px var(--atlas-surface);
        pointer-events: none;
      }
      /* What comes after the step is the answer to a question. */
      .ahead {
        position: absolute;
        inset: 0 0 0 auto;
        background: var(--atlas-sunken);
      }
      .caption {
        position: absolute;
        inset: 2px auto auto 4px;
        padding: 0 0.25rem;
        border-radius: 3px;
        background: color-mix(in srgb, var(--atlas-surface) 80%, transparent);
        font-size: var(--atlas-text-tiny);
        pointer-events: none;
      }
      @container figure (width < 700px) {
        .caption .what {
          display: none;
        }
      }
      .steps {
        display: flex;
        justify-content: space-between;
        font-size: var(--atlas-text-tiny);
      }
    `,
  ];

  /** Whether only the picture is shown, with its name: several stand side by side. */
  @property({ attribute: false }) isBare = false;
  /** Whether it stands below a paragraph, which names it. */
  @property({ type: Boolean }) compact = false;
  /** Whether what comes after the step is the answer to a question. */
  @property({ attribute: false }) isSecret = false;
  @state() private room: Room | null = null;
  /** Read where it may have changed: to ask for a style takes as long as a layout. */
  @state() private theme: Theme = themeOf('light');

  private resizing: ResizeObserver | null = null;
  /** The picture last asked for, as JSON. */
  private asked = '';
  private drawn: unknown = null;
  private isHeld = false;
  /** Whether what is held goes to steps already. */
  private isDragged = false;
  private pressedAt = 0;
  private readonly pinch = new Pinch(PINCH_RATIO_MIN);

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.watchSize();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizing?.disconnect();
  }

  protected override render() {
    const window = this.window;
    const { step } = this.state;
    const share = (step - window.fromStep + 0.5) / window.steps;
    const isShown = share >= 0 && share <= 1;
    return html`${schemeProbe(() => this.readTheme())}
      ${this.isBare ? nothing : this.bar()}
      <div
        class="surface"
        role="img"
        aria-label=${this.label()}
        @pointerdown=${this.press}
        @pointermove=${this.move}
        @pointerup=${this.release}
        @pointercancel=${this.cancel}
        @pointerleave=${this.leave}
        @wheel=${{ handleEvent: (event: WheelEvent) => this.wheel(event), passive: false }}
        @dblclick=${() => this.dispatch({ type: 'time-window-set', window: null })}
      >
        <canvas aria-hidden="true" width="0" height="0"></canvas>
        <div class="caption soft">
          ${this.isBare ? html`<span class="what">Memory over time, </span>up to ` : nothing}<span class="scale">${size(overTimeBytes(this.state))}</span>
        </div>
        ${this.isSecret ? html`<div class="ahead" .style="left: ${100 * Math.max(0, share)}%"></div>` : nothing}
        ${isShown ? html`<div class="now" .style="left: ${100 * share}%"></div>` : nothing}
        ${this.tooltip()}
      </div>
      ${
        this.isBare
          ? nothing
          : html`<div class="steps soft" aria-hidden="true">
              <span>step ${formatCount(window.fromStep)}</span>
              <span>${formatCount(window.fromStep + window.steps - 1)}</span>
            </div>`
      }`;
  }

  private bar() {
    const key = overTimeKeyOf([this.state.overTime?.picture], this.isSecret);
    return this.compact
      ? html`<div class="time-bar">${overTimeKey(key)}</div>`
      : timeBar(this.state, key, (window) => this.dispatch({ type: 'time-window-set', window }));
  }

  private label(): string {
    const { run } = this.state;
    const score = run.scorecard;
    if (score === null || this.isSecret) return 'Memory over time';
    const refused = score.refused === 0 ? '' : `, ${formatCount(score.refused)} requests refused`;
    return `Memory over time: the heap reaches ${formatBytes(score.highWaterBytes)} at step ${formatCount(score.highWaterStep)} of ${formatCount(run.total)}${refused}`;
  }

  private tooltip() {
    const { moment, frame, step: now } = this.state;
    const { room } = this;
    if (moment === null || frame === null || room === null || this.isHeld) return nothing;
    const { step, offset, block } = moment;
    if (this.isSecret && step > now) return nothing;
    const share = (step - this.window.fromStep + 0.5) / this.window.steps;
    const side = share > 0.5 ? `right: ${100 * (1 - share)}%; left: auto` : `left: ${100 * share}%`;
    const isBlock = block !== null && offset >= block.start && offset < block.start + block.bytes;
    return html`<div class="tooltip" .style="${side}; margin-inline: 0.6rem">
      <strong>${isBlock ? `${block.pointer}, ${formatBytesExactly(block.bytes)}` : 'no block'}</strong>
      <dl>
        <dt>step</dt>
        <dd>${formatCount(step)}</dd>
        <dt>address</dt>
        <dd class="mono">${formatAddress(frame.region.base + offset)}</dd>
        ${
          isBlock
            ? html`<dt>there</dt>
                <dd>
                  from step ${formatCount(block.from)}
                  ${this.isSecret ? nothing : block.until === null ? 'to the end' : `to ${formatCount(block.until - 1)}`}
                </dd>`
            : nothing
        }
      </dl>
    </div>`;
  }

  protected override firstUpdated(): void {
    this.readTheme();
    this.watchSize();
  }

  protected override updated(): void {
    this.askForPicture();
    this.draw();
  }

  private watchSize(): void {
    const surface = this.renderRoot.querySelector('.surface');
    if (!surface) return;
    this.resizing = new ResizeObserver(([entry]) => {
      if (!entry) return;
      // A picture that is not displayed misses changes of the scheme.
      this.readTheme();
      const { width, height } = entry.contentRect;
      const pixelRatio = globalThis.devicePixelRatio || 1;
      this.room = width > 0 ? { width, height, pixelRatio } : null;
    });
    this.resizing.observe(surface);
  }

  private readTheme(): void {
    const scheme = schemeOf(this.renderRoot);
    if (scheme !== this.theme.scheme) this.theme = themeOf(scheme);
  }

  private get window(): TimeWindow {
    return stepsShown(this.state);
  }

  private spec(room: Room): OverTimeSpec {
    return overTimeSpec(this.theme, {
      width: Math.max(1, Math.round(room.width * room.pixelRatio)),
      height: Math.max(1, Math.round(room.height * room.pixelRatio)),
      ...this.window,
      bytes: overTimeBytes(this.state),
    });
  }

  private askForPicture(): void {
    if (this.room === null || this.state.run.total === 0) return;
    const spec = this.spec(this.room);
    const asked = JSON.stringify(spec);
    if (asked === this.asked) return;
    this.asked = asked;
    this.dispatch({ type: 'over-time-measured', spec });
  }

  private draw(): void {
    const { overTime } = this.state;
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas || overTime === null || overTime === this.drawn) return;
    this.drawn = overTime;
    const { spec, picture } = overTime;
    canvas.width = spec.width;
    canvas.height = spec.height;
    const context = canvas.getContext('2d');
    if (!context) return;
    context.putImageData(imageOf({ image: spec, pixels: picture.pixels }), 0, 0);
    const ratio = this.room?.pixelRatio ?? 1;
    const { theme } = this;
    const ticks = (steps: readonly number[], colour: string) => {
      const bar = (colour: string, border: number) => {
        context.fillStyle = colour;
        const width = (TICK_CSS.width + 2 * border) * ratio;
        for (const step of steps) {
          const middle = ((step - spec.fromStep + 0.5) * spec.width) / spec.steps;
          context.fillRect(middle - width / 2, 0, width, (TICK_CSS.height + border) * ratio);
        }
      };
      bar(theme.background, TICK_CSS.border);
      bar(colour, 0);
    };
    ticks(picture.marks, theme.look('beyond').text);
    ticks(picture.refusals, theme.bad);
  }

  private momentAt(event: Pick<MouseEvent, 'clientX' | 'clientY'>): {
    step: number;
    offset: number;
  } {
    const box = this.renderRoot.querySelector('.surface')?.getBoundingClientRect();
    const within = (share: number) => Math.max(0, Math.min(share, 0.999999));
    const across = within((event.clientX - (box?.left ?? 0)) / (box?.width || 1));
    const up = within(1 - (event.clientY - (box?.top ?? 0)) / (box?.height || 1));
    const { fromStep, steps } = this.window;
    return {
      step: Math.min(fromStep + Math.floor(across * steps), this.state.run.total),
      offset: Math.floor(up * overTimeBytes(this.state)),
    };
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.pinch.down(event.pointerId, { x: event.clientX, y: event.clientY });
    // A second finger zooms, and the first no longer goes to steps.
    this.isHeld = this.pinch.pointerCount === 1;
    // A finger may be about to scroll the page, or be the first of two.
    this.isDragged = event.pointerType !== 'touch';
    this.pressedAt = event.clientX;
    this.dispatch({ type: 'moment-pointed', at: null });
    if (this.isHeld && this.isDragged)
      this.dispatch({ type: 'seek', step: this.momentAt(event).step });
  }

  private move(event: PointerEvent): void {
    const pinched = this.pinch.moved(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pinched) {
      const { x: clientX, y: clientY } = pinched.middle;
      this.zoom(1 / pinched.ratio, this.momentAt({ clientX, clientY }).step);
      return;
    }
    const at = this.momentAt(event);
    if (Math.abs(event.clientX - this.pressedAt) >= DRAG_FROM_PX) this.isDragged = true;
    if (this.isHeld && this.isDragged) this.dispatch({ type: 'seek', step: at.step });
    else if (event.pointerType !== 'touch') this.dispatch({ type: 'moment-pointed', at });
  }

  private release(event: PointerEvent): void {
    if (this.isHeld && !this.isDragged) {
      this.dispatch({ type: 'seek', step: this.momentAt(event).step });
    }
    this.cancel(event);
  }

  private cancel(event: PointerEvent): void {
    this.pinch.up(event.pointerId);
    this.isHeld = false;
  }

  private leave(): void {
    if (!this.isHeld) this.dispatch({ type: 'moment-pointed', at: null });
  }

  /** Zooms in time around the pointer; without a modifier the page scrolls. */
  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom(event.deltaY > 0 ? 1 / ZOOM : ZOOM, this.momentAt(event).step);
  }

  private zoom(factor: number, around: number): void {
    const window = timeZoomed(this.window, this.state.run.total + 1, factor, around);
    this.dispatch({ type: 'time-window-set', window });
  }
}

define('atlas-over-time', OverTimeView);
