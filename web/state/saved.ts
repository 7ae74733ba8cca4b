// What of a figure survives a reload. persistence.ts writes it as text and reads it back.

import type { Design } from '../domain/design';
import type { ChosenDesign, SetAside } from './slices/design';
import type { Work } from './slices/link';
import type { OwnFile, Scenario } from './slices/scenario';

export interface Saved {
  /** `null` where it was too large to be kept. */
  readonly scenario: Scenario | null;
  readonly drafts: Readonly<Record<string, string>>;
  readonly files: readonly OwnFile[];
  /** Values of the axes that were set; others are the preset's. */
  readonly design: Design;
  readonly preset: string | null;
  readonly compare: readonly ChosenDesign[];
  /** What a lesson's designs stand in for. */
  readonly setAside: SetAside | null;
  /** `null` to follow the replay. */
  readonly step: number | null;
  readonly speed: number | null;
  /** The visitor's work that links and files have replaced, the latest first. */
  readonly replacedWork: readonly Work[];
}

export const NOTHING_SAVED: Saved = {
  scenario: null,
  drafts: {},
  files: [],
  design: {},
  preset: null,
  compare: [],
  setAside: null,
  step: null,
  speed: null,
  replacedWork: [],
};
