// The bar above memory over time, and zooming in time: the window after it.

import { css, html, nothing } from 'lit';
import { type State, stepsShown, type TimeWindow } from '../../state';
import { type OverTimeKey, overTimeKey } from './key';

export const timeBarStyles = css`
  .time-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.9rem;
    min-height: 2rem;
    font-size: var(--atlas-text-small);
  }
  .time-bar .zoom {
    display: flex;
    gap: 0.25rem;
    margin-inline-start: auto;
  }
  .time-bar button {
    min-width: 2rem;
    min-height: 2rem;
    padding: 0 0.5rem;
  }
`;

/** The fewest steps that are shown. */
const STEPS_MIN = 16;
/** What one notch of zooming leaves of the steps shown. */
export const ZOOM = 0.5;

/**
 * The window with `factor` times as many steps, in which the step `around` stays where it is; `null` for all.
 *
 * @param all how many steps there are, the state before the first operation included
 */
export function timeZoomed(
  { fromStep, steps }: TimeWindow,
  all: number,
  factor: number,
  around: number,
): TimeWindow | null {
  const next = Math.max(Math.min(STEPS_MIN, all), Math.round(steps * factor));
  if (next >= all) return null;
  const inside = Math.max(fromStep, Math.min(around, fromStep + steps - 1));
  const from = Math.round(inside - ((inside - fromStep) / steps) * next);
  return { fromStep: Math.max(0, Math.min(from, all - next)), steps: next };
}

/**
 * The bar above memory over time, of one picture or of several that share their window: its name, its key and the buttons
 * that zoom.
 */
export function timeBar(
  state: Pick<State, 'timeWindow' | 'run' | 'step'>,
  key: OverTimeKey,
  setWindow: (window: TimeWindow | null) => void,
) {
  return html`<div class="time-bar">
    <h2>Memory over time</h2>
    ${overTimeKey(key)} ${timeZoom(state, setWindow)}
  </div>`;
}

/** The step on the screen stays where it is. */
function timeZoom(
  state: Pick<State, 'timeWindow' | 'run' | 'step'>,
  setWindow: (window: TimeWindow | null) => void,
) {
  const { timeWindow, run, step } = state;
  const window = stepsShown(state);
  const zoom = (factor: number) => setWindow(timeZoomed(window, run.total + 1, factor, step));
  const isClosest = window.steps <= STEPS_MIN;
  return html`<div class="zoom" role="group" aria-label="Steps shown in memory over time">
    ${timeWindow ? html`<button @click=${() => setWindow(null)}>All steps</button>` : nothing}
    <button aria-label="Show more steps" title="Show more steps" aria-disabled=${timeWindow === null} @click=${() => zoom(1 / ZOOM)}>−</button>
    <button aria-label="Show fewer steps" title="Show fewer steps" aria-disabled=${isClosest} @click=${() => !isClosest && zoom(ZOOM)}>+</button>
  </div>`;
}
