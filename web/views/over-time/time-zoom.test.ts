// Protects zooming in time: the step that is looked at stays where it is, and no window reaches beyond the replay.

import { expect, test } from 'vitest';
import { timeZoomed } from './time-zoom';

test('the step that is looked at stays where it is', () => {
  expect(timeZoomed({ fromStep: 0, steps: 1000 }, 1000, 0.5, 500)).toEqual({
    fromStep: 250,
    steps: 500,
  });
  expect(timeZoomed({ fromStep: 250, steps: 500 }, 1000, 0.5, 250)?.fromStep).toBe(250);
});

test('a window lies within the replay, has a few steps at least, and is none where it shows all', () => {
  expect(timeZoomed({ fromStep: 0, steps: 100 }, 1000, 2, 0)).toEqual({ fromStep: 0, steps: 200 });
  expect(timeZoomed({ fromStep: 900, steps: 100 }, 1000, 2, 900)?.fromStep).toBe(800);
  expect(timeZoomed({ fromStep: 100, steps: 600 }, 1000, 2, 300)).toBeNull();
  expect(timeZoomed({ fromStep: 100, steps: 16 }, 1000, 0.1, 108)?.steps).toBe(16);
  expect(timeZoomed({ fromStep: 0, steps: 5 }, 5, 0.5, 2)).toBeNull();
});
