// Starts the engine for figures: their sessions are compiled for size, and load first what a picture needs.

import firstUrl from '../pkg/figure/figure_bg.wasm.lzma?url';
import restUrl from '../pkg/figure/figure_rest.wasm?url';
import type { Engine } from './api';
import FigureWorker from './figure-worker?worker&inline';
import { startEngine } from './start';

export function startFigureEngine(): Engine {
  // A worker made from a blob has no address that others could be relative to.
  const name = new URL(restUrl, document.baseURI).href;
  return startEngine({ url: firstUrl, spawn: () => new FigureWorker({ name }) });
}
