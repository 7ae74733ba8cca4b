// Which scripts are put into a field to be edited: a field takes time for every line it lays out.
//
// Owns the bounds, in numbers that the page tells, and the count that is held against them. A script beyond them is
// replayed like any other; it is only not shown.

/** The longest script, in UTF-16 units. */
export const UNITS_MAX = 100_000;
/** The most lines. */
export const LINES_MAX = 4000;
/** The longest line, in UTF-16 units. */
export const LINE_UNITS_MAX = 2000;
/** The most lines of a plain text field, which lays out all of them; the editor those in sight alone. */
const PLAIN_LINES_MAX = 300;

/** The bound that a script breaks, and how far it is beyond it. */
export interface Excess {
  readonly of: 'units' | 'lines' | 'line units';
  readonly count: number;
  readonly max: number;
}

/** How a script is beyond what an editor takes; `null` where it is not. */
export function excessOf(text: string): Excess | null {
  if (text.length > UNITS_MAX) return { of: 'units', count: text.length, max: UNITS_MAX };
  const lines = text.split('\n');
  if (lines.length > LINES_MAX) return { of: 'lines', count: lines.length, max: LINES_MAX };
  const longest = lines.reduce((most, { length }) => Math.max(most, length), 0);
  return longest > LINE_UNITS_MAX
    ? { of: 'line units', count: longest, max: LINE_UNITS_MAX }
    : null;
}

/** Whether a plain text field may show a script, until the editor is there. */
export function isShort(text: string): boolean {
  return text.length <= UNITS_MAX && text.split('\n').length <= PLAIN_LINES_MAX;
}
