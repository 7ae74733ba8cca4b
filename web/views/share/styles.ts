// The look that the panels of the share dialog have in common: fields, rows of options, texts to be copied.

import { css } from 'lit';

export const panel = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem;
  }
  label,
  .label {
    display: block;
    margin-bottom: 0.25rem;
    color: var(--atlas-ink-soft);
    font-size: var(--atlas-text-small);
  }
  input,
  select {
    width: 100%;
    min-height: 2.25rem;
    padding: 0.25rem 0.6rem;
    border: 1px solid var(--atlas-line-strong);
    border-radius: var(--atlas-radius);
    background: var(--atlas-surface);
  }
  textarea {
    display: block;
    width: 100%;
    padding: 0.6rem 0.75rem;
    border: 1px solid var(--atlas-line-strong);
    border-radius: var(--atlas-radius);
    background: var(--atlas-sunken);
    font: var(--atlas-text-small) / 1.5 var(--atlas-mono);
    overflow-wrap: anywhere;
    resize: vertical;
  }
  .options {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
    gap: 0.75rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
  }
  .row button,
  atlas-copy {
    min-width: 8.5rem;
  }
  .row button {
    min-height: 2.25rem;
  }
  .segments {
    display: inline-flex;
    padding: 2px;
    border-radius: calc(var(--atlas-radius) + 2px);
    background: var(--atlas-sunken);
    box-shadow: inset 0 0 0 1px var(--atlas-line);
  }
  .segments button {
    min-height: 1.9rem;
    border-color: transparent;
    background: none;
  }
  .segments button[aria-checked='true'] {
    border-color: var(--atlas-line-strong);
    background: var(--atlas-surface);
    font-weight: 600;
  }
  @media (pointer: coarse) {
    /* Below 16 px, phones zoom into a field that gets the focus. */
    input,
    select,
    textarea {
      font-size: 1rem;
    }
    .row button,
    .segments button {
      min-height: 2.75rem;
    }
  }
`;
