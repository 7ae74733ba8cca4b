// Starts the engine in a browser: workers from the bundle, the wasm module from beside it.
//
// The workers are inlined and of classic format, and the module is compiled here and posted to them: so they start from
// any origin, in sandboxed frames and on any sub-path.

import wasmUrl from '../pkg/atlas_bg.wasm?url';
import type { Engine } from './api';
import { createEngine } from './engine';
import { Obstacles, unanswered } from './obstacles';
import EngineWorker from './worker?worker&inline';

/** Designs stand beside each other in fours at most, and each worker's instance takes memory of its own. */
const WORKERS_MAX = 4;

export function startEngine(): Engine {
  const obstacles = new Obstacles(document, new URL(wasmUrl, document.baseURI).href);
  const explain = (cause: unknown) => obstacles.explain(cause);
  return createEngine({
    spawn: () => {
      obstacles.check();
      return new EngineWorker();
    },
    workersMax: Math.max(1, Math.min(WORKERS_MAX, navigator.hardwareConcurrency)),
    later,
    compile: async () => {
      try {
        return await compile(wasmUrl);
      } catch (cause) {
        throw await explain(cause);
      }
    },
    compileImporter: async () => {
      const { importerUrl } = await import('./importer');
      return compile(importerUrl);
    },
    explain,
  });
}

/** Counts seconds in which the page runs: a machine that wakes finds no worker late. */
function later(seconds: number, callback: () => void): () => void {
  let left = seconds;
  const timer = setInterval(() => {
    left -= 1;
    if (left > 0) return;
    clearInterval(timer);
    callback();
  }, 1000);
  return () => clearInterval(timer);
}

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw unanswered('engine', response.status);
  // Compiling as it arrives takes the server to name the type.
  return response.headers.get('Content-Type')?.startsWith('application/wasm')
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
