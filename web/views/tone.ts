// The tone of a message as a sign; its colour repeats the sign.

import { css, html } from 'lit';
import type { Tone } from '../engine/wire';

const SIGNS: Readonly<Record<Tone, string>> = {
  good: '✓',
  neutral: '–',
  note: 'i',
  bad: '✕',
};

export function toneSign(tone: Tone) {
  return html`<span class="sign ${tone}" aria-hidden="true">${SIGNS[tone]}</span>`;
}

/** For the style that all views share. */
export const tones = css`
  .good {
    --tone: var(--atlas-good);
    color: var(--tone);
  }
  .neutral {
    --tone: var(--atlas-ink-soft);
    color: var(--tone);
  }
  .note {
    --tone: var(--atlas-note);
    color: var(--tone);
  }
  .bad {
    --tone: var(--atlas-bad);
    color: var(--tone);
  }
  .sign {
    display: inline-grid;
    flex: none;
    place-items: center;
    width: 1.15em;
    height: 1.15em;
    border-radius: 50%;
    background: var(--tone);
    color: var(--atlas-surface);
    font-size: 0.8em;
    font-weight: 700;
    line-height: 1;
  }
`;
