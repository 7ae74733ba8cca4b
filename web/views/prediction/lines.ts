// How tall `<atlas-prediction>` is, for whoever makes room for it before the view is there.

import { css } from 'lit';

/** The question above its answers. */
export const PREDICTION_HEIGHT = css`5.25rem`;
/** Both in more lines: in a narrow figure. */
export const PREDICTION_HEIGHT_NARROW = css`9.5rem`;
