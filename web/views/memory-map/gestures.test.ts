// @vitest-environment happy-dom

import { beforeEach, describe, expect, it } from 'vitest';
import { Gestures } from './gestures';

/** Pointer events as a browser sends them, with only what gestures read. */
function pointer(type: string, x: number, y: number, more: Partial<PointerEventInit> = {}): Event {
  const event = new MouseEvent(type, { clientX: x, clientY: y, button: 0, bubbles: true });
  return Object.assign(event, { pointerId: 1, pointerType: 'mouse', ...more });
}

function wheel(deltaY: number, ctrlKey: boolean): WheelEvent {
  const event = new WheelEvent('wheel', { deltaY, cancelable: true });
  // The DOM of the tests leaves modifiers out of the constructor.
  Object.defineProperties(event, {
    ctrlKey: { value: ctrlKey },
    metaKey: { value: false },
    deltaMode: { value: 0 },
  });
  return event;
}

describe('gestures on the map', () => {
  let surface: HTMLElement;
  let said: string[];

  beforeEach(() => {
    surface = document.createElement('div');
    surface.setPointerCapture = () => {};
    surface.hasPointerCapture = () => false;
    said = [];
    new Gestures(surface, {
      pointed: (position) => said.push(position ? 'pointed' : 'left'),
      picked: ({ x, y }, isTouch) => said.push(`${isTouch ? 'tapped' : 'picked'} ${x},${y}`),
      zoomed: (direction) => said.push(`zoomed ${direction}`),
      dragged: (y, isFirst) => said.push(`dragged ${y}${isFirst ? ' first' : ''}`),
    });
  });

  it('a click with an unsteady hand picks', () => {
    surface.dispatchEvent(pointer('pointerdown', 10, 10));
    surface.dispatchEvent(pointer('pointermove', 12, 11));
    surface.dispatchEvent(pointer('pointerup', 12, 11));
    expect(said).toEqual(['pointed', 'picked 12,11']);
  });

  it('a drag pans and does not pick', () => {
    surface.dispatchEvent(pointer('pointerdown', 10, 10));
    surface.dispatchEvent(pointer('pointermove', 10, 40));
    surface.dispatchEvent(pointer('pointermove', 10, 70));
    surface.dispatchEvent(pointer('pointerup', 10, 70));
    expect(said).toEqual(['dragged 30 first', 'dragged 60']);
  });

  it('a finger that scrolls the page neither points nor picks', () => {
    const touch = { pointerType: 'touch' };
    surface.dispatchEvent(pointer('pointerdown', 10, 10, touch));
    surface.dispatchEvent(pointer('pointermove', 10, 40, touch));
    surface.dispatchEvent(pointer('pointercancel', 10, 40, touch));
    surface.dispatchEvent(pointer('pointerup', 10, 40, touch));
    expect(said).toEqual([]);
  });

  it('a tap picks', () => {
    const touch = { pointerType: 'touch' };
    surface.dispatchEvent(pointer('pointerdown', 10, 10, touch));
    surface.dispatchEvent(pointer('pointerup', 11, 10, touch));
    expect(said).toEqual(['tapped 11,10']);
  });

  it('two fingers zoom as they part and meet, and pick nothing', () => {
    const one = { pointerType: 'touch', pointerId: 1 };
    const other = { pointerType: 'touch', pointerId: 2 };
    surface.dispatchEvent(pointer('pointerdown', 100, 100, one));
    surface.dispatchEvent(pointer('pointerdown', 140, 100, other));
    surface.dispatchEvent(pointer('pointermove', 200, 100, other));
    surface.dispatchEvent(pointer('pointermove', 130, 100, other));
    surface.dispatchEvent(pointer('pointerup', 130, 100, other));
    surface.dispatchEvent(pointer('pointerup', 100, 100, one));
    expect(said).toEqual(['zoomed 1', 'zoomed -1']);
  });

  it('leaves the wheel to the page, but for zooming with Ctrl', () => {
    const scrolling = wheel(100, false);
    surface.dispatchEvent(scrolling);
    const zooming = wheel(-100, true);
    surface.dispatchEvent(zooming);
    expect(said).toEqual(['zoomed 1']);
    expect(scrolling.defaultPrevented).toBe(false);
    expect(zooming.defaultPrevented).toBe(true);
  });
});
