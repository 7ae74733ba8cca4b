// `<atlas-hex>`: a block's raw bytes with their characters: the header's words named, the payload coloured by category.
//
// A word of the header explains its value on hover and focus. Asks for and renders the visible lines only: 16 bytes a line,
// or 8 where there is no room.

import { css, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Block, BytesView, Field } from '../../engine/wire';
import { formatAddress } from '../../render/format';
import { contentPx, type LongScroll, linesInSight, topOfLine } from '../../render/long-scroll';
import { lookOfBoth } from '../../render/palette';
import {
  fieldName,
  fieldValue,
  firstLineOffset,
  linesOfFields,
  type RawByte,
  rawLine,
  spanAt,
} from '../../render/raw-bytes';
import type { State } from '../../state';
import { ScrollBox } from '../scroll-box';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';

const LINE_PX = 22;
const LINES_VISIBLE = 11;
const LINES_AROUND = 8;
const BYTES_MAX = 4096;
const WIDE_FROM_CSS = 540;
const WORD_BYTES = 4;

export class HexView extends viewOf(fields('bytes', 'frame', 'shown')) {
  static override styles = [
    shared,
    css`
      .scroller {
        height: var(--atlas-hex-height, ${LINE_PX * LINES_VISIBLE}px);
        overflow: auto;
        contain: strict;
        font-family: var(--atlas-mono);
        font-size: 12px;
        line-height: ${LINE_PX}px;
      }
      .lines {
        position: absolute;
        inset-inline: 0;
      }
      .line {
        display: flex;
        gap: 1.6ch;
        height: ${LINE_PX}px;
        padding-inline: 0.6rem;
        white-space: pre;
      }
      .words {
        display: flex;
        gap: 1.2ch;
      }
      .word {
        display: inline-flex;
        width: 9.65ch;
        gap: 0.55ch;
        border-radius: 3px;
      }
      .byte {
        min-width: 2ch;
        border-bottom: 3px solid var(--look, transparent);
        line-height: ${LINE_PX - 4}px;
        height: ${LINE_PX - 1}px;
      }
      /* As the last step left it, so that what this step wrote stands out. */
      .byte[data-changed] {
        background: var(--atlas-accent);
        color: var(--atlas-on-accent);
      }
      .word.field {
        box-shadow: 0 0 0 2px var(--atlas-sunken);
        background: var(--atlas-sunken);
        cursor: help;
      }
      .word.field:hover,
      .word.field[data-explained] {
        background: var(--atlas-accent-wash);
        box-shadow: 0 0 0 2px var(--atlas-accent-wash);
      }
      .word.field:focus-visible {
        outline-offset: -1px;
      }
      .names {
        color: var(--atlas-ink-soft);
      }
      .name {
        overflow: hidden;
        font: 11px / ${LINE_PX}px var(--atlas-font);
      }
      .explained {
        min-height: 3.1em;
        margin-top: 0.4rem;
        font-size: var(--atlas-text-small);
      }
      .explained b {
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) block!: Block;
  @state() private bytesPerLine: number = 16;
  @state() private explained: string | null = null;

  /** Whether nothing is said of the header until a word is pointed at. */
  @property({ type: Boolean, reflect: true }) bare = false;

  private readonly box = new ScrollBox(this, () => this.ask());
  private resizing: ResizeObserver | null = null;
  /** The run, step and space of the bytes on the screen. */
  private shownAt: State['shown'] = null;
  private shown: BytesView | null = null;
  /** The bytes of the step before this one, where that was on the screen. */
  private lastShown: BytesView | null = null;
  private shownStart = -1;

  override connectedCallback(): void {
    super.connectedCallback();
    this.resizing = new ResizeObserver(() => {
      this.bytesPerLine = this.clientWidth >= WIDE_FROM_CSS ? 16 : 8;
    });
    this.resizing.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizing?.disconnect();
  }

  protected override render() {
    const view = this.visibleView();
    return html`
      <div
        class="scroller"
        tabindex="0"
        role="group"
        aria-label="Raw bytes of the block"
        @keydown=${stopScrollKeys}
      >
        <div .style="height: ${contentPx(this.scrolled.lines, LINE_PX)}px"></div>
        ${view ? this.lines(view) : nothing}
      </div>
      <p class="explained soft" aria-live="polite">${this.explanation(view)}</p>
    `;
  }

  protected override willUpdate(): void {
    const view = this.visibleView();
    const at = this.state.shown;
    if (view === null || at === null || view === this.shown) return;
    const before = this.shownAt;
    const isSame = at.run === before?.run && at.space === before.space;
    if (!isSame || at.step !== before.step) {
      this.lastShown = isSame && at.step === before.step + 1 ? this.shown : null;
    }
    this.shownAt = at;
    this.shown = view;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.block.start !== this.shownStart) {
      this.shownStart = this.block.start;
      this.box.scrollTo(0);
      this.explained = null;
    }
    this.ask();
  }

  /** The bytes that were fetched, if they are this block's. */
  private visibleView(): BytesView | null {
    const { view } = this.state.bytes;
    const { start, bytes } = this.block;
    return view && view.offset >= start && view.offset < start + bytes ? view : null;
  }

  private get firstOffset(): number {
    return firstLineOffset(this.block, this.bytesPerLine);
  }

  private get lineCount(): number {
    const { start, bytes } = this.block;
    return Math.ceil((start + bytes - this.firstOffset) / this.bytesPerLine);
  }

  /** A line of names stands above each of these lines. */
  private get namedLines(): readonly number[] {
    return linesOfFields(this.block, this.bytesPerLine);
  }

  private get scrolled(): LongScroll {
    return this.box.of(this.lineCount + this.namedLines.length, LINE_PX);
  }

  private ask(): void {
    const { block } = this;
    const { from: first, count: lines } = linesInSight(this.scrolled, LINES_AROUND);
    const line = Math.max(0, first - this.namedLines.length);
    const from = Math.max(block.start, this.firstOffset + line * this.bytesPerLine);
    const left = block.start + block.bytes - from;
    const count = Math.min(lines * this.bytesPerLine, left, BYTES_MAX);
    const { bytes } = this.state;
    if (from !== bytes.offset || count !== bytes.count) {
      this.dispatch({ type: 'bytes-scrolled', offset: from, count });
    } else {
      this.position();
    }
  }

  /** Keeps the rendered lines where they belong while the view scrolls. */
  private position(): void {
    const lines = this.renderRoot.querySelector<HTMLElement>('.lines');
    const view = this.visibleView();
    if (lines && view) lines.style.top = `${this.topOf(view)}px`;
  }

  private topOf(view: BytesView): number {
    const index = Math.floor((view.offset - this.firstOffset) / this.bytesPerLine);
    const names = this.namedLines.filter((line) => line < index);
    return topOfLine(this.scrolled, index + names.length);
  }

  private lines(view: BytesView) {
    const { firstOffset, bytesPerLine, namedLines } = this;
    const first = Math.floor((view.offset - firstOffset) / bytesPerLine);
    const last = Math.ceil((view.offset + view.bytes.length - firstOffset) / bytesPerLine);
    const lines = [];
    for (let index = first; index < last; index += 1) {
      const offset = firstOffset + index * bytesPerLine;
      if (namedLines.includes(index)) lines.push(this.names(offset));
      lines.push(this.line(view, offset));
    }
    return html`<div class="lines" .style="top: ${this.topOf(view)}px">${lines}</div>`;
  }

  private names(offset: number) {
    const words = [];
    for (let at = offset; at < offset + this.bytesPerLine; at += WORD_BYTES) {
      const field = this.block.fields.find((each) => each.offset === at);
      words.push(
        html`<span class="word"><span class="name">${field ? fieldName(field) : ''}</span></span>`,
      );
    }
    return html`<div class="line names" aria-hidden="true">
      <span>${' '.repeat(8)}</span>
      <span class="words">${words}</span>
    </div>`;
  }

  private line(view: BytesView, offset: number) {
    const { bytes, characters } = rawLine(view, offset, this.bytesPerLine);
    const words = [];
    for (let index = 0; index < this.bytesPerLine; index += WORD_BYTES) {
      const word = bytes.slice(index, index + WORD_BYTES);
      words.push(this.word(view, offset + index, word));
    }
    const base = this.state.frame?.region.base ?? 0;
    return html`<div class="line">
      <span class="soft">${formatAddress(base + offset).slice(2)}</span>
      <span class="words">${words}</span>
      <span class="soft" aria-hidden="true">${characters}</span>
    </div>`;
  }

  private word(view: BytesView, offset: number, word: readonly (RawByte | null)[]) {
    const bytes = word.map((byte, at) => {
      if (byte === null) return html`<span class="byte">  </span>`;
      const look = byte.category ? lookOfBoth(byte.category).fill : 'transparent';
      const isChanged = this.isChanged(view, offset + at);
      return html`<span class="byte" ?data-changed=${isChanged} .style="--look: ${look}">${byte.hex}</span>`;
    });
    const field = spanAt(view, offset)?.field;
    if (!field || field.offset !== offset) return html`<span class="word">${bytes}</span>`;
    const explain = () => {
      this.explained = field.name;
    };
    return html`<span
      class="word field"
      tabindex="0"
      role="note"
      aria-label=${this.inWords(view, field)}
      ?data-explained=${this.explained === field.name}
      @focus=${explain}
      @pointerenter=${explain}
      @click=${explain}
      >${bytes}</span
    >`;
  }

  private isChanged(view: BytesView, offset: number): boolean {
    const [now, before] = [view, this.lastShown].map((each) => each?.bytes[offset - each.offset]);
    return before !== undefined && now !== before;
  }

  private explanation(view: BytesView | null) {
    const field = this.block.fields.find(({ name }) => name === this.explained);
    if (!view || !field) {
      if (this.bare) return nothing;
      if (this.block.fields.length === 0)
        return 'The allocator keeps no words of its own in this block.';
      return html`The allocator’s own words are marked. Point at one to read it: its least significant byte
        stands first.`;
    }
    const { stored, hex, value } = fieldValue(view, field);
    return html`<b>${fieldName(field)}</b>: <code>${stored.join(' ')}</code>, read from its end:
      <code>0x${hex}</code> = ${value}, ${field.about}.`;
  }

  private inWords(view: BytesView, field: Field): string {
    const { hex } = fieldValue(view, field);
    return `${fieldName(field)}: hexadecimal ${hex}, ${field.about}`;
  }
}

/** Keys that scroll here must not also step the figure. */
function stopScrollKeys(event: KeyboardEvent): void {
  if (['Home', 'End', ' ', 'ArrowLeft', 'ArrowRight'].includes(event.key)) event.stopPropagation();
}

define('atlas-hex', HexView);
