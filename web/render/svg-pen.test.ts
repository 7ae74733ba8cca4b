// Protects the picture as a file: whatever is drawn and however it is called, the SVG is sound and small.

import { expect, test } from 'vitest';
import { SvgPen } from './svg-pen';

function parsed(pen: SvgPen): Element {
  const text = `<svg xmlns="http://www.w3.org/2000/svg">${pen.elements}</svg>`;
  const document = new DOMParser().parseFromString(text, 'image/svg+xml');
  return document.documentElement;
}

function newPen(): SvgPen {
  return new SvgPen('#ffffff', (text) => text.length * 8);
}

test('a text stays a text, whatever is in it', () => {
  const pen = newPen();
  const hostile = '</text><script>alert(1)</script> & "quoted"\u0000\u0007';
  pen.fillText(hostile, 10, 10);
  const svg = parsed(pen);
  expect([...svg.querySelectorAll('*')].map(({ localName }) => localName)).toEqual(['text']);
  expect(svg.textContent).toBe('</text><script>alert(1)</script> & "quoted"');
});

test('rectangles of one colour that follow each other are one shape', () => {
  const pen = newPen();
  pen.fillStyle = '#1b68a6';
  for (let x = 0; x < 30; x += 10) pen.fillRect(x, 0, 8, 8);
  pen.fillStyle = '#cdeadd';
  pen.fillRect(30, 0, 8, 8);
  const fills = [...parsed(pen).querySelectorAll('path')].map((path) => path.getAttribute('fill'));
  expect(fills).toEqual(['#1b68a6', '#cdeadd']);
});

test('a cleared place shows the ground, and what was set before holds after', () => {
  const pen = newPen();
  pen.fillStyle = '#1b68a6';
  pen.globalAlpha = 0.2;
  pen.save();
  pen.fillStyle = '#000000';
  pen.restore();
  pen.clearRect(0, 0, 1, 1);
  pen.fillRect(0, 0, 1, 1);
  const paths = [...parsed(pen).querySelectorAll('path')];
  expect(paths.map((path) => path.getAttribute('fill'))).toEqual(['#ffffff', '#1b68a6']);
  expect(paths[1]?.getAttribute('fill-opacity')).toBe('0.2');
});

test('lines keep their dashes and texts their weight', () => {
  const pen = newPen();
  pen.beginPath();
  pen.rect(0, 0, 10, 10);
  pen.setLineDash([4, 2]);
  pen.stroke();
  pen.font = "600 13px system-ui, 'Segoe UI'";
  pen.fillText('a', 0, 0);
  const svg = parsed(pen);
  expect(svg.querySelector('path')?.getAttribute('stroke-dasharray')).toBe('4 2');
  const text = svg.querySelector('text');
  expect(text?.getAttribute('font-weight')).toBe('600');
  expect(text?.getAttribute('font-size')).toBe('13');
});
