// Zooming in time: the window after it, and the buttons for one picture or for several that share their window.

import { css, html, nothing } from 'lit';
import type { TimeWindow } from '../../state';

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

interface TimeZoomScene {
  /** `null` for all steps. */
  readonly timeWindow: TimeWindow | null;
  /** How many steps there are. */
  readonly all: number;
  /** The step that stays where it is. */
  readonly step: number;
  readonly setWindow: (window: TimeWindow | null) => void;
}

export function timeZoom({ timeWindow, all, step, setWindow }: TimeZoomScene) {
  const window = timeWindow ?? { fromStep: 0, steps: all };
  const zoom = (factor: number) => setWindow(timeZoomed(window, all, factor, step));
  const isClosest = window.steps <= STEPS_MIN;
  return html`<div class="zoom" role="group" aria-label="Steps shown in memory over time">
    ${timeWindow ? html`<button @click=${() => setWindow(null)}>All steps</button>` : nothing}
    <button aria-label="Show more steps" title="Show more steps" aria-disabled=${timeWindow === null} @click=${() => zoom(1 / ZOOM)}>−</button>
    <button aria-label="Show fewer steps" title="Show fewer steps" aria-disabled=${isClosest} @click=${() => !isClosest && zoom(ZOOM)}>+</button>
  </div>`;
}
