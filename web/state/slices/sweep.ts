// The sweep: many designs tried on the scenario, and how they rank.

import type { Design } from '../../domain/design';
import type { Ranking, Scorecard } from '../../engine/wire';
import type { ScenarioSlice } from './scenario';

/** A design that was tried, and what it made of the scenario. */
export interface Trial {
  /** A preset and what is changed in it, as the command line takes a design. */
  readonly name: string;
  /** The preset that it is made of, if any. */
  readonly preset: string | null;
  readonly design: Design;
  /** `null` where it was not replayed to its end. */
  readonly scorecard: Scorecard | null;
  /** Why it was not; empty where it was. */
  readonly trouble: string;
}

export interface Sweep {
  readonly phase: 'waiting' | 'running' | 'done' | 'cancelled';
  /** What it is a sweep over; `null` before the first. */
  readonly of: Pick<ScenarioSlice, 'scenario' | 'drafts'> | null;
  /** After all presets, up to so many options of each design that no other beats are changed at once. */
  readonly axes: number;
  /** How many designs are to be tried, as far as that is known. */
  readonly total: number;
  readonly trials: readonly Trial[];
  /** Of the trials so far. */
  readonly ranking: Ranking;
  /** Why the sweep broke off; empty where it did not. */
  readonly trouble: string;
}

export const NOTHING_TRIED: Sweep = {
  phase: 'waiting',
  of: null,
  axes: 1,
  total: 0,
  trials: [],
  ranking: { order: [], onFront: [], meetsGoal: [] },
  trouble: '',
};

export interface SweepSlice {
  readonly isSweepOpen: boolean;
  /** The last one: what it found is there when the dialog opens again. */
  readonly sweep: Sweep;
}

export const INITIAL_SWEEP: SweepSlice = { isSweepOpen: false, sweep: NOTHING_TRIED };
