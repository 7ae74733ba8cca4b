// The designs of a sweep as points: the heap's high water up, the probes per operation to the right, the best at the lower left.
//
// Owns the scales and the marks. Which points are on the front is the ranking's.

import { css, html, nothing, svg } from 'lit';
import type { Ranking, Scorecard } from '../../engine/wire';
import { formatBytes, formatNumber } from '../../render/format';
import type { Trial } from '../../state';

interface Scene {
  readonly trials: readonly Trial[];
  readonly ranking: Ranking;
  /** The place of the design on the page; −1 where it was not tried. */
  readonly here: number;
  readonly pointed: number | null;
  readonly name: (trial: Trial) => string;
  readonly point: (place: number | null) => void;
  readonly choose: (place: number) => void;
}

interface Point {
  readonly place: number;
  readonly trial: Trial;
  readonly card: Scorecard;
}

/** Probes are shown on a logarithmic scale that begins at none. */
const PROBES_TICKS = [0, 1, 3, 10, 30, 100, 300, 1000, 3000];
const HEIGHT_TICKS = 4;
/** The room around the points, as shares of the picture. */
const MARGIN = 0.05;

export const scatterStyles = css`
  .scatter-room {
    padding-top: 0.8rem;
  }
  .scatter {
    position: relative;
    height: clamp(11rem, 32vh, 18rem);
    /* Room for the scales. */
    margin: 0 0 2.4rem 5.2rem;
    border: 1px solid var(--atlas-line);
    border-radius: var(--atlas-radius);
    background: var(--atlas-sunken);
  }
  .scatter svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: visible;
  }
  .scatter line {
    stroke: var(--atlas-line);
  }
  .scatter text {
    fill: var(--atlas-ink-soft);
    font-size: var(--atlas-text-tiny);
  }
  .scatter-mark circle,
  .scatter circle {
    fill: var(--atlas-surface);
    stroke: var(--atlas-ink-soft);
    stroke-width: 1.25;
    cursor: pointer;
  }
  .scatter-mark circle.front,
  .scatter circle.front {
    fill: var(--atlas-accent);
    stroke: var(--atlas-surface);
  }
  .scatter-mark circle.short,
  .scatter circle.short {
    stroke: var(--atlas-bad);
    stroke-dasharray: 2 2;
  }
  .scatter-mark circle.here,
  .scatter circle.here {
    stroke: var(--atlas-ink);
    stroke-width: 3;
  }
  .scatter circle.pointed {
    stroke: var(--atlas-accent);
    stroke-width: 4;
  }
  .scatter-key {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2rem 1.1rem;
  }
  .scatter-key svg {
    width: 0.9rem;
    height: 0.9rem;
    margin-inline-end: 0.3rem;
    vertical-align: -0.1rem;
  }
`;

/** The picture and its key. Its points are in the table below, for keyboards and screen readers. */
export function scatter(scene: Scene) {
  const points = scene.trials.flatMap((trial, place): Point[] =>
    trial.scorecard ? [{ place, trial, card: trial.scorecard }] : [],
  );
  if (points.length === 0) return nothing;
  const heights = points.map(({ card }) => card.highWaterBytes);
  const low = Math.min(...heights);
  const onFront = points.filter(({ place }) => scene.ranking.onFront[place]);
  const shown = onFront.map(({ card }) => card.highWaterBytes).concat(2 * low);
  const own = scene.trials[scene.here]?.scorecard?.highWaterBytes ?? 0;
  // A design that takes many times as much must not squeeze the others into a line: it stands at the upper edge.
  const high = Math.min(Math.max(...heights), Math.max(own, ...shown));
  const isCut = high < Math.max(...heights);
  const right = Math.max(1, ...points.map(({ card }) => Math.log1p(card.probesMean)));
  const x = (probes: number) => within(Math.log1p(probes) / right);
  const y = (bytes: number) =>
    within(high === low ? 0.5 : Math.min(1, (bytes - low) / (high - low)));
  const across = PROBES_TICKS.filter((probes) => Math.log1p(probes) <= right);
  const up = Array.from(
    { length: high === low ? 1 : HEIGHT_TICKS },
    (_, tick) => low + ((high - low) * tick) / Math.max(1, HEIGHT_TICKS - 1),
  );
  // The front is drawn last, so that no other point hides it.
  const drawn = [...points].sort(
    (one, other) => weight(scene, one.place) - weight(scene, other.place),
  );
  return html`<div class="scatter-room"><div class="scatter" aria-hidden="true">
      <svg @pointerleave=${() => scene.point(null)}>
        ${across.map(
          (probes) => svg`<line x1=${x(probes)} x2=${x(probes)} y1="0" y2="100%" />
            <text x=${x(probes)} y="100%" dy="16" text-anchor="middle">${probes}</text>`,
        )}
        <text x="100%" y="100%" dy="32" text-anchor="end">probes per operation</text>
        <text x="0" y="0" dy="-6">high water</text>
        ${up.map(
          (bytes) => svg`<line x1="0" x2="100%" y1=${down(y(bytes))} y2=${down(y(bytes))} />
            <text x="0" y=${down(y(bytes))} dx="-6" dy="4" text-anchor="end">${isCut && bytes === high ? '≥ ' : ''}${formatBytes(Math.round(bytes))}</text>`,
        )}
        ${drawn.map(
          ({ place, trial, card }) => svg`<circle
            class=${look(scene, place, card)}
            cx=${x(card.probesMean)}
            cy=${down(y(card.highWaterBytes))}
            r=${scene.ranking.onFront[place] ? 6 : 4.5}
            @pointerenter=${() => scene.point(place)}
            @click=${() => scene.choose(place)}
          ><title>${scene.name(trial)}: ${formatBytes(card.highWaterBytes)}, ${formatNumber(card.probesMean)} probes per operation</title></circle>`,
        )}
      </svg>
    </div></div>
    <p class="scatter-key small soft">
      <span>${mark('front')}on the front: none beats it in both</span>
      <span>${mark('')}another design</span>
      <span>${mark('short')}refuses requests</span>
      <span>${mark('here')}this design</span>
    </p>`;
}

function mark(look: string) {
  return html`<svg class="scatter-mark" viewBox="0 0 14 14" aria-hidden="true">
    ${svg`<circle class=${look} cx="7" cy="7" r="5" />`}
  </svg>`;
}

function within(share: number): string {
  return `${100 * (MARGIN + (1 - 2 * MARGIN) * share)}%`;
}

/** A height in a picture whose lengths go down. */
function down(percent: string): string {
  return `${100 - Number.parseFloat(percent)}%`;
}

function look({ ranking, here, pointed }: Scene, place: number, card: Scorecard): string {
  const looks = [
    ranking.onFront[place] && card.refused === 0 ? 'front' : '',
    card.refused > 0 ? 'short' : '',
    place === here ? 'here' : '',
    place === pointed ? 'pointed' : '',
  ];
  return looks.join(' ');
}

function weight({ ranking, here, pointed }: Scene, place: number): number {
  if (place === pointed) return 3;
  if (place === here) return 2;
  return ranking.onFront[place] ? 1 : 0;
}
