// The figure's own design, A: its values, its preset, and the engine's verdict on it.

import type { Design } from '../../domain/design';

/** A design and the preset that its changes are marked against. */
export interface ChosenDesign {
  readonly preset: string;
  readonly design: Design;
}

/** What a lesson stands in for: the design and those it was compared with. */
export interface SetAside extends ChosenDesign {
  readonly compare: readonly ChosenDesign[];
}

/** What the engine says about the design as set. */
export interface Verdict {
  /** Why the design is refused, by axis; empty where it is not. */
  readonly problems: readonly { readonly axis: string; readonly reason: string }[];
  /** Options that do not go with the other values of the design: axis id, option id, reason. */
  readonly unavailable: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Why an axis makes no difference in this design, by axis. */
  readonly inert: Readonly<Record<string, string>>;
}

export interface DesignSlice {
  /** One value per axis, in canonical form; axes with a typing error keep what was typed. */
  readonly design: Design;
  /** The preset that changes are marked against. */
  readonly preset: string;
  /** While a lesson is open, which brings designs of its own: those to come back to after it. */
  readonly setAside: SetAside | null;
  readonly verdict: Verdict;
  /** Whether the problems in `verdict` are those of `design` as it is now. */
  readonly isDesignChecked: boolean;
}

export const INITIAL_DESIGN: DesignSlice = {
  design: {},
  preset: 'classic',
  setAside: null,
  verdict: { problems: [], unavailable: {}, inert: {} },
  isDesignChecked: false,
};
