// `<atlas-radio-group>`: the keys of a radio group over whatever `[role=radio]` stand in it.
//
// Arrow keys go round and choose by a click, which an impossible radio is free to refuse. But who has
// just clicked a radio with the mouse and presses → means the next step of the figure, not the next
// radio: then left and right are left to the figure, and up and down still go round.

import { define } from './view';

const DIRECTIONS: Readonly<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

export class RadioGroup extends HTMLElement {
  /** The radio last pressed with a pointer, for as long as it keeps the focus. */
  private pressed: Element | null = null;

  constructor() {
    super();
    this.addEventListener('pointerdown', ({ target }) => {
      this.pressed = (target as Element).closest('[role="radio"]');
    });
    this.addEventListener('focusout', ({ target }) => {
      // Pressing one radio takes the focus from another, which is no reason to forget the press.
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
