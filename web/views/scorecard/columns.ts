// The numbers of a scorecard: their names, how they are measured, and how a change of one is shown.

import { html, nothing } from 'lit';
import type { Scorecard } from '../../engine/wire';
import { formatCount } from '../../render/format';
import type { Measure } from '../../render/measure';
import { changeOf } from '../statistics/measure';

/** One number of the scorecard. */
export interface Column {
  readonly id: string;
  readonly title: string;
  /** The title where there is little room. */
  readonly shortTitle: string;
  readonly measure: Measure;
  readonly value: (scorecard: Scorecard) => number;
  /** The explanation, where it is no metric of the catalogue, or what there is to say beside the metric's. */
  readonly about?: string;
}

export const COLUMNS: readonly Column[] = [
  {
    id: 'heap_high_water_bytes',
    title: 'Heap high water',
    shortTitle: 'High water',
    measure: { unit: 'bytes', better: 'lower' },
    value: ({ highWaterBytes }) => highWaterBytes,
  },
  {
    id: 'refused',
    title: 'Refused requests',
    shortTitle: 'Refused',
    measure: { unit: 'count', better: 'lower' },
    value: ({ refused }) => refused,
    about:
      'Requests that got no memory: no hole served, the maximum forbade it, or no frame was left.',
  },
  {
    id: 'probes_mean',
    title: 'Probes per operation',
    shortTitle: 'Probes',
    measure: { unit: 'count', better: 'lower' },
    value: ({ probesMean }) => probesMean,
    about: 'p99 is the most that 99 of 100 operations examined.',
  },
  {
    id: 'utilisation',
    title: 'Utilisation',
    shortTitle: 'Utilisation',
    measure: { unit: 'ratio', better: 'higher' },
    value: ({ utilisation }) => utilisation,
  },
];

/** The difference between two designs, in its unit and in percent. */
export function changeIn(
  { measure, value }: Column,
  now: Scorecard,
  then: Scorecard,
  reference: string,
) {
  const [after, before] = [value(now), value(then)];
  if (after === before) return html`<span class="soft">same</span>`;
  const percent = Math.round((100 * (after - before)) / before);
  const isTold = before > 0 && measure.unit !== 'ratio' && percent !== 0;
  return html`${changeOf(measure, after, before, reference)}
    ${isTold ? html`<span class="percent soft">${percent > 0 ? '+' : '−'}${formatCount(Math.abs(percent))} %</span>` : nothing}`;
}
