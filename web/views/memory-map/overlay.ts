// What is drawn upon a map's pixels: names and patterns, and above them the marks of the step and the pointer.
//
// Owns the patterns made for a canvas, and the fonts of the style. How single things look is in render/details.ts and
// render/highlights.ts; when they are drawn is drawing.ts's.

import { drawDetails } from '../../render/details';
import { drawHighlights, linksOf } from '../../render/highlights';
import type { Theme } from '../../render/palette';
import { type Patterns, patternsFor } from '../../render/patterns';
import type { MapScene } from './drawing';

export class Ink {
  private patterns: {
    readonly theme: Theme;
    readonly ratio: number;
    readonly make: Patterns;
  } | null = null;
  /** Font families as the style resolves them; asked for with each picture, not with each mark. */
  private fonts = { sans: '', mono: 'monospace' };

  /** What lies on the picture itself. */
  details(context: CanvasRenderingContext2D, scene: MapScene): void {
    const { pixelRatio, theme } = scene;
    const style = getComputedStyle(context.canvas);
    this.fonts = {
      sans: style.fontFamily,
      mono: style.getPropertyValue('--atlas-mono') || 'monospace',
    };
    if (this.patterns?.theme !== theme || this.patterns.ratio !== pixelRatio) {
      this.patterns = { theme, ratio: pixelRatio, make: patternsFor(context, theme, pixelRatio) };
    }
    drawDetails(context, {
      ...scene,
      patterns: this.patterns.make,
      ...this.fonts,
    });
  }

  /** What lies above it; `pulse` is how far that of the step has spread. */
  marks(context: CanvasRenderingContext2D, scene: MapScene, pulse: number): void {
    const { frame, hovered, selected } = scene;
    const pointing = selected ?? hovered;
    const links = pointing ? linksOf(pointing, frame.region.base) : [];
    const { highlights } = frame;
    drawHighlights(context, { ...scene, links, highlights, pulse, ...this.fonts });
  }
}
