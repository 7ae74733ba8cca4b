// The views that a link can open at, in words, and the options of a menu to choose one of them.

import { html } from 'lit';

/** Each view by its word in the link; `null` is the map. */
export const VIEWS: readonly (readonly [id: string | null, title: string])[] = [
  [null, 'The map'],
  ['why', 'Why here?'],
  ['bytes', 'The block’s bytes'],
  ['stats', 'The statistics'],
  ['chart', 'The charts'],
  ['list', 'The list'],
];

/** The options of a `<select>`, of which `chosen` is selected. */
export function viewOptions(chosen: string | null) {
  return VIEWS.map(
    ([id, title]) => html`<option value=${id ?? ''} ?selected=${id === chosen}>${title}</option>`,
  );
}

/** The action for a value of the `<select>`. */
export function viewSet(value: string) {
  return { type: 'view-set', view: value === '' ? null : value } as const;
}
