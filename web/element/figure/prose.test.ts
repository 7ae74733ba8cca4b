// Protects what a link in the prose means, in each of the forms an author may write it, and that links
// which mean something else are left alone.
//
// @vitest-environment happy-dom

import { afterEach, expect, test, vi } from 'vitest';
import { type Leadable, leadOf, listenToProse } from './prose';

afterEach(() => {
  document.body.replaceChildren();
});

function element(markup: string): Element {
  document.body.innerHTML = markup;
  const { firstElementChild } = document.body;
  if (!firstElementChild) throw new Error('the markup has no element');
  return firstElementChild;
}

test.each([
  ['<a href="#fig1:step=42">', { id: 'fig1', move: { step: 42, design: null } }],
  ['<a href="#a%20b:step=0">', { id: 'a b', move: { step: 0, design: null } }],
  [
    '<a href="#fig1:step=3&amp;design=placement=best-fit,split=at-least(64)">',
    { id: 'fig1', move: { step: 3, design: 'placement=best-fit,split=at-least(64)' } },
  ],
  ['<a data-heap-atlas="f" data-step="7">', { id: 'f', move: { step: 7, design: null } }],
  ['<a data-heap-atlas="f" data-design="">', { id: 'f', move: { step: null, design: '' } }],
  ['<button data-heap-atlas="f" data-step="x">', { id: 'f', move: { step: null, design: null } }],
])('%s leads somewhere', (markup, lead) => {
  expect(leadOf(element(markup))).toEqual(lead);
});

test.each(['<a href="#fig1">', '<a href="#section">', '<a href="/x#f:step=1">', '<a>'])(
  '%s leads nowhere',
  (markup) => {
    expect(leadOf(element(markup))).toBeNull();
  },
);

/** A figure of the document, which only keeps where it was led. */
function figure(id: string, step = 0) {
  const element = document.createElement('div');
  element.id = id;
  document.body.append(element);
  return Object.assign(element, { step, lead: vi.fn(() => Promise.resolve()) });
}

function listen(figures: readonly Leadable[]): () => void {
  return listenToProse(document, (id) => figures.find((each) => each.id === id) ?? null);
}

test('a plain click on such a link moves its figure, and nothing else', () => {
  const link = element('<a href="#fig1:step=42">See <b>step 42</b></a>');
  const other = document.body.appendChild(document.createElement('a'));
  other.href = '#other:step=1';
  const moved = figure('fig1');
  const stop = listen([moved]);
  const click = (on: Element, how: MouseEventInit = {}) =>
    on.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...how }));

  expect(click(link.querySelector('b') ?? link)).toBe(false);
  expect(moved.lead).toHaveBeenCalledWith({ step: 42, design: null }, link);

  expect(click(link, { ctrlKey: true })).toBe(true);
  expect(click(other)).toBe(true);
  stop();
  expect(click(link)).toBe(true);
  expect(moved.lead).toHaveBeenCalledTimes(1);
});

test('links say which figure they control, and which of them says where it stands', () => {
  const link = element('<a href="#fig1:step=42">');
  const moved = figure('fig1', 42);
  const stop = listen([moved]);
  expect(link.getAttribute('aria-controls')).toBe('fig1');

  moved.dispatchEvent(new CustomEvent('step'));
  expect(link.getAttribute('aria-current')).toBe('step');
  moved.step = 41;
  moved.dispatchEvent(new CustomEvent('step'));
  expect(link.hasAttribute('aria-current')).toBe(false);
  stop();
});
