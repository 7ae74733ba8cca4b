// The figure on the screen as a picture: one design's, or those of a comparison side by side.
//
// Asks the engine for what a picture needs beside the state, and puts into words what it says; where things stand on it
// is render's. Comes with sharing.ts. Owns no state, and no file.

import { messageOf } from '../base/message';
import type { Block, CategoryDoc, MetricDoc } from '../engine/wire';
import { categoryTitle } from '../render/category';
import {
  type ComparisonPlate,
  comparisonGeometry,
  comparisonSvg,
  type PlateCell,
  type PlateLane,
  type PlateRow,
} from '../render/comparison-plate';
import { formatCount } from '../render/format';
import type { MapGeometry } from '../render/geometry';
import { linksOf } from '../render/highlights';
import { specOf } from '../render/layout';
import { direction, type Measure, printDifference, printMeasure } from '../render/measure';
import { paletteOf, type Theme, themeOf } from '../render/palette';
import { plateGeometry, plateSvg } from '../render/plate';
import type { PlatePanel } from '../render/plate-panel';
import { PLATE_WIDTH, type PlateMap, type Sheet } from '../render/plate-parts';
import { withoutOperation } from '../render/sentence';
import {
  commonInWords,
  designInWords,
  figureTitle,
  hasSeveralSpaces,
  isReplaying,
  mapEnd,
  mapWindow,
  metricsInShort,
  openLesson,
  type Printed,
  placeLetter,
  type State,
  scenarioTitle,
} from '../state';
import { type DesignName, designNames } from '../views/comparison/names';
import { bestOf } from '../views/comparison/numbers';
import { extentInWords, isLate } from '../views/comparison/words';
import { panelOf } from './printing-panel';
import type { Side } from './side';

/** The address that leads to the figure, and what of it is printed. */
export type Addresses = Pick<Sheet, 'address' | 'printed'>;

/** The engine gives no more at once: where there are as many, there may be more. */
const BLOCKS_MAX = 2000;
/** Pixels of a PNG to one of the plate's. */
const PNG_SCALE = 2;
/** A part of the region, as a measure: neither more nor less of it is better by itself. */
const PART: Measure = { unit: 'bytes', better: 'neither' };

/** The figure as a picture; `null` where nothing is there yet. `sides` are its designs, its own first. */
export function printed(
  state: State,
  sides: readonly [Side, ...Side[]],
  addresses: Addresses,
): Promise<Printed | null> {
  return sides.length > 1
    ? printedTogether(state, sides, addresses)
    : printedAlone(state, sides[0], addresses);
}

async function printedAlone(
  state: State,
  side: Side,
  addresses: Addresses,
): Promise<Printed | null> {
  const { frame } = state;
  const window = mapWindow(state);
  if (!frame || !window) return null;
  const sheet = sheetOf(state, [designInWords(state), stepInWords(state)], addresses);
  if (sheet === null) return null;
  const geometry = plateGeometry(window, frame.region.bytes);
  const [map, panel] = await Promise.all([
    mapOf(side, geometry, sheet.theme, BLOCKS_MAX),
    // The map is worth a picture by itself.
    panelOf(side, sheet.theme).catch((error) => failed(messageOf(error))),
  ]);
  return map && { svg: plateSvg({ ...sheet, ...map, panel }), isShapes: map.blocks !== null };
}

function failed(summary: string): PlatePanel {
  return { kind: 'tables', title: 'This view could not be had', summary, rows: [] };
}

async function printedTogether(
  state: State,
  sides: readonly Side[],
  addresses: Addresses,
): Promise<Printed | null> {
  const { frame } = state;
  const window = mapWindow(state);
  const end = mapEnd(state);
  const common = commonInWords(state);
  const lines = [
    openLesson(state)?.question ?? '',
    common === '' ? '' : `All with ${common}`,
    stepInWords(state),
  ];
  const sheet = sheetOf(state, lines, addresses);
  if (!frame || !window || end === null || !sheet) return null;
  const geometry = comparisonGeometry(window, end, sides.length);
  // Together they hold no more shapes than one would.
  const blocksMax = Math.floor(BLOCKS_MAX / sides.length);
  const maps = await Promise.all(
    sides.map((side) =>
      isLate(side.state, state) ? null : mapOf(side, geometry, sheet.theme, blocksMax),
    ),
  );
  const names = designNames(state);
  const plate: ComparisonPlate = {
    ...sheet,
    operation: frame.operation?.text ?? null,
    lanes: sides.map((side, at) => laneOf(side, placeLetter(at), names[at], maps[at] ?? null)),
    geometry,
    groups: groupsOf(state, maps),
  };
  const isShapes = maps.every((map) => map === null || map.blocks !== null);
  return { svg: comparisonSvg(plate), isShapes };
}

/** What any picture of a state says; `null` until the engine runs. */
function sheetOf(state: State, lines: readonly string[], addresses: Addresses): Sheet | null {
  const { catalog, carried, sharing } = state;
  if (catalog === null) return null;
  // A title of its own says nothing of the scenario.
  const scenario =
    carried.title === null ? '' : scenarioTitle({ ...state, carried: { ...carried, title: null } });
  return {
    title: figureTitle(state),
    lines: [scenario, ...lines].filter((line) => line !== ''),
    categories: catalog.categories,
    theme: themeOf(sharing?.scheme ?? 'light'),
    ...addresses,
    measure: measuring(),
  };
}

function stepInWords(state: State): string {
  const { frame } = state;
  const step = `Step ${formatCount(frame?.step ?? 0)} of ${formatCount(frame?.total ?? 0)}`;
  const space = frame?.spaces.find(({ task }) => task === frame.space);
  return space && hasSeveralSpaces(state) ? `${step} (address space: ${space.name})` : step;
}

/** The map of what is on the screen; `null` where nothing is. */
async function mapOf(
  side: Side,
  geometry: MapGeometry,
  theme: Theme,
  blocksMax: number,
): Promise<PlateMap | null> {
  const { frame, selection, catalog } = side.state;
  if (frame === null) return null;
  const { from, bytes } = specOf(geometry);
  // Another design's region may end before the window does.
  const within = Math.max(0, Math.min(bytes, frame.region.bytes - from));
  const found = await side.ask((client, step, task, options) =>
    client.blocks(step, task, from, within, options),
  );
  if (found === null) return null;
  const blocks = found.length < blocksMax ? found : null;
  const categories = catalog?.categories ?? [];
  const selected: Block | null = selection?.block ?? null;
  return {
    frame,
    geometry,
    blocks,
    pixels: blocks ? null : await painted(side, geometry, theme, categories),
    selected,
    links: selected ? linksOf(selected, frame.region.base) : [],
  };
}

/** A map's pixels as the address of a picture. */
async function painted(
  { ask }: Side,
  geometry: MapGeometry,
  theme: Theme,
  categories: readonly CategoryDoc[],
): Promise<string | null> {
  const spec = specOf({
    ...geometry,
    width: geometry.width * PNG_SCALE,
    rowHeight: geometry.rowHeight * PNG_SCALE,
    rowGap: geometry.rowGap * PNG_SCALE,
  });
  const ids = categories.map(({ id }) => id);
  const palette = paletteOf(theme, ids, null);
  const answer = await ask((client, step, task, options) =>
    client.paint(step, task, { ...spec, palette, background: 0 }, options),
  );
  if (answer === null) return null;
  const { image, pixels } = answer;
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, image.width), 0, 0);
  return canvas.toDataURL('image/png');
}

function laneOf(
  { state, parts }: Side,
  letter: string,
  name: DesignName | undefined,
  map: PlateMap | null,
): PlateLane {
  const differences = name?.differences ?? [];
  return {
    letter,
    name: name?.title ?? '',
    differences: differences.map(({ axis, value }) => `${axis}: ${value}`).join(' · '),
    ...answerOf(state, map),
    parts: map !== null && parts,
    extent: map === null ? '' : extentInWords(state),
    map,
  };
}

/** What a design answered; or why it has no answer. */
function answerOf(
  { frame, run, verdict }: State,
  map: PlateMap | null,
): Pick<PlateLane, 'outcome' | 'sentence'> {
  const [problem] = verdict.problems;
  if (problem) return { outcome: 'Refused', sentence: plain(problem.reason) };
  if (run.failure) return { outcome: 'Failed', sentence: plain(run.failure.message) };
  if (map === null) {
    const percent = run.total === 0 ? 0 : Math.floor((100 * run.replayed) / run.total);
    const outcome = isReplaying(run) ? `Replaying, ${percent} %` : 'Not replayed so far';
    return { outcome, sentence: '' };
  }
  const outcome = frame?.outcome;
  if (!outcome) return { outcome: 'Nothing asked yet', sentence: '' };
  const { title, sentence } = outcome;
  return { outcome: title, sentence: withoutOperation(sentence, frame.operation?.text ?? '') };
}

/** A sentence of the engine's, where `code` stands in backquotes. */
function plain(text: string): string {
  return text.replaceAll('`', '');
}

/** The rows of the numbers below the maps: where the bytes are, and what tells the designs apart. */
function groupsOf(state: State, maps: readonly (PlateMap | null)[]): ComparisonPlate['groups'] {
  const bytesOf = (map: PlateMap | null, id: string) =>
    map?.frame.parts.find(({ category }) => category === id)?.bytes ?? 0;
  const categories = (state.catalog?.categories ?? []).filter(({ id }) =>
    maps.some((map) => bytesOf(map, id) > 0),
  );
  const frames = maps.flatMap((map) => map?.frame ?? []);
  return [
    {
      title: 'Where the bytes are',
      rows: categories.map((doc) => {
        const values = maps.map((map) => map && bytesOf(map, doc.id));
        return row(categoryTitle(doc), PART, values, doc.id);
      }),
    },
    {
      title: 'Numbers at this step',
      rows: metricsInShort(state, frames).map((doc) =>
        row(
          doc.title,
          doc,
          maps.map((map) => measured(map, doc)),
        ),
      ),
    },
  ];
}

function measured(map: PlateMap | null, { id }: MetricDoc): number | null {
  return map?.frame.metrics.find((metric) => metric.id === id)?.value ?? null;
}

function row(
  title: string,
  measure: Measure,
  values: readonly (number | null)[],
  category: string | null = null,
): PlateRow {
  const best = bestOf(values, measure.better);
  const [reference = null] = values;
  const cells = values.map((value, place): PlateCell => {
    if (value === null) return { value: '–', change: '', isBest: false };
    const difference = place === 0 || reference === null ? 0 : value - reference;
    const change =
      difference === 0 ? '' : `${direction(difference)} ${printDifference(measure, difference)}`;
    return { value: printMeasure(measure, value), change, isBest: value === best };
  });
  return { title, category, cells };
}

/** Measures texts as the browser will draw them. */
function measuring(): (text: string, font: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  return (text, font) => {
    if (context === null) return text.length * 8;
    context.font = font;
    return context.measureText(text).width;
  };
}

/** An SVG picture as a PNG. */
export async function rasterised(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = PLATE_WIDTH * PNG_SCALE;
    canvas.height = Math.round((image.naturalHeight / image.naturalWidth) * canvas.width);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) throw new Error('The browser could not make a picture of that size.');
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}
