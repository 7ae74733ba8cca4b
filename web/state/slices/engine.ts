// The engine and what it offers: catalogue, recorded programs, lessons.

import type { Lesson } from '../../domain/lesson';
import type { BundledTrace } from '../../domain/trace';
import type { Catalog } from '../../engine/wire';

import type { Failure } from './failure';

export interface EngineSlice {
  readonly engineFailure: Failure | null;
  /** What designs and scripts are made of; `null` until the engine runs. */
  readonly catalog: Catalog | null;
  readonly traces: readonly BundledTrace[];
  readonly lessons: readonly Lesson[];
}

export const INITIAL_ENGINE: EngineSlice = {
  engineFailure: null,
  catalog: null,
  traces: [],
  lessons: [],
};
