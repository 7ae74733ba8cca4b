// Starts the engine: fetches and compiles the wasm module once, hands it to a worker, and waits for
// the worker's first word. Owns no state: every call starts an engine of its own.

import moduleUrl from '../pkg/atlas_wasm_bg.wasm?url';
import EngineWorker from './worker?worker&inline';

/** What a running engine says of itself. */
export interface EngineInfo {
  /** Version of the engine, as in its crate. */
  readonly version: string;
}

/** Starts an engine in a worker; rejects where the module can't be fetched, compiled or started. */
export async function startEngine(): Promise<EngineInfo> {
  const module = await WebAssembly.compileStreaming(fetch(moduleUrl));
  const worker = new EngineWorker();
  return new Promise((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<EngineInfo>) => resolve(event.data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(module);
  });
}
