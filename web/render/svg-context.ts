// A drawing context that writes SVG elements instead of painting pixels.
//
// Writes the canvas calls that the drawings make, and no others. Consecutive rectangles of one colour become one path, because
// a map has thousands of them. All text is escaped.

import type { DrawingContext } from './drawing-context';

type Paint = DrawingContext['fillStyle'];

interface DrawingState {
  fillStyle: Paint;
  strokeStyle: Paint;
  lineWidth: number;
  lineCap: CanvasLineCap;
  lineJoin: CanvasLineJoin;
  globalAlpha: number;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
  dash: readonly number[];
}

/** Distance from a letter's middle to its baseline, as a share of the font size. */
const MIDDLE_TO_BASELINE = 0.35;

export class SvgContext implements DrawingContext {
  fillStyle: Paint = '#000000';
  strokeStyle: Paint = '#000000';
  lineWidth = 1;
  lineCap: CanvasLineCap = 'butt';
  lineJoin: CanvasLineJoin = 'miter';
  globalAlpha = 1;
  font = '400 10px sans-serif';
  textAlign: CanvasTextAlign = 'start';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  private dash: readonly number[] = [];

  private readonly background: string;
  private readonly textWidth: (text: string, font: string) => number;
  private readonly written: string[] = [];
  private readonly saved: DrawingState[] = [];
  private path: string[] = [];
  /** Consecutive rectangles of one fill, not yet written. */
  private rectangles: { readonly fill: string; readonly path: string[] } | null = null;

  /**
   * @param background the colour that `clearRect` shows
   * @param textWidth the width of a text in a font, in pixels
   */
  constructor(background: string, textWidth: (text: string, font: string) => number) {
    this.background = background;
    this.textWidth = textWidth;
  }

  get elements(): string {
    this.writeRectangles();
    return this.written.join('\n');
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, lineCap, lineJoin, globalAlpha } = this;
    const { font, textAlign, textBaseline } = this;
    const line = { lineWidth, lineCap, lineJoin, dash: this.dash };
    const text = { font, textAlign, textBaseline };
    this.saved.push({ fillStyle, strokeStyle, globalAlpha, ...line, ...text });
  }

  restore(): void {
    Object.assign(this, this.saved.pop());
  }

  setLineDash(segments: Iterable<number>): void {
    this.dash = [...segments];
  }

  /** Moves everything that `draw` draws by `x` and `y`. */
  group(x: number, y: number, draw: () => void): void {
    this.write(`<g transform="translate(${number(x)} ${number(y)})">`);
    draw();
    this.write('</g>');
  }

  /** Makes everything that `draw` draws a link. */
  link(address: string, draw: () => void): void {
    this.write(`<a href="${escaped(address)}">`);
    draw();
    this.write('</a>');
  }

  /** Places an image made of pixels, stretched to `width` × `height`. */
  image(address: string, x: number, y: number, width: number, height: number): void {
    const place = attributes({ x, y, width, height });
    this.write(`<image ${place} preserveAspectRatio="none" href="${escaped(address)}"/>`);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const fill = this.fillAttributes();
    if (this.rectangles?.fill !== fill) {
      this.writeRectangles();
      this.rectangles = { fill, path: [] };
    }
    this.rectangles?.path.push(rectangle(x, y, width, height));
  }

  clearRect(x: number, y: number, width: number, height: number): void {
    this.save();
    this.fillStyle = this.background;
    this.globalAlpha = 1;
    this.fillRect(x, y, width, height);
    this.restore();
  }

  beginPath(): void {
    this.path = [];
  }

  closePath(): void {
    this.path.push('z');
  }

  moveTo(x: number, y: number): void {
    this.path.push(`M${number(x)} ${number(y)}`);
  }

  lineTo(x: number, y: number): void {
    this.path.push(`L${number(x)} ${number(y)}`);
  }

  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.path.push(`C${[x1, y1, x2, y2, x, y].map(number).join(' ')}`);
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.path.push(rectangle(x, y, width, height));
  }

  /** Supports one radius for all four corners, which is all that the drawings use. */
  roundRect(
    x: number,
    y: number,
    width: number,
    height: number,
    radii?: number | DOMPointInit | Iterable<number | DOMPointInit>,
  ): void {
    const asked = typeof radii === 'number' ? radii : 0;
    const r = Math.max(0, Math.min(asked, width / 2, height / 2));
    const corner = (dx: number, dy: number) =>
      `a${number(r)} ${number(r)} 0 0 1 ${number(dx * r)} ${number(dy * r)}`;
    this.path.push(
      `M${number(x + r)} ${number(y)}h${number(width - 2 * r)}${corner(1, 1)}` +
        `v${number(height - 2 * r)}${corner(-1, 1)}h${number(2 * r - width)}${corner(-1, -1)}` +
        `v${number(2 * r - height)}${corner(1, -1)}z`,
    );
  }

  /** Draws a whole circle, which is all that the drawings use. */
  arc(x: number, y: number, radius: number): void {
    const r = number(radius);
    const half = (dx: number) => `a${r} ${r} 0 1 1 ${number(dx)} 0`;
    this.path.push(`M${number(x - radius)} ${number(y)}${half(2 * radius)}${half(-2 * radius)}z`);
  }

  fill(): void {
    this.write(`<path d="${this.path.join('')}" ${this.fillAttributes()}/>`);
  }

  stroke(): void {
    const { strokeStyle, lineWidth, lineCap, lineJoin, globalAlpha } = this;
    const dash = this.dash.map(number).join(' ');
    const others = [
      lineCap === 'butt' ? '' : ` stroke-linecap="${lineCap}"`,
      lineJoin === 'miter' ? '' : ` stroke-linejoin="${lineJoin}"`,
      dash === '' ? '' : ` stroke-dasharray="${dash}"`,
      opacity('stroke', globalAlpha),
    ].join('');
    const line = `stroke="${paint(strokeStyle)}" stroke-width="${number(lineWidth)}"${others}`;
    this.write(`<path d="${this.path.join('')}" fill="none" ${line}/>`);
  }

  fillText(text: string, x: number, y: number): void {
    const { weight, size, family } = parsedFont(this.font);
    const shift = this.textBaseline === 'middle' ? MIDDLE_TO_BASELINE * size : 0;
    const anchors: Partial<Record<CanvasTextAlign, string>> = { center: 'middle', end: 'end' };
    const anchor = anchors[this.textAlign];
    const all = [
      attributes({ x, y: y + shift, 'font-size': size }),
      `font-family="${escaped(family)}"`,
      weight === '400' ? '' : `font-weight="${weight}"`,
      anchor ? `text-anchor="${anchor}"` : '',
      this.fillAttributes(),
    ];
    this.write(`<text ${all.filter((each) => each !== '').join(' ')}>${escaped(text)}</text>`);
  }

  measureText(text: string): TextMetrics {
    return { width: this.textWidth(text, this.font) } as TextMetrics;
  }

  private fillAttributes(): string {
    return `fill="${paint(this.fillStyle)}"${opacity('fill', this.globalAlpha)}`;
  }

  private write(element: string): void {
    this.writeRectangles();
    this.written.push(element);
  }

  private writeRectangles(): void {
    if (this.rectangles === null) return;
    const { path, fill } = this.rectangles;
    this.written.push(`<path d="${path.join('')}" ${fill}/>`);
    this.rectangles = null;
  }
}

/** Text for an element or an attribute. XML allows neither control characters nor unpaired surrogates. */
export function escaped(text: string): string {
  return text
    .replace(/[^\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function attributes(values: Readonly<Record<string, number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${number(value)}"`)
    .join(' ');
}

function rectangle(x: number, y: number, width: number, height: number): string {
  return `M${number(x)} ${number(y)}h${number(width)}v${number(height)}h${number(-width)}z`;
}

function opacity(of: 'fill' | 'stroke', value: number): string {
  return value === 1 ? '' : ` ${of}-opacity="${number(value)}"`;
}

function paint(style: Paint): string {
  return typeof style === 'string' ? escaped(style) : 'none';
}

/** The pieces of a canvas font as the drawings write it: `600 13px family`. */
function parsedFont(font: string): { weight: string; size: number; family: string } {
  const match = /^(\d+) ([\d.]+)px (.+)$/.exec(font);
  return {
    weight: match?.[1] ?? '400',
    size: Number(match?.[2] ?? 10),
    family: match?.[3] ?? 'sans-serif',
  };
}
