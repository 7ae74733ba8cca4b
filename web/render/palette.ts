// The look of each category of memory: its fill, the pattern over the fill, and the colour of text on it.
//
// The fills are Okabe and Ito's palette, with lightness adjusted so that neighbours have a contrast of 3:1 in light and in
// dark colours (palette.test.ts checks this). Patterns repeat the distinction for people who cannot see the hues. A
// category that this file does not know gets a look from a spare list, so a new category needs no change here.

/** Light or dark, as the figure's `color-scheme` resolved. */
export type Scheme = 'light' | 'dark';

/** Lines over a fill, as a path in a square tile of `PATTERN_TILE` that repeats in both directions. */
export interface Pattern {
  readonly path: string;
  readonly strokeWidth: number;
}

/** The side of a pattern's tile, in CSS pixels. */
export const PATTERN_TILE = 8;

/** How a category is drawn. Colours are `#rrggbb`, except in looks from `lookOfBoth`. */
export interface Look {
  readonly fill: string;
  /** The colour of the pattern's lines. */
  readonly patternColour: string;
  /** The colour of text upon the fill. */
  readonly text: string;
  readonly pattern: Pattern | null;
}

/** Colours of what is drawn upon the map and between its blocks. */
export interface Theme {
  readonly scheme: Scheme;
  /** The colour below the map, for mixtures with it: gaps between rows are transparent. */
  readonly background: string;
  /** Text, outlines and badges. */
  readonly foreground: string;
  /** The border on both sides of an outline, so that it shows on every fill. */
  readonly casing: string;
  /** Blocks that the current operation granted or split. */
  readonly accent: string;
  /** Blocks that the current operation freed, merged or moved away from. */
  readonly released: string;
  /** The trail below the blocks that a long search examined. */
  readonly trail: string;
  /** The block under the pointer, and the selected one. */
  readonly selection: string;
  /** Requests that were refused. */
  readonly bad: string;
  look(category: string): Look;
}

// Lines leave the tile and come back on the other side, so that they join their continuation.
const RISING: Pattern = { path: 'M-2 2 2 -2M0 8 8 0M6 10 10 6', strokeWidth: 1.2 };
const FALLING: Pattern = { path: 'M-2 6 2 10M0 0 8 8M6 -2 10 2', strokeWidth: 1.2 };
const CROSSED: Pattern = { path: 'M0 8 8 0M0 0 8 8', strokeWidth: 1 };
const DOTTED: Pattern = { path: 'M2 2h.01M6 6h.01', strokeWidth: 1.3 };
const SPARSE: Pattern = { path: 'M-2 2 2 -2M0 8 8 0M6 10 10 6', strokeWidth: 0.7 };
const LEVEL: Pattern = { path: 'M0 2H8M0 6H8', strokeWidth: 1 };
const DASHED: Pattern = { path: 'M0 2H4M4 6H8', strokeWidth: 1.2 };
const UPRIGHT: Pattern = { path: 'M2 0V8M6 0V8', strokeWidth: 1 };

interface Pair {
  readonly light: Look;
  readonly dark: Look;
}

const LOOKS: Readonly<Record<string, Pair>> = {
  header: {
    light: { fill: '#0d1218', patternColour: '#5c6773', text: '#ffffff', pattern: null },
    dark: { fill: '#dfe5ea', patternColour: '#8b95a0', text: '#0d1218', pattern: null },
  },
  requested: {
    light: { fill: '#1b68a6', patternColour: '#ffffff', text: '#ffffff', pattern: null },
    dark: { fill: '#2470ad', patternColour: '#ffffff', text: '#ffffff', pattern: null },
  },
  'padding-alignment': {
    light: { fill: '#f5df4d', patternColour: '#8a7400', text: '#1a1d21', pattern: RISING },
    dark: { fill: '#f5df4d', patternColour: '#8a7400', text: '#1a1d21', pattern: RISING },
  },
  'padding-minimum': {
    light: { fill: '#ffb648', patternColour: '#935600', text: '#1a1d21', pattern: FALLING },
    dark: { fill: '#ffbf5f', patternColour: '#935600', text: '#1a1d21', pattern: FALLING },
  },
  'padding-unsplit': {
    light: { fill: '#f0a6cc', patternColour: '#8d3563', text: '#1a1d21', pattern: CROSSED },
    dark: { fill: '#f7b9d8', patternColour: '#8d3563', text: '#1a1d21', pattern: CROSSED },
  },
  free: {
    light: { fill: '#cdeadd', patternColour: '#6fae96', text: '#0b3d2e', pattern: DOTTED },
    dark: { fill: '#0c3128', patternColour: '#3f8a72', text: '#a9dcc9', pattern: DOTTED },
  },
  stagnant: {
    light: { fill: '#7a4f94', patternColour: '#c9aedb', text: '#ffffff', pattern: LEVEL },
    dark: { fill: '#a06fbb', patternColour: '#e2cdef', text: '#0d1218', pattern: LEVEL },
  },
  index: {
    light: { fill: '#66707c', patternColour: '#aeb6bf', text: '#ffffff', pattern: UPRIGHT },
    dark: { fill: '#98a3af', patternColour: '#d3dae1', text: '#0d1218', pattern: UPRIGHT },
  },
  gap: {
    light: { fill: '#ffffff', patternColour: '#9aa4ae', text: '#3d4650', pattern: CROSSED },
    dark: { fill: '#05070a', patternColour: '#59636e', text: '#b6c0ca', pattern: CROSSED },
  },
  untouched: {
    light: { fill: '#d5e3ef', patternColour: '#4d7ea8', text: '#12314b', pattern: DASHED },
    dark: { fill: '#1d3347', patternColour: '#6b9cc7', text: '#cfe2f2', pattern: DASHED },
  },
  beyond: {
    light: { fill: '#eff1f3', patternColour: '#c5cad0', text: '#545d68', pattern: SPARSE },
    dark: { fill: '#1e2226', patternColour: '#3a4047', text: '#a2abb6', pattern: SPARSE },
  },
};

/** The looks of unknown categories; the id decides which. */
const SPARE: readonly Pair[] = [
  {
    light: { fill: '#00795a', patternColour: '#7cc9b2', text: '#ffffff', pattern: UPRIGHT },
    dark: { fill: '#0a9a75', patternColour: '#a6e3d1', text: '#0d1218', pattern: UPRIGHT },
  },
  {
    light: { fill: '#b8480f', patternColour: '#f0b898', text: '#ffffff', pattern: LEVEL },
    dark: { fill: '#e0662a', patternColour: '#ffd2bb', text: '#0d1218', pattern: LEVEL },
  },
  {
    light: { fill: '#4b5fc0', patternColour: '#b3bdf0', text: '#ffffff', pattern: CROSSED },
    dark: { fill: '#7f91ee', patternColour: '#ccd4ff', text: '#0d1218', pattern: CROSSED },
  },
];

const HUES: Readonly<Record<Scheme, Omit<Theme, 'look'>>> = {
  light: {
    scheme: 'light',
    background: '#f5f6f8',
    foreground: '#0d1218',
    casing: '#ffffff',
    accent: '#d13c00',
    released: '#5b2a86',
    trail: '#b0128f',
    selection: '#0a5fa8',
    bad: '#b03410',
  },
  dark: {
    scheme: 'dark',
    background: '#0f1113',
    foreground: '#ffffff',
    casing: '#0b0d0f',
    accent: '#ff9a5c',
    released: '#d9b3ff',
    trail: '#ff74e0',
    selection: '#7cc0ff',
    bad: '#ff8a63',
  },
};

/** The theme for a colour scheme. */
export function themeOf(scheme: Scheme): Theme {
  return { ...HUES[scheme], look: (category) => lookOf(category)[scheme] };
}

/** A category's look in CSS, which follows the colour scheme around the element. Canvases cannot read it. */
export function lookOfBoth(category: string): Look {
  const { light, dark } = lookOf(category);
  return {
    fill: `light-dark(${light.fill}, ${dark.fill})`,
    patternColour: `light-dark(${light.patternColour}, ${dark.patternColour})`,
    text: `light-dark(${light.text}, ${dark.text})`,
    pattern: light.pattern,
  };
}

/** A colour of what is drawn upon the map, in CSS as `lookOfBoth` has it. */
export function hueOfBoth(hue: Exclude<keyof Theme, 'scheme' | 'look'>): string {
  return `light-dark(${HUES.light[hue]}, ${HUES.dark[hue]})`;
}

function lookOf(category: string): Pair {
  const known = LOOKS[category];
  if (known) return known;
  const sum = [...category].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return SPARE[sum % SPARE.length] as Pair;
}

// Owners alternate between dark and light, so that two which stand side by side differ by more than hue.
const OWNERS: readonly [Look, ...Look[]] = [
  { fill: '#46525e', patternColour: '#aeb6bf', text: '#ffffff', pattern: UPRIGHT },
  { fill: '#9fd6f2', patternColour: '#2f7ea6', text: '#1a1d21', pattern: null },
  { fill: '#a83f0a', patternColour: '#f0b898', text: '#ffffff', pattern: LEVEL },
  { fill: '#f5df4d', patternColour: '#8a7400', text: '#1a1d21', pattern: RISING },
  { fill: '#00634a', patternColour: '#7cc9b2', text: '#ffffff', pattern: CROSSED },
  { fill: '#f7b9d8', patternColour: '#8d3563', text: '#1a1d21', pattern: FALLING },
  { fill: '#4151a8', patternColour: '#b3bdf0', text: '#ffffff', pattern: DOTTED },
  { fill: '#ffc67a', patternColour: '#935600', text: '#1a1d21', pattern: UPRIGHT },
  { fill: '#6a3f85', patternColour: '#c9aedb', text: '#ffffff', pattern: RISING },
];

/** What the frames of a task look like, on light and on dark; 0 is the kernel. */
export function ownerLook(task: number): Look {
  return OWNERS[task % OWNERS.length] ?? OWNERS[0];
}

/** `#rrggbb` as the painter takes it: `0xRRGGBBAA`. */
export function rgba(colour: string): number {
  return ((Number.parseInt(colour.slice(1), 16) << 8) | 0xff) >>> 0;
}

/** A colour `share` of the way (0…1) to another. */
export function mixed(from: string, to: string, share: number): string {
  const channel = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) => {
    const value = channel(from, at) + (channel(to, at) - channel(from, at)) * share;
    return Math.round(value).toString(16).padStart(2, '0');
  });
  return `#${parts.join('')}`;
}

/** How far the other categories fade while one is emphasised. */
const FADING = 0.82;

/** The colours for the painter: every category's fill, all but `emphasised` faded into the background. */
export function paletteOf(
  theme: Theme,
  categories: readonly string[],
  emphasised: string | null,
): Record<string, number> {
  return Object.fromEntries(
    categories.map((id) => {
      const { fill } = theme.look(id);
      const isFaded = emphasised !== null && emphasised !== id;
      return [id, rgba(isFaded ? mixed(fill, theme.background, FADING) : fill)];
    }),
  );
}
