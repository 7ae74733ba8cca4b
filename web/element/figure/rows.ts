// The rows of a figure's body, top to bottom: the same list makes room before the figure starts and holds
// its views after, so that neither can have a row the other doesn't know of.

import { html, type TemplateResult } from 'lit';
import type { Presentation, ViewName } from './request';

export type RowName =
  | 'designs'
  | ViewName
  | 'zoomable map'
  | 'outcome'
  | 'prediction'
  | 'transport'
  | 'switch'
  | 'look-for'
  | 'design';

/** A row, and for a switch its axis. */
export interface Row {
  readonly name: RowName;
  readonly axis: string | null;
}

export function rowsOf({ views, controls, predict }: Presentation, ofLesson: boolean): Row[] {
  const row = (name: RowName, axis: string | null = null): Row => ({ name, axis });
  const { steps, axes, full } = controls;
  // Axes that are named are what the paragraph speaks of; a lesson's own designs would be a second way.
  const isLesson = ofLesson && steps && axes.length === 0;
  // The first view is the picture; what follows it stands below the steps.
  const [picture, ...others] = views.map((view) =>
    row(view === 'map' && full ? 'zoomable map' : view),
  );
  return [
    ...(isLesson ? [row('designs')] : []),
    ...(picture ? [picture] : []),
    row('outcome'),
    ...(predict ? [row('prediction')] : []),
    ...(steps ? [row('transport')] : []),
    ...axes.map((axis) => row('switch', axis)),
    ...others,
    ...(isLesson ? [row('look-for')] : []),
    ...(full ? [row('design')] : []),
  ];
}

/** The rows as elements, each with what `content` puts into it. */
export function rowElements(
  rows: readonly Row[],
  content: (row: Row) => unknown,
): TemplateResult[] {
  return rows.map(
    (row) => html`<div class="row ${CLASSES[row.name] ?? row.name}">${content(row)}</div>`,
  );
}

const CLASSES: Partial<Record<RowName, string>> = { 'zoomable map': 'map zooms' };
