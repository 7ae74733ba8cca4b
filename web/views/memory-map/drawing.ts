// Draws the map on its two canvases. The lower one has the engine's pixels with names and patterns, and is drawn when
// they change. The upper one has the marks, which follow the pointer and the pulse of a step.
//
// Owns the canvases' sizes, the patterns and fonts to draw with, the pulse's clock, and the compressed picture of a
// figure at rest. render/details.ts and render/highlights.ts own how each thing looks. The caller passes the whole scene
// each time.

import type { Block, Frame, Picture } from '../../engine/wire';
import { drawDetails } from '../../render/details';
import type { MapGeometry } from '../../render/geometry';
import { drawHighlights, linksOf, linksOfList } from '../../render/highlights';
import { imageOf } from '../../render/image';
import type { Theme } from '../../render/palette';
import { type Patterns, patternsFor } from '../../render/patterns';
import type { Arrows } from '../../state';

export interface MapScene {
  readonly picture: Picture;
  readonly geometry: MapGeometry;
  readonly pixelRatio: number;
  readonly theme: Theme;
  readonly blocks: readonly Block[];
  readonly frame: Frame;
  readonly hovered: Block | null;
  readonly selected: Block | null;
  readonly emphasised: string | null;
  /** Whether the names of the roots stand at their blocks. */
  readonly hasRoots: boolean;
  readonly arrows: Arrows;
  /** A pulse begins when the run or the step changes, and not when a step is painted again. */
  readonly moment: string;
  readonly isHurried: boolean;
}

const PULSE_MS = 700;

/** The canvases' contents at rest; `null` until they are compressed. */
interface KeptContents {
  image: Blob | null;
  marks: Blob | null;
}

export class MapDrawing {
  private readonly image: HTMLCanvasElement;
  private readonly marks: HTMLCanvasElement;
  private scene: MapScene | null = null;
  private patterns: { theme: Theme; ratio: number; make: Patterns } | null = null;
  /** Font families, read with the patterns. */
  private fonts = { sans: '', mono: 'monospace' };
  private pulseFrom: number | null = null;
  private frameRequest = 0;
  private kept: KeptContents | null = null;

  constructor(image: HTMLCanvasElement, marks: HTMLCanvasElement) {
    this.image = image;
    this.marks = marks;
  }

  draw(scene: MapScene): void {
    this.kept = null;
    const before = this.scene;
    this.scene = scene;
    const isSamePicture =
      before !== null &&
      before.picture === scene.picture &&
      before.blocks === scene.blocks &&
      before.theme === scene.theme &&
      before.emphasised === scene.emphasised &&
      before.hasRoots === scene.hasRoots;
    if (!isSamePicture) this.drawImage(scene);
    if (before !== null && before.moment !== scene.moment) this.beginPulse(scene);
    this.drawMarks();
  }

  /**
   * Gives up the canvases' pixels, which are most of a figure's memory, and keeps the picture compressed.
   * The next `draw`, or `wake`, brings them back.
   */
  rest(): void {
    if (this.kept !== null || this.scene === null) return;
    this.stop();
    const kept: KeptContents = { image: null, marks: null };
    this.kept = kept;
    for (const name of ['image', 'marks'] as const) {
      const canvas = this[name];
      canvas.toBlob((blob) => {
        // Not if the figure was drawn again in the meantime.
        if (this.kept !== kept) return;
        kept[name] = blob;
        // The style keeps the canvas's size on the page.
        canvas.width = 0;
      });
    }
  }

  wake(): void {
    const { kept, scene } = this;
    if (kept === null || scene === null) return;
    for (const name of ['image', 'marks'] as const) {
      const blob = kept[name];
      if (blob === null) continue;
      void createImageBitmap(blob).then((bitmap) => {
        if (this.kept !== kept || this.scene !== scene) return;
        resize(this[name], scene);
        this[name].getContext('2d')?.drawImage(bitmap, 0, 0);
      });
    }
  }

  stop(): void {
    cancelAnimationFrame(this.frameRequest);
    this.pulseFrom = null;
  }

  private drawImage(scene: MapScene): void {
    const { picture, theme, pixelRatio } = scene;
    resize(this.image, scene);
    const context = this.image.getContext('2d');
    if (!context) return;
    context.putImageData(imageOf(picture), 0, 0);
    if (this.patterns?.theme !== theme || this.patterns.ratio !== pixelRatio) {
      this.patterns = { theme, ratio: pixelRatio, make: patternsFor(context, theme, pixelRatio) };
      // Not with each picture: to ask for a style takes as long as a layout.
      this.fonts = fontsOf(this.image);
    }
    drawDetails(context, { ...scene, patterns: this.patterns.make, ...this.fonts });
  }

  private drawMarks(): void {
    const { scene } = this;
    if (scene === null) return;
    resize(this.marks, scene);
    const context = this.marks.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, this.marks.width, this.marks.height);
    const { frame, blocks, arrows, hovered, selected } = scene;
    const pointed = selected ?? hovered;
    const links = pointed ? linksOf(pointed, frame.chains) : [];
    const list = arrows === null ? [] : linksOfList(blocks, frame.chains, arrows);
    const { candidates, changes } = frame;
    const pulse = this.pulse();
    drawHighlights(context, { ...scene, links, list, candidates, changes, pulse, ...this.fonts });
  }

  /** From 0 to 1; at 1 the pulse is over. */
  private pulse(): number {
    if (this.pulseFrom === null) return 1;
    return Math.min(1, (performance.now() - this.pulseFrom) / PULSE_MS);
  }

  private beginPulse({ isHurried }: MapScene): void {
    this.stop();
    if (isHurried || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.pulseFrom = performance.now();
    const spread = () => {
      this.drawMarks();
      if (this.pulse() < 1) this.frameRequest = requestAnimationFrame(spread);
    };
    this.frameRequest = requestAnimationFrame(spread);
  }
}

function fontsOf(canvas: HTMLCanvasElement) {
  const style = getComputedStyle(canvas);
  return {
    sans: style.fontFamily,
    mono: style.getPropertyValue('--atlas-mono') || 'monospace',
  };
}

/** Sets a canvas's size in device pixels and in CSS pixels. */
function resize(canvas: HTMLCanvasElement, { picture, pixelRatio }: MapScene): void {
  const { width, height } = picture.image;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  canvas.style.width = `${width / pixelRatio}px`;
  canvas.style.height = `${height / pixelRatio}px`;
}
