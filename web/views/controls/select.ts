// What every `<select>` of the page needs: its options, and the value of an event.

import { html } from 'lit';

export interface SelectOption {
  readonly id: string;
  readonly title: unknown;
  readonly isOut?: boolean;
}

/** The options of a `<select>`, of which `chosen` is selected. */
export function optionsOf(offered: readonly SelectOption[], chosen: string | undefined | null) {
  return offered.map(
    ({ id, title, isOut = false }) =>
      html`<option value=${id} ?selected=${id === chosen} ?disabled=${isOut}>${title}</option>`,
  );
}

/** The value of the field that an event comes from. */
export function valueFrom(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}
