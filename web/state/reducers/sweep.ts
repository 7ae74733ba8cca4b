// How each action changes the sweep, and what becomes of a design that it found.

import { activeDesign, added, replaced } from '../compare';
import { designed } from '../designed';
import type { Handlers } from '../handlers';
import type { ChosenDesign } from '../slices/design';
import { NOTHING_TRIED, type Sweep, type Trial } from '../slices/sweep';
import type { State } from '../state';

export const sweepHandlers = {
  /** What was found on another scenario says nothing of this one. */
  'sweep-opened': (state) => {
    const { sweep, scenario, drafts } = state;
    const isOfThis = sweep.of?.scenario === scenario && sweep.of.drafts === drafts;
    const shown = isOfThis ? sweep : { ...NOTHING_TRIED, axes: sweep.axes };
    return { ...state, playing: false, isSweepOpen: true, sweep: shown };
  },
  /** Nobody waits for what is not tried yet. */
  'sweep-closed': (state) => ({ ...cancelled(state), isSweepOpen: false }),
  'sweep-reach-set': (state, { axes }: { axes: number }) => swept(state, { axes }),
  'sweep-begun': (state) => {
    const { scenario, drafts, sweep } = state;
    const begun: Sweep = {
      ...NOTHING_TRIED,
      phase: 'running',
      of: { scenario, drafts },
      axes: sweep.axes,
    };
    return { ...state, sweep: begun };
  },
  'sweep-cancelled': (state) => cancelled(state),
  'sweep-advanced': (state, news: Partial<Pick<Sweep, 'total' | 'trials' | 'ranking'>>) =>
    swept(state, news),
  'sweep-done': (state, { trouble }: Pick<Sweep, 'trouble'>) =>
    swept(state, { phase: 'done', trouble }),
  /** A design that was found becomes the active one, or stands beside the others. */
  'found-chosen': (
    state,
    { found, isBeside }: { found: Pick<Trial, 'preset' | 'design'>; isBeside: boolean },
  ) => {
    const { design } = found;
    const preset = found.preset ?? activeDesign(state).preset;
    const choice: ChosenDesign = { preset, design };
    const closed = { ...cancelled(state), isSweepOpen: false, isWelcome: false };
    if (isBeside) return added(closed, choice);
    if (state.activePlace > 0) return replaced(closed, state.activePlace, choice);
    return { ...designed(closed, design), preset };
  },
} satisfies Handlers;

function swept(state: State, news: Partial<Sweep>): State {
  return { ...state, sweep: { ...state.sweep, ...news } };
}

function cancelled(state: State): State {
  return state.sweep.phase === 'running' ? swept(state, { phase: 'cancelled' }) : state;
}
