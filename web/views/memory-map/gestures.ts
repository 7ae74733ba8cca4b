// Turns pointer and wheel events over the map into gestures: pointing, picking, zooming, panning.
//
// A mouse hovers, clicks, drags, and zooms with Ctrl and the wheel; a finger taps, and two fingers pinch. The page scrolls with
// one finger. Positions are in CSS pixels from the surface's corner.

import { Pinch, type Position } from '../../base/pinch';

export interface GestureListener {
  /** `null` when the pointer has left. */
  pointed(position: Position | null): void;
  picked(position: Position, isTouch: boolean): void;
  /** Zooms in (1) or out (-1). */
  zoomed(direction: 1 | -1, position: Position): void;
  /** `y` is the distance from the start of the drag; `isFirst` at its first move. */
  dragged(y: number, isFirst: boolean): void;
}

/** Shorter moves, in CSS pixels, are clicks. */
const DRAG_MIN = 5;
/** The turn of the wheel, and the ratio of a pinch, for one step of the zoom. */
const WHEEL_PER_STEP = 60;
const PINCH_PER_STEP = 1.5;

export class Gestures {
  private readonly surface: HTMLElement;
  private readonly listener: GestureListener;
  private readonly pinch = new Pinch(PINCH_PER_STEP);
  private pressed: Position | null = null;
  private isDragging = false;
  private wheeled = 0;

  constructor(surface: HTMLElement, listener: GestureListener) {
    this.surface = surface;
    this.listener = listener;
    surface.addEventListener('pointerdown', (event) => this.down(event));
    surface.addEventListener('pointermove', (event) => this.move(event));
    surface.addEventListener('pointerup', (event) => this.up(event));
    surface.addEventListener('pointercancel', (event) => this.drop(event));
    surface.addEventListener('pointerleave', (event) => {
      if (!surface.hasPointerCapture(event.pointerId)) listener.pointed(null);
    });
    surface.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
  }

  private positionOf(event: MouseEvent): Position {
    const box = this.surface.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const position = this.positionOf(event);
    this.pinch.down(event.pointerId, position);
    this.isDragging = false;
    this.pressed = this.pinch.pointerCount === 1 ? position : null;
  }

  private move(event: PointerEvent): void {
    const position = this.positionOf(event);
    const pinched = this.pinch.moved(event.pointerId, position);
    if (pinched) this.listener.zoomed(pinched.ratio > 1 ? 1 : -1, pinched.middle);
    if (this.pinch.pointerCount === 2) return;
    if (event.pointerType === 'touch') return;
    if (this.pressed !== null) {
      const way = Math.hypot(position.x - this.pressed.x, position.y - this.pressed.y);
      const isFirst = !this.isDragging;
      if (this.isDragging || way >= DRAG_MIN) {
        this.isDragging = true;
        // Captured only now, so that a click reaches its listeners.
        this.surface.setPointerCapture(event.pointerId);
        this.listener.dragged(position.y - this.pressed.y, isFirst);
        return;
      }
    }
    this.listener.pointed(position);
  }

  private up(event: PointerEvent): void {
    const position = this.positionOf(event);
    const isPick = this.pressed !== null && !this.isDragging && this.pinch.pointerCount === 1;
    const isNear =
      this.pressed !== null &&
      Math.hypot(position.x - this.pressed.x, position.y - this.pressed.y) < 3 * DRAG_MIN;
    this.drop(event);
    if (isPick && isNear) this.listener.picked(position, event.pointerType === 'touch');
  }

  private drop(event: PointerEvent): void {
    this.pinch.up(event.pointerId);
    this.pressed = null;
    this.isDragging = false;
  }

  private wheel(event: WheelEvent): void {
    // Without Ctrl the page scrolls. A pinch on a touchpad arrives as a wheel event with Ctrl.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
    this.wheeled += event.deltaY * lines;
    if (Math.abs(this.wheeled) < WHEEL_PER_STEP) return;
    const direction = this.wheeled < 0 ? 1 : -1;
    this.wheeled = 0;
    this.listener.zoomed(direction, this.positionOf(event));
  }
}
