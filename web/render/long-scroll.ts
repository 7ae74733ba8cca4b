// The positions of the lines of a long list in a scrolled box that renders only the visible ones.
//
// Browsers limit the height of an element to some ten million pixels. A list that would be taller gets less height than
// its lines need, and its lines pass faster than the scroll position: the first is visible at the top, the last at the
// bottom. Pure arithmetic, in CSS pixels.

export interface LongScroll {
  /** The number of lines. */
  readonly lines: number;
  readonly linePx: number;
  /** The height of the box, and its scroll position. */
  readonly viewportPx: number;
  readonly scrollTop: number;
}

const CONTENT_PX_MAX = 8_000_000;

/** The height to give to the scrolled content. */
export function contentPx(lines: number, linePx: number): number {
  return Math.min(lines * linePx, CONTENT_PX_MAX);
}

/** The number of lines above the upper edge, with fractions. */
export function linesAbove({ lines, linePx, viewportPx, scrollTop }: LongScroll): number {
  const range = contentPx(lines, linePx) - viewportPx;
  if (range <= 0) return 0;
  return (Math.max(0, scrollTop) / range) * (lines - viewportPx / linePx);
}

/** The position of a line in the scrolled content. */
export function topOfLine(scroll: LongScroll, line: number): number {
  return scroll.scrollTop + (line - linesAbove(scroll)) * scroll.linePx;
}

/** The `scrollTop` that shows a line: the current one if the line is visible, else one with the line in the middle. */
export function scrollTopShowing(scroll: LongScroll, line: number): number {
  const inSight = scroll.viewportPx / scroll.linePx;
  const above = linesAbove(scroll);
  const isInSight = line >= above && line + 1 <= above + inSight;
  return isInSight ? scroll.scrollTop : scrollTopAmid(scroll, line);
}

/** The `scrollTop` with a line in the middle of the box, or as near to it as the ends of the list allow. */
export function scrollTopAmid({ lines, linePx, viewportPx }: LongScroll, line: number): number {
  const inSight = viewportPx / linePx;
  const hidden = lines - inSight;
  if (hidden <= 0) return 0;
  const wanted = Math.min(Math.max(0, line + 0.5 - inSight / 2), hidden);
  return (wanted / hidden) * (contentPx(lines, linePx) - viewportPx);
}

/** The visible lines, and `around` more on either side; none of a box without height, as in closed details. */
export function linesInSight(scroll: LongScroll, around: number): { from: number; count: number } {
  if (scroll.viewportPx === 0) return { from: 0, count: 0 };
  const above = Math.min(Math.floor(linesAbove(scroll)), Math.max(0, scroll.lines - 1));
  const from = Math.max(0, above - around);
  return { from, count: Math.ceil(scroll.viewportPx / scroll.linePx) + 2 * around };
}
