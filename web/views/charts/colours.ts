// The colours of lines in charts, by the custom properties that bring them to the page.
//
// Text of the legends stands beside a line's sample and not in its colour; neighbours differ in lightness too.

import type { Scheme } from '../../render/palette';

export const LINE_COLOURS: Readonly<Record<string, Readonly<Record<Scheme, string>>>> = {
  '--line-1': { light: '#c2410c', dark: '#f2945c' },
  '--line-2': { light: '#1b68a6', dark: '#62b0f5' },
  '--line-3': { light: '#00795a', dark: '#4cc79d' },
  '--line-4': { light: '#6b3fa0', dark: '#c4a1f0' },
};

export const LINE_PROPERTIES = Object.entries(LINE_COLOURS)
  .map(([property, { light, dark }]) => `${property}: light-dark(${light}, ${dark});`)
  .join('\n');
