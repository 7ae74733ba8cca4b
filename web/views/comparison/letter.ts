// The letter of a compared design, filled where the design is active.

import { css, html } from 'lit';
import { placeLetter } from '../../state';

export function letter(place: number, isActive: boolean) {
  return html`<b class="letter ${isActive ? 'active' : ''}">${placeLetter(place)}</b>`;
}

export const letterStyles = css`
  .letter {
    display: inline-grid;
    flex: none;
    place-items: center;
    width: 1.5rem;
    height: 1.5rem;
    border: 1.5px solid var(--atlas-line-strong);
    border-radius: 4px;
    background: var(--atlas-surface);
    font-size: var(--atlas-text-small);
    font-weight: 700;
    line-height: 1;
  }
  .letter.active {
    border-color: var(--atlas-accent);
    background: var(--atlas-accent);
    color: var(--atlas-on-accent);
  }
`;
