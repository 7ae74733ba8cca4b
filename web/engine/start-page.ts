// Starts the engine for a page that replays long traces on many designs: its sessions are compiled for speed, and whole.

import sessionUrl from '../pkg/session/session_bg.wasm.lzma?url';
import type { Engine } from './api';
import SessionWorker from './session-worker?worker&inline';
import { startEngine } from './start';

export function startPageEngine(): Engine {
  return startEngine({ url: sessionUrl, spawn: () => new SessionWorker() });
}
