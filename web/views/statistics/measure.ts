// What a metric says, and the change of its value with a colour and in words.

import { html, nothing } from 'lit';
import type { MetricDoc } from '../../engine/wire';
import { formatBytesExactly } from '../../render/format';
import { direction, type Measure, printDifference } from '../../render/measure';

/** What a metric says, and how it is computed. */
export function aboutMetric({ summary, formula }: Pick<MetricDoc, 'summary' | 'formula'>) {
  return html`<p>${summary}</p>
    <p class="formula">${formula}</p>`;
}

/** For example `▼ 68.4 KiB`, and for screen readers the words that say the same. */
export function changeOf(doc: Measure, value: number, before: number, reference = 'than before') {
  const change = value - before;
  if (change === 0) return nothing;
  const text = printDifference(doc, change);
  const exact = doc.unit === 'bytes' ? formatBytesExactly(Math.abs(change)) : nothing;
  const isBetter = change > 0 === (doc.better === 'higher');
  const verdict = doc.better === 'neither' ? '' : isBetter ? 'better' : 'worse';
  const tone = { better: 'good', worse: 'bad', '': '' }[verdict];
  return html`<span class="change ${tone}" title=${exact}
    ><span aria-hidden="true">${direction(change)}</span> ${text}<span
      class="visually-hidden"
    >
      ${change > 0 ? 'more' : 'less'} ${reference}${verdict && `, ${verdict}`}</span
    ></span
  >`;
}
