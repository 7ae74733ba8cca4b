import { describe, expect, it } from 'vitest';
import { type Box, placed } from './tooltip';

const frame = { width: 600, height: 300 };
const tip = { width: 200, height: 100 };

function overlaps(subject: Box, at: { x: number; y: number }): boolean {
  return (
    at.x < subject.x + subject.width &&
    subject.x < at.x + tip.width &&
    at.y < subject.y + subject.height &&
    subject.y < at.y + tip.height
  );
}

describe('where the tooltip stands', () => {
  it('never covers what it speaks of, and keeps to the frame where that has room', () => {
    for (let x = 0; x <= 600; x += 25) {
      for (let y = 0; y <= 300; y += 25) {
        const subject = { x, y, width: 2, height: 8 };
        const at = placed(subject, tip, frame);
        expect(overlaps(subject, at), `over ${x}, ${y}`).toBe(false);
        expect(at.x).toBeGreaterThanOrEqual(0);
        expect(at.x + tip.width).toBeLessThanOrEqual(frame.width);
        expect(at.y).toBeGreaterThanOrEqual(0);
        expect(at.y + tip.height).toBeLessThanOrEqual(frame.height);
      }
    }
  });

  it('goes over or under a block as wide as the frame', () => {
    for (const y of [0, 120, 250]) {
      const subject = { x: 0, y, width: 600, height: 50 };
      expect(overlaps(subject, placed(subject, tip, frame)), `at ${y}`).toBe(false);
    }
  });
});
