import { describe, expect, it } from 'vitest';
import { mixed, ownerLook, paletteOf, rgba, type Scheme, themeOf } from './palette';

const PADDING = ['padding-alignment', 'padding-minimum', 'padding-unsplit'];

/** Pairs that stand side by side in memory without a line between them. */
const NEIGHBOURS: readonly (readonly [string, string])[] = [
  ['header', 'requested'],
  ['header', 'free'],
  ['header', 'beyond'],
  ['requested', 'beyond'],
  ...PADDING.map((padding) => ['requested', padding] as const),
];

describe.each(['light', 'dark'] as const satisfies readonly Scheme[])('in %s', (scheme) => {
  const theme = themeOf(scheme);

  it.each(NEIGHBOURS)('%s and %s differ by 3:1', (one, other) => {
    expect(contrast(theme.look(one).fill, theme.look(other).fill)).toBeGreaterThanOrEqual(3);
  });

  it('text upon a fill is readable: 4.5:1', () => {
    for (const id of [
      'header',
      'requested',
      'free',
      'beyond',
      'gap',
      'stagnant',
      'index',
      ...PADDING,
    ]) {
      const { fill, text } = theme.look(id);
      expect(contrast(fill, text), id).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('causes of padding differ in pattern, not only in hue', () => {
    const paths = PADDING.map((id) => theme.look(id).pattern?.path);
    expect(new Set(paths).size).toBe(PADDING.length);
  });

  it('an unknown category has a look, and always the same one', () => {
    expect(theme.look('quarantine')).toEqual(theme.look('quarantine'));
    expect(theme.look('quarantine').fill).toMatch(/^#[0-9a-f]{6}$/);
  });
});

describe('owners of frames', () => {
  const looks = Array.from({ length: 9 }, (_, task) => ownerLook(task));

  it('side by side, differ by 3:1 and in pattern', () => {
    for (const [at, look] of looks.slice(1).entries()) {
      const before = ownerLook(at);
      expect(contrast(before.fill, look.fill), `${at}`).toBeGreaterThanOrEqual(3);
      expect(before.pattern).not.toEqual(look.pattern);
    }
  });

  it('have a look each', () => {
    expect(new Set(looks.map(({ fill }) => fill)).size).toBe(looks.length);
  });
});

describe('colours for the painter', () => {
  it('are 0xRRGGBBAA, opaque', () => {
    expect(rgba('#0d1218')).toBe(0x0d1218ff);
    expect(rgba('#ffffff')).toBe(0xffffffff);
  });
  it('mixes by shares', () => {
    expect(mixed('#000000', '#ffffff', 0.5)).toBe('#808080');
    expect(mixed('#102030', '#ffffff', 0)).toBe('#102030');
  });
  it('emphasis keeps one category and fades the rest', () => {
    const theme = themeOf('light');
    const palette = paletteOf(theme, ['header', 'free'], 'free');
    expect(palette.free).toBe(rgba(theme.look('free').fill));
    expect(palette.header).not.toBe(rgba(theme.look('header').fill));
  });
});

/** WCAG's contrast ratio of two colours, 1…21. */
function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [
    number,
    number,
  ];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
