// The figure on paper: the content of every view, without controls. Rules for all views.

import { css } from 'lit';

/** Rules are important, because a view's own style comes after them. */
export const print = css`
  @media print {
    :host {
      /* Fills and patterns carry meaning. */
      print-color-adjust: exact;
    }
    /* The chosen option is content; the others are controls. */
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
    canvas {
      width: 100% !important;
      height: auto !important;
    }
  }
`;

/** For the root's `:host` only, after its tokens. */
export const paper = css`
  @media print {
    :host {
      color-scheme: light !important;
      --atlas-ground: #ffffff;
    }
  }
`;
