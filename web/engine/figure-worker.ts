// The entry point of a figure's worker for sessions: as `session-worker.ts`, with a module in two parts.
//
// Owns the joining of the parts. The first is enough for most pictures. What calls beyond it is in the middle of its work
// and can't be told to come again: so the rest is fetched while it waits, as workers may. It lies where the worker's name
// says.

import * as figure from '../pkg/figure/figure';
import { Host } from './host';
import type { ToSession } from './protocol';
import { coreOf } from './session-core';
import { begin, inTurn, post } from './worker';

const host = new Host(coreOf(figure), { post, now: () => performance.now(), soon: inTurn() });

begin<ToSession>(
  (options) => {
    const first = figure.initSync(options);
    // What the first part calls, by name: see crates/wasm/src/boundary/figure.rs.
    Object.assign(self, { bringRest: once(() => bringRest(first)) });
  },
  (message) => host.receive(message),
);

/** The rest comes once: it brings data too, which would be as it was in the beginning. */
function once(bring: () => void): () => void {
  let isThere = false;
  return () => {
    if (isThere) return;
    bring();
    isThere = true;
  };
}

function bringRest(first: figure.InitOutput): void {
  const request = new XMLHttpRequest();
  request.open('GET', self.name, false);
  request.responseType = 'arraybuffer';
  request.send();
  if (request.status !== 200) {
    throw new Error(`the rest of the engine could not be fetched (${request.status})`);
  }
  const module = new WebAssembly.Module(request.response as ArrayBuffer);
  // It puts its functions into the first part's table, and its data into the memory.
  new WebAssembly.Instance(module, { first: { ...first } as unknown as WebAssembly.ModuleImports });
}
