// Everything that can happen to a figure, as data: what the visitor does, named by the deed, and what
// the effects report back, named by the event.

import type { Design } from '../domain/design';
import type { Lesson } from '../domain/lesson';
import type { BundledTrace } from '../domain/trace';
import type {
  Block,
  BytesView,
  Catalog,
  Frame,
  ListEntry,
  OperationLine,
  Series,
  TraceInfo,
} from '../engine/wire';
import type { Opening } from './opening';
import type { Saved } from './persistence';
import type { Guess } from './quiz';
import type {
  AxisLock,
  Choice,
  Embed,
  Failure,
  Fetching,
  Notice,
  Outcome,
  Picture,
  Product,
  Reach,
  Scenario,
  ScriptVerdict,
  SharedPicture,
  Sharing,
  Surface,
  Teaching,
  Verdict,
  Window,
} from './state';

/** Where a design to compare with comes from. */
export type DesignSource =
  /** The design in hand, to be changed. */
  | { readonly kind: 'copy' }
  | { readonly kind: 'preset'; readonly id: string }
  /** One of those the open lesson compares, by its place among them. */
  | { readonly kind: 'lesson'; readonly index: number };

/** What a figure that is compared has in common with the one it stands beside. */
export interface Lead {
  readonly scenario: Scenario;
  readonly drafts: Readonly<Record<string, string>>;
  readonly scriptVerdict: ScriptVerdict | null;
  readonly choice: Choice;
  readonly step: number;
  readonly space: number | null;
  readonly window: Window | null;
  /** What a link has locked holds for all designs. */
  readonly lock: AxisLock;
}

/** What the visitor does. */
export type Intent =
  | { readonly type: 'scenario-chosen'; readonly scenario: Scenario }
  | { readonly type: 'script-edited'; readonly text: string }
  /** One of the designs that the open lesson compares, by its place among them. */
  | { readonly type: 'lesson-design-chosen'; readonly index: number }
  /** A file was dropped or picked; the effects read it. */
  | { readonly type: 'file-offered'; readonly file: File }
  | { readonly type: 'axis-set'; readonly axis: string; readonly value: string }
  | { readonly type: 'axis-reset'; readonly axis: string }
  /** A task gives up its own design. */
  | { readonly type: 'task-follows'; readonly task: number }
  | { readonly type: 'preset-chosen'; readonly preset: string }
  /** Another design to compare with; it comes to be in hand. */
  | { readonly type: 'design-added'; readonly from: DesignSource }
  /** All designs of the open lesson side by side, as far as there is room. */
  | { readonly type: 'lesson-compared' }
  /** The controls and the details turn to a design by its place: 0 is A, 1 is B, … */
  | { readonly type: 'design-taken'; readonly place: number }
  | { readonly type: 'design-removed'; readonly place: number }
  /** The design becomes A, which the others are held against, and A takes its place. */
  | { readonly type: 'design-swapped'; readonly place: number }
  /** One design is kept, and compared with nothing any more. */
  | { readonly type: 'comparison-ended'; readonly kept: number }
  /** Replays anew: after a cancellation, or after a failure. */
  | { readonly type: 'replay-requested' }
  | { readonly type: 'replay-cancelled' }
  /** Goes to a step; out of range is brought into it. Ends following and playing. */
  | { readonly type: 'seek'; readonly step: number }
  | { readonly type: 'step-by'; readonly delta: number }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'speed-set'; readonly stepsPerSecond: number }
  /** The pointer is over this offset of the region; `null` when it left. */
  | { readonly type: 'hovered'; readonly offset: number | null }
  /** This offset of the region was picked; `null` clears. Where a question is open, it may be the answer. */
  | { readonly type: 'selected'; readonly offset: number | null; readonly isAnswer?: true }
  /** Says where the next request will go; `null` says nothing, and looks. */
  | { readonly type: 'guessed'; readonly guess: Guess | null }
  /** Looks at a task's address space from now on; with `null`, at that of each step's operation. */
  | { readonly type: 'space-chosen'; readonly task: number | null }
  /** A map is there that waits for its first picture. */
  | { readonly type: 'picture-awaited' }
  | { readonly type: 'surface-measured'; readonly surface: Surface }
  /** `null` shows the whole heap. */
  | { readonly type: 'window-set'; readonly window: Window | null }
  /** Looks at the free list, or at the list of all blocks again. */
  | { readonly type: 'list-chosen'; readonly free: boolean }
  | { readonly type: 'list-scrolled'; readonly from: number; readonly count: number }
  | { readonly type: 'operations-scrolled'; readonly from: number; readonly count: number }
  | { readonly type: 'bytes-scrolled'; readonly offset: number; readonly count: number }
  | { readonly type: 'notice-dismissed'; readonly id: number }
  /** Goes back to what a link took the place of; asked again, to what that had taken the place of. */
  | { readonly type: 'work-brought-back' }
  /** Names the figure, in links from now on; `null` takes the name away. */
  | { readonly type: 'title-set'; readonly title: string | null }
  /** What of the page a link is to bring into sight; `null` for the map. */
  | { readonly type: 'view-set'; readonly view: string | null }
  | { readonly type: 'share-opened' }
  | { readonly type: 'share-closed' }
  | { readonly type: 'embed-set'; readonly embed: Partial<Embed> }
  /** Asks something of the readers of links that are made from now on, and nothing of this page. */
  | { readonly type: 'teaching-set'; readonly teaching: Partial<Teaching> }
  /** Wants the figure as a picture in these colours. */
  | { readonly type: 'picture-wanted'; readonly scheme: 'light' | 'dark' }
  /** Wants a file made of the figure, and downloaded. */
  | { readonly type: 'product-wanted'; readonly product: Product };

/** What the effects report. Reports of a run that is no longer the newest are dropped. */
export type Report =
  | {
      readonly type: 'engine-started';
      readonly catalog: Catalog;
      readonly traces: readonly BundledTrace[];
      readonly lessons: readonly Lesson[];
      /** What an earlier visit left, already validated in form. */
      readonly saved: Saved;
    }
  | { readonly type: 'engine-failed'; readonly failure: Failure }
  | {
      readonly type: 'design-checked';
      /** The design that was checked; a verdict on an older one is dropped. */
      readonly asked: Design;
      readonly design: Design;
      readonly problems: Verdict['problems'];
    }
  /** What goes with a design and what makes no difference in it, which is told of it later. */
  | {
      readonly type: 'design-explained';
      readonly asked: Design;
      readonly unavailable: Verdict['unavailable'];
      readonly inert: Verdict['inert'];
    }
  /** The engine's text of a compared design that was found sound. */
  | {
      readonly type: 'compared-checked';
      readonly place: number;
      readonly asked: Design;
      readonly design: Design;
    }
  /** The figure this one stands beside has moved on. */
  | { readonly type: 'led'; readonly lead: Lead }
  | { readonly type: 'reach-shared'; readonly reach: Reach | null }
  | { readonly type: 'outcomes-shared'; readonly outcomes: readonly Outcome[] }
  | { readonly type: 'sighted'; readonly isInSight: boolean }
  | { readonly type: 'script-checked'; readonly text: string; readonly verdict: ScriptVerdict }
  | {
      readonly type: 'file-read';
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly info: TraceInfo;
    }
  /** The file that was offered is a script. */
  | { readonly type: 'script-read'; readonly text: string }
  | { readonly type: 'file-refused' }
  /** The task whose space was to be looked at is none of the scenario's. */
  | { readonly type: 'space-missing'; readonly task: number }
  /** The visitor agrees that the file of a `remote` scenario is fetched from another's server. */
  | { readonly type: 'fetch-agreed'; readonly url: string }
  | { readonly type: 'fetch-advanced'; readonly url: string; readonly fetching: Fetching }
  /** The file of a `remote` scenario is a trace. */
  | {
      readonly type: 'remote-read';
      readonly url: string;
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly info: TraceInfo;
    }
  /** A file that came with a link, or that was kept, has been read; `bytes` tells which. */
  | { readonly type: 'file-described'; readonly bytes: Uint8Array; readonly info: TraceInfo }
  | ({ readonly type: 'link-opened' } & Opening)
  | {
      readonly type: 'links-written';
      readonly links: Sharing['links'];
      readonly isTooLong: boolean;
    }
  | { readonly type: 'picture-drawn'; readonly picture: SharedPicture }
  | { readonly type: 'product-made'; readonly trouble: string }
  | { readonly type: 'noticed'; readonly tone: Notice['tone']; readonly message: string }
  /** The figure is far out of sight: its replay and its pixels are given up, until it rests no more. */
  | { readonly type: 'rest-begun' }
  | { readonly type: 'rest-ended' }
  | { readonly type: 'run-opened' }
  | {
      readonly type: 'run-advanced';
      readonly run: number;
      readonly replayed: number;
      readonly total: number;
      /** Not `null` exactly once: when the replay is done. */
      readonly hash: string | null;
    }
  | { readonly type: 'run-failed'; readonly run: number; readonly failure: Failure }
  | {
      readonly type: 'shown';
      readonly run: number;
      readonly step: number;
      readonly frame: Frame;
      /** `null` where no surface was measured yet. */
      readonly picture: Picture | null;
      /** `null` and empty where the surface doesn't wish for them. */
      readonly overview: Picture | null;
      readonly blocks: readonly Block[];
      readonly hovered: Block | null;
      readonly selected: Block | null;
    }
  | { readonly type: 'block-hovered'; readonly offset: number; readonly block: Block | null }
  | {
      readonly type: 'block-selected';
      readonly offset: number;
      readonly block: Block | null;
      /** Its place in the free list, or in the list of all blocks. */
      readonly free: boolean;
      readonly place: number | null;
    }
  | {
      readonly type: 'list-read';
      readonly run: number;
      readonly free: boolean;
      readonly entries: readonly ListEntry[];
    }
  | {
      readonly type: 'operations-read';
      readonly run: number;
      readonly lines: readonly OperationLine[];
    }
  | { readonly type: 'bytes-read'; readonly run: number; readonly view: BytesView }
  | { readonly type: 'series-read'; readonly run: number; readonly series: Series }
  /** Time passed while playing: so many steps are due. */
  | { readonly type: 'played'; readonly steps: number };

export type Action = Intent | Report;
