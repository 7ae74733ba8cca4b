// The entry point of a worker for sessions: instantiates the module it is sent and puts a host in front of it.

import * as session from '../pkg/session/session';
import { Host } from './host';
import type { ToSession } from './protocol';
import { coreOf } from './session-core';
import { begin, inTurn, post } from './worker';

const host = new Host(coreOf(session), { post, now: () => performance.now(), soon: inTurn() });

begin<ToSession>(session.initSync, (message) => host.receive(message));
