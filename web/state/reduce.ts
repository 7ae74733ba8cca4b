// The whole reducer, of all its parts: what a playground comes to have once it is complete.

import { comparing } from './comparing';
import { making } from './making';
import { predicting } from './predict';
import { type Part, type Reducer, reducerOf } from './reducer';
import { replaying } from './replaying';
import { sharing } from './sharing';

export const ALL_PARTS: readonly Part[] = [predicting, sharing, comparing, making, replaying];

export const reduce: Reducer = /* @__PURE__ */ reducerOf(ALL_PARTS);
