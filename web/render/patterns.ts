// Patterns of the palette as fills of a canvas. Owns one tile for each category.

import { type Look, PATTERN_TILE, type Theme } from './palette';

/** The pattern of a category as a `fillStyle`; `null` where the category has none. */
export type Patterns = (category: string) => CanvasPattern | string | null;

/** The patterns of a theme for a canvas. A tile is drawn at its first use, in device pixels, so that its lines are sharp. */
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

/** A look as one fill, colour and pattern together; `null` where it has no pattern. */
export function filledPattern(
  context: CanvasRenderingContext2D,
  look: Look,
  pixelRatio: number,
): CanvasPattern | null {
  return tile(context, look, pixelRatio, look.fill);
}

/** A tile of the pattern on `background`, or on nothing. */
function tile(
  context: CanvasRenderingContext2D,
  { pattern, patternColour }: Look,
  pixelRatio: number,
  background: string | null = null,
): CanvasPattern | null {
  if (pattern === null) return null;
  const side = Math.max(1, Math.round(PATTERN_TILE * pixelRatio));
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const drawing = canvas.getContext('2d');
  if (drawing === null) return null;
  if (background !== null) {
    drawing.fillStyle = background;
    drawing.fillRect(0, 0, side, side);
  }
  drawing.scale(side / PATTERN_TILE, side / PATTERN_TILE);
  drawing.strokeStyle = patternColour;
  drawing.lineCap = 'round';
  drawing.lineWidth = pattern.strokeWidth;
  drawing.stroke(new Path2D(pattern.path));
  return context.createPattern(canvas, 'repeat');
}
