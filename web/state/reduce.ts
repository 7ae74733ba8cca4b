// The whole reducer, of all its parts: the first part is asked first.

import { comparing } from './comparing';
import { making } from './making';
import { predicting } from './predict';
import { type Reducer, reducerOf } from './reducer';
import { replaying } from './replaying';
import { sharing } from './sharing';

export const reduce: Reducer = reducerOf([predicting, sharing, comparing, making, replaying]);
