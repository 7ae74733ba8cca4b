// `<atlas-list>`: the blocks in the order of one of the allocator's chains: its list of all blocks, a free list, a bin.
//
// Asks for and renders the visible entries only. Each entry says where the link before it led: to the next block in memory,
// ahead, or back. A selected block is scrolled into view.

import { css, html, nothing, type PropertyValues } from 'lit';
import type { Block, ListEntry } from '../../engine/wire';
import { formatAddress, formatCount } from '../../render/format';
import { jump } from '../../render/list-entries';
import {
  contentPx,
  type LongScroll,
  linesInSight,
  scrollTopShowing,
  topOfLine,
} from '../../render/long-scroll';
import { blockName } from '../../render/words';
import type { State } from '../../state';
import { radios } from '../controls/radios';
import { optionsOf, valueFrom } from '../controls/select';
import { ScrollBox } from '../scroll-box';
import { size } from '../size';
import { shared } from '../styles';
import '../term';
import { define, fields, viewOf } from '../view';

const LINE_PX = 28;
const LINES_VISIBLE = 10;
const LINES_AROUND = 12;
/** More chains than this stand in a list of choices. */
const RADIOS_MAX = 4;

export class ListView extends viewOf(fields('list', 'frame', 'selection')) {
  static override styles = [
    shared,
    css`
      .which {
        margin-bottom: 0.35rem;
      }
      .head,
      .entry {
        display: grid;
        grid-template-columns:
          4rem minmax(5rem, 1.2fr) 6.2rem minmax(5rem, 0.9fr) minmax(8.5rem, 1.1fr)
          minmax(6rem, 1.4fr) minmax(6.5rem, 1.2fr);
        align-items: baseline;
        gap: 0.75rem;
        padding-inline: 0.6rem;
        font-size: var(--atlas-text-small);
        white-space: nowrap;
      }
      .head {
        min-height: 1.8rem;
        color: var(--atlas-ink-soft);
      }
      .scroller {
        height: var(--atlas-list-height, ${LINE_PX * LINES_VISIBLE}px);
        contain: strict;
      }
      ol {
        position: absolute;
        inset-inline: 0;
      }
      .entry {
        justify-content: stretch;
        height: ${LINE_PX}px;
        line-height: ${LINE_PX - 2}px;
      }
      .entry .where {
        align-self: center;
      }
      .entry > span:not(.where) {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .number {
        text-align: end;
      }
      .free {
        color: var(--atlas-good);
      }
      .place {
        display: block;
        position: relative;
        height: 6px;
        border-radius: 3px;
        background: var(--atlas-sunken);
      }
      .place i {
        position: absolute;
        inset-block: -3px;
        min-width: 4px;
        border-radius: 2px;
        background: var(--atlas-accent);
      }
      .place i.free {
        border: 1.5px solid var(--atlas-good);
        background: var(--atlas-surface);
      }
      .mark {
        display: inline-block;
        margin-inline-start: 0.3rem;
        padding: 0 0.35rem;
        border: 1px solid var(--atlas-line-strong);
        border-radius: 3px;
        color: var(--atlas-ink);
        font-size: 0.6875rem;
        font-weight: 600;
        letter-spacing: 0.02em;
      }
      .roots {
        gap: 0 0.9rem;
        margin-top: 0.35rem;
      }
      .empty {
        padding: 0.75rem;
        color: var(--atlas-ink-soft);
      }
      :host([compact]) {
        display: flex;
        flex-direction: column;
        height: 100%;
      }
      :host([compact]) .scroller {
        flex: 1;
        height: auto;
        min-height: ${2 * LINE_PX}px;
      }
      @container figure (640px <= width < 820px) {
        .head,
        .entry {
          grid-template-columns:
            4rem minmax(5rem, 1.2fr) 6.2rem minmax(5rem, 0.9fr) minmax(8.5rem, 1.1fr)
            minmax(6.5rem, 1.2fr);
        }
        .where {
          display: none;
        }
      }
      @container figure (width < 640px) {
        .head,
        .entry {
          grid-template-columns: 2rem minmax(3.5rem, 1fr) 5.4rem 6rem;
          gap: 0.5rem;
        }
        .mark {
          margin-inline-start: 0;
          padding-inline: 0.2rem;
          font-size: 0.625rem;
        }
        .payload,
        .jump,
        .where {
          display: none;
        }
      }
    `,
  ];

  private readonly box = new ScrollBox(this, () => this.ask());
  /** The selected offset whose entry has not been scrolled to yet. */
  private sought: number | null = null;

  protected override render() {
    const { list, frame } = this.state;
    const total = this.total;
    const first = list.entries[0]?.index ?? 0;
    return html`
      ${this.which()}
      <div class="head">
        <span class="number">place</span><span><atlas-term of="Block">block</atlas-term></span
        ><span><atlas-term of="Address">address</atlas-term></span
        ><span class="payload"><atlas-term of="Payload">payload</atlas-term></span><span class="jump">from the one before</span
        ><span class="where">where in the heap</span><span>roots</span>
      </div>
      <div class="scroller" tabindex="-1" @keydown=${this.key}>
        ${frame && total === 0 ? html`<p class="empty">${this.chain?.id === 'blocks' ? 'The list is empty: nothing was allocated yet.' : 'Nothing is on it at this step.'}</p>` : nothing}
        <div .style="height: ${contentPx(total, LINE_PX)}px"></div>
        <ol .style="top: ${topOfLine(this.scrolled, first)}px" start=${first} aria-label=${`In its order: ${this.chain?.title ?? ''}`}>
          ${list.entries.map((entry, index) => this.entry(entry, list.entries[index - 1]))}
        </ol>
      </div>
      ${this.roots()}
    `;
  }

  private roots() {
    const { frame } = this.state;
    if (!frame || this.total === 0) return nothing;
    const number = this.chain?.number;
    const roots = frame.roots.filter(({ chain }) => chain === null || chain === number);
    return html`<p class="roots flow small soft">
      ${roots.length === 0 ? 'The allocator has no root for this list.' : 'The allocator’s roots:'}
      ${roots.map(({ name, about }) => html`<atlas-term of=${name} about=${about}></atlas-term> `)}
    </p>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { selection, list, frame } = this.state;
    const [first, ...others] = frame?.chains ?? [];
    // Where there is no choice, nothing may stay chosen that isn't there.
    if (first && others.length === 0 && this.chain !== first) {
      this.dispatch({ type: 'list-chosen', chain: null });
      return;
    }
    const before = changed.get('state') as State | undefined;
    const isElsewhere = selection?.offset !== before?.selection?.offset;
    if (isElsewhere || list.chain !== before?.list.chain) this.sought = selection?.offset ?? null;
    if (selection && selection.place !== null && selection.offset === this.sought) {
      this.sought = null;
      this.box.scrollTo(scrollTopShowing(this.scrolled, selection.place));
    }
    this.ask();
  }

  /** The choice between the chains, where there are several. */
  private which() {
    const { frame, list } = this.state;
    const chains = frame?.chains ?? [];
    if (chains.length < 2) return nothing;
    const named = chains.map(({ name, title, blocks }) => ({
      id: name,
      title: `${title}: ${formatCount(blocks)}`,
    }));
    const choose = (chain: string) => this.dispatch({ type: 'list-chosen', chain });
    if (chains.length <= RADIOS_MAX && this.chain) {
      return radios({ label: 'Which list' }, named, this.chain.name, choose, 'choices which');
    }
    // A bin that was chosen stays chosen while it holds nothing.
    const kept = this.chain ? [] : [{ id: list.chain ?? '', title: 'Nothing at this step' }];
    const chosen = this.chain?.name ?? list.chain ?? '';
    return html`<select
      class="which"
      aria-label="Which list"
      @change=${(event: Event) => choose(valueFrom(event))}
    >
      ${optionsOf([...kept, ...named], chosen)}
    </select>`;
  }

  private get chain() {
    const { frame, list } = this.state;
    const [first] = frame?.chains ?? [];
    return list.chain === null ? first : frame?.chains.find(({ name }) => name === list.chain);
  }

  private entry(entry: ListEntry, before: ListEntry | undefined) {
    const { index, block, roots } = entry;
    const offset = this.state.selection?.offset ?? -1;
    const isSelected = offset >= block.start && offset < block.start + block.bytes;
    const first = this.state.list.entries[0];
    return html`<li>
      <button
        class="line entry"
        aria-pressed=${isSelected}
        tabindex=${isSelected || index === first?.index ? 0 : -1}
        @click=${() => this.dispatch({ type: 'selected', offset: block.start })}
      >
        <span class="number soft">${formatCount(index)}</span>
        <span class=${block.state}>${blockName(block)}</span>
        <span class="mono">${formatAddress(block.address)}</span>
        <span class="payload">${size(block.payload)}</span>
        <span class="jump soft">${before ? jump(before.block, block) : ''}</span>
        <span class="where">${this.where(block)}</span>
        <span>
          ${roots.map((mark) => html`<span class="mark">${mark}</span>`)}
        </span>
      </button>
    </li>`;
  }

  /** The block's place in the heap as a small bar: list order and memory order can be compared down the column. */
  private where(block: Block) {
    // The last hole of a region that is one hole from the start reaches beyond what the program has used.
    const reach = Math.max(this.state.frame?.region.reach ?? 1, 1);
    const left = (100 * block.start) / reach;
    const width = (100 * block.bytes) / reach;
    return html`<span class="place" aria-hidden="true"
      ><i class=${block.state} .style="left: min(${left}%, 100% - 4px); width: min(${width}%, ${Math.max(0, 100 - left)}%)"></i
    ></span>`;
  }

  private get total(): number {
    return this.chain?.blocks ?? 0;
  }

  private get scrolled(): LongScroll {
    return this.box.of(this.total, LINE_PX);
  }

  private ask(): void {
    const { list, frame } = this.state;
    if (!frame) return;
    const lines = this.renderRoot.querySelector('ol');
    if (lines) lines.style.top = `${topOfLine(this.scrolled, list.entries[0]?.index ?? 0)}px`;
    const { from, count } = linesInSight(this.scrolled, LINES_AROUND);
    if (from !== list.from || count !== list.count) {
      this.dispatch({ type: 'list-scrolled', from, count });
    }
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const entry = (event.target as HTMLElement).closest('li');
    const next =
      event.key === 'ArrowDown' ? entry?.nextElementSibling : entry?.previousElementSibling;
    const button = next?.querySelector('button');
    if (!button) return;
    event.preventDefault();
    button.focus();
    button.scrollIntoView({ block: 'nearest' });
  }
}

define('atlas-list', ListView);
