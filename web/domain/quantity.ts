// Numbers as people type them into a field and read them there: `4KiB`, `4 k`, `0x1000`, `4 096`.
//
// Exact both ways: what is printed reads back as the same number, unlike the rounded sizes in views.

const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  byte: 1,
  bytes: 1,
  k: 2 ** 10,
  kb: 2 ** 10,
  kib: 2 ** 10,
  m: 2 ** 20,
  mb: 2 ** 20,
  mib: 2 ** 20,
  g: 2 ** 30,
  gb: 2 ** 30,
  gib: 2 ** 30,
};

/** The whole number a text means, or `null`. Units are binary, whichever way they are written. */
export function parseQuantity(text: string): number | null {
  const plain = text.replace(/[\s_,\u202f\u00a0]/g, '').toLowerCase();
  if (/^0x[0-9a-f]+$/.test(plain)) return Number.parseInt(plain, 16);
  const match = /^(\d+(?:\.\d+)?)([a-z]*)$/.exec(plain);
  const factor = FACTORS[match?.[2] ?? 'none'];
  if (match?.[1] === undefined || factor === undefined) return null;
  const number = Number(match[1]) * factor;
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

/** An address with its halves apart, as kernel sources write it: `0x000f_ffff`. */
export function printAddress(address: number): string {
  const digits = address.toString(16).padStart(8, '0');
  return `0x${digits.slice(0, -4)}_${digits.slice(-4)}`;
}

/** The next power of two above (`1`) or below (`-1`), for the buttons beside a field. */
export function stepPower(number: number, direction: 1 | -1): number {
  const exponent = Math.log2(Math.max(1, number));
  const next = direction === 1 ? Math.floor(exponent) + 1 : Math.ceil(exponent) - 1;
  return 2 ** Math.max(0, next);
}
