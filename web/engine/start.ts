// Starts the engine in a browser: workers from the bundle, the wasm module from beside it.
//
// The worker is inlined and of classic format, and the module is compiled here and posted to it: so it
// starts from any origin, in sandboxed frames and on any sub-path.

import moduleUrl from '../pkg/atlas_wasm_bg.wasm?url';
import type { Engine } from './api';
import { createEngine } from './engine';
import EngineWorker from './worker?worker&inline';

export function startEngine(): Engine {
  return createEngine({ spawn: () => new EngineWorker(), compile });
}

async function compile(): Promise<WebAssembly.Module> {
  const response = await fetch(moduleUrl);
  if (!response.ok) throw new Error(`the engine could not be fetched (${response.status})`);
  // Servers that don't know wasm send it as something else, which streaming refuses.
  const isWasm = response.headers.get('Content-Type')?.startsWith('application/wasm') === true;
  return isWasm
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
