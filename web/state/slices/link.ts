// The link that was opened, the work it took the place of, and notices to the visitor.

import type { Link } from '../../engine/link';
import type { LinkNotice } from '../../engine/wire';
import type { ChosenDesign, SetAside } from './design';
import type { Scenario } from './scenario';

/** What a link said beside scenario, design and place: kept, so that a link made from here says it too. */
export type Carried = Pick<
  Link,
  | 'title'
  | 'view'
  | 'fixed'
  | 'hidden'
  | 'predict'
  | 'goal'
  | 'controls'
  | 'theme'
  | 'loop'
  | 'speed'
>;

/** Which options a link's readers can't change, or don't see. */
export type AxisLock = Pick<Carried, 'fixed' | 'hidden'>;

/** What a link asks of its readers: which options to leave, where to guess first, and what to reach. */
export type Teaching = AxisLock & Pick<Carried, 'predict' | 'goal'>;

export const CARRIED_NOTHING: Carried = {
  title: null,
  view: null,
  fixed: [],
  hidden: [],
  predict: null,
  goal: [],
  controls: null,
  theme: null,
  loop: null,
  speed: null,
};

/** What the visitor had open when a link took its place, or a file that they removed. */
export interface Work {
  readonly scenario: Scenario;
  /** The scenario's script; `null` for what has none. */
  readonly script: string | null;
  /** `null` for a file that was removed: the file alone comes back, under the design there is then. */
  readonly choice: ChosenDesign | null;
  readonly compare: readonly ChosenDesign[];
  /** What a lesson's design stood in for. */
  readonly setAside: SetAside | null;
  /** `null` to follow the replay. */
  readonly step: number | null;
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

/** A link that is opened, and how the visitor came to it. */
export interface Opening {
  readonly link: Link;
  /** What could not be read of it. */
  readonly notices: readonly LinkNotice[];
  /**
   * Where it comes from: from anyone, where nothing else is said; from a file the visitor opened; or from this
   * page, which wrote it for a way back.
   */
  readonly by?: 'file' | 'page';
  /** Whether the visitor came back to it: what they had is then one step forward in their history. */
  readonly isReturn?: boolean;
  /** Where this page wrote it, the scenario it had then: a script goes back to where it was. */
  readonly origin?: Scenario | undefined;
  /** Where the file was fetched from that it stood in. */
  readonly url?: string;
}

export interface LinkSlice {
  readonly notices: readonly Notice[];
  /**
   * What the visitor changed since the figure was opened: nothing, where they look (step, window, selection,
   * …), or what is replayed. Only the last is worth keeping for another visit.
   */
  readonly changed: 'nothing' | 'view' | 'figure';
  readonly carried: Carried;
  /** Whether the reader of a lesson chose to predict, and no link asked it of them: the choice ends with the lessons. */
  readonly isPredictingChosen: boolean;
  /** The timelines' hashes that an opened link says it was made of, for as long as that is what is replayed. */
  readonly promised: readonly string[];
  /** The visitor's work that links and files have replaced, the latest first. */
  readonly replacedWork: readonly Work[];
}

export const INITIAL_LINK: LinkSlice = {
  notices: [],
  changed: 'nothing',
  carried: CARRIED_NOTHING,
  isPredictingChosen: false,
  promised: [],
  replacedWork: [],
};
