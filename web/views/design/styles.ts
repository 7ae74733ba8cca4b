// How the panel of a design is laid out: presets, whose design, the groups of axes. controls/ has the looks of controls.

import { css } from 'lit';

export const designStyles = css`
  .presets {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    margin-bottom: 0.4rem;
  }
  .summary {
    margin-bottom: 0.75rem;
  }
  .presets select {
    min-height: 2rem;
    padding: 0.15rem 0.5rem;
    border: 1px solid var(--atlas-line-strong);
    border-radius: var(--atlas-radius);
    background: var(--atlas-surface);
    flex: 1;
    min-width: 0;
  }
  .whose {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.35rem 0.75rem;
    margin-bottom: 0.75rem;
  }
  .segments {
    display: flex;
    flex-wrap: wrap;
    padding: 2px;
    border-radius: calc(var(--atlas-radius) + 2px);
    background: var(--atlas-sunken);
    box-shadow: inset 0 0 0 1px var(--atlas-line);
  }
  .segments [role='radio'] {
    min-height: 1.9rem;
    padding: 0.1rem 0.65rem;
    gap: 0.4rem;
    border-color: transparent;
    background: none;
    color: inherit;
    font-size: var(--atlas-text-small);
  }
  .segments [role='radio'][aria-checked='true'] {
    border-color: var(--atlas-line-strong);
    background: var(--atlas-surface);
    color: inherit;
    font-weight: 600;
  }
  .segments i {
    width: 0.45rem;
    height: 0.45rem;
    border-radius: 50%;
    background: var(--atlas-accent);
  }
  .segments .wrong i {
    background: var(--atlas-bad);
  }
  details {
    border-top: 1px solid var(--atlas-line);
  }
  summary {
    gap: 0.6rem;
    padding: 0.6rem 0;
  }
  summary .values {
    overflow: hidden;
    margin-inline-start: auto;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  details[open] .values {
    visibility: hidden;
  }
  .axis {
    position: relative;
    display: grid;
    gap: 0.35rem;
    padding: 0 0 1rem 0;
  }
  .axis[data-changed]::before {
    content: '';
    position: absolute;
    inset: 0.15rem auto 1rem -0.65rem;
    width: 3px;
    border-radius: 2px;
    background: var(--atlas-accent);
  }
  .set-aside {
    padding-bottom: 0.75rem;
  }
  .axis[data-single] {
    grid-template-columns: 1fr auto;
    align-items: center;
  }
  .axis[data-single] > p,
  .axis[data-single] > [role='status'] {
    grid-column: 1 / -1;
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    column-gap: 0.75rem;
    font-weight: 600;
  }
  .title .link {
    font-weight: 400;
    font-size: var(--atlas-text-small);
  }
  .problem {
    padding: 0.4rem 0.6rem;
    border-radius: var(--atlas-radius);
    background: var(--atlas-bad-wash);
    color: var(--atlas-bad);
    font-size: var(--atlas-text-small);
  }
  @media (pointer: coarse) {
    .presets select,
    .segments button {
      min-height: 2.6rem;
    }
  }
`;
