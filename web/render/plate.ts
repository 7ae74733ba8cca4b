// One design's figure as it is printed: title, the map with all its marks, the key and the legend to it, what is in front
// below the map, and the link that leads back to it, as one SVG picture.
//
// Owns the arrangement; knows neither the engine nor a file.

import type { Window } from '../state';
import { categoryTitle } from './category';
import { formatBytes, formatShare } from './format';
import { type MapGeometry, mapHeight } from './geometry';
import { layOut } from './layout';
import type { Pen } from './pen';
import { drawPanel, looksOf, type PlatePanel } from './plate-panel';
import {
  CODE_FONT,
  drawAddresses,
  drawFoot,
  drawHead,
  drawKey,
  drawMap,
  drawSwatch,
  GUTTER,
  LEGEND_LINE,
  MARGIN,
  PLATE_WIDTH,
  type PlateMap,
  type Sheet,
  SMALL_FONT,
  svgFile,
  TEXT_FONT,
  wrapped,
  writeLines,
} from './plate-parts';
import type { SvgPen } from './svg-pen';

export interface Plate extends Sheet, PlateMap {
  /** What is shown below the map; `null` where the map is all. */
  readonly panel: PlatePanel | null;
}

const MAP_HEIGHT = 400;
const LEGEND_COLUMNS = 3;

/** How a window of memory is laid out on a plate. */
export function plateGeometry(window: Window, regionBytes: number): MapGeometry {
  const room = { width: PLATE_WIDTH - 2 * MARGIN - GUTTER, height: MAP_HEIGHT, pixelRatio: 1 };
  return layOut(room, window, regionBytes);
}

/** The picture, as the text of an SVG file. */
export function plateSvg(plate: Plate): string {
  const { lines, panel, address } = plate;
  const told = panel === null ? lines : [...lines, panel.title];
  return svgFile(
    plate,
    `${told.join('. ')}. ${address}`,
    (pen) => drawPlate(pen, plate),
    looksOf(panel),
  );
}

/** Draws from top to bottom, and gives the height it took. */
function drawPlate(pen: SvgPen, plate: Plate): number {
  const { theme, frame, geometry, measure, panel } = plate;
  let y = drawHead(pen, plate) + 10;
  const write = (text: string, font: string, leading: number) => {
    const lines = wrapped(text, font, PLATE_WIDTH - 2 * MARGIN, measure);
    y += writeLines(pen, lines, { x: MARGIN, y, font, colour: theme.ink, leading });
  };
  if (frame.operation) write(frame.operation.text, CODE_FONT, 22);
  write(frame.outcome?.sentence ?? 'The heap is empty.', TEXT_FONT, 21);
  y += 4;

  pen.group(MARGIN, y, () => drawAddresses(pen, theme, plate));
  pen.group(MARGIN + GUTTER, y, () => drawMap(pen, plate, plate));
  y += mapHeight(geometry) + 28;
  y += drawKey(pen, plate, [plate], y);
  y += drawLegend(pen, plate, y);
  if (panel !== null) y += drawPanel(pen, plate, panel, y);
  return drawFoot(pen, plate, y);
}

/** The categories there are bytes of, and how many; gives the height it took. */
function drawLegend(pen: Pen, { frame, categories, theme }: Plate, top: number): number {
  const bytesOf = (id: string) => frame.parts.find(({ category }) => category === id)?.bytes ?? 0;
  const shown = categories.filter(({ id }) => bytesOf(id) > 0);
  const rows = Math.ceil(shown.length / LEGEND_COLUMNS);
  const column = (PLATE_WIDTH - 2 * MARGIN - GUTTER) / LEGEND_COLUMNS;
  shown.forEach((doc, index) => {
    const x = MARGIN + GUTTER + Math.floor(index / rows) * column;
    const y = top + (index % rows) * LEGEND_LINE;
    drawSwatch(pen, theme, doc.id, x, y);
    const isBeyond = doc.id === 'beyond';
    const share = isBeyond ? '' : ` · ${formatShare(bytesOf(doc.id), frame.region.heapBytes)}`;
    pen.font = SMALL_FONT;
    pen.fillStyle = theme.ink;
    pen.fillText(`${categoryTitle(doc)}: ${formatBytes(bytesOf(doc.id))}${share}`, x + 32, y);
  });
  return rows * LEGEND_LINE + 4;
}
