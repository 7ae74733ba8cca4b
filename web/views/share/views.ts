// The views that a link can open at, in words, and the choice among them: for every panel of the dialog that offers it.

import { html } from 'lit';

/** What of the page a link can bring into sight, by its word in the link. */
export const VIEWS: readonly (readonly [id: string | null, title: string])[] = [
  [null, 'The map'],
  ['why', 'Why here?'],
  ['bytes', 'The block’s bytes'],
  ['stats', 'The statistics'],
  ['chart', 'The charts'],
  ['list', 'The list'],
];

/** The choice, where one is set; `first` is what the map alone is called. */
export function viewOptions(set: string | null, first = 'The map') {
  return VIEWS.map(
    ([id, title]) => html`<option value=${id ?? ''} ?selected=${id === set}>
      ${id === null ? first : title}
    </option>`,
  );
}

/** The intent of whoever chose one. */
export function viewSet(value: string) {
  return { type: 'view-set', view: value === '' ? null : value } as const;
}
