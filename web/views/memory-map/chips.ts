// The legend of a compact map in a line, and the sample of a look.

import { css, html, nothing, svg } from 'lit';
import type { CategoryDoc, Part } from '../../engine/wire';
import { categoryTitle } from '../../render/category';
import { type Look, lookOfBoth, PATTERN_TILE } from '../../render/palette';

export const chipsStyles = css`
  .chips {
    align-content: start;
    gap: 0 0.9rem;
    height: 1.5rem;
    overflow: hidden;
    font-size: var(--atlas-text-tiny);
    line-height: 1.5rem;
  }
  .chips li {
    gap: 0.35rem;
    white-space: nowrap;
  }
  .chips .swatch {
    width: 14px;
    height: 12px;
  }
  @container figure (width < 560px) {
    .chips {
      height: 3rem;
    }
  }
`;

/** A sample of a look. `id` must be unique in the tree that it is rendered into. */
export function swatch(id: string, { fill, patternColour, pattern }: Look) {
  const tile =
    pattern === null
      ? nothing
      : svg`<defs>
          <pattern id="tile-${id}" width=${PATTERN_TILE} height=${PATTERN_TILE}
            patternUnits="userSpaceOnUse">
            <path d=${pattern.path} .style=${`stroke: ${patternColour}`} stroke-width=${pattern.strokeWidth}
              stroke-linecap="round" fill="none"/>
          </pattern>
        </defs>
        <rect width="100%" height="100%" fill="url(#tile-${id})"/>`;
  return html`<svg class="swatch" aria-hidden="true" .style="background: ${fill}">${tile}</svg>`;
}

export function chips(categories: readonly CategoryDoc[], parts: readonly Part[]) {
  const present = new Set(parts.filter(({ bytes }) => bytes > 0).map(({ category }) => category));
  return html`<ul class="chips flow soft" aria-label="Legend">
    ${categories
      .filter(({ id }) => present.has(id))
      .map(
        (doc) => html`<li class="flow" title=${doc.summary}>
          ${swatch(doc.id, lookOfBoth(doc.id))} ${categoryTitle(doc)}
        </li>`,
      )}
  </ul>`;
}
