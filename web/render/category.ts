// The title of a category of memory.

import type { CategoryDoc } from '../engine/wire';

/** The catalogue calls padding by its cause alone; outside of its group the title needs the noun. */
export function categoryTitle({ id, title }: CategoryDoc): string {
  return id.startsWith('padding-') ? `Padding: ${title.toLowerCase()}` : title;
}
