// The map's tooltip: the facts of a block beside the pointer or the selected block. input.ts decides when it shows.

import { css, html, nothing } from 'lit';
import type { Block } from '../../engine/wire';
import { formatAddress, formatBytesExactly, formatCount } from '../../render/format';
import { blockName, type Marked, traces } from '../../render/words';

export const tooltipStyles = css`
  .tooltip {
    position: absolute;
    z-index: 2;
    top: 0;
    left: 0;
    width: max-content;
    max-width: min(20rem, 100%);
    padding: 0.5rem 0.65rem;
    border: 1px solid var(--atlas-line-strong);
    border-radius: var(--atlas-radius);
    background: var(--atlas-surface);
    box-shadow: var(--atlas-shadow);
    font-size: var(--atlas-text-small);
    line-height: 1.4;
    pointer-events: none;
  }
  .tooltip strong {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .tooltip dl {
    display: grid;
    grid-template-columns: auto auto;
    gap: 0 0.75rem;
    justify-content: start;
  }
  .tooltip dt {
    color: var(--atlas-ink-soft);
  }
  .tooltip dd {
    font-variant-numeric: tabular-nums;
  }
  .tooltip .trace {
    margin-top: 0.25rem;
    padding-top: 0.25rem;
    border-top: 1px solid var(--atlas-line);
  }
`;

export interface TooltipScene {
  /** `null` beyond the heap's end. */
  readonly block: Block | null;
  readonly offset: number;
  readonly base: number;
  readonly marked: Marked;
}

export function tooltipText({ block, offset, base, marked }: TooltipScene) {
  if (block === null) {
    return html`<strong>beyond the heap’s end</strong>
      <dl><dt>address</dt><dd class="mono">${formatAddress(base + offset)}</dd></dl>`;
  }
  const said = traces(block, marked);
  return html`<strong>${blockName(block)}</strong>
    <dl>
      <dt>state</dt>
      <dd>${block.state}${block.bornStep === null ? '' : ` since step ${formatCount(block.bornStep)}`}</dd>
      <dt>address</dt>
      <dd class="mono">${formatAddress(block.address)}</dd>
      <dt>payload</dt>
      <dd>${formatBytesExactly(block.payload)}</dd>
      ${
        block.requested === null
          ? nothing
          : html`<dt>requested</dt><dd>${formatBytesExactly(block.requested)}</dd>`
      }
      <dt>block</dt>
      <dd>${formatBytesExactly(block.bytes)} with its header</dd>
    </dl>
    ${said.length === 0 ? nothing : html`<div class="trace">${said.join('; ')}</div>`}`;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const GAP = 14;

/**
 * The position of a tooltip beside a box, within a frame from 0, 0: to the right and below where there is room, else on the
 * other side, and never over the box.
 */
export function placed(
  subject: Box,
  tip: { readonly width: number; readonly height: number },
  frame: { readonly width: number; readonly height: number },
): { x: number; y: number } {
  const right = subject.x + subject.width + GAP;
  const left = subject.x - GAP - tip.width;
  const below = subject.y + subject.height + GAP;
  const above = subject.y - GAP - tip.height;
  const within = (value: number, size: number, limit: number) =>
    Math.max(0, Math.min(value, limit - size));

  if (right + tip.width <= frame.width) {
    return { x: right, y: within(subject.y + GAP, tip.height, frame.height) };
  }
  if (left >= 0) return { x: left, y: within(subject.y + GAP, tip.height, frame.height) };
  const x = within(subject.x, tip.width, frame.width);
  // In a narrow frame over or below the box, even beyond the frame.
  return { x, y: below + tip.height <= frame.height || above < 0 ? below : above };
}
