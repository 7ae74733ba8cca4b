// The key of memory over time: what its colours and ticks stand for.

import { css, html, nothing } from 'lit';
import { lookOfBoth } from '../../render/palette';

export const overTimeKeyStyles = css`
  .key {
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
  }
  .key .swatch {
    width: 0.8rem;
    height: 0.8rem;
    border: 1px solid var(--atlas-line-strong);
    border-radius: 2px;
  }
  .key .tick {
    width: 3px;
    height: 0.8rem;
    background: var(--atlas-bad);
  }
`;

export function overTimeKey(hasRefusals: boolean) {
  const entry = (category: string, text: string) => html`<span class="key soft">
    <span class="swatch" .style="background: ${lookOfBoth(category).fill}"></span>${text}
  </span>`;
  return html`${entry('requested', 'in use')} ${entry('free', 'holes')}
  ${hasRefusals ? html`<span class="key soft"><span class="tick"></span>refused</span>` : nothing}`;
}
