// Protects the pages of others: whatever a figure is called, a snippet puts no more into them than a figure.
//
// @vitest-environment happy-dom

import { expect, test } from 'vitest';
import { elementSnippet, type Figure, frameSnippet, markdownSnippet } from './snippets';

const FIGURE: Figure = {
  title: 'SQLite under Classic, step 42',
  site: 'https://atlas.example/',
  page: '#v1&trace=sqlite&step=42',
  figure: '#v1&trace=sqlite&step=42&theme=dark',
  height: null,
  picture: 'sqlite-step-42.png',
};

const HOSTILE: Figure = {
  ...FIGURE,
  title: `"><script>alert(1)</script> [x](javascript:alert(2)) & more`,
  page: '#v1&script=a=malloc(1)"><img/src=x>',
  figure: '#v1&script=a=malloc(1)"><img/src=x>',
};

function parsed(snippet: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = snippet;
  return template.content;
}

test('a frame leads to the embedded figure, and is sandboxed', () => {
  const frame = parsed(frameSnippet(FIGURE)).querySelector('iframe');
  expect(frame?.getAttribute('src')).toBe(
    'https://atlas.example/embed.html#v1&trace=sqlite&step=42&theme=dark',
  );
  expect(frame?.title).toBe(FIGURE.title);
  const sandbox = frame?.getAttribute('sandbox')?.split(' ');
  expect(sandbox).not.toContain('allow-same-origin');
  // What opens the figure in full opens a page that is not sandboxed itself.
  expect(sandbox).toEqual(
    expect.arrayContaining(['allow-scripts', 'allow-popups', 'allow-popups-to-escape-sandbox']),
  );
});

test('a frame sizes itself by a script, or is as tall as the author says', () => {
  const host = parsed(frameSnippet(FIGURE)).querySelector('script');
  expect(host?.getAttribute('src')).toBe('https://atlas.example/heap-atlas-host.js');
  const fixed = parsed(frameSnippet({ ...FIGURE, height: 300 }));
  expect(fixed.querySelector('script')).toBeNull();
  expect(fixed.querySelector('iframe')?.getAttribute('height')).toBe('300');
});

test('the element names the figure, and a link to it stands in where it can’t run', () => {
  const snippet = parsed(elementSnippet(FIGURE));
  const element = snippet.querySelector('heap-atlas');
  expect(element?.getAttribute('src')).toBe(FIGURE.site + FIGURE.figure);
  expect(snippet.querySelector('link')?.getAttribute('href')).toBe(`${FIGURE.site}heap-atlas.css`);
  expect(snippet.querySelector('[style]')).toBeNull();
  expect(element?.querySelector('a')?.getAttribute('href')).toBe(FIGURE.site + FIGURE.page);
});

test('Markdown is the picture as a link, with the link as its caption', () => {
  const link = 'https://atlas.example/#v1&trace=sqlite&step=42';
  expect(markdownSnippet(FIGURE)).toBe(
    `[![SQLite under Classic, step 42](sqlite-step-42.png)](${link})\n\n*[SQLite under Classic, step 42](${link})*\n`,
  );
});

test('a hostile title stays a title', () => {
  const frame = parsed(frameSnippet(HOSTILE));
  expect([...frame.querySelectorAll('*')].map(({ localName }) => localName)).toEqual([
    'iframe',
    'script',
  ]);
  expect(frame.querySelector('iframe')?.title).toBe(HOSTILE.title);
  const element = parsed(elementSnippet(HOSTILE));
  const names = [...element.querySelectorAll('*')].map(({ localName }) => localName);
  expect(names).toEqual(['link', 'script', 'heap-atlas', 'a']);
  expect(element.querySelector('a')?.textContent).toBe(HOSTILE.title);
  const markdown = markdownSnippet(HOSTILE);
  // Its brackets are letters, and its parentheses stand behind no bracket that closes a link's text.
  expect(markdown).toContain('\\[x\\](javascript:alert(2))');
  expect(markdown).not.toMatch(/[^\\]\]\(javascript/);
  expect(markdown).toContain('\\<script\\>');
});
