// The picture that the map asks the engine for: its window laid out for the pixels there are, in the theme's colours,
// and the strip of the whole heap.

import type { Catalog } from '../../engine/wire';
import { type MapGeometry, windowBytes } from '../../render/geometry';
import { type Room, specOf, stripOf } from '../../render/layout';
import { paletteOf, rgba, type Theme } from '../../render/palette';
import type { Arrows, Surface, Window } from '../../state';
import { OVERVIEW_HEIGHT_CSS } from './styles';

/** The largest window whose blocks are asked for: smaller blocks have no room for labels. */
const LABELLED_BYTES_MAX = 64 * 1024;
/** Masks a colour's opacity. */
const OPACITY_NONE = 0xffffff00;

export interface SurfaceOptions {
  readonly geometry: MapGeometry;
  readonly room: Room;
  /** `null` where there is no strip. */
  readonly strip: Window | null;
  readonly catalog: Catalog;
  readonly theme: Theme;
  readonly emphasised: string | null;
  readonly arrows: Arrows;
}

export function surfaceOf(options: SurfaceOptions): Surface {
  const { geometry, room, strip, catalog, theme, emphasised, arrows } = options;
  const categories = catalog.categories.map(({ id }) => id);
  const palette = paletteOf(theme, categories, emphasised);
  // Gaps between rows are transparent. An edge that shares a pixel with a gap is mixed with the theme's background.
  const background = (rgba(theme.background) & OPACITY_NONE) >>> 0;
  const colours = { palette, background };
  const stripHeight = Math.round(OVERVIEW_HEIGHT_CSS * room.pixelRatio);
  return {
    map: { ...specOf(geometry), ...colours },
    overview: strip && { ...specOf(stripOf(room.width, stripHeight, strip)), ...colours },
    blocks: windowBytes(geometry) <= LABELLED_BYTES_MAX || arrows !== null,
  };
}
