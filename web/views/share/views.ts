// The views that a link can open at, in words: for every panel of the dialog that offers them.

/** What of the page a link can bring into sight, by its word in the link. */
export const VIEWS: readonly (readonly [id: string | null, title: string])[] = [
  [null, 'The map'],
  ['why', 'Why here?'],
  ['bytes', 'The block’s bytes'],
  ['stats', 'The statistics'],
  ['chart', 'The charts'],
  ['list', 'The list'],
];
