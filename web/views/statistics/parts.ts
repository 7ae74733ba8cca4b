// `<atlas-parts>`: where every byte of the region is: one bar for the region, one for the heap in it,
// and the parts in numbers. They add up to the region exactly, and the table says so.

import { css, html, nothing } from 'lit';
import type { CategoryDoc, Part } from '../../engine/wire';
import { formatBytes, formatCount, formatShare } from '../../render/format';
import { type Scheme, themeOf } from '../../render/palette';
import type { State } from '../../state';
import '../explained';
import { categoryTitle } from '../memory-map/legend';
import { shared } from '../styles';
import { define, View } from '../view';

/** The category that is no part of the heap: what it has not grown into yet. */
const BEYOND = 'beyond';

export class PartsView extends View {
  static override styles = [
    shared,
    css`
      .bar {
        display: flex;
        height: 1.5rem;
        overflow: hidden;
        border-radius: 4px;
        background: var(--atlas-sunken);
      }
      .bar.region {
        height: 0.5rem;
        margin-top: 0.35rem;
      }
      .bar i {
        min-width: 0;
        transition: flex-grow 0.15s;
      }
      .caption {
        display: flex;
        justify-content: space-between;
        gap: 1rem;
        margin-bottom: 0.35rem;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr));
        gap: 0 2rem;
        margin-top: 0.75rem;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 1.75rem;
        border-bottom: 1px solid var(--atlas-line);
      }
      li > span {
        margin-inline-start: auto;
        white-space: nowrap;
      }
      li .share {
        width: 4.2em;
        margin: 0;
        text-align: end;
      }
      .swatch {
        flex: none;
        width: 0.8rem;
        height: 0.8rem;
        border-radius: 2px;
        box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--atlas-ink) 30%, transparent);
      }
      li button {
        min-height: 0;
        padding: 0;
        border: 0;
        border-radius: 2px;
        background: none;
        text-align: start;
        text-decoration: underline dotted var(--atlas-line-strong) 1px;
        text-underline-offset: 0.25em;
      }
      .sum {
        font-weight: 600;
      }
      @media (prefers-reduced-motion: reduce) {
        .bar i {
          transition: none;
        }
      }
    `,
  ];

  protected override slices({ frame, catalog }: State) {
    return [frame, catalog];
  }

  protected override render() {
    const { frame, catalog } = this.state;
    const parts = frame?.parts ?? [];
    const region = frame?.region.bytes ?? 0;
    const heap = frame?.region.heapBytes ?? 0;
    const inHeap = parts.filter(({ category }) => category !== BEYOND);
    return html`
      <div class="caption">
        <h3>Where the bytes are</h3>
        <span class="soft small">
          bytes, and share of the heap’s ${formatBytes(heap)}
        </span>
      </div>
      <div aria-hidden="true">
        ${this.bar(inHeap, '')} ${this.bar(parts, 'region')}
      </div>
      <ul>
        ${(catalog?.categories ?? []).map((doc) => {
          const bytes = parts.find(({ category }) => category === doc.id)?.bytes ?? 0;
          return this.line(doc, bytes, doc.id === BEYOND ? '' : formatShare(bytes, heap));
        })}
        <li class="sum">
          Region<span>${formatCount(region)} bytes</span><span class="share"></span>
        </li>
      </ul>
    `;
  }

  private bar(parts: readonly Part[], name: string) {
    return html`<div class="bar ${name}">
      ${parts.map(
        ({ category, bytes }) =>
          html`<i
            .style=${`flex-grow: ${bytes}; background: ${swatch(category)}`}
          ></i>`,
      )}
    </div>`;
  }

  private line(doc: CategoryDoc, bytes: number, share: string) {
    const tip = `tip-${doc.id}`;
    const axes = this.state.catalog?.axes ?? [];
    const deciding = doc.axes.map((id) => axes.find((axis) => axis.id === id)?.title ?? id);
    return html`<li data-category=${doc.id}>
      <i class="swatch" .style=${`background: ${swatch(doc.id)}`}></i>
      <atlas-explained>
        <button aria-describedby=${tip}>${categoryTitle(doc)}</button>
        <div slot="tip" role="tooltip" id=${tip}>
          <p>${doc.summary}</p>
          ${
            deciding.length > 0
              ? html`<p class="soft">Decided by: ${deciding.join(', ').toLowerCase()}.</p>`
              : nothing
          }
        </div>
      </atlas-explained>
      <span>${formatCount(bytes)}</span>
      <span class="share soft">${share}</span>
    </li>`;
  }
}

/** A category's colour in whichever scheme the figure is shown. */
function swatch(category: string): string {
  const fill = (scheme: Scheme) => themeOf(scheme).look(category).fill;
  return `light-dark(${fill('light')}, ${fill('dark')})`;
}

define('atlas-parts', PartsView);
