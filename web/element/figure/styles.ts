// How a figure looks on an author's page: its frame, and the height of each of its rows.
//
// The rows have the same heights before the figure starts and after, whatever is in them: nothing on the
// page moves when a figure comes to life. An author restyles a figure by custom properties `--heap-atlas-…`, which
// views/styles.ts and the first rules here hand on to the views' own tokens.

import { css } from 'lit';
import { PREDICTION_HEIGHT, PREDICTION_HEIGHT_NARROW } from '../../views/prediction/lines';
import { SWITCH_LINE, SWITCH_LINE_NARROW } from '../../views/switches/lines';

export const authorTokens = css`
  :host {
    --atlas-accent-wash: color-mix(in srgb, var(--atlas-accent) 12%, var(--atlas-surface));
    --atlas-bytes-height: var(--heap-atlas-bytes-height, 15.1rem);
    --atlas-list-height: var(--heap-atlas-list-height, 17.5rem);
    --atlas-map-height: var(--heap-atlas-map-height, clamp(200px, 36cqi, 380px));
    --atlas-comparison-map-height: var(--heap-atlas-map-height, clamp(150px, 24cqi, 260px));
    --atlas-over-time-height: var(--heap-atlas-time-height, clamp(150px, 24cqi, 260px));
    /* As the page around it, unless its link says otherwise. */
    color-scheme: inherit;
  }
  [data-theme='light'] {
    color-scheme: light;
  }
  [data-theme='dark'] {
    color-scheme: dark;
  }
`;

/** The rows of a figure's body; their classes are the names of what stands in them. */
export const rows = css`
  .rows {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.6rem;
  }
  .row {
    min-width: 0;
    overflow: clip;
    overflow-clip-margin: 6px;
  }
  .scorecard {
    height: calc(1.75rem + (var(--beside, 0) + 1) * 3rem);
    overflow: visible;
  }
  .row[data-compared='1'] {
    --beside: 1;
  }
  .row[data-compared='2'] {
    --beside: 2;
  }
  .row[data-compared='3'] {
    --beside: 3;
  }
  .designs {
    display: flex;
    align-items: center;
    gap: 0.35rem;
    height: 2.25rem;
  }
  .time {
    height: calc(var(--atlas-over-time-height) + 3.4rem);
  }
  .map {
    height: calc(var(--atlas-map-height) + 2rem);
  }
  .time.bare {
    height: var(--atlas-over-time-height);
  }
  .map.bare {
    height: var(--atlas-map-height);
  }
  .number {
    height: 1.5rem;
  }
  .map.zooms {
    height: calc(var(--atlas-map-height) + 4.5rem);
  }
  .comparison {
    --pictures: var(--atlas-comparison-map-height);
    /* What stands around the maps, and what of it takes another line. */
    --around: 15.3rem;
    --more: 0rem;
    min-height: calc(var(--pictures) + var(--around) + var(--more) + var(--beside) * 1.4rem);
  }
  .comparison[data-pictures='time'] {
    --pictures: calc(var(--atlas-over-time-height) - 0.35rem);
  }
  .comparison[data-pictures='time map'] {
    --pictures: calc(var(--atlas-over-time-height) + var(--atlas-comparison-map-height) + 0.35rem);
  }
  .comparison.bare {
    min-height: calc(var(--pictures) + 12.5rem);
  }
  .numbers {
    height: 26rem;
  }
  .outcome {
    height: 4.4rem;
  }
  .prediction,
  .told {
    height: ${PREDICTION_HEIGHT};
  }
  /* A question covers the last step's outcome. */
  .told {
    display: grid;
  }
  .told > * {
    grid-area: 1 / 1;
  }
  .told:has(> [asked]) > atlas-outcome {
    visibility: hidden;
  }
  .transport {
    height: 2.5rem;
  }
  .look-for,
  .design {
    min-height: 1.75rem;
    overflow: visible;
  }
  .switch {
    height: ${SWITCH_LINE};
  }
  .machine {
    height: 19rem;
  }
  .why {
    height: 15.5rem;
  }
  .list {
    height: calc(var(--atlas-list-height) + 3.4rem);
  }
  .bytes,
  .stats {
    height: 22rem;
  }
  .bytes.bare {
    --atlas-hex-height: var(--atlas-bytes-height);
    height: calc(var(--atlas-bytes-height) + 6rem);
    background: none;
  }
  .chart {
    height: 20rem;
  }
  /* What is taller is scrolled, and a shadow at the edge says that there is more. */
  .numbers,
  .machine,
  .bytes,
  .stats,
  .chart {
    /* What stands absolutely in it is scrolled along, and not left to the page. */
    position: relative;
    overflow: auto;
    scrollbar-width: thin;
    --shade: light-dark(#0003, #000a) 0, #0000;
    background:
      linear-gradient(var(--atlas-surface) 40%, #0000) top / 100% 2.5rem local,
      linear-gradient(#0000, var(--atlas-surface) 60%) bottom / 100% 2.5rem local,
      linear-gradient(var(--shade)) top / 100% 0.6rem,
      linear-gradient(0deg, var(--shade)) bottom / 100% 0.6rem;
    background-repeat: no-repeat;
  }
  /* Where a block's facts stand below its bytes (the inspector's 840px, and the frame), there is room for both. */
  @container figure (560px <= width < 874px) {
    .bytes {
      --atlas-hex-height: 8.3rem;
    }
  }
  @container figure (700px <= width < 900px) {
    .comparison {
      --more: 2rem;
    }
  }
  /* In columns so narrow, what stands below a map takes a second line. */
  @container figure (700px <= width < 1280px) {
    .comparison:not([data-compared='1']) {
      --around: 16.1rem;
    }
  }
  @container figure (width >= 700px) {
    .comparison.bare:not([data-compared='1']) {
      min-height: calc(var(--pictures) + 13.5rem);
    }
  }
  @container figure (width < 700px) {
    /* Maps under one another are taller than a phone: one scrolls through them with the steps at hand. */
    .comparison ~ :is(.transport, .prediction:has(> [asking])) {
      position: sticky;
      inset-block-end: 0;
      z-index: 4;
      background: var(--atlas-surface);
      box-shadow: 0 -0.6rem var(--atlas-surface);
    }
    /* A question, too, until it is answered: the map to pick on may be far above it. */
    .comparison ~ .prediction:has(> [asking]) {
      inset-block-end: 3.1rem;
    }
    .comparison {
      min-height: calc(
        9.1rem + var(--more) + var(--beside) * 2.8rem + (var(--beside) + 1) *
          (var(--pictures) + 10.6rem)
      );
    }
    .comparison.bare {
      min-height: calc(
        2.2rem + (var(--beside) + 1) * (var(--pictures) + 10.6rem)
      );
    }
  }
  @container figure (width < 560px) {
    .designs {
      height: 3rem;
    }
    .comparison {
      --more: 1.5rem;
    }
    .bytes.bare {
      --atlas-hex-height: calc(var(--atlas-bytes-height) * 1.8);
      height: calc(var(--atlas-bytes-height) * 1.8 + 6rem);
    }
    .map {
      height: calc(var(--atlas-map-height) + 3.5rem);
    }
    .map.zooms {
      height: calc(var(--atlas-map-height) + 6.5rem);
    }
    .machine {
      height: 36rem;
    }
    .outcome {
      height: 7.6rem;
    }
    .list {
      height: calc(var(--atlas-list-height) + 5rem);
    }
    .bytes {
      height: 35.5rem;
      --atlas-hex-height: 9.7rem;
    }
    .prediction,
    .told {
      height: ${PREDICTION_HEIGHT_NARROW};
    }
    .switch {
      height: ${SWITCH_LINE_NARROW};
    }
  }
`;

export const frame = css`
  :host {
    display: block;
    container: figure / inline-size;
    margin-block: 1.5rem;
    background: none;
    text-align: start;
  }
  .frame {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.6rem;
    padding: 0.9rem 1rem 0.6rem;
    border: 1px solid var(--atlas-line);
    border-radius: calc(var(--atlas-radius) * 1.5);
    /* Of its own scheme, which need not be that of the page around it. */
    color: var(--atlas-ink);
    background: var(--atlas-surface);
    /* What lies above something in a figure doesn't lie above the page. */
    isolation: isolate;
    outline: 2px solid transparent;
    outline-offset: 3px;
    transition: outline-color 0.6s;
  }
  .frame.moved {
    outline-color: var(--atlas-accent);
    transition: none;
  }
  .title {
    display: -webkit-box;
    min-height: 1.45em;
    overflow: hidden;
    font-size: 1rem;
    font-weight: 650;
    letter-spacing: -0.005em;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 1;
  }
  .title.given {
    display: block;
    text-wrap: balance;
  }
  .stage,
  .poster {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .stage > *,
  .poster > * {
    grid-area: 1 / 1;
    min-width: 0;
  }
  /* What has no picture yet is measured, and not seen. */
  .stage.waiting > heap-atlas-figure,
  heap-atlas-figure + heap-atlas-figure {
    visibility: hidden;
  }
  slot[name='poster']::slotted(*) {
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .poster .row {
    border-radius: var(--atlas-radius);
    background: var(--atlas-sunken);
  }
  .poster .map {
    background: linear-gradient(
        var(--atlas-sunken),
        var(--atlas-sunken)
      )
      no-repeat 0 0 / 100% calc(var(--atlas-map-height));
  }
  .poster .outcome,
  .poster .look-for {
    background: none;
  }
  .foot {
    position: relative;
    display: flex;
    align-items: center;
    gap: 0.5rem 1rem;
    min-height: 1.75rem;
    color: var(--atlas-ink-soft);
    font-size: var(--atlas-text-small);
  }
  .foot > :is(a, button, .progress) {
    flex: none;
  }
  /* A replay of a blink is not worth a word. */
  .progress[data-going-on]:not(:focus-within) {
    animation: appear 0s 0.25s both;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  .foot a {
    margin-inline-start: auto;
    border-radius: 2px;
    color: var(--atlas-ink-soft);
    text-decoration-color: var(--atlas-line-strong);
    text-underline-offset: 0.2em;
  }
  /* On the foot's one line, so that nothing moves for it. */
  .note {
    min-width: 0;
    color: var(--atlas-bad);
  }
  .note,
  .note summary {
    overflow: clip;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .note summary {
    display: block;
  }
  .note summary::before {
    display: inline-block;
    margin-inline-end: 0.4rem;
  }
  .note[open] {
    overflow: visible;
  }
  .note ul {
    position: absolute;
    inset-block-end: 100%;
    inset-inline: 0;
    z-index: 5;
    max-height: 12rem;
    overflow: auto;
    padding: 0.6rem 0.8rem 0.6rem 1.6rem;
    border: 1px solid var(--atlas-line);
    border-radius: var(--atlas-radius);
    background: var(--atlas-surface);
    box-shadow: var(--atlas-shadow);
    color: var(--atlas-ink);
    list-style: disc;
    white-space: normal;
  }
  .foot a:hover {
    color: var(--atlas-accent);
  }
  .failed {
    padding: 0.75rem 1rem;
    border-inline-start: 3px solid var(--atlas-bad);
    border-radius: var(--atlas-radius);
    background: var(--atlas-bad-wash);
  }
  @container figure (width < 560px) {
    .title:not(.given) {
      min-height: 2.9em;
      -webkit-line-clamp: 2;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .frame {
      transition: none;
    }
  }
  /* What the author wrote for readers without JavaScript: on paper it stands in for a figure that never lived. */
  .fallback {
    display: none;
  }
  @media print {
    .frame {
      break-inside: avoid;
    }
    .waiting {
      display: none;
    }
    .waiting + .fallback {
      display: block;
    }
    .foot {
      display: none;
    }
  }
`;
