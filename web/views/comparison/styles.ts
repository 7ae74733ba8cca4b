// The layout of a comparison: columns of one width, whose sections begin at equal heights; below each other where there
// is no room beside.

import { css } from 'lit';

export const comparisonStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.6rem;
  }
  .designs {
    display: grid;
    grid-template-columns: repeat(var(--designs), minmax(0, 1fr));
    grid-template-rows: repeat(5, auto);
    column-gap: 1rem;
  }
  .design {
    display: grid;
    grid-row: span 5;
    grid-template: subgrid / minmax(0, 1fr);
    row-gap: 0.35rem;
    min-width: 0;
    padding-top: 0.4rem;
    border-top: 3px solid var(--atlas-line);
  }
  .design[data-active] {
    border-color: var(--atlas-accent);
  }
  header {
    display: flex;
    align-items: center;
    gap: 0.1rem;
  }
  .activate {
    flex: 1;
    justify-content: flex-start;
    gap: 0.5rem;
    min-width: 0;
    padding: 0.1rem 0.3rem 0.1rem 0;
    border-color: transparent;
    background: none;
    font-weight: 650;
    text-align: start;
  }
  .tool {
    flex: none;
    width: 1.9rem;
    min-height: 1.9rem;
    padding: 0;
    color: var(--atlas-ink-soft);
  }
  .differences {
    line-height: 1.3;
  }
  .answer {
    /* Room for two lines, so that stepping moves nothing. */
    height: 4.5em;
    overflow: hidden;
    font-size: var(--atlas-text-small);
  }
  .answer b {
    font-size: var(--atlas-text);
  }
  /* A bare comparison has no other words: room for three lines. */
  .bare .answer {
    height: 5.8em;
  }
  .bare .answer p {
    -webkit-line-clamp: 3;
  }
  .differs {
    margin-inline-start: 0.4rem;
    padding: 0 0.35rem;
    border: 1px solid var(--atlas-line-strong);
    border-radius: 3px;
    color: var(--atlas-ink-soft);
    font-size: 0.6875rem;
    white-space: nowrap;
  }
  atlas-memory-map {
    --atlas-map-height: clamp(200px, 38vh, 420px);
    transition: opacity 0.15s;
  }
  /* Below a paragraph, room is kept for one line, however narrow the column; pointing at it shows all. */
  :host([compact]) .differences {
    -webkit-line-clamp: 1;
  }
  :host([compact]) atlas-memory-map {
    --atlas-map-height: var(--atlas-comparison-map-height);
  }
  /* A step's short delay must not flicker; text without a picture stays readable. */
  .design[data-late][data-pictured] atlas-memory-map {
    opacity: 0.45;
    transition: opacity 0.15s 0.25s;
  }
  .answer.late {
    animation: appear 0s 0.25s both;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
  atlas-comparison-table {
    margin-top: 0.75rem;
  }
  @container figure (width < 700px) {
    .designs {
      grid-template: none / minmax(0, 1fr);
      row-gap: 1.25rem;
    }
    .design {
      grid-row: auto;
      grid-template: none / minmax(0, 1fr);
      row-gap: 0.25rem;
    }
    :host(:not([compact])) atlas-memory-map {
      --atlas-map-height: 150px;
    }
    .tool {
      width: 2.6rem;
      min-height: 2.6rem;
    }
    /* Two designs are seen together: their pictures stay beside each other, however narrow. */
    :host(:not([compact])) .designs[data-count='2'] {
      grid-template: repeat(5, auto) / repeat(2, minmax(0, 1fr));
      column-gap: 0.5rem;
      .design {
        grid-row: span 5;
        grid-template: subgrid / minmax(0, 1fr);
      }
      header {
        flex-wrap: wrap;
      }
      .differences {
        display: none;
      }
      /* Pictures first. */
      .answer {
        order: 1;
        height: 5.9em;
      }
      .answer .two-lines {
        -webkit-line-clamp: 3;
      }
    }
  }
  @media (prefers-reduced-motion: reduce) {
    atlas-memory-map,
    .design[data-late] atlas-memory-map {
      transition: none;
    }
  }
`;
