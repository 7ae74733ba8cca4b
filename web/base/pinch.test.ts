// Protects pinching: two fingers that move apart are told by how much, and anything else is none.

import { expect, test } from 'vitest';
import { Pinch } from './pinch';

test('two fingers that move apart are a ratio about their middle', () => {
  const pinch = new Pinch(1.5);
  pinch.down(1, { x: 100, y: 0 });
  expect(pinch.moved(1, { x: 90, y: 0 })).toBeNull();
  pinch.down(2, { x: 190, y: 0 });
  expect(pinch.moved(2, { x: 200, y: 0 })).toBeNull();
  expect(pinch.moved(2, { x: 290, y: 0 })).toEqual({ ratio: 2, middle: { x: 190, y: 0 } });
  // Told from there on.
  expect(pinch.moved(2, { x: 190, y: 0 })?.ratio).toBe(0.5);
});

test('one finger, three, or one that was lifted are no pinch', () => {
  const pinch = new Pinch(1.1);
  pinch.down(1, { x: 0, y: 0 });
  pinch.down(2, { x: 10, y: 0 });
  pinch.down(3, { x: 20, y: 0 });
  expect(pinch.moved(3, { x: 900, y: 0 })).toBeNull();
  pinch.up(3);
  pinch.up(2);
  expect(pinch.moved(1, { x: 500, y: 0 })).toBeNull();
  expect(pinch.moved(2, { x: 500, y: 0 })).toBeNull();
});

test('fingers at one place are no pinch', () => {
  const pinch = new Pinch(1.1);
  pinch.down(1, { x: 5, y: 5 });
  pinch.down(2, { x: 5, y: 5 });
  expect(pinch.moved(2, { x: 50, y: 5 })).toBeNull();
});
