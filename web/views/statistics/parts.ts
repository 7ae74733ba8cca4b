// `<atlas-parts>`: the bytes of the region by category, in a bar of the heap, a bar of the region, and in numbers, which add up
// to the region exactly.

import { css, html, nothing } from 'lit';
import { type BarPart, BEYOND, barParts } from '../../render/bar-parts';
import { categoryTitle } from '../../render/category';
import { formatBytesExactly, formatShare } from '../../render/format';
import { lookOfBoth } from '../../render/palette';
import { hasSeveralSpaces } from '../../state';
import { explained } from '../explained';
import { swatch } from '../memory-map/chips';
import { size } from '../size';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';

export class PartsView extends viewOf(fields('frame', 'catalog', 'categoriesSeen')) {
  static override styles = [
    shared,
    css`
      .bars {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 0.35rem 0.75rem;
        margin-top: 0.35rem;
      }
      .bar {
        display: flex;
        height: 1.5rem;
        overflow: hidden;
        border-radius: 4px;
        background: var(--atlas-sunken);
      }
      .bar.region {
        height: 0.75rem;
      }
      .bar atlas-explained {
        flex: 1 1 0;
        overflow: hidden;
      }
      .bar .swatch {
        width: 100%;
        height: 100%;
        border: 0;
        border-radius: 0;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr));
        gap: 0 2rem;
        margin-top: 0.75rem;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 1.75rem;
        font-size: var(--atlas-text-small);
        border-bottom: 1px solid var(--atlas-line);
      }
      li > span {
        flex: none;
        white-space: nowrap;
      }
      li button {
        white-space: nowrap;
      }
      li .more {
        flex: 1 1 0;
        min-width: 0;
        overflow: hidden;
        text-align: end;
        text-overflow: ellipsis;
        font-size: var(--atlas-text-tiny);
      }
      li .share {
        width: 3.9em;
        text-align: end;
      }
      li .swatch {
        width: 1.1rem;
        height: 0.8rem;
        border-radius: 2px;
      }
      .sum {
        font-weight: 600;
      }
    `,
  ];

  protected override render() {
    const { frame, catalog, categoriesSeen } = this.state;
    const parts = catalog ? barParts(catalog, frame?.parts ?? []) : [];
    const seen = parts.filter(({ doc }) => categoriesSeen.includes(doc.id));
    const taken = parts.filter(({ doc }) => doc.id !== BEYOND);
    const bytesOf = (some: readonly BarPart[]) => some.reduce((sum, { bytes }) => sum + bytes, 0);
    const [whole, used] = [bytesOf(parts), bytesOf(taken)];
    return html`
      <h3>Where the bytes${hasSeveralSpaces(this.state) ? ` of ${this.name}’s region` : ''} went</h3>
      <div class="bars small soft" aria-hidden="true">
        <span>taken</span>${this.bar('taken', taken)}<span>${size(used)}</span>
        <span>region</span>${this.bar('region', parts)}<span>${size(whole)}</span>
      </div>
      <ul aria-label="Where the bytes went: size, and share of what is taken">
        ${seen.map((part) => this.line(part, part.doc.id === BEYOND ? '' : formatShare(part.bytes, used)))}
        <li class="sum">
          Region<span class="more"></span><span>${size(whole)}</span><span class="share"></span>
        </li>
      </ul>
    `;
  }

  private get name(): string {
    const { frame } = this.state;
    const space = frame?.spaces.find(({ task }) => task === frame.space);
    return space?.task === 0 ? 'the kernel' : (space?.name ?? '');
  }

  /** Tooltips for the pointer; the list below says the same to everybody. */
  private bar(name: string, parts: readonly BarPart[]) {
    return html`<div class="bar ${name}">
      ${parts
        .filter(({ bytes }) => bytes > 0)
        .map(
          (part) => html`<atlas-explained .style="flex-grow: ${part.bytes}">
            ${swatch(`${name}-${part.doc.id}`, lookOfBoth(part.doc.id))}
            <div slot="tip" class="tip">${this.tip(part)}</div>
          </atlas-explained>`,
        )}
    </div>`;
  }

  private line(part: BarPart, share: string) {
    const { doc, bytes } = part;
    return html`<li data-category=${doc.id} data-bytes=${bytes}>
      ${swatch(doc.id, lookOfBoth(doc.id))}
      ${explained(`tip-${doc.id}`, categoryTitle(doc), this.tip(part))}
      <span class="more soft">
        ${part.untouched === 0 ? '' : html`+ ${size(part.untouched)} untouched`}
      </span>
      <span>${size(bytes)}</span>
      <span class="share soft">${share}</span>
    </li>`;
  }

  private tip({ doc, bytes, untouched }: BarPart) {
    const axes = this.state.catalog?.axes ?? [];
    const deciding = doc.axes.map((id) => axes.find((axis) => axis.id === id)?.title ?? id);
    return html`<p><b>${categoryTitle(doc)}.</b> ${doc.summary}</p>
      ${
        untouched === 0
          ? nothing
          : html`<p>
              ${formatBytesExactly(bytes + untouched)} in all: ${formatBytesExactly(untouched)} of them were never
              touched and are shown as such.
            </p>`
      }
      ${
        deciding.length > 0
          ? html`<p class="soft">Decided by: ${deciding.join(', ').toLowerCase()}.</p>`
          : nothing
      }`;
  }
}

define('atlas-parts', PartsView);
