// A pen that writes shapes: what is drawn on a canvas comes out as SVG.
//
// Owns the notation of the canvas calls the drawings make, and no more of a canvas than they use. Neighbouring
// rectangles of one colour become one path, because a map is thousands of them. Texts are escaped, so that
// whatever a block or a title is called stays a text.

import type { Pen } from './pen';

/** What `save` keeps. */
interface Style {
  fillStyle: string | CanvasGradient | CanvasPattern;
  strokeStyle: string | CanvasGradient | CanvasPattern;
  lineWidth: number;
  lineCap: CanvasLineCap;
  lineJoin: CanvasLineJoin;
  globalAlpha: number;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
  dash: readonly number[];
}

const FIRST_STYLE: Style = {
  fillStyle: '#000000',
  strokeStyle: '#000000',
  lineWidth: 1,
  lineCap: 'butt',
  lineJoin: 'miter',
  globalAlpha: 1,
  font: '400 10px sans-serif',
  textAlign: 'start',
  textBaseline: 'alphabetic',
  dash: [],
};

/** How far below its middle a line of letters stands, in shares of its size. */
const MIDDLE_SHIFT = 0.35;

export class SvgPen implements Pen {
  private readonly parts: string[] = [];
  private readonly measure: (text: string, font: string) => number;
  private readonly ground: string;
  private style: Style = { ...FIRST_STYLE };
  private readonly kept: Style[] = [];
  private path: string[] = [];
  /** Rectangles of one look that follow each other. */
  private run: { readonly look: string; readonly path: string[] } | null = null;

  /**
   * @param ground what shows where something is cleared
   * @param measure the width of a text in a font, in pixels
   */
  constructor(ground: string, measure: (text: string, font: string) => number) {
    this.ground = ground;
    this.measure = measure;
  }

  /** What was drawn, as elements. */
  get elements(): string {
    this.endRun();
    return this.parts.join('\n');
  }

  get fillStyle() {
    return this.style.fillStyle;
  }
  set fillStyle(fill) {
    this.style.fillStyle = fill;
  }
  get strokeStyle() {
    return this.style.strokeStyle;
  }
  set strokeStyle(stroke) {
    this.style.strokeStyle = stroke;
  }
  get lineWidth() {
    return this.style.lineWidth;
  }
  set lineWidth(width) {
    this.style.lineWidth = width;
  }
  get lineCap() {
    return this.style.lineCap;
  }
  set lineCap(cap) {
    this.style.lineCap = cap;
  }
  get lineJoin() {
    return this.style.lineJoin;
  }
  set lineJoin(join) {
    this.style.lineJoin = join;
  }
  get globalAlpha() {
    return this.style.globalAlpha;
  }
  set globalAlpha(alpha) {
    this.style.globalAlpha = alpha;
  }
  get font() {
    return this.style.font;
  }
  set font(font) {
    this.style.font = font;
  }
  get textAlign() {
    return this.style.textAlign;
  }
  set textAlign(align) {
    this.style.textAlign = align;
  }
  get textBaseline() {
    return this.style.textBaseline;
  }
  set textBaseline(baseline) {
    this.style.textBaseline = baseline;
  }

  save(): void {
    this.kept.push({ ...this.style });
  }

  restore(): void {
    this.style = this.kept.pop() ?? this.style;
  }

  setLineDash(segments: Iterable<number>): void {
    this.style.dash = [...segments];
  }

  /** What is drawn in `draw` is moved by so much, and cut off outside `width` × `height` where these are given. */
  group(x: number, y: number, draw: () => void): void {
    this.add(`<g transform="translate(${number(x)} ${number(y)})">`);
    draw();
    this.add('</g>');
  }

  /** What is drawn in `draw` is a link. */
  link(address: string, draw: () => void): void {
    this.add(`<a href="${escaped(address)}">`);
    draw();
    this.add('</a>');
  }

  /** A picture made of pixels, which are kept as they are. */
  image(address: string, x: number, y: number, width: number, height: number): void {
    const place = attributes({ x, y, width, height });
    this.add(`<image ${place} preserveAspectRatio="none" href="${escaped(address)}"/>`);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const { fillStyle, globalAlpha } = this.style;
    const look = `fill="${paint(fillStyle)}"${alpha('fill', globalAlpha)}`;
    if (this.run?.look !== look) {
      this.endRun();
      this.run = { look, path: [] };
    }
    this.run?.path.push(box(x, y, width, height));
  }

  clearRect(x: number, y: number, width: number, height: number): void {
    this.save();
    this.fillStyle = this.ground;
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
    this.path.push(box(x, y, width, height));
  }

  /** All four corners alike; that is all the drawings use. */
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
      `a${number(r)} ${number(r)} 0 0 1 ${dx * r} ${dy * r}`;
    this.path.push(
      `M${number(x + r)} ${number(y)}h${number(width - 2 * r)}${corner(1, 1)}` +
        `v${number(height - 2 * r)}${corner(-1, 1)}h${number(2 * r - width)}${corner(-1, -1)}` +
        `v${number(2 * r - height)}${corner(1, -1)}z`,
    );
  }

  /** A whole circle; that is all the drawings use. */
  arc(x: number, y: number, radius: number): void {
    const r = number(radius);
    const half = (dx: number) => `a${r} ${r} 0 1 1 ${number(dx)} 0`;
    this.path.push(`M${number(x - radius)} ${number(y)}${half(2 * radius)}${half(-2 * radius)}z`);
  }

  fill(): void {
    const { fillStyle, globalAlpha } = this.style;
    this.add(
      `<path d="${this.path.join('')}" fill="${paint(fillStyle)}"${alpha('fill', globalAlpha)}/>`,
    );
  }

  stroke(): void {
    const { strokeStyle, lineWidth, lineCap, lineJoin, globalAlpha, dash } = this.style;
    const others = [
      lineCap === 'butt' ? '' : ` stroke-linecap="${lineCap}"`,
      lineJoin === 'miter' ? '' : ` stroke-linejoin="${lineJoin}"`,
      dash.length === 0 ? '' : ` stroke-dasharray="${dash.map(number).join(' ')}"`,
      alpha('stroke', globalAlpha),
    ].join('');
    this.add(
      `<path d="${this.path.join('')}" fill="none" stroke="${paint(strokeStyle)}" stroke-width="${number(lineWidth)}"${others}/>`,
    );
  }

  fillText(text: string, x: number, y: number): void {
    const { fillStyle, globalAlpha, textAlign, textBaseline } = this.style;
    const { weight, size, family } = fontOf(this.style.font);
    const shift = textBaseline === 'middle' ? MIDDLE_SHIFT * size : 0;
    const anchors: Partial<Record<CanvasTextAlign, string>> = { center: 'middle', end: 'end' };
    const anchor = anchors[textAlign];
    const look = [
      attributes({ x, y: y + shift, 'font-size': size }),
      `font-family="${escaped(family)}"`,
      weight === '400' ? '' : `font-weight="${weight}"`,
      anchor ? `text-anchor="${anchor}"` : '',
      `fill="${paint(fillStyle)}"${alpha('fill', globalAlpha)}`,
    ];
    this.add(`<text ${look.filter((each) => each !== '').join(' ')}>${escaped(text)}</text>`);
  }

  measureText(text: string): TextMetrics {
    return { width: this.measure(text, this.style.font) } as TextMetrics;
  }

  private add(element: string): void {
    this.endRun();
    this.parts.push(element);
  }

  private endRun(): void {
    if (this.run === null) return;
    this.parts.push(`<path d="${this.run.path.join('')}" ${this.run.look}/>`);
    this.run = null;
  }
}

/** Text as it may stand in XML, in an element or in an attribute. */
export function escaped(text: string): string {
  const printable = [...text].filter((letter) => isPrintable(letter)).join('');
  return printable
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** XML has no place for control characters, nor for halves of a pair. */
function isPrintable(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return code >= 0x20 && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function attributes(values: Readonly<Record<string, number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${number(value)}"`)
    .join(' ');
}

function box(x: number, y: number, width: number, height: number): string {
  return `M${number(x)} ${number(y)}h${number(width)}v${number(height)}h${number(-width)}z`;
}

function alpha(of: 'fill' | 'stroke', value: number): string {
  return value === 1 ? '' : ` ${of}-opacity="${number(value)}"`;
}

function paint(style: string | CanvasGradient | CanvasPattern): string {
  return typeof style === 'string' ? escaped(style) : 'none';
}

/** Takes a canvas's font apart, as the drawings write it: `600 13px family`. */
function fontOf(font: string): { weight: string; size: number; family: string } {
  const match = /^(\d+) ([\d.]+)px (.+)$/.exec(font);
  return {
    weight: match?.[1] ?? '400',
    size: Number(match?.[2] ?? 10),
    family: match?.[3] ?? 'sans-serif',
  };
}
