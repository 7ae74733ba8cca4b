// Protects the picture as a file: whatever is drawn and however it is called, the SVG is sound and small.
//
// @vitest-environment happy-dom

import { expect, test } from 'vitest';
import { SvgContext } from './svg-context';

function newContext(): SvgContext {
  return new SvgContext('#ffffff', (text) => text.length * 8);
}

function parsed(context: SvgContext): Element {
  const text = `<svg xmlns="http://www.w3.org/2000/svg">${context.elements}</svg>`;
  const document = new DOMParser().parseFromString(text, 'image/svg+xml');
  return document.documentElement;
}

test('a text stays a text, whatever is in it', () => {
  const context = newContext();
  const hostile = '</text><script>alert(1)</script> & "quoted"\u0000\u0007';
  context.fillText(hostile, 10, 10);
  const svg = parsed(context);
  expect([...svg.querySelectorAll('*')].map(({ localName }) => localName)).toEqual(['text']);
  expect(svg.textContent).toBe('</text><script>alert(1)</script> & "quoted"');
});

test('consecutive rectangles of one colour are one shape', () => {
  const context = newContext();
  context.fillStyle = '#1b68a6';
  for (let x = 0; x < 30; x += 10) context.fillRect(x, 0, 8, 8);
  context.fillStyle = '#cdeadd';
  context.fillRect(30, 0, 8, 8);
  const paths = [...parsed(context).querySelectorAll('path')];
  expect(paths.map((path) => path.getAttribute('fill'))).toEqual(['#1b68a6', '#cdeadd']);
});

test('a cleared rectangle shows the background, and the style before it holds after it', () => {
  const context = newContext();
  context.fillStyle = '#1b68a6';
  context.globalAlpha = 0.2;
  context.clearRect(0, 0, 1, 1);
  context.fillRect(0, 0, 1, 1);
  const paths = [...parsed(context).querySelectorAll('path')];
  expect(paths.map((path) => path.getAttribute('fill'))).toEqual(['#ffffff', '#1b68a6']);
  expect(paths[1]?.getAttribute('fill-opacity')).toBe('0.2');
});

test('`restore` brings back all that `save` kept', () => {
  const context = newContext();
  const style = {
    fillStyle: '#111111',
    strokeStyle: '#222222',
    lineWidth: 3,
    lineCap: 'round',
    lineJoin: 'bevel',
    globalAlpha: 0.5,
    font: '600 13px serif',
    textAlign: 'end',
    textBaseline: 'middle',
  } as const;
  Object.assign(context, style);
  context.setLineDash([4, 2]);
  const draw = () => {
    context.beginPath();
    context.rect(0, 0, 10, 10);
    context.stroke();
    context.fillText('a', 0, 0);
  };
  draw();
  context.save();
  const others = newContext();
  for (const name of Object.keys(style) as (keyof typeof style)[]) {
    Object.assign(context, { [name]: others[name] });
  }
  context.setLineDash([]);
  context.restore();
  draw();
  const [path, otherPath] = parsed(context).querySelectorAll('path');
  const [text, otherText] = parsed(context).querySelectorAll('text');
  expect(path?.outerHTML).toContain('stroke-dasharray="4 2"');
  expect(otherPath?.outerHTML).toBe(path?.outerHTML);
  expect(otherText?.outerHTML).toBe(text?.outerHTML);
});

test('texts keep their weight and size', () => {
  const context = newContext();
  context.font = "600 13px system-ui, 'Segoe UI'";
  context.fillText('a', 0, 0);
  const text = parsed(context).querySelector('text');
  expect(text?.getAttribute('font-weight')).toBe('600');
  expect(text?.getAttribute('font-size')).toBe('13');
});
