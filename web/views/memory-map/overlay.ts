// Draws over the engine's pixels: names and patterns on the picture, then the marks of the step and of the pointer.
//
// Owns the patterns made for a canvas and the fonts of the style. render/details.ts and render/highlights.ts own how
// each thing looks; drawing.ts owns when it is drawn.

import { drawDetails } from '../../render/details';
import { drawHighlights, linksOf } from '../../render/highlights';
import type { Theme } from '../../render/palette';
import { type Patterns, patternsFor } from '../../render/patterns';
import type { MapScene } from './drawing';

export class Overlay {
  private patterns: {
    readonly theme: Theme;
    readonly ratio: number;
    readonly make: Patterns;
  } | null = null;
  /** Font families as the style resolves them; read with each picture, not with each mark. */
  private fonts = { sans: '', mono: 'monospace' };

  /** Draws names and patterns into the picture's own canvas. */
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

  /** Draws the marks into the canvas above; `pulse` is how far the step's pulse has spread, 0 to 1. */
  marks(context: CanvasRenderingContext2D, scene: MapScene, pulse: number): void {
    const { frame, hovered, selected } = scene;
    const pointing = selected ?? hovered;
    const links = pointing ? linksOf(pointing, frame.region.base) : [];
    const { candidates, changes } = frame;
    drawHighlights(context, { ...scene, links, candidates, changes, pulse, ...this.fonts });
  }
}
