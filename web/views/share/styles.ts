// The look of the share dialog's panels.

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
  .flow button,
  atlas-copy {
    min-width: 8.5rem;
  }
  .flow button:not([role='radio']) {
    min-height: 2.25rem;
  }
  @media (pointer: coarse) {
    /* Below 16 px, phones zoom into a field that gets the focus. */
    input,
    select,
    textarea {
      font-size: 1rem;
    }
    .flow button {
      min-height: 2.75rem;
    }
  }
`;
