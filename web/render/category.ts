// What a category of memory is called where it stands alone.

import type { CategoryDoc } from '../engine/wire';

/** The causes of padding are named by cause alone in the catalogue; a legend needs the noun. */
export function categoryTitle({ id, title }: CategoryDoc): string {
  return id.startsWith('padding-') ? `Padding: ${title.toLowerCase()}` : title;
}
