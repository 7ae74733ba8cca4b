// How the engine's start or failure changes the state.

import type { Catalog } from '../../engine/wire';
import type { Handlers } from '../handlers';
import { completed, isKnown } from '../lookups';
import type { Saved } from '../saved';
import type { EngineAction } from '../slices/engine';
import { INITIAL_SCENARIO, type Scenario } from '../slices/scenario';
import type { State } from '../state';

export const engineHandlers: Handlers<EngineAction> = {
  'engine-started': (state, action) =>
    restored({ ...state, traces: action.traces, lessons: action.lessons }, action),
  'engine-failed': (state, action) => ({
    ...state,
    engine: 'failed',
    engineFailure: action.failure,
  }),
};

/** The state an earlier visit left; whatever this version doesn't know falls back to the start. */
function restored(
  state: State,
  { catalog, saved }: { readonly catalog: Catalog; readonly saved: Saved },
): State {
  const first = state.traces[0];
  const fallback: Scenario = first ? { kind: 'bundled', id: first.id } : INITIAL_SCENARIO.scenario;
  const kept = saved.scenario !== null && isKnown(state, catalog, saved.scenario);
  const isMade = saved.scenario !== null || Object.keys(saved.design).length > 0;
  const scenario = kept ? (saved.scenario ?? fallback) : fallback;
  // The design of a lesson that is no longer there would be one nobody chose.
  const own = kept ? saved : (saved.setAside ?? saved);
  return {
    ...state,
    engine: 'running',
    catalog,
    drafts: saved.drafts,
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
    speed: saved.speed ?? state.speed,
    changed: isMade ? 'figure' : 'nothing',
    replacedWork: saved.replacedWork.filter((work) => isKnown(state, catalog, work.scenario)),
    outdated: true,
    rescaling: true,
  };
}
