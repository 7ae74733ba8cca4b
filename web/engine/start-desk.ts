// The desk's worker: fetched when the desk is first needed, since there may be a picture without.

import restUrl from '../pkg/desk/desk_rest.wasm.lzma?url';
import DeskWorker from './desk-worker?worker&inline';
import type { WorkerLike } from './line';

export function spawn(): WorkerLike {
  // A worker made from a blob has no address that others could be relative to.
  return new DeskWorker({ name: new URL(restUrl, document.baseURI).href });
}
