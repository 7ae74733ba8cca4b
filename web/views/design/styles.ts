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
    flex: 1;
    min-width: 0;
  }
  .whose {
    justify-content: space-between;
    margin-bottom: 0.75rem;
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
  .all details {
    margin-inline-start: 0.75rem;
  }
  summary .values {
    margin-inline-start: auto;
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
    .presets select {
      min-height: 2.6rem;
    }
  }
`;
