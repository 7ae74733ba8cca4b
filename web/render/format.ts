// The notation of sizes, addresses and counts, the same in every view.
//
// Units are binary (1 KiB = 1024 bytes), because regions, pages and rows are powers of two.

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB'] as const;

/** A whole number in groups of three, with commas between: `1,234,567`. */
export function formatCount(count: number): string {
  const digits = Math.round(Math.abs(count)).toString();
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, ',');
  return count < 0 ? `−${grouped}` : grouped;
}

/** A number with at most `significant` digits and no zeros at its end: `17.1`, `0.27`, `4`. */
export function formatNumber(value: number, significant = 3): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 10 ** (significant - 1)) return formatCount(value);
  const text = Number(value.toPrecision(significant)).toString();
  return text.replace('-', '−');
}

/** A size in the unit that keeps it short: `0 bytes`, `1 byte`, `640 bytes`, `1.5 KiB`, `16 MiB`. */
export function formatBytes(bytes: number): string {
  const magnitude = Math.abs(bytes);
  if (magnitude === 1) return `${formatCount(bytes)} byte`;
  if (magnitude < 1024) return `${formatCount(bytes)} bytes`;
  const exponent = Math.min(Math.floor(Math.log2(magnitude) / 10), UNITS.length - 1);
  return `${formatNumber(bytes / 1024 ** exponent)} ${UNITS[exponent]}`;
}

/** A size to the byte, with the short form after it from 1 KiB on: `1,536 bytes (1.5 KiB)`. */
export function formatBytesExactly(bytes: number): string {
  const exact = `${formatCount(bytes)} ${Math.abs(bytes) === 1 ? 'byte' : 'bytes'}`;
  return Math.abs(bytes) < 1024 ? exact : `${exact} (${formatBytes(bytes)})`;
}

/** A size as short as a label inside a block allows: `64 B`, `1.5 K`, `2 M`. */
export function formatBytesTersely(bytes: number): string {
  const exponent = bytes < 1024 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), 3);
  const unit = ['B', 'K', 'M', 'G'][exponent];
  return `${formatNumber(bytes / 1024 ** exponent)} ${unit}`;
}

/** A virtual address: `0x0010_0040` without the underscore, eight digits, so that columns align. */
export function formatAddress(address: number): string {
  return `0x${(address >>> 0).toString(16).padStart(8, '0')}`;
}

/** An offset from the region's start, as many digits as it needs: `+0x40`. */
export function formatOffset(offset: number): string {
  return `+0x${offset.toString(16)}`;
}

export function formatHexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** A share of a whole as a percentage. Only a share of nothing is `0 %`, and only the whole is `100 %`. */
export function formatShare(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return '0 %';
  const percent = (100 * part) / whole;
  if (percent < 0.1) return '< 0.1 %';
  if (percent >= 99.95 && part < whole) return '> 99.9 %';
  return `${percent < 10 ? Number(percent.toFixed(1)) : Math.round(percent)} %`;
}
