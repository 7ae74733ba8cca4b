// The bar above a map, or above several maps of one scale: the scale, and the buttons that set the window.

import { css, html, nothing } from 'lit';
import type { Block, Frame } from '../../engine/wire';
import { formatNumber } from '../../render/format';
import { bytesPerPixel, type MapGeometry } from '../../render/geometry';
import { isCrowded } from '../../render/highlights';
import type { Arrows, Window } from '../../state';
import { optionsOf, valueFrom } from '../controls/select';
import { icons } from '../icons';
import { size } from '../size';

export const barStyles = css`
  .bar {
    gap: 0.25rem 0.75rem;
    min-height: 2rem;
  }
  .scale {
    color: var(--atlas-ink-soft);
    font-size: var(--atlas-text-small);
    white-space: nowrap;
  }
  .scale b {
    color: var(--atlas-ink);
    font-weight: 600;
  }
  .scale .wide {
    display: contents;
  }
  .arrows {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    margin-inline-start: auto;
    font-size: var(--atlas-text-small);
  }
  .arrows select {
    padding: 0 0.35rem;
    font-size: var(--atlas-text-small);
  }
  .controls {
    display: flex;
    gap: 0.25rem;
  }
  .controls button {
    min-width: 2rem;
    padding-inline: 0.45rem;
    font-size: var(--atlas-text-small);
  }
  .controls [aria-pressed='true'] {
    border-color: var(--atlas-accent);
    background: var(--atlas-accent-wash);
    color: var(--atlas-accent);
  }
  @container figure (width < 560px) {
    .scale .wide {
      display: none;
    }
    .controls button {
      min-width: 2.5rem;
      min-height: 2.5rem;
    }
  }
`;

export interface BarScene {
  /** `null` before the first picture. */
  readonly geometry: MapGeometry | null;
  readonly pixelRatio: number;
  /** `null` for the whole heap. */
  readonly window: Window | null;
  /** The end of what the map can show. */
  readonly end: number | null;
  readonly canZoom: (direction: 1 | -1) => boolean;
  readonly zoom: (direction: 1 | -1) => void;
  readonly setWindow: (window: Window | null) => void;
  /** The list that arrows follow. */
  readonly arrows: Arrows;
  /** What each map shows: its blocks, which arrows could leave. */
  readonly maps: readonly { readonly blocks: readonly Block[]; readonly frame: Frame | null }[];
  readonly setArrows: (arrows: Arrows) => void;
}

export function bar(scene: BarScene) {
  const { geometry, pixelRatio, window, end, canZoom, zoom, setWindow } = scene;
  return html`<div class="bar flow">
    <span class="scale">${geometry && scale(geometry, pixelRatio)}</span>
    ${arrowsOf(scene)}
    <div class="controls" role="group" aria-label="Part of the region on the map">
      <button
        aria-pressed=${window === null}
        title="Show the heap as far as it ever reaches (0)"
        @click=${() => setWindow(null)}
      >
        Heap
      </button>
      <button
        aria-pressed=${end !== null && window !== null && window.bytes >= end}
        title="Show the whole region, used or not"
        @click=${() => end !== null && setWindow({ from: 0, bytes: end })}
      >
        Region
      </button>
      <button
        aria-label="Zoom out"
        title="Zoom out (−)"
        aria-disabled=${canZoom(-1) ? nothing : 'true'}
        @click=${() => canZoom(-1) && zoom(-1)}
      >
        ${icons.minus}
      </button>
      <button
        aria-label="Zoom in"
        title="Zoom in (+, or Ctrl and the wheel)"
        aria-disabled=${canZoom(1) ? nothing : 'true'}
        @click=${() => canZoom(1) && zoom(1)}
      >
        ${icons.plus}
      </button>
    </div>
  </div>`;
}

/** The choice that draws no list. */
const NO_ARROWS = 'none';

function arrowsOf({ arrows, maps, setArrows }: BarScene) {
  const chains = maps
    .flatMap(({ frame }) => frame?.chains ?? [])
    .filter(({ isLinked }) => isLinked);
  const shown = chains.some(({ id }) => id === arrows) ? arrows : null;
  const isOfHoles = chains.some(({ id, isOfHoles }) => id === arrows && isOfHoles);
  const isTooMuch = shown !== null && maps.some(({ blocks }) => isCrowded(blocks, isOfHoles));
  const ids = [...new Set(chains.map(({ id }) => id))];
  const title = (id: string) => chains.find((chain) => chain.id === id)?.group ?? id;
  const lists = [
    { id: NO_ARROWS, title: 'No arrows' },
    ...ids.map((id) => ({ id, title: `Arrows: ${title(id).toLowerCase()}` })),
  ];
  return html`<div class="arrows">
    <span class="soft" role="status">${isTooMuch ? 'zoom in to see them' : nothing}</span>
    <select
      aria-label="List drawn as arrows"
      title="Draws a list over the map, as an arrow from each block to the next"
      .value=${shown ?? NO_ARROWS}
      @change=${(event: Event) => {
        const id = valueFrom(event);
        setArrows(id === NO_ARROWS ? null : id);
      }}
    >
      ${optionsOf(lists, shown ?? NO_ARROWS)}
    </select>
  </div>`;
}

function scale(geometry: MapGeometry, pixelRatio: number) {
  const perPixel = bytesPerPixel(geometry) * pixelRatio;
  const text =
    perPixel <= 1
      ? `1 byte = ${formatNumber(1 / perPixel)} px`
      : `1 px = ${formatNumber(perPixel)} bytes`;
  return html`<b>${text}</b><span class="wide"> · a row is ${size(geometry.bytesPerRow)}</span>`;
}
