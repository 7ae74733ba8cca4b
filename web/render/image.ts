// Pixels, as the engine paints them, as an image that a canvas takes.

/** Pixels are given line by line from the top; so many of them make a line. */
interface Painted {
  readonly image: { readonly width: number };
  readonly pixels: Uint8Array<ArrayBuffer>;
}

export function imageOf({ image, pixels }: Painted): ImageData {
  return new ImageData(new Uint8ClampedArray(pixels.buffer), image.width);
}
