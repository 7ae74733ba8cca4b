// The page's modal dialogs: their look, the click beside them that closes, and keys that stay inside.

import { css } from 'lit';

export const dialogStyles = css`
  dialog {
    border: 1px solid var(--atlas-line);
    border-radius: calc(2 * var(--atlas-radius));
    background: var(--atlas-surface);
    box-shadow: var(--atlas-shadow);
    color: inherit;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  dialog > header {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
`;

/** A click on the backdrop hits the dialog itself, outside its box. */
export function closeByBackdrop(event: MouseEvent): void {
  const dialog = event.currentTarget as HTMLDialogElement;
  if (event.target !== dialog) return;
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  const { clientX: x, clientY: y } = event;
  if (x < left || x > right || y < top || y > bottom) dialog.close();
}

/** Keys pressed in a dialog must not step the figure behind it. */
export function keepKeys(event: KeyboardEvent): void {
  event.stopPropagation();
}
