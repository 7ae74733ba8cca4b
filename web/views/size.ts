// A number in a template, with the exact bytes on hover where its size is rounded.

import { html } from 'lit';
import { formatBytes, formatCount } from '../render/format';
import { type Measure, printMeasure } from '../render/measure';

/** A size. */
export function size(bytes: number) {
  return hovered(formatBytes(bytes), bytes);
}

/** The value of a metric. */
export function amount(measure: Measure, value: number) {
  const text = printMeasure(measure, value);
  return measure.unit === 'bytes' ? hovered(text, value) : text;
}

function hovered(text: string, bytes: number) {
  const exact = `${formatCount(bytes)} ${Math.abs(bytes) === 1 ? 'byte' : 'bytes'}`;
  return text === exact ? text : html`<span title=${exact}>${text}</span>`;
}
