// In UTF-16 units.

/** The longest script, in UTF-16 units. */
export const UNITS_MAX = 100_000;
export const LINES_MAX = 4000;
/** In UTF-16 units. */
export const LINE_UNITS_MAX = 2000;
/** A plain text field lays out all its lines, the editor the visible ones. */
const PLAIN_LINES_MAX = 300;

export interface Excess {
  readonly of: 'units' | 'lines' | 'line units';
  readonly count: number;
  readonly max: number;
}

/** `null` where the editor takes the script. */
export function excessOf(text: string): Excess | null {
  if (text.length > UNITS_MAX) return { of: 'units', count: text.length, max: UNITS_MAX };
  const lines = text.split('\n');
  if (lines.length > LINES_MAX) return { of: 'lines', count: lines.length, max: LINES_MAX };
  const longest = lines.reduce((most, { length }) => Math.max(most, length), 0);
  return longest > LINE_UNITS_MAX
    ? { of: 'line units', count: longest, max: LINE_UNITS_MAX }
    : null;
}

/** Whether a plain text field may show a script until the editor is there. */
export function isShort(text: string): boolean {
  return text.length <= UNITS_MAX && text.split('\n').length <= PLAIN_LINES_MAX;
}
