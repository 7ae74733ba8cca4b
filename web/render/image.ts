// A map's pixels, as the engine paints them, as an image that a canvas takes.

import type { Picture } from '../engine/wire';

export function imageOf({ image, pixels }: Picture): ImageData {
  return new ImageData(new Uint8ClampedArray(pixels.buffer), image.width);
}
