// The rows of a figure's body, top to bottom. The same list reserves the room before the figure starts and holds its views
// afterwards, so that the height stays.

import { html, type TemplateResult } from 'lit';
import { isPicture, type PictureName, type Presentation, type ViewName } from './request';

export type RowName =
  | 'scorecard'
  | 'designs'
  | ViewName
  | 'zoomable map'
  | 'bare map'
  | 'bare time'
  | 'bare bytes'
  | 'comparison'
  | 'bare comparison'
  | 'numbers'
  | 'number'
  | 'outcome'
  | 'told'
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
  const { views, bare, number, controls, predict, compared } = presentation;
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
  const isLesson = ofLesson && bare === null && steps && axes.length === 0 && !isCompared;
  // Compared designs show their pictures in one row.
  const shown = views.filter((view) => !pictures.slice(1).some((other) => other === view));
  // The first view stands above the step controls, the others below them.
  const [picture, ...others] = shown.map((view) => row(ofView(view, presentation)));
  const isComparison = picture?.name === 'comparison' || picture?.name === 'bare comparison';
  // In a bare figure the question takes the outcome's place.
  const isTold = bare !== null && predict && !isComparison;
  return [
    ...(bare === null ? [row('scorecard')] : []),
    ...(isLesson ? [row('designs')] : []),
    ...(picture ? [picture] : []),
    // Compared designs show a number and an outcome each.
    ...(number === null || isComparison ? [] : [row('number')]),
    ...(isComparison ? [] : [row(isTold ? 'told' : 'outcome')]),
    ...(predict && !isTold ? [row('prediction')] : []),
    ...(steps ? [row('transport')] : []),
    ...axes.map((axis) => row('switch', axis)),
    ...others,
    ...(isLesson ? [row('look-for')] : []),
    ...(full ? [row('design')] : []),
  ];
}

/** The row of a view: where designs are compared, all of them side by side if that view can show them so. */
function ofView(view: ViewName, { bare, controls, compared }: Presentation): RowName {
  const isCompared = compared > 0;
  if (isCompared && isPicture(view)) return bare === null ? 'comparison' : 'bare comparison';
  if (bare !== null && view === 'bytes') return 'bare bytes';
  if (bare !== null && !bare.includes('legend') && isPicture(view)) return `bare ${view}`;
  if (view === 'map') return controls.full ? 'zoomable map' : 'map';
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

const CLASSES: Partial<Record<RowName, string>> = {
  'zoomable map': 'map zooms',
  'bare map': 'map bare',
  'bare time': 'time bare',
  'bare bytes': 'bytes bare',
  'bare comparison': 'comparison bare',
  told: 'outcome told',
};
