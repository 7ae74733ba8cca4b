// How the value of an axis reads in print: `16 MiB`, `0x000fffff`, `At least 64 bytes`, `Batched (8)`, `On`.

import { parseChoice } from '../domain/design';
import { parseQuantity, printAddress, printQuantity } from '../domain/quantity';
import type { Axis } from '../engine/wire';

/** A number of an axis as its field shows it; text that is no number stays as it was typed. */
export function printNumber(axis: Axis, value: string): string {
  const number = parseQuantity(value);
  if (number === null) return value;
  return axis.address ? printAddress(number) : printQuantity(number);
}

export function printValue(axis: Axis, value: string): string {
  switch (axis.kind) {
    case 'number':
      return printNumber(axis, value);
    case 'switch':
      return value === 'on' ? 'On' : 'Off';
    case 'expression':
    case 'lengths':
      return value;
    case 'choice': {
      const { option, argument } = parseChoice(value);
      const doc = axis.options.find(({ id }) => id === option);
      const title = doc?.title ?? value;
      if (argument === null) return title;
      const amount = `${argument} ${doc?.parameter?.unit ?? ''}`.trim();
      return title.includes('…') ? title.replace('…', amount) : `${title} (${amount})`;
    }
  }
}
