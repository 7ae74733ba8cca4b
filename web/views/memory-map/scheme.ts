// The colour scheme of a view, for its canvases: they can't use `light-dark()`.
//
// A hidden probe takes its colour from the scheme. A change of the scheme starts a transition of that colour, and its end calls
// the view back.

import { css, html } from 'lit';
import type { Scheme } from '../../render/palette';

export const schemeStyles = css`
  .scheme {
    position: absolute;
    visibility: hidden;
    color: light-dark(rgb(0, 0, 0), rgb(255, 255, 255));
    transition: color 1ms;
  }
`;

/** Renders the probe; calls back when the scheme has changed. */
export function schemeProbe(onChange: () => void) {
  return html`<span class="scheme" aria-hidden="true" @transitionend=${onChange}></span>`;
}

/** Light before the probe is rendered. */
export function schemeOf(root: ParentNode): Scheme {
  const probe = root.querySelector('.scheme');
  return probe && getComputedStyle(probe).color === 'rgb(255, 255, 255)' ? 'dark' : 'light';
}
