// `<atlas-radio-group>`: the keys of a radio group over the `[role=radio]` in it.
//
// Arrow keys choose by a click, which a disabled radio ignores. After a click with the mouse, left and right step the figure
// instead.

import { define } from './view';

const DIRECTIONS: Readonly<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

export class RadioGroup extends HTMLElement {
  private pressed: Element | null = null;

  constructor() {
    super();
    this.addEventListener('pointerdown', ({ target }) => {
      this.pressed = (target as Element).closest('[role="radio"]');
    });
    this.addEventListener('focusout', ({ target }) => {
      // Pressing a radio takes the focus from another one, and is not forgotten.
      if (target === this.pressed) this.pressed = null;
    });
    this.addEventListener('keydown', (event) => this.rove(event));
  }

  connectedCallback(): void {
    this.setAttribute('role', 'radiogroup');
  }

  private rove(event: KeyboardEvent): void {
    const direction = DIRECTIONS[event.key];
    if (direction === undefined) return;
    const isSideways = event.key === 'ArrowRight' || event.key === 'ArrowLeft';
    if (isSideways && event.target === this.pressed) return;
    event.preventDefault();
    const radios = [...this.querySelectorAll<HTMLElement>('[role="radio"]')];
    const at = radios.indexOf(event.target as HTMLElement);
    const next = radios[(at + direction + radios.length) % radios.length];
    next?.focus();
    next?.click();
  }
}

define('atlas-radio-group', RadioGroup);
