// The map's legend with the bytes of each category, and the key to the marks of the current operation.

import { css, html, nothing } from 'lit';
import type { CategoryDoc, Part } from '../../engine/wire';
import { BEYOND } from '../../render/bar-parts';
import { categoryTitle } from '../../render/category';
import { formatBytes, formatBytesExactly, formatShare } from '../../render/format';
import { KEY, type MarkName, markOf, TRAIL_START } from '../../render/highlights';
import { hueOfBoth, lookOfBoth } from '../../render/palette';
import type { Marked } from '../../render/words';
import '../explained';
import { swatch } from './chips';

export const legendStyles = css`
  .legend atlas-explained {
    display: flex;
  }
  .legend button {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    gap: 0.5rem;
    width: 100%;
    min-height: 1.85rem;
    padding: 0.1rem 0.45rem;
    border-color: transparent;
    background: none;
    font-size: var(--atlas-text-small);
    text-align: start;
  }
  .legend button[aria-pressed='true'] {
    border-color: var(--atlas-accent);
    background: var(--atlas-accent-wash);
  }
  .legend .none {
    color: var(--atlas-ink-soft);
  }
  .legend .amount {
    color: var(--atlas-ink-soft);
    white-space: nowrap;
  }
  .key {
    gap: 0.15rem 1rem;
    min-height: 1.6rem;
  }
  .key li {
    gap: 0.4rem;
  }
  .key svg {
    width: 24px;
    height: 16px;
    flex: none;
  }
  .key .trail {
    width: 36px;
    height: 4px;
    border-radius: 2px;
  }
  .key .number {
    display: inline-grid;
    place-items: center;
    width: 1rem;
    height: 1rem;
    border: 1.5px solid var(--atlas-ink);
    border-radius: 50%;
    color: var(--atlas-ink);
    font-size: 0.6875rem;
    font-weight: 700;
  }
  @container figure (width < 560px) {
    .key {
      /* Room for two lines, which most steps need. */
      min-height: 2.6rem;
      align-content: start;
    }
    .legend button {
      grid-template-columns: auto 1fr;
      gap: 0 0.5rem;
      min-height: 2.6rem;
      line-height: 1.25;
    }
    .legend .swatch {
      grid-row: span 2;
    }
  }
`;

export interface LegendScene {
  readonly categories: readonly CategoryDoc[];
  readonly parts: readonly Part[];
  /** The ids of those that are listed; the others never had a byte. */
  readonly seen: readonly string[];
  readonly pinned: string | null;
  readonly pin: (category: string | null) => void;
  readonly point: (category: string | null) => void;
}

export function legend({ categories, parts, seen, pinned, pin, point }: LegendScene) {
  const bytesOf = (id: string) => parts.find(({ category }) => category === id)?.bytes ?? 0;
  // Shares of the heap and not of the region, which may be much larger.
  const taken = parts.reduce((sum, part) => sum + part.bytes, 0) - bytesOf(BEYOND);
  return html`<ul class="legend" aria-label="Legend: bytes of the region by what they are">
    ${categories.map((doc) => {
      if (!seen.includes(doc.id) && pinned !== doc.id) return nothing;
      const bytes = bytesOf(doc.id);
      const share = doc.id === BEYOND ? '' : ` · ${formatShare(bytes, taken)}`;
      const isPinned = pinned === doc.id;
      const tip = `tip-legend-${doc.id}`;
      return html`<li>
        <atlas-explained><button
          class=${bytes === 0 ? 'none' : ''}
          aria-pressed=${isPinned}
          aria-describedby=${tip}
          @click=${() => pin(isPinned ? null : doc.id)}
          @pointerenter=${(event: PointerEvent) => event.pointerType !== 'touch' && point(doc.id)}
          @pointerleave=${() => point(null)}
        >
          ${swatch(doc.id, lookOfBoth(doc.id))}
          <span class="one-line">${categoryTitle(doc)}</span>
          <span class="amount"
            >${formatBytes(bytes)}${share}</span
          >
        </button>
        <div slot="tip" role="tooltip" id=${tip}>
          <p>${doc.summary}</p>
          <p class="soft">
            ${formatBytesExactly(bytes)}${share && `${share} of the heap`}. Pick it to make it stand out on the map.
          </p>
        </div></atlas-explained>
      </li>`;
    })}
  </ul>`;
}

/** The marks on the map; `isNumbered` says whether probes have numbers. */
export function key({ candidates, changes }: Marked, isNumbered: boolean) {
  const present = new Set<MarkName>(changes.map(({ kind }) => kind));
  if (isNumbered) for (const candidate of candidates) present.add(markOf(candidate));
  const trail = hueOfBoth('trail');
  const names = (Object.keys(KEY) as MarkName[]).filter((name) => present.has(name));
  return html`<ul class="key flow soft small" aria-label="Key to the marks of this operation">
    ${
      candidates.length === 0
        ? nothing
        : isNumbered
          ? html`<li class="flow"><span class="number" aria-hidden="true">1</span> order of examination</li>`
          : html`<li class="flow">
              <span
                class="trail"
                aria-hidden="true"
                .style="background: linear-gradient(to right, color-mix(in srgb, ${trail} ${100 * TRAIL_START}%, ${hueOfBoth('background')}), ${trail})"
              ></span>
              examined, first to last
            </li>`
    }
    ${names.map((name) => html`<li class="flow">${markSample(name)} ${KEY[name].title}</li>`)}
  </ul>`;
}

function markSample(name: MarkName) {
  const { dash, width, colour } = KEY[name];
  return html`<svg aria-hidden="true" viewBox="0 0 24 16">
    <rect x="2" y="2" width="20" height="12" fill="none" .style=${`stroke: ${hueOfBoth(colour)}`}
      stroke-width=${width} stroke-dasharray=${dash.join(' ') || 'none'} />
  </svg>`;
}
