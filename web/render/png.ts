// A picture's SVG as a PNG.

import { PICTURE_WIDTH } from './picture';

/** Pixels of a PNG for each pixel of its SVG: it stays sharp on fine screens. */
export const PNG_PIXELS_PER_PIXEL = 2;

export async function pngOf(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = PICTURE_WIDTH * PNG_PIXELS_PER_PIXEL;
    canvas.height = Math.round((image.naturalHeight / image.naturalWidth) * canvas.width);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) throw new Error('The browser cannot make a picture of this size.');
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}
