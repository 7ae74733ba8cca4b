// The worker's side of the engine: instantiates the module it is sent and reports its version.

import { initSync, version } from '../pkg/atlas_wasm';

self.onmessage = (event: MessageEvent<WebAssembly.Module>) => {
  initSync({ module: event.data });
  self.postMessage({ version: version() });
};
