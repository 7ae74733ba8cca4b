// Numbers as people type them into a field and read them there: `4KiB`, `4 k`, `0x1000`, `4 096`.
//
// Exact both ways: what is printed reads back as the same number, unlike the rounded sizes in views.

const EXPONENTS: Readonly<Record<string, number>> = { k: 10, m: 20, g: 30 };

/** The whole number a text means, or `null`. Units are binary, whichever way they are written. */
export function parseQuantity(text: string): number | null {
  const plain = text.replace(/[\s_,\u202f\u00a0]/g, '').toLowerCase();
  if (/^0x[0-9a-f]+$/.test(plain)) return Number.parseInt(plain, 16);
  const match = /^(\d+(?:\.\d+)?)(?:([kmg])(?:i?b)?|b|bytes?)?$/.exec(plain);
  if (match === null) return null;
  const number = Number(match[1]) * 2 ** (EXPONENTS[match[2] ?? ''] ?? 0);
  return Number.isSafeInteger(number) ? number : null;
}

/** A number of bytes in the largest unit that divides it: `16 MiB`, `1536`. */
export function printQuantity(bytes: number): string {
  for (const [factor, unit] of [
    [2 ** 30, 'GiB'],
    [2 ** 20, 'MiB'],
    [2 ** 10, 'KiB'],
  ] as const) {
    if (bytes >= factor && bytes % factor === 0) return `${bytes / factor} ${unit}`;
  }
  return String(bytes);
}

/** An address in eight digits: `0x000fffff`. */
export function printAddress(address: number): string {
  return `0x${(address >>> 0).toString(16).padStart(8, '0')}`;
}

/** The next power of two above (`1`) or below (`-1`), for the buttons beside a field. */
export function stepPower(number: number, direction: 1 | -1): number {
  const exponent = Math.log2(Math.max(1, number));
  const next = direction === 1 ? Math.floor(exponent) + 1 : Math.ceil(exponent) - 1;
  return 2 ** Math.max(0, next);
}
