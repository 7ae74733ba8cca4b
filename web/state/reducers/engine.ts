// How the engine's start or failure changes the state.

import type { Catalog } from '../../engine/wire';
import type { Handlers } from '../handlers';
import { completed, isKnown } from '../lookups';
import type { Saved } from '../saved';
import type { EngineSlice } from '../slices/engine';
import type { Failure } from '../slices/failure';
import { INITIAL_SCENARIO, type Scenario } from '../slices/scenario';
import type { State } from '../state';

/** What the engine offers, and what an earlier visit left, valid in form. */
interface Start extends Pick<EngineSlice, 'traces' | 'lessons'> {
  readonly catalog: Catalog;
  readonly saved: Saved;
}

export const engineHandlers = {
  'engine-started': (state, { traces, lessons, catalog, saved }: Start) =>
    restored({ ...state, traces, lessons }, catalog, saved),
  'engine-failed': (state, { failure }: { failure: Failure }) => ({
    ...state,
    engineFailure: failure,
  }),
} satisfies Handlers;

/** The state an earlier visit left; whatever this version doesn't know falls back to the start. */
function restored(state: State, catalog: Catalog, saved: Saved): State {
  const first = state.traces[0];
  const fallback: Scenario = first ? { kind: 'bundled', id: first.id } : INITIAL_SCENARIO.scenario;
  const kept = saved.scenario !== null && isKnown(state, catalog, saved.scenario);
  const isMade = saved.scenario !== null || Object.keys(saved.design).length > 0;
  const scenario = kept ? (saved.scenario ?? fallback) : fallback;
  // The visitor did not choose the design of a lesson that this version no longer has.
  const own = kept ? saved : (saved.setAside ?? saved);
  return {
    ...state,
    catalog,
    drafts: saved.drafts,
    files: saved.files,
    scenario,
    ...completed(catalog, own),
    setAside:
      scenario.kind === 'lesson' && saved.setAside
        ? {
            ...completed(catalog, saved.setAside),
            compare: saved.setAside.compare.map((each) => completed(catalog, each)),
          }
        : null,
    compare: own.compare.map((each) => completed(catalog, each)),
    step: kept ? (saved.step ?? 0) : 0,
    following: !kept || saved.step === null,
    speed: saved.speed,
    changed: isMade ? 'figure' : 'nothing',
    replacedWork: saved.replacedWork.filter((work) => isKnown(state, catalog, work.scenario)),
    outdated: true,
    rescaling: true,
  };
}
