// How a measured value is printed, and its change against another design's value.

import { css, html, nothing } from 'lit';
import type { MetricDoc } from '../../engine/wire';
import { formatBytes, formatCount, formatNumber } from '../../render/format';

/** What of a metric decides how its values are printed and judged. */
export type Measure = Pick<MetricDoc, 'unit' | 'better'>;

export function printMeasure({ unit }: Measure, value: number): string {
  switch (unit) {
    case 'bytes':
      return formatBytes(value);
    case 'ratio':
      return `${(100 * value).toFixed(1)} %`;
    case 'count':
      return Number.isInteger(value) ? formatCount(value) : formatNumber(value);
  }
}

/** `▼ 68.4 KiB`, with a colour and, for those who don't see it, the words that say the same. */
export function changeOf(doc: Measure, value: number, before: number, reference = 'than before') {
  const change = value - before;
  if (change === 0) return nothing;
  // The difference of two shares is no share: percentage points.
  const amount =
    doc.unit === 'ratio'
      ? `${(100 * Math.abs(change)).toFixed(1)} pp`
      : printMeasure(doc, Math.abs(change));
  const isBetter = change > 0 === (doc.better === 'higher');
  const verdict = doc.better === 'neither' ? '' : isBetter ? 'better' : 'worse';
  return html`<span class="change ${verdict}"
    ><span aria-hidden="true">${change > 0 ? '▲' : '▼'}</span> ${amount}<span
      class="visually-hidden"
    >
      ${change > 0 ? 'more' : 'less'} ${reference}${verdict && `, ${verdict}`}</span
    ></span
  >`;
}

export const changeStyles = css`
  .change {
    white-space: nowrap;
  }
  .change.better {
    color: var(--atlas-good);
  }
  .change.worse {
    color: var(--atlas-bad);
  }
`;
