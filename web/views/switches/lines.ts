// The height of a line of `<atlas-switches>`, so that a figure can reserve its room.

import { css } from 'lit';

export const SWITCH_LINE = css`2.5rem`;
export const SWITCH_LINE_NARROW = css`4.25rem`;
