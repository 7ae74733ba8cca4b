// The one number that an author puts with a figure's picture: a metric's title and its value at the step on the screen.

import { html, nothing } from 'lit';
import { printMeasure } from '../render/measure';
import type { State } from '../state';

/** Nothing where no step is on the screen, and where no metric has this id. */
export function numberInWords({ catalog, frame }: Pick<State, 'catalog' | 'frame'>, id: string) {
  const doc = catalog?.metrics.find((metric) => metric.id === id);
  const value = frame?.metrics[id];
  if (doc === undefined || value === undefined) return nothing;
  return html`<span title=${doc.summary}>${doc.title} <b>${printMeasure(doc, value)}</b></span>`;
}
