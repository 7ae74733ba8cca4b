// Starts the engine in a browser: workers from the bundle, the wasm modules from beside it. Which module the sessions
// have is the caller's choice (`start-page.ts`, `start-figure.ts`).
//
// The catalogue is prepared when the site is built: its outline comes along, all of it when it is asked for. The workers
// are inlined and of classic format, and the modules are unpacked and compiled here and posted to them: so they start
// from any origin, in sandboxed frames and on any sub-path.

import { unlzma } from '../base/lzma';
import deskUrl from '../pkg/desk/desk_bg.wasm.lzma?url';
import outline from '../pkg/prepared/outline.json';
import type { Engine } from './api';
import { createEngine } from './engine';
import type { WorkerLike } from './line';
import type { Role } from './protocol';
import type { Catalog } from './wire';

/** A module of sessions: where it lies, and a worker for it. */
export interface SessionSupply {
  readonly url: string;
  spawn(): WorkerLike;
}

/** Designs stand beside each other in fours at most, and each worker's module takes memory of its own. */
const SESSION_WORKERS_MAX = 4;

export function startEngine(sessions: SessionSupply): Engine {
  return createEngine({
    spawn: (role) => spawn(role, sessions),
    sessionWorkersMax: Math.max(1, Math.min(SESSION_WORKERS_MAX, navigator.hardwareConcurrency)),
    later,
    compile: (role) => compile(role === 'session' ? sessions.url : deskUrl),
    // The compiler would infer a type per entry, too narrow to be read as the form they share.
    outline: outline as unknown as Catalog,
    catalog,
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

async function spawn(role: Role, sessions: SessionSupply): Promise<WorkerLike> {
  if (role === 'session') return sessions.spawn();
  const desk = await import('./start-desk');
  return desk.spawn();
}

async function catalog(): Promise<Catalog> {
  const { default: prepared } = await import('../pkg/prepared/catalog.json');
  return prepared as unknown as Catalog;
}

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the engine could not be fetched (${response.status})`);
  const packed = new Uint8Array(await response.arrayBuffer());
  try {
    return await WebAssembly.compile(unlzma(packed));
  } catch (cause) {
    throw new Error('the engine arrived damaged: reload the page, or try again later', { cause });
  }
}
