// The look of popovers, and their place beside their triggers.

import { css } from 'lit';

const GAP_PX = 6;
const MARGIN_PX = 8;

export const popoverStyles = css`
  [popover] {
    position: fixed;
    inset: auto;
    width: max-content;
    margin: 0;
    border: 1px solid var(--atlas-line);
    border-radius: var(--atlas-radius);
    background: var(--atlas-surface);
    box-shadow: var(--atlas-shadow);
    color: var(--atlas-ink);
  }
`;

/** Places an open popover below its trigger, or above it where there is no room below. */
export function placeBeside(trigger: Element, popover: HTMLElement): void {
  const anchor = trigger.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const left = Math.min(anchor.left, window.innerWidth - width - MARGIN_PX);
  const below = anchor.bottom + GAP_PX;
  const fits = below + height + MARGIN_PX <= window.innerHeight;
  const top = fits ? below : anchor.top - GAP_PX - height;
  popover.style.left = `${Math.max(MARGIN_PX, left)}px`;
  popover.style.top = `${Math.max(MARGIN_PX, top)}px`;
}
