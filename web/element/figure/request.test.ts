// Protects what an author's attributes come to: one link, in which an attribute stands above the same
// field of `src`, and the looks that make room for the figure before its engine is there.

import { expect, test } from 'vitest';
import { type Attributes, homeAddress, linkText, presentationOf } from './request';

const NONE: Attributes = {
  src: null,
  scenario: null,
  script: null,
  design: null,
  compare: null,
  step: null,
  selected: null,
  view: null,
  bare: null,
  number: null,
  controls: null,
  theme: null,
  loop: null,
  speed: null,
  caption: null,
  predict: null,
  home: null,
};

const textOf = (attributes: Partial<Attributes>) =>
  linkText({ ...NONE, ...attributes }, (id) => (id === 'sqlite' ? 'trace' : 'lesson'));

test.each<[Partial<Attributes>, string]>([
  [{}, 'v1'],
  [{ scenario: 'sqlite', step: '42' }, 'v1&trace=sqlite&step=42'],
  [{ scenario: 'the-batch' }, 'v1&lesson=the-batch'],
  [
    { design: 'placement=best-fit,split=at-least(64)' },
    'v1&design=placement=best-fit,split=at-least(64)',
  ],
  [
    { design: 'placement=best-fit', compare: 'placement=worst-fit|' },
    'v1&design=placement=best-fit&design=placement=worst-fit&design=',
  ],
  [{ compare: 'placement=worst-fit' }, 'v1&design=&design=placement=worst-fit'],
  [
    { compare: 'score=exact||merges>1|minimum=16| |' },
    'v1&design=&design=score=exact%7C%7Cmerges%3E1&design=minimum=16&design=&design=',
  ],
  [{ script: 'a = malloc 1\nfree a' }, 'v1&script=a+=+malloc+1%0Afree+a'],
  [{ caption: 'What & why: 100 %' }, 'v1&title=What+%26+why:+100+%25'],
  [{ controls: ' placement  commit ' }, 'v1&controls=placement,commit'],
  [{ view: 'map list' }, 'v1&view=map'],
  [{ selected: '0', view: 'bytes' }, 'v1&selected=0&view=bytes'],
  [{ predict: '' }, 'v1&predict=on'],
  [{ predict: '9,12' }, 'v1&predict=9,12'],
])('%j is %s', (attributes, text) => {
  expect(textOf(attributes)).toBe(text);
});

test.each<[Partial<Attributes>, string]>([
  [{ src: 'https://example.org/#v1&trace=jq&step=7' }, 'v1&trace=jq&step=7'],
  [{ src: '#v1&trace=jq&step=7', step: '9' }, 'v1&step=9&trace=jq'],
  [
    { src: '#v1&script=a&design=x=y&view=list', scenario: 'sqlite' },
    'v1&trace=sqlite&design=x=y&view=list',
  ],
  [{ src: '#v1&design=x=y&design=z=w', design: '' }, 'v1&design='],
  [
    { src: '#v1&lesson=a-leak&design=x=y&design=z=w', compare: 'p=q' },
    'v1&design=x=y&design=p=q&lesson=a-leak',
  ],
  [{ src: '#v1&theme=dark', theme: 'auto' }, 'v1'],
  [{ src: '#v1&a=b&new=field' }, 'v1&a=b&new=field'],
])('an attribute stands above src: %j is %s', (attributes, text) => {
  expect(textOf(attributes)).toBe(text);
});

test('the looks are read from the link, views from the attribute first', () => {
  const text = textOf({ src: '#v1&view=list&title=A+%26+B', controls: 'placement,commit' });
  expect(presentationOf(text, null)).toEqual({
    views: ['list'],
    bare: null,
    number: null,
    controls: { steps: true, axes: ['placement', 'commit'], full: false },
    theme: null,
    title: 'A & B',
    predict: false,
    compared: 0,
  });
  expect(presentationOf(text, 'stats  map').views).toEqual(['map', 'stats']);
});

test.each([
  ['', []],
  [' roots, legend shoes', ['legend', 'roots']],
  [null, null],
])('a bare figure keeps what its author names: %j', (bare, kept) => {
  expect(presentationOf('v1', null, { bare }).bare).toEqual(kept);
});

test('no link carries what is bare, or the number that is shown', () => {
  expect(textOf({ bare: 'roots', number: 'heap_bytes' })).toBe('v1');
  expect(presentationOf('v1', null, { number: ' heap_bytes ' }).number).toBe('heap_bytes');
});

test.each([
  [{ design: 'placement=best-fit' }, 0],
  [{ compare: 'placement=worst-fit' }, 1],
  [{ compare: 'placement=worst-fit|minimum=16|minimum=8|minimum=4' }, 3],
])('room is made for the designs of %j', (attributes, compared) => {
  expect(presentationOf(textOf(attributes), null).compared).toBe(compared);
});

test.each([
  ['none', { steps: false, axes: [], full: false }],
  ['step', { steps: true, axes: [], full: false }],
  ['full', { steps: true, axes: [], full: true }],
  ['full placement', { steps: true, axes: ['placement'], full: true }],
  [
    'score-waste placement 2:score-address score-distance score-good-enough',
    { steps: true, axes: ['score', 'placement', '2:score'], full: false },
  ],
])('controls %s', (controls, expected) => {
  expect(presentationOf(textOf({ controls }), null).controls).toEqual(expected);
});

test.each([
  ['nonsense', ['map']],
  ['', ['map']],
  [null, ['map']],
])('a view nobody knows is the map: %j', (view, views) => {
  expect(presentationOf(textOf({ view }), view).views).toEqual(views);
});

test('the machine is a view of figures alone, and none that a link has', () => {
  expect(textOf({ view: 'machine list' })).toBe('v1');
  expect(presentationOf(textOf({ view: 'machine' }), 'machine').views).toEqual(['machine']);
});

test('a link of another version is left to the decoder to report, and asks for nothing', () => {
  expect(textOf({ src: 'https://example.org/' })).toBe('v1');
  expect(textOf({ src: '#v9' })).toBe('v9');
  expect(textOf({ src: 'https://example.org/#trace=jq' })).toBe('trace=jq');
  expect(textOf({ src: '#v9&trace=jq', step: '3' })).toBe('v1&step=3');
  expect(presentationOf('v9&theme=dark', null).theme).toBeNull();
});

test.each([
  ['https://example.org/atlas/', 'https://example.org/atlas/'],
  ['../atlas/', 'https://blog.example/atlas/'],
  ['', null],
  [null, null],
])('home=%s leads to %s', (home, address) => {
  expect(homeAddress(home, 'https://blog.example/post/')).toBe(address);
});

test.each([
  'javascript:alert(1)',
  ' \tjava\nscript:alert(1)',
  'JavaScript:alert(1)//',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'blob:https://blog.example/x',
  'file:///etc/passwd',
  'https://',
])('home=%s leads nowhere', (home) => {
  expect(homeAddress(home, 'https://blog.example/post/')).toBeNull();
});
