// The designs compared with A, and what the state of a compared design takes over from the figure's.

import type { Design } from '../../domain/design';
import type { ChosenDesign } from './design';
import type { AxisLock } from './link';
import type { TimeWindow } from './over-time';
import type { Scenario, ScriptVerdict } from './scenario';
import type { Arrows, Window } from './screen';

export interface Reach {
  /** The furthest a heap was seen to reach, bytes. */
  readonly extentBytes: number;
  readonly regionBytes: number;
  /** The highest water of their replays, bytes. */
  readonly highWaterBytes: number;
}

/** What the replay of a compared design came to: its timeline's hash, `null` until it is done. */
export interface Outcome {
  readonly design: Design;
  readonly hash: string | null;
}

export type DesignSource =
  /** The active design, to be changed. */
  | { readonly kind: 'copy' }
  | { readonly kind: 'preset'; readonly id: string }
  /** One of those the open lesson compares, by its place among them. */
  | { readonly kind: 'lesson'; readonly index: number };

/** What the state of a compared design takes over from the figure's. */
export interface Lead {
  readonly scenario: Scenario;
  readonly drafts: Readonly<Record<string, string>>;
  readonly scriptVerdict: ScriptVerdict | null;
  readonly choice: ChosenDesign;
  readonly step: number;
  readonly space: number | null;
  readonly window: Window | null;
  readonly timeWindow: TimeWindow | null;
  readonly arrows: Arrows;
  /** The axes that a link has locked: the same for all designs. */
  readonly lock: AxisLock;
}

export interface CompareSlice {
  /** Whether the page greets a first visit: with a comparison, its switch, and challenges. */
  readonly isWelcome: boolean;
  /** The designs beside the figure's own that are compared with it: B, C and D where that one is A. */
  readonly compare: readonly ChosenDesign[];
  /** Which design the controls set and the details are of: 0 is A, the figure's own, 1 is B, … */
  readonly activePlace: number;
  /** Whether this is the state of B, C or D: it shows the figure's step, or none. */
  readonly isLed: boolean;
  /** How far the heaps compared with this one reach, so that all are drawn to one scale; `null` alone. */
  readonly beside: Reach | null;
  /** What the replays of the designs compared with this one came to, in the order of their places. */
  readonly outcomesBeside: readonly Outcome[];
}

export const INITIAL_COMPARE: CompareSlice = {
  isWelcome: false,
  compare: [],
  activePlace: 0,
  isLed: false,
  beside: null,
  outcomesBeside: [],
};
