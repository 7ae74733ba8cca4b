import { describe, expect, it } from 'vitest';
import {
  contentPx,
  type LongScroll,
  linesAbove,
  linesInSight,
  scrollTopShowing,
  topOfLine,
} from './long-scroll';

const short: LongScroll = { lines: 100, linePx: 20, viewportPx: 200, scrollTop: 0 };
/** Twenty million pixels of lines, in eight million pixels of content. */
const long: LongScroll = { lines: 1_000_000, linePx: 20, viewportPx: 200, scrollTop: 0 };

describe('a list that fits', () => {
  it('scrolls line by line', () => {
    expect(contentPx(100, 20)).toBe(2000);
    expect(linesAbove({ ...short, scrollTop: 50 })).toBe(2.5);
    expect(topOfLine({ ...short, scrollTop: 50 }, 10)).toBe(200);
  });
  it('shorter than its box does not scroll', () => {
    expect(linesAbove({ ...short, lines: 5 })).toBe(0);
    expect(topOfLine({ ...short, lines: 5 }, 3)).toBe(60);
  });
});

describe('a list too tall for a browser', () => {
  const bottom = { ...long, scrollTop: contentPx(long.lines, long.linePx) - long.viewportPx };
  it('has its first line at the top and its last at the bottom', () => {
    expect(topOfLine(long, 0)).toBe(0);
    expect(linesAbove(bottom)).toBeCloseTo(long.lines - 10, 6);
    expect(topOfLine(bottom, long.lines - 1) - bottom.scrollTop).toBeCloseTo(180, 3);
  });
  it('keeps the lines in sight inside the box, wherever it is scrolled to', () => {
    for (const scrollTop of [0, 1234, 4_000_000, bottom.scrollTop]) {
      const scroll = { ...long, scrollTop };
      const { from, count } = linesInSight(scroll, 3);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(topOfLine(scroll, from) - scrollTop).toBeLessThanOrEqual(0);
      expect(topOfLine(scroll, from + count) - scrollTop).toBeGreaterThanOrEqual(200);
    }
  });
});

describe('bringing a line into sight', () => {
  it('leaves alone what is in sight already', () => {
    expect(scrollTopShowing({ ...short, scrollTop: 50 }, 3)).toBe(50);
    expect(scrollTopShowing({ ...short, lines: 5 }, 4)).toBe(0);
  });
  it.each([0, 4, 50, 97, 99])(
    'shows line %i of a hundred, from the top and from the bottom',
    (line) => {
      for (const scrollTop of [0, 1800]) {
        const scroll = { ...short, scrollTop };
        const above = linesAbove({ ...short, scrollTop: scrollTopShowing(scroll, line) });
        expect(line).toBeGreaterThanOrEqual(above);
        expect(line + 1).toBeLessThanOrEqual(above + 10);
      }
    },
  );
  it('shows any line of a list too tall for a browser', () => {
    for (const line of [7, 123_456, 999_999]) {
      const scrollTop = scrollTopShowing(long, line);
      const top = topOfLine({ ...long, scrollTop }, line) - scrollTop;
      expect(top).toBeGreaterThanOrEqual(-1e-3);
      expect(top).toBeLessThanOrEqual(180.001);
    }
  });
});
