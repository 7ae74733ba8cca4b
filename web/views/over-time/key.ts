// The key of memory over time: what its colours and ticks stand for.

import { css, html, nothing } from 'lit';
import type { OverTime } from '../../engine/wire';
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

/** What of memory over time there is only in some pictures. */
export interface OverTimeKey {
  readonly hasTables: boolean;
  readonly hasRefusals: boolean;
}

/** The key of one or several pictures; what comes after the step of a secret one is not told. */
export function overTimeKeyOf(
  pictures: readonly (Pick<OverTime, 'hasTables' | 'refusals'> | undefined)[],
  isSecret: boolean,
): OverTimeKey {
  return {
    hasTables: pictures.some((picture) => picture?.hasTables),
    hasRefusals: !isSecret && pictures.some((picture) => (picture?.refusals.length ?? 0) > 0),
  };
}

export function overTimeKey({ hasTables, hasRefusals }: OverTimeKey) {
  const entry = (category: string, text: string) => html`<span class="key soft">
    <span class="swatch" .style="background: ${lookOfBoth(category).fill}"></span>${text}
  </span>`;
  return html`${entry('requested', 'in use')} ${hasTables ? entry('index', 'tables') : nothing} ${entry('free', 'holes')}
  ${hasRefusals ? html`<span class="key soft"><span class="tick"></span>refused</span>` : nothing}`;
}
