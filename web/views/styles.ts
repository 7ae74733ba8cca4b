// The look that all views share: design tokens, which the figure's root declares once, and buttons, fields, lists and headings.
//
// The colours of categories are in render/palette.ts. An author restyles a figure by custom properties `--heap-atlas-…`.

import { css } from 'lit';
import { paper, print } from './print';
import { tones } from './tone';

/** For the root's `:host` only. `light-dark()` follows the root's `color-scheme`. */
export const tokens = css`
  :host {
    color-scheme: light dark;
    --atlas-font: var(--heap-atlas-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
    --atlas-mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono',
      monospace;
    --atlas-ink: var(--heap-atlas-ink, light-dark(#1a1d21, #e6e8eb));
    --atlas-ink-soft: var(--heap-atlas-ink-soft, light-dark(#545d68, #a2abb6));
    --atlas-line: var(--heap-atlas-line, light-dark(#dcdfe4, #30353b));
    --atlas-line-strong: light-dark(#868f9a, #69727d);
    --atlas-ground: var(--heap-atlas-ground, light-dark(#f5f6f8, #0f1113));
    --atlas-surface: var(--heap-atlas-surface, light-dark(#ffffff, #181b1f));
    --atlas-sunken: light-dark(#eff1f4, #101316);
    --atlas-accent: var(--heap-atlas-accent, light-dark(#0a5fa8, #62b0f5));
    --atlas-on-accent: var(--heap-atlas-on-accent, light-dark(#ffffff, #0b1a28));
    --atlas-accent-wash: light-dark(#e6f0f9, #14283b);
    --atlas-good: light-dark(#00664a, #4cc79d);
    --atlas-note: light-dark(#7a5200, #e0ae4a);
    --atlas-bad: light-dark(#b03410, #ff8a63);
    --atlas-bad-wash: light-dark(#fcece6, #3a1d13);
    --atlas-note-wash: light-dark(#fbf2de, #33270d);
    --atlas-shadow: 0 1px 2px light-dark(rgb(20 30 40 / 8%), rgb(0 0 0 / 40%)),
      0 8px 24px light-dark(rgb(20 30 40 / 14%), rgb(0 0 0 / 60%));
    --atlas-radius: var(--heap-atlas-radius, 6px);
    --atlas-text: 0.9375rem;
    --atlas-text-small: 0.8125rem;
    --atlas-text-tiny: 0.75rem;
  }
  ${paper}
`;

export const shared = css`
  :host {
    box-sizing: border-box;
    display: block;
    min-width: 0;
    color: var(--atlas-ink);
    font: var(--atlas-text) / 1.45 var(--atlas-font);
    font-variant-numeric: tabular-nums;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset,
  legend,
  figure {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  /* Where a list of definitions is a grid, a name may have several values. */
  dl > dt {
    grid-column: 1;
  }
  dl > dd {
    grid-column: 2;
  }
  h2 {
    font-size: 1rem;
    font-weight: 650;
    letter-spacing: -0.005em;
  }
  h3 {
    color: var(--atlas-ink-soft);
    font-size: var(--atlas-text-tiny);
    font-weight: 650;
    letter-spacing: 0.05em;
    text-transform: uppercase;
  }
  button,
  input,
  select,
  textarea {
    color: inherit;
    font: inherit;
    font-variant-numeric: inherit;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.4em;
    min-height: 2rem;
    padding: 0.2rem 0.7rem;
    border: 1px solid var(--atlas-line-strong);
    border-radius: var(--atlas-radius);
    background: var(--atlas-surface);
    cursor: pointer;
    touch-action: manipulation;
  }
  button:hover:not(:disabled, [aria-disabled='true'], [aria-checked='true'], .primary),
  .button:hover {
    border-color: var(--atlas-accent);
    background: var(--atlas-accent-wash);
  }
  button:disabled,
  button[aria-disabled='true'] {
    color: var(--atlas-ink-soft);
    border-color: var(--atlas-line);
    cursor: not-allowed;
  }
  button.quiet {
    border-color: transparent;
    background: none;
  }
  button.primary {
    border-color: var(--atlas-accent);
    background: var(--atlas-accent);
    color: var(--atlas-on-accent);
  }
  button.link {
    min-height: 0;
    padding: 0;
    border: 0;
    border-radius: 2px;
    background: none;
    color: var(--atlas-accent);
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
  button.word {
    gap: 0.5rem;
    min-height: 0;
    padding: 0;
    border: 0;
    border-radius: 2px;
    background: none;
    text-align: start;
    text-decoration: underline dotted var(--atlas-line-strong) 1px;
    text-underline-offset: 0.25em;
  }
  .tip p + p {
    margin-top: 0.35rem;
  }
  .swatch {
    display: block;
    flex: none;
    width: 22px;
    height: 16px;
    border: 1px solid var(--atlas-line-strong);
    border-radius: 3px;
  }
  .formula {
    margin-top: 0.4rem;
    padding: 0.35rem 0.5rem;
    border-radius: 4px;
    background: var(--atlas-sunken);
    font-family: var(--atlas-mono);
    font-size: var(--atlas-text-tiny);
  }
  /* A line of a list as a button. */
  button.line {
    display: grid;
    width: 100%;
    min-height: 0;
    padding: 0 0.6rem;
    border: 0;
    border-radius: 0;
    background: none;
    text-align: start;
  }
  button.line:is(.current, [aria-pressed='true'], [aria-checked='true'], [aria-current]) {
    background: var(--atlas-accent-wash);
    box-shadow: inset 3px 0 var(--atlas-accent);
    color: inherit;
    font-weight: 600;
  }
  button.line:focus-visible {
    outline-offset: -2px;
  }
  input:where(:not([type='checkbox'], [type='range'])),
  select {
    min-height: 2rem;
    padding: 0.15rem 0.5rem;
    border: 1px solid var(--atlas-line-strong);
    border-radius: var(--atlas-radius);
    background: var(--atlas-surface);
  }
  [role='radio'][aria-checked='true'] {
    border-color: var(--atlas-accent);
    background: var(--atlas-accent);
    color: var(--atlas-on-accent);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem;
  }
  .choices [role='radio'] {
    min-height: 1.9rem;
    padding: 0.1rem 0.65rem;
    font-size: 0.875rem;
  }
  .segments {
    display: inline-flex;
    flex-wrap: wrap;
    padding: 2px;
    border-radius: calc(var(--atlas-radius) + 2px);
    background: var(--atlas-sunken);
    box-shadow: inset 0 0 0 1px var(--atlas-line);
  }
  .segments [role='radio'] {
    min-height: 1.9rem;
    padding: 0.1rem 0.65rem;
    border-color: transparent;
    background: none;
    font-size: 0.875rem;
  }
  .segments [role='radio'][aria-checked='true'] {
    border-color: var(--atlas-line-strong);
    background: var(--atlas-surface);
    color: inherit;
    font-weight: 600;
  }
  :where(.flow) {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.35rem 0.75rem;
  }
  .one-line {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .change {
    white-space: nowrap;
  }
  .operation-line {
    display: flex;
    align-items: baseline;
    gap: 0.75rem;
    overflow: hidden;
    white-space: nowrap;
  }
  code.operation {
    font-size: 1.0625rem;
    font-weight: 600;
  }
  .two-lines {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  progress {
    width: 7rem;
    height: 0.4rem;
    accent-color: var(--atlas-accent);
  }
  .scroller {
    position: relative;
    overflow: hidden auto;
    border: 1px solid var(--atlas-line);
    border-radius: var(--atlas-radius);
    background: var(--atlas-surface);
  }
  .callout {
    padding: 0.6rem 0.8rem;
    border-inline-start: 3px solid var(--atlas-note);
    border-radius: var(--atlas-radius);
    background: var(--atlas-note-wash);
  }
  .callout.failed {
    border-color: var(--atlas-bad);
    background: var(--atlas-bad-wash);
  }
  summary {
    display: flex;
    align-items: baseline;
    gap: 0.5rem;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: '';
    flex: none;
    width: 0.35rem;
    height: 0.35rem;
    border: solid var(--atlas-ink-soft);
    border-width: 0 1.5px 1.5px 0;
    transform: translateY(-0.15rem) rotate(-45deg);
  }
  details[open] > summary::before {
    transform: translateY(-0.2rem) rotate(45deg);
  }
  :focus-visible {
    outline: 2px solid var(--atlas-accent);
    outline-offset: 2px;
  }
  code,
  .mono {
    font-family: var(--atlas-mono);
    font-size: 0.94em;
  }
  .soft {
    color: var(--atlas-ink-soft);
  }
  .small {
    font-size: var(--atlas-text-small);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (pointer: coarse) {
    :is(.choices, .segments) [role='radio'] {
      min-height: 2.6rem;
    }
  }
  @media (forced-colors: active) {
    [aria-checked='true'],
    [aria-current] {
      outline: 2px solid Highlight;
    }
  }
  ${tones}
  ${print}
`;
