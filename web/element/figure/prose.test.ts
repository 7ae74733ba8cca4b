// Protects what a link in the prose means, in each of the forms an author may write it, and that links
// which mean something else are left alone.

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
    { id: 'fig1', move: { step: 3, design: { placement: 'best-fit', split: 'at-least(64)' } } },
  ],
  ['<a data-heap-atlas="f" data-step="7">', { id: 'f', move: { step: 7, design: null } }],
  ['<a data-heap-atlas="f" data-design="">', { id: 'f', move: { step: null, design: {} } }],
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

test('a plain click on such a link moves its figure, and nothing else', () => {
  const lead = vi.fn(() => Promise.resolve());
  const figure = Object.assign(document.createElement('div'), { lead }) as Leadable;
  const stop = listenToProse(document, (id) => (id === 'fig1' ? figure : null));
  const link = element('<a href="#fig1:step=42">See <b>step 42</b></a>');
  const click = (on: Element, how: MouseEventInit = {}) =>
    on.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...how }));

  expect(click(link.querySelector('b') ?? link)).toBe(false);
  expect(lead).toHaveBeenCalledWith({ step: 42, design: null });

  expect(click(link, { ctrlKey: true })).toBe(true);
  expect(click(element('<a href="#other:step=1">x</a>'))).toBe(true);
  stop();
  expect(click(link)).toBe(true);
  expect(lead).toHaveBeenCalledTimes(1);
});
