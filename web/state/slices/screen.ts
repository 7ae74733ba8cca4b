// The screen: what views ask to see at the step, and the engine's answers.

import type {
  Block,
  BytesView,
  Frame,
  ListEntry,
  MapSpec,
  Metrics,
  OperationLine,
  Picture,
  Series,
} from '../../engine/wire';

/**
 * The picture that the map's view asks for: the window, laid out in rows for the pixels there are. It includes the
 * colours, so a change of theme asks for another picture.
 */
export interface Surface {
  readonly map: MapSpec;
  /** The whole heap as one strip; `null` where the map shows all of it anyway. */
  readonly overview: MapSpec | null;
  /** Whether the blocks are asked for as data too: the window is small enough to label them. */
  readonly blocks: boolean;
}

/** A stretch of the region, in offsets from its start. */
export interface Window {
  readonly from: number;
  readonly bytes: number;
}

/** A place in the region, and the block found there at the step on the screen. */
export interface Spot {
  readonly offset: number;
  /** `null` beyond the heap's end, and until the engine has answered. */
  readonly block: Block | null;
}

/** The place in the region that was picked, and where the list that is looked at has its block. */
export interface Selection extends Spot {
  /** `null` where that list doesn't have it, and until the engine has answered. */
  readonly place: number | null;
  /** Whether the engine has answered: where there is no block then, the place lies in bookkeeping outside of blocks. */
  readonly isAnswered?: true;
}

/** The name of the chain that is looked at, which outlives the design; `null` for the first there is. */
export type ChainName = string | null;

/** What views look at closely in a step; `null` for what they did not ask for. */
export interface CloseUp {
  readonly hover: Spot | null;
  readonly selection: Selection | null;
  /** Entries of a chain, by its name; the selection's place is in the same chain. */
  readonly list: { readonly chain: ChainName; readonly entries: readonly ListEntry[] | null };
  readonly bytes: BytesView | null;
}

/** The metrics of an earlier design at a step, to compare the newer design's with. */
export interface Baseline {
  readonly step: number;
  readonly metrics: Metrics;
  /** Those of the one space that was looked at, and whose it is; `null` where it was the only one. */
  readonly space: { readonly task: number; readonly metrics: Metrics } | null;
}

/** The most blocks of the map's window that are asked for as data: more are too narrow for names. */
export const BLOCKS_MAX = 2000;

/** The id of the chain that arrows over the map follow; bins of several sizes share one. `null` for no arrows. */
export type Arrows = string | null;

export interface ScreenSlice {
  /** The task whose address space was picked to look at; `null` for that of each step's operation. */
  readonly space: number | null;
  /**
   * Which run, step and space (by its task) frame, picture, hover and selection show; `null` before the
   * first picture.
   */
  readonly shown: { readonly run: number; readonly step: number; readonly space: number } | null;
  readonly frame: Frame | null;
  /** The line of the script, from 1, that made the step shown; `null` where none did, and for a recording. */
  readonly line: number | null;
  /** A suspended figure keeps the picture's size and drops its pixels; the map has a compressed copy. */
  readonly picture: Picture | null;
  /** The overview strip, and the blocks in the map's window: as far as `surface` asks for them. */
  readonly overview: Picture | null;
  readonly blocks: readonly Block[];
  readonly hover: Spot | null;
  readonly selection: Selection | null;
  /** The metrics of the design before this one at the same step; `null` where there is nothing to compare. */
  readonly baseline: Baseline | null;
  /** The categories of bytes of which there were any at a step seen since the scenario was opened. */
  readonly categoriesSeen: readonly string[];
  /** The furthest the heap was seen to reach in the run on the screen, bytes. */
  readonly extentBytes: number;
  /** Whether there is a map: a figure without one is complete with its frame. */
  readonly awaitsPicture: boolean;
  /** The picture that the map's view asks for. */
  readonly surface: Surface | null;
  /** Whether the map is in sight: out of sight it is not painted. */
  readonly isInSight: boolean;
  /** What the map shows; `null` for the whole heap. */
  readonly window: Window | null;
  readonly arrows: Arrows;
  /** The list in list order: the entries asked for, and the entries that are here. */
  readonly list: {
    readonly chain: ChainName;
    readonly from: number;
    readonly count: number;
    readonly entries: readonly ListEntry[];
  };
  /** Operations around the step: the lines asked for, and the lines that are here. */
  readonly operations: {
    readonly from: number;
    readonly count: number;
    readonly lines: readonly OperationLine[];
  };
  /** Raw bytes of the region: the bytes asked for, and the bytes that are here. */
  readonly bytes: {
    readonly offset: number;
    readonly count: number;
    readonly view: BytesView | null;
  };
  /** The cost of operations that tables and charts show of those that are counted: the id of its metric; `null` for what the scenario is about. */
  readonly cost: string | null;
  /** Metrics over time, and the run they belong to. */
  readonly series: { readonly run: number; readonly data: Series } | null;
  /** Those of the design before on the same scenario, to compare with. */
  readonly formerSeries: Series | null;
}

export const INITIAL_SCREEN: ScreenSlice = {
  space: null,
  shown: null,
  frame: null,
  line: null,
  picture: null,
  overview: null,
  blocks: [],
  hover: null,
  selection: null,
  baseline: null,
  categoriesSeen: [],
  extentBytes: 0,
  awaitsPicture: false,
  surface: null,
  isInSight: true,
  window: null,
  arrows: null,
  list: { chain: null, from: 0, count: 0, entries: [] },
  operations: { from: 0, count: 0, lines: [] },
  bytes: { offset: 0, count: 0, view: null },
  cost: null,
  series: null,
  formerSeries: null,
};
