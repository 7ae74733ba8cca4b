// `<atlas-inspector>`: the selected block: its facts, its flags bit by bit, its links, and its raw bytes (hex.ts).
//
// A fact that a block lacks keeps its row, so that from step to step nothing moves.

import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Block, Field } from '../../engine/wire';
import { formatAddress, formatBytesExactly, formatCount, formatOffset } from '../../render/format';
import { blockName, traces } from '../../render/words';
import { shared } from '../styles';
import '../term';
import { define, fields, viewOf } from '../view';
import { HexView } from './hex';

const STATES: Readonly<Record<Block['state'], unknown>> = {
  allocated: 'allocated',
  free: html`<atlas-term of="Hole">free</atlas-term>`,
  stagnant: html`<atlas-term of="Stagnant">stagnant</atlas-term>`,
  gap: html`<atlas-term of="Gap">gap</atlas-term>`,
};

/** In the row of a fact that a block lacks. */
const NONE = '–';

export class InspectorView extends viewOf((state) => ({
  ...HexView.select(state),
  ...fields('selection', 'catalog')(state),
})) {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 0.75rem;
        container: inspector / inline-size;
      }
      .both {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.75rem 2rem;
      }
      :host([compact]) atlas-hex {
        order: -1;
      }
      @container inspector (width >= 840px) {
        .both {
          grid-template-columns: minmax(0, 1fr) 540px;
        }
        :host([compact]) atlas-hex {
          order: 0;
        }
      }
      .title {
        display: flex;
        align-items: baseline;
        gap: 0.6rem;
        min-width: 0;
        font-size: 1.0625rem;
        font-weight: 600;
      }
      .state {
        flex: none;
        padding: 0 0.4rem;
        border: 1px solid var(--atlas-line-strong);
        border-radius: 3px;
        font-size: var(--atlas-text-tiny);
        font-weight: 600;
      }
      .clear {
        flex: none;
        min-height: 1.6rem;
        margin-inline-start: auto;
        padding: 0 0.4rem;
        font-size: var(--atlas-text-small);
        font-weight: 400;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        /* Rows stay close where the bytes beside them are taller. */
        align-content: start;
        gap: 0.1rem 1rem;
        font-size: var(--atlas-text-small);
      }
      dt {
        color: var(--atlas-ink-soft);
      }
      .flags {
        display: grid;
        grid-template-columns: max-content max-content minmax(0, 1fr);
        gap: 0 0.6rem;
      }
      :host([bare]) .both {
        grid-template-columns: minmax(0, 1fr);
      }
      /* Where there is nothing to pick another block from. */
      :host([alone]) .clear {
        display: none;
      }
      .note {
        padding: 1rem;
        border: 1px dashed var(--atlas-line-strong);
        border-radius: var(--atlas-radius);
        color: var(--atlas-ink-soft);
        font-size: var(--atlas-text-small);
      }
    `,
  ];

  /** Whether only the bytes are shown. */
  @property({ type: Boolean, reflect: true }) bare = false;

  protected override render() {
    const { selection, frame } = this.state;
    if (!selection || !frame) {
      return html`<p class="note">
        Pick a block on the map, or in the list, to see its bookkeeping, its flags and its raw bytes.
      </p>`;
    }
    const { block, offset, isAnswered } = selection;
    const { base, reach } = frame.region;
    if (!block) {
      return html`<p class="note">
        ${
          offset >= reach
            ? html`<span class="mono">${formatAddress(base + offset)}</span> lies beyond the heap’s end at
                <span class="mono">${formatAddress(base + reach)}</span>: no block is there at this step.`
            : isAnswered
              ? html`<span class="mono">${formatAddress(base + offset)}</span> lies in the allocator’s own tables,
                  outside of all blocks.`
              : 'Looking at the block…'
        }
      </p>`;
    }
    return html`
      <div class="title">
        <span class="one-line">${blockName(block)}</span>
        <small class="state">${STATES[block.state]}</small>
        <button class="clear control" @click=${() => this.dispatch({ type: 'selected', offset: null })}>
          Clear
        </button>
      </div>
      <div class="both">
        ${this.bare ? nothing : this.facts(block, base)}
        <atlas-hex ?bare=${this.bare} .state=${this.stateForInner} .block=${block}></atlas-hex>
      </div>
    `;
  }

  private facts(block: Block, base: number) {
    const { frame } = this.state;
    const said = frame ? traces(block, frame) : [];
    return html`<dl>
      <dt><atlas-term of="Address">address</atlas-term></dt>
      <dd class="mono">
        ${formatAddress(block.address)}
        <span class="soft">${formatOffset(block.address - base)} in the region</span>
      </dd>
      <dt><atlas-term of="Payload">payload</atlas-term></dt>
      <dd>${formatBytesExactly(block.payload)}</dd>
      <dt>requested</dt>
      <dd>${block.requested === null ? NONE : formatBytesExactly(block.requested)}</dd>
      <dt>padding</dt>
      <dd>${this.padding(block)}</dd>
      <dt><atlas-term of="Block">whole block</atlas-term></dt>
      <dd>
        ${formatBytesExactly(block.bytes)} from
        <span class="mono">${formatAddress(base + block.start)}</span>
      </dd>
      ${block.fields.map((field) => this.linkOf(field, base))}
      ${block.fields.map(flagsOf)}
      <dt>granted</dt>
      <dd>
        ${
          block.bornStep === null
            ? NONE
            : html`<button
                class="link"
                @click=${() => this.dispatch({ type: 'seek', step: block.bornStep ?? 0 })}
              >
                at step ${formatCount(block.bornStep)}
              </button>`
        }
      </dd>
      <dt>this step</dt>
      <dd class="one-line" title=${said.join('; ')}>${said.join('; ') || NONE}</dd>
    </dl>`;
  }

  /** The padding by cause. */
  private padding(block: Block) {
    const docs = this.state.catalog?.categories ?? [];
    const causes = block.parts
      .filter(({ category, bytes }) => category.startsWith('padding-') && bytes > 0)
      .map(({ category, bytes }) => {
        const doc = docs.find(({ id }) => id === category);
        return `${formatBytesExactly(bytes)} ${doc?.title.toLowerCase() ?? category}`;
      });
    return causes.join(', ') || NONE;
  }

  private linkOf({ name, about, link, value }: Field, base: number) {
    if (link === null) return nothing;
    const { to } = link;
    return html`<dt title=${about}>${name}</dt>
      <dd>
        ${
          to === null
            ? html`<span title=${about}>${value}</span>`
            : html`<button
                class="link mono"
                title="Select the block at ${formatAddress(base + to)}: ${about}"
                @click=${() => this.dispatch({ type: 'selected', offset: to })}
              >
                ${value}
              </button>`
        }
      </dd>`;
  }
}

function flagsOf({ flags }: Field) {
  if (flags.length === 0) return nothing;
  const bits = flags.map(
    ({ isSet, says }, index) =>
      html`<span class="soft">bit ${index}</span><span class="mono">${isSet ? 1 : 0}</span><span>${says}</span>`,
  );
  return html`<dt><atlas-term of="Flags">flags</atlas-term></dt>
    <dd><div class="flags">${bits}</div></dd>`;
}

define('atlas-inspector', InspectorView);
