// What the engine says of a small recording, for tests.

import type { TraceInfo } from '../engine/wire';

export const RECORDING_INFO: TraceInfo = {
  title: '',
  format: 'rep',
  operations: 1,
  pointers: 1,
  provenance: {},
  notices: [],
};
