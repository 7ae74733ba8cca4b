// The views that a link can open at, in words.

import type { SelectOption } from '../controls/select';

/** By their words in the link; the map has none. */
export const VIEWS: readonly SelectOption[] = [
  { id: '', title: 'The map' },
  { id: 'time', title: 'Memory over time' },
  { id: 'why', title: 'Why here?' },
  { id: 'bytes', title: 'The block’s bytes' },
  { id: 'stats', title: 'The statistics' },
  { id: 'chart', title: 'The charts' },
  { id: 'list', title: 'The list' },
];

export function viewSet(id: string) {
  return { type: 'view-set', view: id === '' ? null : id } as const;
}
