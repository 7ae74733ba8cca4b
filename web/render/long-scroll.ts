// Where the lines of a long list stand in a scrolled box that renders only those in sight.
//
// Browsers give up on elements taller than some ten million pixels. A list that would be taller is given
// less height than its lines need, and scrolls faster than the finger: its first line is in sight at the
// top, its last at the bottom, and in between lines pass in proportion. Pure arithmetic, in CSS pixels.

export interface LongScroll {
  /** How many lines there are. */
  readonly lines: number;
  readonly linePx: number;
  /** Height of the box, and how far it is scrolled. */
  readonly viewportPx: number;
  readonly scrollTop: number;
}

const CONTENT_PX_MAX = 8_000_000;

/** The height to give to the scrolled content. */
export function contentPx(lines: number, linePx: number): number {
  return Math.min(lines * linePx, CONTENT_PX_MAX);
}

/** How many lines, in fractions too, have passed the upper edge. */
export function linesAbove({ lines, linePx, viewportPx, scrollTop }: LongScroll): number {
  const range = contentPx(lines, linePx) - viewportPx;
  if (range <= 0) return 0;
  return (Math.max(0, scrollTop) / range) * (lines - viewportPx / linePx);
}

/** Where in the scrolled content a line belongs, for its place on the screen to be right. */
export function topOfLine(scroll: LongScroll, line: number): number {
  return scroll.scrollTop + (line - linesAbove(scroll)) * scroll.linePx;
}

/** How far to scroll for a line to be in sight, as a new `scrollTop`: not at all, or until it is amid the others. */
export function scrollTopShowing(scroll: LongScroll, line: number): number {
  const inSight = scroll.viewportPx / scroll.linePx;
  const above = linesAbove(scroll);
  const isInSight = line >= above && line + 1 <= above + inSight;
  return isInSight ? scroll.scrollTop : scrollTopAmid(scroll, line);
}

/** How far to scroll for a line to be amid the others, as far as there are others. */
export function scrollTopAmid({ lines, linePx, viewportPx }: LongScroll, line: number): number {
  const inSight = viewportPx / linePx;
  const hidden = lines - inSight;
  if (hidden <= 0) return 0;
  const wanted = Math.min(Math.max(0, line + 0.5 - inSight / 2), hidden);
  return (wanted / hidden) * (contentPx(lines, linePx) - viewportPx);
}

/** The lines in sight, and `around` more on either side. */
export function linesInSight(scroll: LongScroll, around: number): { from: number; count: number } {
  const above = Math.min(Math.floor(linesAbove(scroll)), Math.max(0, scroll.lines - 1));
  const from = Math.max(0, above - around);
  return { from, count: Math.ceil(scroll.viewportPx / scroll.linePx) + 2 * around };
}
