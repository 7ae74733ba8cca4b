// The entry point of a figure's worker for sessions: as `session-worker.ts`, with a module in two parts.

import * as figure from '../pkg/figure/figure';
import { Host } from './host';
import type { ToSession } from './protocol';
import { joinRest } from './rest';
import { coreOf } from './session-core';
import { begin, inTurn, post } from './worker';

const host = new Host(coreOf(figure), { post, now: () => performance.now(), soon: inTurn() });

begin<ToSession>(
  (options) => joinRest(figure.initSync(options)),
  (message) => host.receive(message),
);
