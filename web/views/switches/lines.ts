// How tall a line of `<atlas-switches>` is, for whoever makes room for it before the view is there.

import { css } from 'lit';

/** The switch beside its title. */
export const SWITCH_LINE = css`2.5rem`;
/** The switch below its title: in a narrow figure. */
export const SWITCH_LINE_NARROW = css`4.25rem`;
