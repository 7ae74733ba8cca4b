// How alarming something is, as a sign and a word: colour only repeats what these say.

import { css, html } from 'lit';
import type { Tone } from '../engine/wire';

const SIGNS: Readonly<Record<Tone, string>> = { good: '✓', note: '!', bad: '✕' };

export function toneSign(tone: Tone) {
  return html`<span class="sign ${tone}" aria-hidden="true">${SIGNS[tone]}</span>`;
}

export const toneStyles = css`
  .sign {
    display: inline-grid;
    flex: none;
    place-items: center;
    width: 1.15em;
    height: 1.15em;
    border-radius: 50%;
    background: currentcolor;
    font-size: 0.8em;
    font-weight: 700;
    line-height: 1;
  }
  .sign::first-line {
    color: var(--atlas-surface);
  }
  .good {
    color: var(--atlas-good);
  }
  .note {
    color: var(--atlas-note);
  }
  .bad {
    color: var(--atlas-bad);
  }
`;
