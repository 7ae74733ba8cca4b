// Patterns of the palette as canvas fills. Owns the tiles it draws, one per category, for one canvas.

import { type Look, PATTERN_TILE, type Theme } from './palette';

/** Gives the pattern of a category, ready to be a `fillStyle`; null where it has none. */
export type Patterns = (category: string) => CanvasPattern | string | null;

/**
 * Makes the patterns of a theme for a canvas. They are drawn at the first use: a tile is as large as
 * the screen's pixels make it, so that its lines are sharp.
 */
export function patternsFor(
  context: CanvasRenderingContext2D,
  theme: Theme,
  pixelRatio: number,
): Patterns {
  const made = new Map<string, CanvasPattern | null>();
  return (category) => {
    const kept = made.get(category);
    if (kept !== undefined) return kept;
    const pattern = tile(context, theme.look(category), pixelRatio);
    made.set(category, pattern);
    return pattern;
  };
}

/** A look as one canvas fill, ground and lines together; `null` where it has no lines. */
export function filledPattern(
  context: CanvasRenderingContext2D,
  look: Look,
  pixelRatio: number,
): CanvasPattern | null {
  return tile(context, look, pixelRatio, look.fill);
}

/** Lines upon `ground`, or upon nothing. */
function tile(
  context: CanvasRenderingContext2D,
  { pattern, ink }: Look,
  pixelRatio: number,
  ground: string | null = null,
): CanvasPattern | null {
  if (pattern === null) return null;
  const side = Math.max(1, Math.round(PATTERN_TILE * pixelRatio));
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const drawing = canvas.getContext('2d');
  if (drawing === null) return null;
  if (ground !== null) {
    drawing.fillStyle = ground;
    drawing.fillRect(0, 0, side, side);
  }
  drawing.scale(side / PATTERN_TILE, side / PATTERN_TILE);
  drawing.strokeStyle = ink;
  drawing.lineCap = 'round';
  drawing.lineWidth = pattern.strokeWidth;
  drawing.stroke(new Path2D(pattern.path));
  return context.createPattern(canvas, 'repeat');
}
