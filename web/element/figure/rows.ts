// The rows of a figure's body, top to bottom. The same list reserves the room before the figure starts and holds its views
// afterwards, so that the height stays.

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

export interface Row {
  readonly name: RowName;
  readonly axis: string | null;
  /** For compared designs, how many there are beside the first. */
  readonly compared: number;
}

export function rowsOf(presentation: Presentation, ofLesson: boolean): Row[] {
  const { views, controls, predict, compared } = presentation;
  const row = (name: RowName, axis: string | null = null): Row => ({ name, axis, compared });
  const { steps, axes, full } = controls;
  // Where the author names axes, the lesson's designs would be a second way to change the design.
  const isLesson = ofLesson && steps && axes.length === 0 && compared === 0;
  // The first view stands above the step controls, the others below them.
  const [picture, ...others] = views.map((view) => row(ofView(view, full, compared > 0)));
  return [
    ...(isLesson ? [row('designs')] : []),
    ...(picture ? [picture] : []),
    // Compared designs show an outcome each.
    ...(picture?.name === 'comparison' ? [] : [row('outcome')]),
    ...(predict ? [row('prediction')] : []),
    ...(steps ? [row('transport')] : []),
    ...axes.map((axis) => row('switch', axis)),
    ...others,
    ...(isLesson ? [row('look-for')] : []),
    ...(full ? [row('design')] : []),
  ];
}

/** The row of a view: where designs are compared, all of them side by side if that view can show them so. */
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
