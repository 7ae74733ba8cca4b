// Protects a host's page from messages of frames that show no figure: above all from those without an origin, which all
// look alike.

import { expect, test } from 'vitest';
import { originOf } from './frame-origin';

const BASE = 'https://blog.example/post/';
const FIGURE = 'https://atlas.example/embed.html#v1';

const of = (src: string, sandbox: string | null = null, base = BASE) =>
  originOf({ src, getAttribute: () => sandbox }, base);

test('a figure speaks from the origin it is loaded from, and from none where it is sandboxed', () => {
  expect(of(FIGURE)).toBe('https://atlas.example');
  expect(of('/embed')).toBe('https://blog.example');
  expect(of(FIGURE, 'allow-scripts allow-popups')).toBe('null');
  expect(of(FIGURE, '')).toBe('null');
  expect(of(FIGURE, 'allow-scripts Allow-Same-Origin')).toBe('https://atlas.example');
});

test.each([
  'data:text/html,<script>/embed.html',
  'javascript:"/embed.html"',
  'blob:null/embed.html',
  'file:///home/embed.html',
  'about:blank',
  'https://atlas.example/other.html',
  '',
])('%s shows no figure, sandboxed or not', (src) => {
  expect(of(src)).toBeNull();
  expect(of(src, 'allow-scripts')).toBeNull();
  expect(of(src, null, 'file:///home/post.html')).toBeNull();
});
