// The figure on paper: the content of every view as it stands, without the controls that paper cannot use.
//
// Owns the rules that hold in all views. A view adds its own only where its content has to be laid out anew.

import { css } from 'lit';

/** Part of the style that all views share. Rules are important, because a view's own style comes after it. */
export const print = css`
  @media print {
    :host {
      /* Fills and patterns carry meaning. */
      print-color-adjust: exact;
    }
    /* Of a choice the option that is set is content; the others are controls. */
    [role='radio']:not([aria-checked='true']),
    [role='tooltip'],
    .control,
    .controls {
      display: none !important;
    }
    h2,
    h3 {
      break-after: avoid;
    }
    figure,
    li,
    tr {
      break-inside: avoid;
    }
    /* Canvases keep the size that they have on the screen: on paper they fit the page. */
    canvas {
      width: 100% !important;
      height: auto !important;
    }
  }
`;

/** For the root's `:host` only, after its tokens: paper is white, whatever colours the screen has. */
export const paper = css`
  @media print {
    :host {
      color-scheme: light !important;
      --atlas-ground: #ffffff;
    }
  }
`;
