import { describe, expect, it } from 'vitest';
import { glossed } from './glossed';

const WORDS = ['Page', 'Page fault', 'Hole', 'LAST', 'Free list', 'falloc', 'Index'];

const marked = (sentence: string) =>
  glossed(sentence, WORDS).flatMap(({ text, of }) => (of === null ? [] : [[text, of]]));

describe('the words of a sentence that the glossary explains', () => {
  it.each([
    ['Two holes, and a hole.', [['holes', 'Hole']]],
    [
      '12 page faults on one page',
      [
        ['page faults', 'Page fault'],
        ['page', 'Page'],
      ],
    ],
    ['LAST is b still; the last block is not', [['LAST', 'LAST']]],
    ['the last request', []],
    ['A free list leads to it', [['free list', 'Free list']]],
    ['wholesale, pages-long, x[holes_there]', []],
    ['An index, and two indexes', [['index', 'Index']]],
  ])('of “%s”', (sentence, expected) => {
    expect(marked(sentence)).toEqual(expected);
  });

  it('leave the sentence as it is', () => {
    for (const sentence of ['', 'nothing', 'holes at both ends, holes', 'falloc']) {
      expect(
        glossed(sentence, WORDS)
          .map(({ text }) => text)
          .join(''),
      ).toBe(sentence);
      expect(
        glossed(sentence, [])
          .map(({ text }) => text)
          .join(''),
      ).toBe(sentence);
    }
  });
});
