// The height of `<atlas-prediction>`, so that a figure can reserve its room.

import { css } from 'lit';

export const PREDICTION_HEIGHT = css`5.25rem`;
export const PREDICTION_HEIGHT_NARROW = css`9.5rem`;
