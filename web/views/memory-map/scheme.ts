// Whether a view is shown light or dark: a canvas can't use `light-dark()`, so its drawing code has to know.
//
// A hidden probe takes its colour from the scheme. A change of the scheme, whatever its cause, changes that colour and
// starts a transition, whose end the view listens to.

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

/** To be rendered into the view; calls back when the scheme has changed. */
export function schemeProbe(onChange: () => void) {
  return html`<span class="scheme" aria-hidden="true" @transitionend=${onChange}></span>`;
}

/** The scheme of the view that the probe was rendered into; light before that. */
export function schemeOf(root: ParentNode): Scheme {
  const probe = root.querySelector('.scheme');
  return probe && getComputedStyle(probe).color === 'rgb(255, 255, 255)' ? 'dark' : 'light';
}
