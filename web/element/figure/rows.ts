// The rows of a figure's body, top to bottom: the same list makes room before the figure starts and holds
// its views after, so that neither can have a row the other doesn't know of.

import { html, type TemplateResult } from 'lit';
import type { Presentation, ViewName } from './request';

export type RowName =
  | 'designs'
  | ViewName
  | 'zoomable map'
  | 'comparison'
  | 'numbers'
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
  /** For designs side by side, how many stand beside the first. */
  readonly compared: number;
}

export function rowsOf(presentation: Presentation, ofLesson: boolean): Row[] {
  const { views, controls, predict, compared } = presentation;
  const row = (name: RowName, axis: string | null = null): Row => ({ name, axis, compared });
  const { steps, axes, full } = controls;
  // Axes that are named are what the paragraph speaks of; a lesson's own designs would be a second way.
  const isLesson = ofLesson && steps && axes.length === 0 && compared === 0;
  // The first view is the picture; what follows it stands below the steps.
  const [picture, ...others] = views.map((view) => row(ofView(view, full, compared > 0)));
  return [
    ...(isLesson ? [row('designs')] : []),
    ...(picture ? [picture] : []),
    // Each of several designs tells its own.
    ...(picture?.name === 'comparison' ? [] : [row('outcome')]),
    ...(predict ? [row('prediction')] : []),
    ...(steps ? [row('transport')] : []),
    ...axes.map((axis) => row('switch', axis)),
    ...others,
    ...(isLesson ? [row('look-for')] : []),
    ...(full ? [row('design')] : []),
  ];
}

/** What stands for a view: of several designs, all of them side by side where that is to be had. */
function ofView(view: ViewName, full: boolean, isCompared: boolean): RowName {
  if (view === 'map') return isCompared ? 'comparison' : full ? 'zoomable map' : 'map';
  return view === 'stats' && isCompared ? 'numbers' : view;
}

/** The rows as elements, each with what `content` puts into it. */
export function rowElements(
  rows: readonly Row[],
  content: (row: Row) => unknown,
): TemplateResult[] {
  return rows.map(
    (row) =>
      html`<div class="row ${CLASSES[row.name] ?? row.name}" data-compared=${row.compared}>
        ${content(row)}
      </div>`,
  );
}

const CLASSES: Partial<Record<RowName, string>> = { 'zoomable map': 'map zooms' };
