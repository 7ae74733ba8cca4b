// The content of a figure's picture, for one design or for several side by side.
//
// Asks the engine for what the state does not hold (blocks, pixels, series), and chooses words and numbers. The
// arrangement is render/picture.ts's. Loaded with sharing.ts.

import type { CategoryDoc, MetricDoc, Series } from '../engine/wire';
import { categoryTitle } from '../render/category';
import { formatCount } from '../render/format';
import type { MapGeometry } from '../render/geometry';
import { linksOf } from '../render/highlights';
import { imageOf } from '../render/image';
import { specOf } from '../render/layout';
import { direction, type Measure, printDifference, printMeasure } from '../render/measure';
import { paletteOf, type Theme, themeOf } from '../render/palette';
import {
  type PictureCharts,
  type PictureContent,
  type PictureDesign,
  type PictureMaps,
  type PictureTimes,
  pictureGeometry,
  pictureSvg,
  timeSize,
} from '../render/picture';
import type { PictureChart, Plot } from '../render/picture-chart';
import type { PictureMap } from '../render/picture-map';
import type { PictureScore, PictureScorecard } from '../render/picture-scorecard';
import type { PictureCell, PictureRow, PictureTable } from '../render/picture-table';
import type { PictureTime } from '../render/picture-time';
import { PNG_PIXELS_PER_PIXEL } from '../render/png';
import { withoutOperation } from '../render/sentence';
import {
  commonInWords,
  designInWords,
  figureTitle,
  hasQuestionsLeft,
  hasSeveralSpaces,
  isReplaying,
  mapEnd,
  mapWindow,
  metricsInShort,
  OF_THE_MACHINE,
  ofHiddenCosts,
  openLesson,
  overTimeBytes,
  placeLetter,
  type SharedPicture,
  type State,
  scenarioTitle,
  stepsShown,
} from '../state';
import { LINE_COLOURS } from '../views/charts/colours';
import { type Drawn, drawnCharts, stacked } from '../views/charts/drawn';
import { designNames } from '../views/comparison/names';
import { bestOf } from '../views/comparison/numbers';
import { extentInWords, isLate } from '../views/comparison/words';
import { overTimeSpec } from '../views/over-time/spec';
import { COLUMNS } from '../views/scorecard/columns';
import { differsFromA, type ShownDesign, type ShownDesigns } from './comparison/shown-design';

/** The link to the figure, and the text that the picture prints for it. */
export type Addresses = Pick<PictureContent, 'address' | 'printedAddress'>;

/** The most shapes on all maps together: more are painted as pixels. */
const BLOCKS_MAX = 2000;
/** A line needs no more points than a plot has pixels. */
const SERIES_POINTS = 480;
/** Stands in place of what would answer a question. */
const SECRET = 'Shown when you have answered the last question.';
/** The bytes of a category: neither more nor fewer of them are better by themselves. */
const BYTES: Measure = { unit: 'bytes', better: 'neither' };

/** The figure as a picture; `null` until there is something to show. `designs` are the designs on the screen. */
export async function drawPicture(
  state: State,
  designs: ShownDesigns,
  addresses: Addresses,
): Promise<SharedPicture | null> {
  const { frame, catalog, carried, sharing } = state;
  if (frame === null || catalog === null) return null;
  const theme = themeOf(sharing?.scheme ?? 'light');
  const { view } = carried;
  const isSecret = hasQuestionsLeft(state);
  const body =
    view === 'chart'
      ? await chartsOf(isSecret, designs, theme)
      : view === 'time'
        ? await timesOf(isSecret, state, designs, theme)
        : await mapsOf(state, designs, theme);
  if (body === null) return null;
  const isOfMaps = body.kind === 'maps';
  const content: PictureContent = {
    title: figureTitle(state),
    caption: captionOf(state, designs, body.kind === 'charts'),
    operation: frame.operation?.text ?? null,
    designs: designsOf(state, designs),
    scorecard: isSecret ? null : scorecardOf(designs),
    body,
    tables:
      body.kind === 'times' ? [] : tablesOf(state, designs, isOfMaps ? catalog.categories : []),
    categories: catalog.categories,
    theme,
    ...addresses,
  };
  const isShapes =
    body.kind === 'charts' ||
    (isOfMaps && body.maps.every((each) => each === null || each.map.blocks !== null));
  return { svg: pictureSvg(content, canvasRuler()), isShapes };
}

function captionOf(state: State, designs: ShownDesigns, isOfCharts: boolean): readonly string[] {
  const { carried, frame } = state;
  // A title of the visitor's own does not name the scenario.
  const scenario =
    carried.title === null ? '' : scenarioTitle({ ...state, carried: { ...carried, title: null } });
  const common = commonInWords(state);
  const compared = [openLesson(state)?.question ?? '', common === '' ? '' : `All with ${common}`];
  const subjects = designs.length === 1 ? [designInWords(state)] : compared;
  const step = `Step ${formatCount(frame?.step ?? 0)} of ${formatCount(frame?.total ?? 0)}`;
  const space = frame?.spaces.find(({ task }) => task === frame.space);
  const several = hasSeveralSpaces(state);
  const where = space && several ? `${step} (address space: ${space.name})` : step;
  const whose = isOfCharts && several ? OF_THE_MACHINE : '';
  return [scenario, ...subjects, where, whose].filter((line) => line !== '');
}

function designsOf(state: State, designs: ShownDesigns): readonly PictureDesign[] {
  const names = designNames(state);
  return designs.map((design, at) => {
    const differences = names[at]?.differences ?? [];
    return {
      letter: placeLetter(at),
      name: names[at]?.title ?? '',
      differences: differences.map(({ axis, value }) => `${axis}: ${value}`).join(' · '),
      ...answerOf(design, state),
    };
  });
}

/** A design's answer at the step; or the reason why there is none. */
function answerOf(design: ShownDesign, own: State): Pick<PictureDesign, 'outcome' | 'sentence'> {
  const { frame, run, verdict } = design.state;
  const [problem] = verdict.problems;
  if (problem) return { outcome: 'Refused', sentence: withoutBackquotes(problem.reason) };
  if (run.failure) return { outcome: 'Failed', sentence: withoutBackquotes(run.failure.message) };
  if (!isAtStep(design, own)) {
    const percent = run.total === 0 ? 0 : Math.floor((100 * run.replayed) / run.total);
    const outcome = isReplaying(run) ? `Replaying, ${percent} %` : 'Not replayed so far';
    return { outcome, sentence: '' };
  }
  const outcome = frame?.outcome;
  if (!outcome) return { outcome: 'Nothing asked yet', sentence: '' };
  return {
    outcome: differsFromA(design, own) ? `${outcome.title} – differs from A` : outcome.title,
    sentence: withoutOperation(outcome.sentence, frame.operation?.text ?? ''),
  };
}

/** Whether a design shows the step of the picture. The figure's own does, whatever is on its way. */
function isAtStep({ state }: ShownDesign, own: State): boolean {
  return state.frame !== null && (state === own || !isLate(state, own));
}

/** The engine's sentences put code in backquotes. */
function withoutBackquotes(text: string): string {
  return text.replaceAll('`', '');
}

/** A row for each design; one that is not replayed to the end has no numbers yet. */
function scorecardOf(designs: ShownDesigns): PictureScorecard {
  const [first] = designs;
  return {
    titles: COLUMNS.map(({ title }) => title),
    rows: designs.map(({ state }) =>
      COLUMNS.map((column): PictureScore => {
        const { id, measure, value } = column;
        const { scorecard } = state.run;
        if (scorecard === null) return { value: '–', beside: '', change: '', isBad: false };
        const reference = first.state.run.scorecard;
        const difference = reference === null ? 0 : value(scorecard) - value(reference);
        return {
          value: printMeasure(measure, value(scorecard)),
          beside: id === 'probes_mean' ? `p99 ${formatCount(scorecard.probesP99)}` : '',
          change: difference === 0 ? '' : changeInWords(measure, difference),
          isBad: id === 'refused' && scorecard.refused > 0,
        };
      }),
    ),
  };
}

async function timesOf(
  isSecret: boolean,
  state: State,
  designs: ShownDesigns,
  theme: Theme,
): Promise<PictureTimes | null> {
  const window = stepsShown(state);
  const bytes = overTimeBytes(state);
  const { width, height } = timeSize(designs.length);
  const spec = overTimeSpec(theme, {
    ...window,
    bytes,
    width: width * PNG_PIXELS_PER_PIXEL,
    height: height * PNG_PIXELS_PER_PIXEL,
  });
  // A step is the answer to a question where questions are left: the later ones are not painted.
  const known = isSecret ? state.step : Number.POSITIVE_INFINITY;
  const paint = async ({ ask, state: { shown } }: ShownDesign): Promise<PictureTime | null> => {
    if (shown === null) return null;
    const painted = await ask((client, _step, _task, options) =>
      client.overTime(shown.space, spec, options),
    );
    if (painted === null) return null;
    const isKnown = (step: number) => step <= known;
    return {
      pixels: pngAddressOf({ image: spec, pixels: painted.pixels }, (context) => {
        const from = ((known + 1 - spec.fromStep) * spec.width) / spec.steps;
        context.fillStyle = theme.background;
        if (from < spec.width) context.fillRect(from, 0, spec.width - from, spec.height);
      }),
      refusals: painted.refusals.filter(isKnown),
      marks: painted.marks.filter(isKnown),
      hasTables: painted.hasTables,
    };
  };
  const [own, ...others] = designs;
  // A failure of another design is no reason to withhold the figure's own picture.
  const times = await Promise.all([
    paint(own),
    ...others.map((design) => paint(design).catch(() => null)),
  ]);
  return { kind: 'times', scale: { ...window, bytes, step: state.step }, times };
}

async function mapsOf(
  state: State,
  designs: ShownDesigns,
  theme: Theme,
): Promise<PictureMaps | null> {
  const window = mapWindow(state);
  const end = mapEnd(state);
  if (window === null || end === null) return null;
  const geometry = pictureGeometry(window, end, designs.length);
  // All maps together hold no more shapes than one map may.
  const blocksMax = Math.floor(BLOCKS_MAX / designs.length);
  const maps = await Promise.all(
    designs.map(async (design) => {
      if (!isAtStep(design, state)) return null;
      const map = await mapOf(design, geometry, theme, blocksMax);
      return map && { map, extent: extentInWords(design.state) };
    }),
  );
  return maps[0] === null ? null : { kind: 'maps', geometry, maps };
}

async function mapOf(
  design: ShownDesign,
  geometry: MapGeometry,
  theme: Theme,
  blocksMax: number,
): Promise<PictureMap | null> {
  const { frame, selection, catalog } = design.state;
  if (frame === null) return null;
  const { from, bytes } = specOf(geometry);
  // Another design's region may end before the window does.
  const within = Math.max(0, Math.min(bytes, frame.region.bytes - from));
  const wish = { blocks: { from, bytes: within, count: blocksMax } };
  const look = await design.ask((client, step, task, options) =>
    client.look(step, task, wish, options),
  );
  if (look === null) return null;
  const found = look.blocks ?? [];
  const blocks = found.length < blocksMax ? found : null;
  const selected = selection?.block ?? null;
  return {
    frame,
    geometry,
    blocks,
    pixels: blocks ? null : await paintedMap(design, geometry, theme, catalog?.categories ?? []),
    selected,
    links: selected ? linksOf(selected, frame.chains) : [],
  };
}

/** A map's pixels as the data address of a PNG. */
async function paintedMap(
  { ask }: ShownDesign,
  geometry: MapGeometry,
  theme: Theme,
  categories: readonly CategoryDoc[],
): Promise<string | null> {
  const spec = specOf({
    ...geometry,
    width: geometry.width * PNG_PIXELS_PER_PIXEL,
    rowHeight: geometry.rowHeight * PNG_PIXELS_PER_PIXEL,
    rowGap: geometry.rowGap * PNG_PIXELS_PER_PIXEL,
  });
  const ids = categories.map(({ id }) => id);
  const palette = paletteOf(theme, ids, null);
  const maps = [{ ...spec, palette, background: 0 }];
  const look = await ask((client, step, task, options) =>
    client.look(step, task, { maps }, options),
  );
  const [picture] = look?.pictures ?? [];
  return picture === undefined ? null : pngAddressOf(picture);
}

/** Pixels as the data address of a PNG. */
function pngAddressOf(
  picture: Parameters<typeof imageOf>[0],
  drawOver: (context: CanvasRenderingContext2D) => void = () => {},
): string {
  const image = imageOf(picture);
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  const context = canvas.getContext('2d');
  context?.putImageData(image, 0, 0);
  if (context) drawOver(context);
  return canvas.toDataURL('image/png');
}

/** The charts of all designs; a design without series, as one that is refused, leaves its plots empty. */
async function chartsOf(
  isSecret: boolean,
  designs: ShownDesigns,
  theme: Theme,
): Promise<PictureCharts> {
  if (isSecret) return { kind: 'charts', charts: [], note: SECRET };
  const replays = await Promise.all(
    designs.map(async ({ state, ask }, at) => {
      const asked = ask((client, _step, _task, options) => client.series(SERIES_POINTS, options));
      // A failure of another design is no reason to withhold the figure's own charts.
      const series = at === 0 ? await asked : await Promise.resolve(asked).catch(() => null);
      return (
        series && {
          series,
          step: state.frame?.step ?? 0,
          charts: chartsOfOne(designs[0].state, state, series),
        }
      );
    }),
  );
  const all = replays.flatMap((replay) => replay?.charts ?? []);
  const titles = [...new Set(all.map(({ title }) => title))];
  const charts = titles.map((title): PictureChart => {
    const drawn = replays.map((replay) => replay?.charts.find((each) => each.title === title));
    const [first] = drawn.filter((each) => each !== undefined) as [Drawn];
    const isAlone = designs.length === 1;
    return {
      title,
      lines: first.lines.map(({ title, colour, now }) => ({
        title,
        now: isAlone && now !== null ? first.print(now) : '',
        colour: colourIn(theme, colour),
      })),
      isStacked: first.isStacked,
      ceilingTitle: drawn.find((each) => each?.ceiling)?.ceiling?.title ?? '',
      ticks: first.ticks,
      print: first.print,
      plots: replays.map((replay, at) => replay && plotOf(drawn[at], replay)),
    };
  });
  return { kind: 'charts', charts, note: 'No number has ever been anything but 0.' };
}

/** The charts of a design, of the cost that the figure shows. */
function chartsOfOne(figure: State, state: State, data: Series): readonly Drawn[] {
  const charts = drawnCharts({ ...state, series: { run: state.run.id, data }, formerSeries: null });
  const isHidden = ofHiddenCosts(figure);
  return charts.filter(({ about }) => !about.every(isHidden));
}

/** A design's plot. A chart that the design does not have is one whose values are all 0 there. */
function plotOf(
  drawn: Drawn | undefined,
  { series, step }: { readonly series: Series; readonly step: number },
): Plot {
  const values = drawn?.lines.map((line) => line.values) ?? [];
  return {
    steps: series.steps,
    values: drawn?.isStacked ? stacked(values) : values,
    ceiling: drawn?.ceiling?.value ?? null,
    step,
  };
}

function colourIn({ scheme, foreground }: Theme, colour: Drawn['lines'][number]['colour']) {
  return typeof colour === 'string' ? (LINE_COLOURS[colour]?.[scheme] ?? foreground) : colour;
}

/** The numbers of the picture: the bytes of each of `categories` in use, and the metrics that sum a design up. */
function tablesOf(
  state: State,
  designs: ShownDesigns,
  categories: readonly CategoryDoc[],
): readonly PictureTable[] {
  const frames = designs.map((design) => (isAtStep(design, state) ? design.state.frame : null));
  const bytesOf = ({ id }: CategoryDoc) =>
    frames.map(
      (frame) => frame && (frame.parts.find(({ category }) => category === id)?.bytes ?? 0),
    );
  const used = categories.filter((doc) => bytesOf(doc).some((bytes) => bytes));
  const metrics = metricsInShort(
    state,
    frames.flatMap((frame) => frame ?? []),
  );
  const valuesOf = ({ id }: MetricDoc) => frames.map((frame) => frame?.metrics[id] ?? null);
  const tables = [
    {
      title: 'Where the bytes are',
      rows: used.map((doc) => rowOf(categoryTitle(doc), BYTES, bytesOf(doc), doc.id)),
    },
    {
      title: 'Numbers at this step',
      rows: metrics.map((doc) => rowOf(doc.title, doc, valuesOf(doc), null)),
    },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

function rowOf(
  title: string,
  measure: Measure,
  values: readonly (number | null)[],
  category: string | null,
): PictureRow {
  const best = bestOf(values, measure.better);
  const [reference = null] = values;
  const cells = values.map((value, at): PictureCell => {
    if (value === null) return { value: '–', change: '', isBest: false };
    const difference = at === 0 || reference === null ? 0 : value - reference;
    const change = difference === 0 ? '' : changeInWords(measure, difference);
    return { value: printMeasure(measure, value), change, isBest: value === best };
  });
  return { title, category, cells };
}

function changeInWords(measure: Measure, difference: number): string {
  return `${direction(difference)} ${printDifference(measure, difference)}`;
}

function canvasRuler(): (text: string, font: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  return (text, font) => {
    if (context === null) return text.length * 8;
    context.font = font;
    return context.measureText(text).width;
  };
}
