// `<atlas-explained>`: shows an explanation on hover, on focus and on tap.
//
//     <atlas-explained>
//       <button aria-describedby="why">utilisation</button>
//       <div slot="tip" role="tooltip" id="why">peak live requested bytes ÷ …</div>
//     </atlas-explained>
//
// Both are in the tree of the view that uses it, so that `aria-describedby` finds the tip. The pointer may move into the tip,
// and Escape closes it. A word explains itself at a click; a control that does something has no tip after one: it would cover
// the control beside it.

import { css, html, LitElement } from 'lit';
import { placeBeside, popoverStyles } from './popover';
import { define } from './view';

/** In this time a passing pointer leaves again. */
const HOVER_DELAY_MS = 120;
/** In this time the pointer moves from the trigger into the tip. */
const LEAVE_DELAY_MS = 160;

export class Explained extends LitElement {
  static override styles = [
    popoverStyles,
    css`
    :host {
      display: inline-flex;
      min-width: 0;
    }
    [popover] {
      max-width: min(22rem, calc(100vw - 16px));
      padding: 0.6rem 0.75rem;
      font: var(--atlas-text-small) / 1.45 var(--atlas-font);
      letter-spacing: 0;
      text-align: start;
      text-transform: none;
      white-space: normal;
    }
    @media print {
      [popover] {
        display: none;
      }
    }
  `,
  ];

  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.addEventListener('pointerenter', (event) => {
      if (event.pointerType !== 'touch') this.later(() => this.show(), HOVER_DELAY_MS);
    });
    this.addEventListener('pointerleave', (event) => {
      if (event.pointerType !== 'touch') this.later(() => this.hide(), LEAVE_DELAY_MS);
    });
    this.addEventListener('focusin', () => this.show());
    this.addEventListener('focusout', () => this.hide());
    this.addEventListener('click', (event) => (isShownAfter(event) ? this.show() : this.hide()));
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.tip?.matches(':popover-open')) {
        this.hide();
        event.stopPropagation();
      }
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  protected override render() {
    return html`<slot></slot
      ><div popover="manual"><slot name="tip" @slotchange=${() => this.come()}></slot></div>`;
  }

  /** A tip that was fetched late is shown if it is still wanted. */
  private come(): void {
    if (this.matches(':hover, :focus-within')) this.show();
  }

  private get tip(): HTMLElement | null {
    return this.renderRoot.querySelector('[popover]');
  }

  private later(then: () => void, delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(then, delay);
  }

  private show(): void {
    clearTimeout(this.timer);
    const { tip } = this;
    if (!tip || !this.querySelector('[slot="tip"]')) return;
    if (!tip.matches(':popover-open')) tip.showPopover();
    placeBeside(this, tip);
  }

  private hide(): void {
    clearTimeout(this.timer);
    const { tip } = this;
    if (tip?.matches(':popover-open')) tip.hidePopover();
  }
}

/**
 * Whether the explanation is in sight after a click: that is what a word is clicked for, a tap has no hover before it, and the
 * keyboard's focus, which shows it, stays.
 */
function isShownAfter(event: MouseEvent): boolean {
  const isWord = event.target instanceof Element && event.target.closest('.word') !== null;
  const isByKeyboard = event.detail === 0;
  return isWord || isByKeyboard || (event as PointerEvent).pointerType === 'touch';
}

/** A text that explains itself. `id` must be unique in the tree that it is rendered into. */
export function explained(id: string, text: unknown, about: unknown) {
  return html`<atlas-explained>
    <button class="word" aria-describedby=${id}>${text}</button>
    <div slot="tip" class="tip" role="tooltip" id=${id}>${about}</div>
  </atlas-explained>`;
}

define('atlas-explained', Explained);
