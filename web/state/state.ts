// The shape of a figure's state, and the state a figure begins with. Plain data: no functions, no DOM.

import type { Design } from '../domain/design';
import type { Lesson } from '../domain/lesson';
import type { Link } from '../domain/link';
import type { BundledTrace } from '../domain/trace';
import type {
  Block,
  BytesView,
  Catalog,
  EncodedLink,
  Frame,
  ListEntry,
  MapImage,
  MapSpec,
  MetricValue,
  OperationLine,
  ScriptProblem,
  Series,
  TraceInfo,
} from '../engine/wire';
import { NOTHING_ASKED, type Quiz } from './quiz';

/** What is replayed. */
export type Scenario =
  /** One of `State.traces`. */
  | { readonly kind: 'bundled'; readonly id: string }
  /** A file the visitor brought, or that came with a link. */
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly bytes: Uint8Array;
      /** What it says of itself; `null` until it is read. */
      readonly info: TraceInfo | null;
      /** Where it was fetched from, if it was. */
      readonly url?: string | undefined;
    }
  /** A file on a server, until it is here. */
  | {
      readonly kind: 'remote';
      readonly url: string;
      /** What the link said that named it; `null` where an earlier visit did. */
      readonly link: Link | null;
    }
  /** A generator's script, which the visitor may have edited: `State.drafts[id]`. */
  | { readonly kind: 'generator'; readonly id: string }
  /** One of `State.lessons`; its script may have been edited: `State.drafts[lessonDraft(id)]`. */
  | { readonly kind: 'lesson'; readonly id: string }
  /** The visitor's own script: `State.drafts[OWN_SCRIPT]`. */
  | { readonly kind: 'script' }
  /** A script that came with a link, edited or not: `State.drafts[LINKED_SCRIPT]`. */
  | { readonly kind: 'linked' };

/** The key of the visitor's own script among the drafts; no generator's id has a space. */
export const OWN_SCRIPT = 'own script';
/** The key of the script that came with a link: the visitor's own stays what it was. */
export const LINKED_SCRIPT = 'linked script';

/** The key of a lesson's script among the drafts. */
export function lessonDraft(id: string): string {
  return `lesson ${id}`;
}

/** A preset and what became of it. */
export interface Choice {
  readonly preset: string;
  readonly design: Design;
}

/** What a lesson stands in for: the design and those it was compared with. */
export interface SetAside extends Choice {
  readonly compare: readonly Choice[];
}

/** How far the file of a `remote` scenario is on its way. */
export type Fetching =
  /** The visitor is asked whether this server may be asked. */
  | { readonly phase: 'asking'; readonly host: string }
  | {
      readonly phase: 'fetching';
      /** `null` for the page's own server. */
      readonly host: string | null;
      readonly received: number;
      /** `null` where the server doesn't say. */
      readonly total: number | null;
    }
  | { readonly phase: 'failed'; readonly failure: Failure };

/** What the visitor had open when a link took its place. */
export interface Work {
  readonly scenario: Scenario;
  /** The scenario's script; `null` for what has none. */
  readonly script: string | null;
  readonly choice: Choice;
  readonly compare: readonly Choice[];
  /** What a lesson's design stood in for. */
  readonly setAside: SetAside | null;
  /** `null` to follow the replay. */
  readonly step: number | null;
}

/** What a link said beside scenario, design and place: kept, so that a link made from here says it too. */
export type Carried = Pick<
  Link,
  'title' | 'view' | 'fixed' | 'hidden' | 'predict' | 'controls' | 'theme' | 'loop' | 'speed'
>;

/** Which options a link's readers can't change, or don't see. */
export type AxisLock = Pick<Carried, 'fixed' | 'hidden'>;

/** What a link asks of its readers: which options they can't change or don't see, and whether they say first. */
export type Teaching = AxisLock & Pick<Carried, 'predict'>;

/** How an embedded figure is to look. */
export interface Embed {
  /** Which controls it has: `none`, `step` or `full`. */
  readonly controls: string;
  /** `null` for that of the page it stands in. */
  readonly theme: 'light' | 'dark' | null;
  /** In CSS pixels; `null` where it sizes itself. */
  readonly height: number | null;
}

/** A file that can be made of a figure. */
export type Product =
  | 'atlas'
  | 'scenario'
  | 'metrics-csv'
  | 'metrics-json'
  | 'series-csv'
  | 'series-json'
  | 'svg'
  | 'png';

/** The figure as a picture to be shared. */
export interface SharedPicture {
  readonly svg: string;
  /** Whether everything in it is drawn as shapes, memory included, rather than as pixels. */
  readonly isShapes: boolean;
}

/** What is asked of sharing while its dialog is open, and what there is of it. */
export interface Sharing {
  readonly embed: Embed;
  /** The links to the page and to the embedded figure, of the state as it is; `null` until they are written. */
  readonly links: { readonly page: EncodedLink; readonly figure: EncodedLink } | null;
  /** Whether the scenario is too long for any link: then it travels as a file. */
  readonly isTooLong: boolean;
  /** The colours the picture is wanted in; `null` while nobody looks at it. */
  readonly scheme: 'light' | 'dark' | null;
  readonly picture: SharedPicture | null;
  /** The file that is being made. */
  readonly making: Product | null;
  /** Why the last one could not be; empty where it could. */
  readonly trouble: string;
}

export const NOTHING_SHARED: Sharing = {
  embed: { controls: 'step', theme: null, height: null },
  links: null,
  isTooLong: false,
  scheme: null,
  picture: null,
  making: null,
  trouble: '',
};

/** What the engine says about the design as set. */
export interface Verdict {
  /** Why the design is refused, by axis; empty where it is not. */
  readonly problems: readonly { readonly axis: string; readonly reason: string }[];
  /** Options that can't be chosen with the rest of the design: axis id, option id, reason. */
  readonly unavailable: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Why an axis makes no difference in this design, by axis. */
  readonly inert: Readonly<Record<string, string>>;
}

/** What the engine says about the script in the editor. */
export interface ScriptVerdict {
  readonly problems: readonly ScriptProblem[];
  readonly operations: number;
}

/** Something that went wrong, in words for the visitor: what happened, and what to do. */
export interface Failure {
  readonly message: string;
  readonly advice: string;
}

/** The newest replay: how far it is. `id` grows by one with each; 0 means none was asked for yet. */
export interface Run {
  readonly id: number;
  readonly phase: 'idle' | 'opening' | 'replaying' | 'done' | 'cancelled' | 'failed';
  /** Steps that can be shown by now. */
  readonly replayed: number;
  /** Operations of the scenario; 0 until the scenario is read. */
  readonly total: number;
  /** The timeline's hash, once done. */
  readonly hash: string | null;
  readonly failure: Failure | null;
}

/**
 * What the map's view wishes to have painted: the window, laid out in rows for the pixels there are.
 * Colours are in it, so a change of theme is a new wish.
 */
export interface Surface {
  readonly map: MapSpec;
  /** The whole heap as one strip; `null` where the map shows all of it anyway. */
  readonly overview: MapSpec | null;
  /** Whether the window is small enough for its blocks to be labelled, and so wanted as data. */
  readonly blocks: boolean;
}

/** A stretch of the region, in offsets from its start. */
export interface Window {
  readonly from: number;
  readonly bytes: number;
}

/** How much memory there is to be drawn. */
export interface Reach {
  /** The furthest a heap was seen to reach, bytes. */
  readonly extentBytes: number;
  /** The length of the region. */
  readonly regionBytes: number;
}

/** What the replay of a compared design came to: its timeline's hash, `null` until it is done. */
export interface Outcome {
  readonly design: Design;
  readonly hash: string | null;
}

/** A drawn map. */
export interface Picture {
  readonly image: MapImage;
  /** RGBA, `image.width` × `image.height`. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
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
}

/** The metrics of an earlier design at a step, to hold the newer design's against. */
export interface Baseline {
  readonly step: number;
  readonly metrics: readonly MetricValue[];
  /** Those of the one space that was looked at, and whose it is; `null` where it was the only one. */
  readonly space: { readonly task: number; readonly metrics: readonly MetricValue[] } | null;
}

/** A note to the visitor that stays until dismissed. */
export interface Notice {
  readonly id: number;
  readonly tone: 'note' | 'bad';
  readonly message: string;
  /** What the message is about, one by one; empty where it says it all. */
  readonly items: readonly string[];
  /** Whether it offers to bring back what a link took the place of. */
  readonly offersWork: boolean;
}

export interface State {
  /** Whether the engine runs; without it there is neither catalogue nor picture. */
  readonly engine: 'starting' | 'running' | 'failed';
  readonly engineFailure: Failure | null;
  /** What designs and scripts are made of; `null` until the engine runs. */
  readonly catalog: Catalog | null;
  readonly traces: readonly BundledTrace[];
  readonly lessons: readonly Lesson[];

  readonly scenario: Scenario;
  /** Scripts as the visitor left them: their own, each generator's, each lesson's. */
  readonly drafts: Readonly<Record<string, string>>;
  /** A file that was dropped or picked and is still being read. */
  readonly offer: File | null;
  /** The file of a `remote` scenario on its way; `null` until it is asked for. */
  readonly fetching: Fetching | null;
  /** The addresses on other servers that the visitor agreed to fetch from, in this visit. */
  readonly agreedUrls: readonly string[];
  /** `null` while the newest text is unchecked, and for traces. */
  readonly scriptVerdict: ScriptVerdict | null;

  /** One value per axis, in canonical form; axes with a typing error keep what was typed. */
  readonly design: Design;
  /** The preset that changes are marked against. */
  readonly preset: string;
  /** While a lesson is open, which brings designs of its own: those to come back to after it. */
  readonly setAside: SetAside | null;
  /** The designs beside the figure's own that are compared with it: B, C and D where that one is A. */
  readonly compare: readonly Choice[];
  /** Which design the controls set and the details are of: 0 is A, the figure's own, 1 is B, … */
  readonly hand: number;
  readonly verdict: Verdict;
  /** Whether the problems in `verdict` are those of `design` as it is now. */
  readonly isDesignChecked: boolean;
  /** The design that the rest of `verdict` is about. */
  readonly explained: Design | null;

  readonly run: Run;
  /** Whether scenario or design changed since `run` was opened: a new run is due once both are sound. */
  readonly outdated: boolean;
  /** Whether the scenario changed: the next picture sets the map's scale anew. A change of design keeps
   * the scale, so that heaps of two designs can be compared by eye. */
  readonly rescaling: boolean;
  /** The first run of the scenario as it is now: charts of earlier runs are of something else. */
  readonly firstRun: number;
  /** The step asked for. */
  readonly step: number;
  /** Whether the step follows the replay's head: from opening a scenario until the visitor steps. */
  readonly following: boolean;
  readonly playing: boolean;
  /** Steps per second while playing. */
  readonly speed: number;

  /** The task whose address space was picked to look at; `null` for that of each step's operation. */
  readonly space: number | null;
  /**
   * Which run, step and space (by its task) frame, picture, hover and selection show; `null` before the
   * first picture.
   */
  readonly shown: { readonly run: number; readonly step: number; readonly space: number } | null;
  readonly frame: Frame | null;
  /** At rest it keeps its measures and loses its pixels: whoever drew it keeps what is to be seen. */
  readonly picture: Picture | null;
  /** The overview strip, and the blocks in the map's window: as far as the surface wishes for them. */
  readonly overview: Picture | null;
  readonly blocks: readonly Block[];
  readonly hover: Spot | null;
  readonly selection: Selection | null;
  /** What the design before this one came to at the same step; `null` where there is nothing to compare. */
  readonly baseline: Baseline | null;
  /** The furthest the heap was seen to reach in the run on the screen, bytes. */
  readonly extentBytes: number;
  /** Whether the figure is far out of sight, and without a replay. */
  readonly isAtRest: boolean;

  /** Whether this figure is a lane: it stands beside another, and shows that one's step or none. */
  readonly isLed: boolean;
  /** How far the heaps compared with this one reach, so that all are drawn to one scale; `null` alone. */
  readonly beside: Reach | null;

  /** What the replays of the designs compared with this one came to, in the order of their places. */
  readonly outcomesBeside: readonly Outcome[];

  /** Whether there is a map: what shows something by a frame alone has none. */
  readonly awaitsPicture: boolean;
  /** Wishes of the map's view. `window` is `null` for the whole heap. */
  readonly surface: Surface | null;
  /** Whether the map is in sight: out of sight it is not painted. */
  readonly isInSight: boolean;
  readonly window: Window | null;

  /** The list in list order: the part wished for, and the part there is. */
  readonly list: {
    /** Whether the free list is looked at, where the structure keeps one, and not the list of all blocks. */
    readonly free: boolean;
    readonly from: number;
    readonly count: number;
    readonly entries: readonly ListEntry[];
  };
  /** Operations around the step: the part wished for, and the part there is. */
  readonly operations: {
    readonly from: number;
    readonly count: number;
    readonly lines: readonly OperationLine[];
  };
  /** Raw bytes of the region: the part wished for, and the part there is. */
  readonly bytes: {
    readonly offset: number;
    readonly count: number;
    readonly view: BytesView | null;
  };
  /** Metrics over time, and the run they belong to. */
  readonly series: { readonly run: number; readonly data: Series } | null;
  /** Those of the design before on the same scenario, to compare with. */
  readonly formerSeries: Series | null;

  readonly notices: readonly Notice[];

  /**
   * What the visitor changed since the figure was opened: nothing, where they look (step, window, selection,
   * …), or what is replayed. Only the last is worth keeping for another visit.
   */
  readonly changed: 'nothing' | 'view' | 'figure';
  readonly carried: Carried;
  /** Where the figure asks before it shows: the question, and the score of the visit. */
  readonly quiz: Quiz;
  /** The timelines' hashes that an opened link says it was made of, for as long as that is what is replayed. */
  readonly promised: readonly string[];
  /** What links took the place of, the last first. */
  readonly shelf: readonly Work[];
  /** What links made here ask of their readers; `null` for what the link that was opened asks of this one. */
  readonly teaching: Teaching | null;
  /** `null` while the share dialog is closed. */
  readonly sharing: Sharing | null;
}

export const CARRIED_NOTHING: Carried = {
  title: null,
  view: null,
  fixed: [],
  hidden: [],
  predict: false,
  controls: null,
  theme: null,
  loop: null,
  speed: null,
};

/** Classic replays the first bundled trace, followed to its end: what a first visit shows. */
export const INITIAL_STATE: State = {
  engine: 'starting',
  engineFailure: null,
  catalog: null,
  traces: [],
  lessons: [],
  scenario: { kind: 'script' },
  drafts: {},
  scriptVerdict: null,
  design: {},
  preset: 'classic',
  setAside: null,
  compare: [],
  hand: 0,
  verdict: { problems: [], unavailable: {}, inert: {} },
  isDesignChecked: false,
  explained: null,
  offer: null,
  fetching: null,
  agreedUrls: [],
  baseline: null,
  run: { id: 0, phase: 'idle', replayed: 0, total: 0, hash: null, failure: null },
  outdated: false,
  rescaling: false,
  firstRun: 0,
  step: 0,
  following: true,
  playing: false,
  speed: 8,
  space: null,
  shown: null,
  frame: null,
  picture: null,
  overview: null,
  blocks: [],
  hover: null,
  selection: null,
  extentBytes: 0,
  isAtRest: false,
  isLed: false,
  beside: null,
  outcomesBeside: [],
  awaitsPicture: false,
  surface: null,
  isInSight: true,
  window: null,
  list: { free: false, from: 0, count: 0, entries: [] },
  operations: { from: 0, count: 0, lines: [] },
  bytes: { offset: 0, count: 0, view: null },
  series: null,
  formerSeries: null,
  notices: [],
  changed: 'nothing',
  carried: CARRIED_NOTHING,
  quiz: NOTHING_ASKED,
  promised: [],
  shelf: [],
  teaching: null,
  sharing: null,
};
