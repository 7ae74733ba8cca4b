// What leaves a template must mean nothing to a browser.

import { describe, expect, test } from 'vitest';
import { tightMarkup, tightStyle } from './tight-templates.mjs';

describe('styles', () => {
  test('lose indentation and comments', () => {
    const text = `
      /* why */
      .row {
        gap: 0.5rem;
        color: red;
      }
      .a,
      .b { margin: 0 }`;
    expect(tightStyle(text)).toBe(' .row{gap:.5rem;color:red}.a,.b{margin:0}');
  });

  test('keep the space that selectors, calculations and values need', () => {
    expect(tightStyle('.a :hover > b{width: calc(1px + 2px)}')).toBe(
      '.a :hover > b{width:calc(1px + 2px)}',
    );
    expect(tightStyle('px solid red;')).toBe('px solid red;');
    expect(tightStyle('border: 1px ')).toBe('border:1px ');
    expect(tightStyle('@container a (width < 1px) and (height > 2px) {')).toBe(
      '@container a (width < 1px) and (height > 2px){',
    );
  });

  test('lose what numbers and calculations do without', () => {
    expect(tightStyle('height: calc( 0.5rem - -0.25em ); flex: 10.5 0 0;')).toBe(
      'height:calc(.5rem - -.25em);flex:10.5 0 0;',
    );
    // What stands in front of it in the literal isn't known.
    expect(tightStyle('0.5rem')).toBe('0.5rem');
  });

  test('keep what is quoted', () => {
    expect(tightStyle(`content: ' ;  , ';  font: "A,  B"`)).toBe(`content:' ;  , ';font:"A,  B"`);
    expect(tightStyle('background: url(a-0.5x.png) 0.5px')).toBe('background:url(a-0.5x.png) .5px');
  });
});

describe('templates', () => {
  test('keep one space where a line ended: it may stand between words', () => {
    expect(tightMarkup('<b>one</b>\n      two  three\n')).toBe('<b>one</b> two  three ');
  });

  test('stay as they are where every space is shown', () => {
    const text = '<pre>\n  two\n</pre>';
    expect(tightMarkup(text)).toBe(text);
  });
});
