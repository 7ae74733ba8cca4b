// How the page writes sizes, addresses and counts, the same in every view.
//
// `crates/scenario/src/numerals.rs` is the same rule for the engine's sentences; `fixtures/numbers.tsv` holds both to it.
// Units are binary (1 KiB = 1024 bytes), because regions, pages and rows are powers of two.

import { printAddress } from '../domain/quantity';

/** From here on, a size is written in a larger unit. */
const SHORT_BYTES_MIN = 10 * 1024;

const UNITS = ['KiB', 'MiB', 'GiB'] as const;

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

/** A size: to the byte below 10 KiB, to three digits above. `1 byte`, `1,104 bytes`, `686 KiB`. */
export function formatBytes(bytes: number): string {
  if (Math.abs(bytes) < SHORT_BYTES_MIN) return inBytes(bytes);
  const within = (exponent: number) => Math.abs(bytes) / 1024 ** exponent;
  let exponent = 1;
  while (exponent < UNITS.length && Math.round(within(exponent)) >= 1024) exponent += 1;
  const text = formatNumber(within(exponent));
  return `${bytes < 0 ? '−' : ''}${text} ${UNITS[exponent - 1]}`;
}

/** A size to the byte, and as `formatBytes` has it where that is shorter: `702,464 bytes (686 KiB)`. */
export function formatBytesExactly(bytes: number): string {
  const exact = inBytes(bytes);
  const text = formatBytes(bytes);
  return exact === text ? exact : `${exact} (${text})`;
}

function inBytes(bytes: number): string {
  return `${formatCount(bytes)} ${Math.abs(bytes) === 1 ? 'byte' : 'bytes'}`;
}

/** A virtual address, in eight digits so that columns align: `0x00100010`. */
export function formatAddress(address: number): string {
  return printAddress(address);
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
