// What stands below the map on a picture: the view that the figure's link names, as what is to be drawn.
//
// Asks the engine for what the state doesn't hold, and picks how much of it a page of paper takes. Comes with printing.ts.

import type { Block, ListEntry } from '../engine/wire';
import { jump, rootNames } from '../render/entries';
import { formatAddress, formatBytes, formatCount } from '../render/format';
import { printMeasure } from '../render/measure';
import type { Theme } from '../render/palette';
import type {
  PlateBytes,
  PlateColumn,
  PlateLine,
  PlatePanel,
  PlateTable,
} from '../render/plate-panel';
import {
  fieldMeaning,
  fieldName,
  fieldValue,
  firstLineOffset,
  isField,
  rawLine,
} from '../render/raw-bytes';
import { explained, NOTHING_EXAMINED } from '../render/why';
import { blockName, blockSentence, KIND_WORDS } from '../render/words';
import {
  families,
  familyRows,
  hasSeveralSpaces,
  isReplaying,
  type Measured,
  metricGroups,
  OF_THE_MACHINE,
  type State,
} from '../state';
import { LINE_COLOURS } from '../views/charts/colours';
import { drawnCharts, stacked } from '../views/charts/drawn';
import type { Side } from './side';

/** What fits below a map and is still read. */
const LINES_MAX = 24;
const BYTES_PER_LINE = 16;
const BYTE_LINES_MAX = 16;
/** More points than a curve has pixels would only make the file larger. */
const CURVE_POINTS = 480;
const BYTES_TITLE = 'The block’s bytes';

/** `null` where the map is all there is to be shown. */
export async function panelOf(side: Side, theme: Theme): Promise<PlatePanel | null> {
  switch (side.state.carried.view) {
    case 'why':
      return why(side.state);
    case 'stats':
      return statistics(side.state);
    case 'list':
      return list(side);
    case 'bytes':
      return bytes(side);
    case 'chart':
      return charts(side, theme);
    default:
      return null;
  }
}

const text = (title: string, share: number, isMono = false): PlateColumn => ({
  title,
  share,
  isNumber: false,
  isMono,
});
const number = (title: string, share: number): PlateColumn => ({
  title,
  share,
  isNumber: true,
  isMono: false,
});
const line = (cells: readonly string[], isStrong = false): PlateLine => ({ cells, isStrong });

function why({ frame }: State): PlatePanel | null {
  if (frame === null) return null;
  const { summary, candidates, leftOut, changes, changesLeftOut } = explained(frame, LINES_MAX);
  const examined: PlateTable = {
    title: 'Examined',
    columns: [number('', 3), text('address', 8, true), number('size', 7), text('verdict', 64)],
    lines: candidates.map(({ number, highlight, verdict, score, isWinner }) =>
      line(
        [
          formatCount(number),
          formatAddress(highlight.address),
          formatBytes(highlight.bytes),
          score === null ? verdict : `${verdict}, ${score}`,
        ],
        isWinner,
      ),
    ),
    note: leftOut === 0 ? '' : `${formatCount(leftOut)} more, left out here.`,
  };
  const changed: PlateTable = {
    title: 'Changed',
    columns: [number('', 3), text('', 8, true), number('', 7), text('', 64)],
    lines: changes.map(({ address, bytes, kind, note }) =>
      line([
        '',
        formatAddress(address),
        formatBytes(bytes),
        note === '' ? KIND_WORDS[kind] : `${KIND_WORDS[kind]}: ${note}`,
      ]),
    ),
    note: changesLeftOut === 0 ? '' : `${formatCount(changesLeftOut)} more, left out here.`,
  };
  const tables = [examined, changed].filter(({ lines }) => lines.length > 0);
  const said = tables.length > 0 ? summary : `${summary} ${NOTHING_EXAMINED}`;
  return { kind: 'tables', title: 'Why here?', summary: said, rows: [{ across: 1, tables }] };
}

function statistics(state: State): PlatePanel {
  const several = hasSeveralSpaces(state);
  const groups = metricGroups(state).map(({ title, metrics }) => ({ title, ...families(metrics) }));
  const printed = ({ doc, value }: Measured) => (value === null ? '–' : printMeasure(doc, value));
  const numbers = groups
    .filter(({ others }) => others.length > 0)
    .map(
      ({ title, others }): PlateTable => ({
        title,
        columns: [text('', 5), number('', 3)],
        lines: others.map((metric) => line([metric.doc.title, printed(metric)])),
        note: '',
      }),
    );
  const costs = groups
    .filter((group) => group.families.length > 0)
    .map(
      ({ title, families }): PlateTable => ({
        title: several ? `${title}, of all tasks` : title,
        columns: [text('', 3), ...families.map(({ each }) => number(each.doc.title, 3))],
        lines: familyRows(families).map(({ title, cells }) =>
          line([title, ...cells.map((metric) => (metric ? printed(metric) : ''))]),
        ),
        note: '',
      }),
    );
  return {
    kind: 'tables',
    title: 'Numbers at this step',
    summary: several ? OF_THE_MACHINE : '',
    rows: [
      { across: 3, tables: numbers },
      { across: 1, tables: costs },
    ],
  };
}

async function list(side: Side): Promise<PlatePanel | null> {
  const { frame, selection, list } = side.state;
  if (frame === null) return null;
  const { blocks, threaded } = frame.region;
  const isFree = list.free && threaded !== null;
  const total = isFree ? threaded : blocks;
  const middle = (selection?.place ?? 0) - Math.floor(LINES_MAX / 2);
  // One more in front: where the link before the first one led.
  const from = Math.max(0, Math.min(middle, total - LINES_MAX));
  const asked = Math.max(0, from - 1);
  const count = Math.min(total - asked, LINES_MAX + (from - asked));
  const entries =
    count === 0
      ? []
      : await side.ask((client, step, task, options) =>
          client.list(step, task, isFree, asked, count, options),
        );
  if (entries === null) return null;
  const lineOf = (entry: ListEntry, before: ListEntry | undefined) =>
    line(
      [
        formatCount(entry.index),
        blockName(entry.block),
        formatAddress(entry.block.address),
        formatBytes(entry.block.payload),
        before ? jump(before.block, entry.block) : '',
        rootNames(entry, { isFree, total }).join(', '),
      ],
      selection !== null && entry.block.headerOffset === selection.block?.headerOffset,
    );
  const lines = entries.map((entry, at) => lineOf(entry, entries[at - 1])).slice(from - asked);
  const rest = total - lines.length;
  const table: PlateTable = {
    title: '',
    columns: [
      number('place', 3),
      text('block', 8),
      text('address', 6, true),
      number('payload', 5),
      text('from the one before', 8),
      text('roots', 8),
    ],
    lines,
    note: rest === 0 ? '' : `${formatCount(rest)} more, left out here.`,
  };
  return {
    kind: 'tables',
    title: isFree ? 'Holes in the order of the free list' : 'Blocks in the order of the list',
    summary: total === 0 ? 'The list is empty.' : '',
    rows: [{ across: 1, tables: total === 0 ? [] : [table] }],
  };
}

/** The block that is picked; where nothing is, the heap's first. */
async function bytes(side: Side): Promise<PlatePanel | null> {
  const { frame, selection } = side.state;
  if (frame === null) return null;
  const offset = selection?.offset ?? 0;
  const block: Block | null =
    selection?.block ??
    (offset >= frame.region.heapBytes
      ? null
      : await side.ask((client, step, task, options) =>
          client.blockAt(step, task, offset, options),
        ));
  if (block === null) {
    const address = formatAddress(frame.region.base + offset);
    const summary = `${address} lies beyond the heap’s end: no block is there at this step.`;
    return { kind: 'tables', title: BYTES_TITLE, summary, rows: [] };
  }
  const first = firstLineOffset(block, BYTES_PER_LINE);
  const end = block.start + block.bytes;
  const count = Math.min(end, first + BYTE_LINES_MAX * BYTES_PER_LINE) - block.start;
  const view = await side.ask((client, step, task, options) =>
    client.bytes(step, task, block.start, count, options),
  );
  if (view === null) return null;
  const lines: PlateBytes[] = [];
  for (let offset = first; offset < block.start + count; offset += BYTES_PER_LINE) {
    const address = formatAddress(frame.region.base + offset);
    lines.push({ address, ...rawLine(view, offset, BYTES_PER_LINE) });
  }
  const left = end - block.start - count;
  const fields: PlateTable = {
    title: 'The header, whose least significant bytes stand first',
    columns: [text('', 5), text('', 6, true), text('', 10, true), text('', 30)],
    lines: view.spans.filter(isField).map((span) => {
      const { hex, value } = fieldValue(view, span);
      return line([fieldName(span, block), `0x${hex}`, value, fieldMeaning(span)]);
    }),
    note: left === 0 ? '' : `The block has ${formatBytes(left)} more, left out here.`,
  };
  const sentence = blockSentence(block);
  return { kind: 'bytes', title: BYTES_TITLE, summary: `${sentence}.`, lines, fields };
}

async function charts(side: Side, theme: Theme): Promise<PlatePanel | null> {
  const { state } = side;
  const series = await side.ask((client, _step, _task, options) =>
    client.series(CURVE_POINTS, options),
  );
  if (series === null || state.frame === null) return null;
  const drawn = drawnCharts({
    ...state,
    series: { run: state.run.id, data: series },
    formerSeries: null,
  });
  return {
    kind: 'curves',
    title: isReplaying(state.run)
      ? 'Over time, as far as it is replayed'
      : 'Over the whole scenario',
    summary: [
      hasSeveralSpaces(state) ? OF_THE_MACHINE : '',
      drawn.length === 0 ? 'No figure has ever been anything but 0.' : '',
    ]
      .filter((said) => said !== '')
      .join(' '),
    axis: { steps: series.steps, step: state.frame.step },
    charts: drawn.map(({ title, lines, isStacked, ceiling, ticks, print }) => {
      const values = lines.map((line) => line.values);
      const edges = isStacked ? stacked(values) : values;
      return {
        title,
        isStacked,
        ceiling,
        ticks,
        print,
        lines: lines.map(({ title, colour, now }, at) => ({
          title,
          now: now === null ? '' : print(now),
          colour:
            typeof colour === 'string'
              ? (LINE_COLOURS[colour]?.[theme.scheme] ?? theme.ink)
              : colour,
          values: edges[at] ?? [],
        })),
      };
    }),
  };
}
