// The layout of the memory map: the addresses, the picture, and the room for the strip, the key and the legend. The
// frame's height is fixed for a width, so that neither steps nor scenarios move the rest of the page.

import { css } from 'lit';

export const OVERVIEW_HEIGHT_CSS = 14;

export const mapStyles = css`
  :host {
    display: grid;
    /* The canvas must not keep the column wide. */
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5rem;
  }
  .frame {
    position: relative;
    display: flex;
    justify-content: flex-end;
    height: var(--atlas-map-height, clamp(300px, 44cqi, 500px));
  }
  .frame.bare {
    justify-content: flex-start;
  }
  .bare .gutter {
    display: none;
  }
  .gutter {
    position: relative;
    flex: 1;
    min-width: 0;
    overflow: hidden;
    color: var(--atlas-ink-soft);
    font-family: var(--atlas-mono);
    font-size: 0.6875rem;
  }
  .gutter span {
    position: absolute;
    right: 0.6rem;
    line-height: 1;
    top: 0;
  }
  .surface {
    position: relative;
    flex: none;
    align-self: start;
    cursor: crosshair;
    touch-action: pan-y;
    user-select: none;
    -webkit-user-select: none;
  }
  .surface.pans {
    cursor: grab;
  }
  .surface.pans:active {
    cursor: grabbing;
  }
  .surface:focus-visible {
    outline-offset: 3px;
    border-radius: 1px;
  }
  canvas {
    display: block;
  }
  .marks {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }
  .legend {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr));
    gap: 1px 0.5rem;
  }
  .legend li {
    min-height: 1.85rem;
  }
  .waiting {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    border: 1px dashed var(--atlas-line);
    border-radius: var(--atlas-radius);
    color: var(--atlas-ink-soft);
  }
  .strip {
    min-height: ${OVERVIEW_HEIGHT_CSS + 8}px;
    display: grid;
    align-content: center;
  }
  @container figure (width < 560px) {
    .frame {
      justify-content: center;
    }
    .gutter {
      display: none;
    }
    .legend {
      grid-template-columns: repeat(auto-fill, minmax(9.75rem, 1fr));
    }
    .legend li {
      min-height: 2.6rem;
    }
  }
  /* The map is as wide as the paper; addresses would not match its rows. */
  @media print {
    .frame {
      display: block;
      height: auto;
    }
    .surface {
      width: auto !important;
    }
    .gutter,
    .strip {
      display: none;
    }
  }
`;
