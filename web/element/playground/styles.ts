// How the playground arranges its panels: the stage with the map, the rail beside it, the others below; on a wide screen
// those of the step stand between; in a narrow figure all are in one column.

import { css } from 'lit';
import { PREDICTION_HEIGHT } from '../../views/prediction/lines';

export const playgroundStyles = css`
  :host {
    container: figure / inline-size;
  }
  .figure {
    display: grid;
    /* A column is no wider than the page, however long a line in it is. */
    grid-template-columns: minmax(0, 1fr);
    gap: 1.25rem;
  }
  .figure[data-wide] {
    grid-template:
      'stage rail' auto 'close-up rail' auto 'overall rail' 1fr '. rail' 3.25rem
      / minmax(0, 1fr) 22rem;
    column-gap: 1.75rem;
  }
  .stage {
    display: grid;
    grid-area: stage;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.6rem;
    /* A lesson's list stands above the map, and leaves that in sight: six lines. */
    --atlas-list-height: 10.5rem;
  }
  [data-wide] .stage {
    /* What stands above the map and the step bar below it take 33rem of the screen. */
    --atlas-map-height: clamp(240px, min(44cqi, 100dvh - 33rem), 500px);
  }
  .rail {
    grid-area: rail;
  }
  .close-up {
    grid-area: close-up;
  }
  .overall {
    grid-area: overall;
  }
  .panels {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: 1.75rem 2rem;
  }
  /* Painted again only where something in them has changed. */
  .rail,
  .panels {
    isolation: isolate;
  }
  .figure:not([data-wide]) > * {
    grid-area: auto;
  }
  /* The picture stays above the fold of a phone, and of a window seen at 200 %. */
  @media (height < 600px) or (width < 600px) {
    .figure:not([data-wide]) {
      gap: 0.75rem;
    }
  }
  /* Before the first picture the panels keep their places but stay hidden: nothing moves when it comes. */
  .figure[data-expected] .stage > :not(atlas-status) {
    visibility: hidden;
  }
  /* Scenario or design have mistakes: all that is shown is of an earlier replay. */
  .stage > :not(atlas-status),
  .panels {
    transition: filter 0.2s;
  }
  [data-held] .stage > :not(atlas-status),
  [data-held] .panels {
    filter: grayscale(1) opacity(0.55);
  }
  [data-wide] .rail {
    position: sticky;
    top: 0;
    align-self: start;
    max-height: 100dvh;
    padding: 1rem 0.25rem 2rem 1.75rem;
    border-inline-start: 1px solid var(--atlas-line);
    overflow: hidden auto;
    scrollbar-color: var(--atlas-line-strong) transparent;
    scrollbar-width: thin;
  }
  .rail h2 {
    margin-bottom: 0.6rem;
  }
  .rail section + section {
    margin-top: 1.75rem;
  }
  .rail details {
    border-bottom: 1px solid var(--atlas-line);
  }
  .rail details > summary {
    /* In sight for as long as its panel is: on a phone, the difference a change made stays visible. */
    position: sticky;
    top: 0;
    z-index: 4;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    padding: 0.75rem 0;
    background: var(--atlas-ground);
  }
  .rail summary h2 {
    flex: none;
    margin: 0;
  }
  .rail summary atlas-delta {
    flex-basis: 100%;
  }
  .rail summary .soft {
    flex: 1;
    overflow: hidden;
    margin-inline-start: auto;
    text-align: end;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .rail details > :last-child {
    padding: 0.25rem 0 1.25rem;
  }
  .panel > h2 {
    margin-bottom: 0.6rem;
  }
  .panel {
    min-width: 0;
  }
  @container figure (width >= 640px) {
    .panels {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .panels .full {
      grid-column: 1 / -1;
    }
  }
  @container figure (width >= 1500px) {
    .figure[data-wide] {
      grid-template:
        'stage close-up rail' auto 'overall close-up rail' 1fr '. close-up rail' 3.25rem
        / minmax(0, 1fr) 26rem 22rem;
    }
    /* Its views are as narrow as in a figure of that width. */
    .close-up {
      container: figure / inline-size;
      grid-template-columns: minmax(0, 1fr);
      padding-top: 1rem;
    }
    .close-up .full {
      grid-column: auto;
    }
  }
  atlas-transport {
    position: sticky;
    bottom: 0;
    z-index: 5;
    padding-block: 0.5rem;
    background: var(--atlas-ground);
  }
  [data-wide] atlas-transport {
    /* Over all rows of its column, so that it is in sight wherever one has scrolled to. */
    grid-area: 1 / 1 / -1 / 2;
    align-self: end;
  }
  .figure:not([data-wide]) atlas-transport {
    /* Last in the column, and so at the foot of the screen wherever one has scrolled to. */
    order: 1;
    margin-inline: -1rem;
    padding: 0.5rem 1rem;
    border-top: 1px solid var(--atlas-line);
  }
  .figure:not([data-wide]):has(atlas-scenario:focus-within) atlas-transport {
    /* Out of the way of the script that is being written, and of the messages about it. */
    position: static;
  }
  .figure:not([data-wide]) .stage {
    display: contents;
  }
  .failed {
    padding: 2rem;
    border: 1px solid var(--atlas-line);
    border-radius: var(--atlas-radius);
    background: var(--atlas-surface);
  }
  /* Its room, until it is fetched. */
  atlas-prediction:not(:defined) {
    display: block;
    height: ${PREDICTION_HEIGHT};
  }
  @media print {
    .rail,
    atlas-transport,
    atlas-notices,
    atlas-help,
    atlas-share {
      display: none;
    }
    .figure[data-wide] {
      display: block;
    }
    .stage {
      margin-bottom: 1.25rem;
    }
  }
`;
