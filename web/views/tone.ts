// The tone of a message as a sign; its colour repeats the sign.

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
    background: var(--tone);
    color: var(--atlas-surface);
    font-size: 0.8em;
    font-weight: 700;
    line-height: 1;
  }
  .sign.good {
    --tone: var(--atlas-good);
  }
  .sign.note {
    --tone: var(--atlas-note);
  }
  .sign.bad {
    --tone: var(--atlas-bad);
  }
  .good:not(.sign) {
    color: var(--atlas-good);
  }
  .note:not(.sign) {
    color: var(--atlas-note);
  }
  .bad:not(.sign) {
    color: var(--atlas-bad);
  }
`;
