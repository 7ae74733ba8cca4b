// The rows of a figure's body, top to bottom. The same list reserves the room before the figure starts and holds its views
// afterwards, so that the height stays.

import { html, type TemplateResult } from 'lit';
import { isPicture, type PictureName, type Presentation, type ViewName } from './request';

export type RowName =
  | 'scorecard'
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
  /** For compared designs, the pictures of each. */
  readonly pictures: readonly PictureName[];
}

export function rowsOf(presentation: Presentation, ofLesson: boolean): Row[] {
  const { views, controls, predict, compared } = presentation;
  const isCompared = compared > 0;
  const pictures = isCompared ? views.filter(isPicture) : [];
  const row = (name: RowName, axis: string | null = null) => ({
    name,
    axis,
    compared,
    pictures,
  });
  const { steps, axes, full } = controls;
  // Where the author names axes, the lesson's designs would be a second way to change the design.
  const isLesson = ofLesson && steps && axes.length === 0 && !isCompared;
  // Compared designs show their pictures in one row.
  const shown = views.filter((view) => !pictures.slice(1).some((other) => other === view));
  // The first view stands above the step controls, the others below them.
  const [picture, ...others] = shown.map((view) => row(ofView(view, full, isCompared)));
  return [
    row('scorecard'),
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
  if (isCompared && isPicture(view)) return 'comparison';
  if (view === 'map') return full ? 'zoomable map' : 'map';
  return view === 'stats' && isCompared ? 'numbers' : view;
}

/** The rows as elements, each with what `content` puts into it. */
export function rowElements(
  rows: readonly Row[],
  content: (row: Row) => unknown,
): TemplateResult[] {
  return rows.map(
    (row) =>
      html`<div
        class="row ${CLASSES[row.name] ?? row.name}"
        data-compared=${row.compared}
        data-pictures=${row.pictures.join(' ')}
      >
        ${content(row)}
      </div>`,
  );
}

const CLASSES: Partial<Record<RowName, string>> = { 'zoomable map': 'map zooms' };
