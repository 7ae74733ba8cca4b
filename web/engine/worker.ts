// The worker's entry point: instantiates the module it is sent and puts a host in front of it.
//
// Owns what a worker is: the way back to the page, the clock, and the wasm module as a `Core`. The order
// of work is the host's business.

import { catalog, checkDesign, checkScript, initSync, readTrace, Session } from '../pkg/atlas_wasm';
import type { Source } from './api';
import { type Core, type CoreSession, Host, reportOf, type Surroundings } from './host';
import type { FromWorker, ToWorker } from './protocol';
import type { Design } from './wire';

const core: Core = { catalog, checkDesign, checkScript, readTrace, open };

function open(design: Design, source: Source): CoreSession {
  const session =
    source.kind === 'script'
      ? Session.ofScript(design, source.text)
      : Session.ofTrace(design, source.bytes, source.name);
  return {
    total: session.progress().total,
    advance: (budget) => session.advance(budget),
    frame: (step, task) => session.frame(step, task),
    paint: (step, task, spec) => ({
      image: session.paint(step, task, spec),
      pixels: session.pixels() as Uint8ClampedArray<ArrayBuffer>,
    }),
    blocks: (step, task, from, bytes) => session.blocks(step, task, from, bytes),
    blockAt: (step, task, offset) => session.blockAt(step, task, offset),
    list: (step, task, from, count) => session.list(step, task, from, count),
    bytes: (step, task, offset, count) => session.bytes(step, task, offset, count),
    operations: (from, count) => session.operations(from, count),
    series: (points) => session.series(points),
  };
}

function post(message: FromWorker, transfer: Transferable[]): void {
  self.postMessage(message, { transfer });
}

/** Calls back in turn. A message to oneself waits behind those from the page, and is not slowed down as
 * timers are. */
function inTurn(): Surroundings['soon'] {
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  return (callback) => {
    waiting.push(callback);
    channel.port2.postMessage(null);
  };
}

const host = new Host(core, { post, now: () => performance.now(), soon: inTurn() });

self.onmessage = (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  if (message.kind !== 'start') return host.receive(message);
  try {
    initSync({ module: message.module });
  } catch (error) {
    post({ kind: 'broken', error: reportOf(error) }, []);
  }
};
