// The page's side of the engine: fulfils `Engine` with workers.
//
// Owns the pool of workers that all questions and sessions of the page share, and the module that they run, which is
// fetched and compiled once, when it is first needed. Owns no replay and no state of the page. A worker that breaks down
// is not asked again: its sessions end with it and say so, and the next question gets a new worker. A question to a
// worker that turns out to be gone is put to another.

import type { Link } from '../domain/link';
import {
  type CallOptions,
  type Engine,
  type OpenOptions,
  type SessionClient,
  WorkerGone,
} from './api';
import { type Answer, type Arguments, aborted, Line, type WorkerLike } from './line';
import { Pool } from './pool';
import type { OpenCalls, Questions, SessionCalls } from './protocol';
import type { Catalog, Design, Progress, Source, StepWish } from './wire';

/** Where an engine gets its workers and the module they run. */
export interface Supply {
  spawn(): WorkerLike;
  /** The most workers there may be at a time. */
  readonly workersMax: number;
  /** Calls back after so many seconds in which the page ran, unless the way back is taken before. */
  later(seconds: number, callback: () => void): () => void;
  /** Fetches and compiles the module; asked once, and again only after a failure. */
  compile(): Promise<WebAssembly.Module>;
  /** What kept a worker from working, in words that say what to do where that is known. */
  explain(cause: unknown): Promise<unknown>;
}

/** How long a worker without work is kept: designs are tried one after the other. */
const IDLE_S = 10;

export function createEngine(supply: Supply): Engine {
  return new WorkerEngine(supply);
}

class WorkerEngine implements Engine {
  private readonly supply: Supply;
  private module: Promise<WebAssembly.Module> | null = null;
  private catalogue: Promise<Catalog> | null = null;
  private readonly lines = new Set<Line>();
  private readonly pool: Pool<Line>;
  private sessions = 0;

  constructor(supply: Supply) {
    this.supply = supply;
    this.pool = new Pool<Line>({
      limit: supply.workersMax,
      hire: () => this.connect(),
      dismiss: (line) => line.end(),
      load: (line) => line.load,
      later: (callback) => supply.later(IDLE_S, callback),
    });
  }

  async catalog({ signal }: CallOptions = {}) {
    signal?.throwIfAborted();
    this.catalogue ??= this.ask('catalog', [], {});
    this.catalogue.catch(() => {
      this.catalogue = null;
    });
    const catalog = await this.catalogue;
    signal?.throwIfAborted();
    return catalog;
  }

  readDesign(design: Design, options: CallOptions = {}) {
    return this.ask('readDesign', [design], options);
  }

  compile(source: Source, options: CallOptions = {}) {
    return this.ask('compile', [source], options);
  }

  decodeLink(text: string, options: CallOptions = {}) {
    return this.ask('decodeLink', [text], options);
  }

  encodeLink(link: Link, options: CallOptions = {}) {
    return this.ask('encodeLink', [link], options);
  }

  readFile(bytes: Uint8Array, name: string, options: CallOptions = {}) {
    return this.ask('readFile', [bytes, name], options);
  }

  encodeFile(link: Link, options: CallOptions = {}) {
    return this.ask('encodeFile', [link], options);
  }

  open(design: Design, source: Source, options: OpenOptions = {}): Promise<SessionClient> {
    return this.untilHeard(() => this.openOnce(design, source, options));
  }

  private async openOnce(
    design: Design,
    source: Source,
    { signal, onProgress }: OpenOptions,
  ): Promise<SessionClient> {
    signal?.throwIfAborted();
    const line = this.pool.forSession();
    this.sessions += 1;
    const onClose = () => this.pool.release(line);
    const session = new WorkerSession(this.sessions, line, onClose, onProgress);
    signal?.addEventListener('abort', () => session.close(), { once: true });
    try {
      await session.begin(design, source, signal);
    } catch (error) {
      session.close();
      throw error;
    }
    return session;
  }

  close(): void {
    for (const line of this.lines) line.end();
  }

  private ask<Method extends keyof Questions>(
    method: Method,
    args: Arguments<Method>,
    { signal }: CallOptions,
  ): Promise<Answer<Method>> {
    return this.untilHeard(() =>
      this.pool.forErrand((line) => line.call(null, method, args, signal)),
    );
  }

  /** Asks, and asks again where the worker turns out to be gone: another takes its place. */
  private async untilHeard<Result>(ask: () => Promise<Result>): Promise<Result> {
    // What ended one worker may have ended all: they are found out in one wait.
    for (const line of this.lines) line.probe();
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof WorkerGone)) throw error;
      }
    }
  }

  private connect(): Line {
    const line = new Line({
      worker: this.supply.spawn(),
      module: this.compiled(),
      later: this.supply.later,
      explain: this.supply.explain,
      onEnd: () => {
        this.lines.delete(line);
        this.pool.forget(line);
      },
    });
    this.lines.add(line);
    return line;
  }

  private compiled(): Promise<WebAssembly.Module> {
    this.module ??= this.supply.compile();
    // A failure is told to whoever asked; the next to ask tries again.
    this.module.catch(() => {
      this.module = null;
    });
    return this.module;
  }
}

class WorkerSession implements SessionClient {
  readonly id: number;
  private readonly line: Line;
  private readonly onClose: () => void;
  private readonly onProgress: ((progress: Progress) => void) | undefined;
  private finish: (progress: Progress) => void = () => {};
  private breakOff: (error: unknown) => void = () => {};
  readonly finished: Promise<Progress>;
  private operationsTotal = 0;
  private isClosed = false;
  /** Why no call is answered any more; `null` while calls are. */
  ended: unknown = null;
  isReplaying = true;

  constructor(
    id: number,
    line: Line,
    onClose: () => void,
    onProgress: ((progress: Progress) => void) | undefined,
  ) {
    this.id = id;
    this.line = line;
    this.onClose = onClose;
    this.onProgress = onProgress;
    this.finished = new Promise((resolve, reject) => {
      this.finish = resolve;
      this.breakOff = reject;
    });
    // Whoever does not ask for the end need not hear that there was none.
    this.finished.catch(() => {});
    line.seat(this);
  }

  get total(): number {
    return this.operationsTotal;
  }

  async begin(design: Design, source: Source, signal: AbortSignal | undefined): Promise<void> {
    this.operationsTotal = await this.ask('open', [design, source], signal);
  }

  look(step: number, space: number | null, wish: StepWish, options: CallOptions = {}) {
    return this.ask('look', [step, space, wish], options.signal);
  }

  operations(from: number, count: number, options: CallOptions = {}) {
    return this.ask('operations', [from, count], options.signal);
  }

  series(points: number, options: CallOptions = {}) {
    return this.ask('series', [points], options.signal);
  }

  fingerprints(from: number, count: number, options: CallOptions = {}) {
    return this.ask('fingerprints', [from, count], options.signal);
  }

  stop(): void {
    this.isReplaying = false;
    this.line.stop(this);
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.fail(aborted());
    this.line.unseat(this);
    this.onClose();
  }

  /** Hears from the worker how far the replay is. */
  hear(progress: Progress): void {
    if (this.ended !== null) return;
    this.onProgress?.(progress);
    if (!progress.done) return;
    this.isReplaying = false;
    this.finish(progress);
  }

  /** Hears that no call will be answered any more, and why. */
  fail(error: unknown): void {
    this.isReplaying = false;
    this.ended ??= error;
    this.breakOff(error);
  }

  private ask<Method extends keyof (OpenCalls & SessionCalls)>(
    method: Method,
    args: Arguments<Method>,
    signal: AbortSignal | undefined,
  ): Promise<Answer<Method>> {
    return this.line.call(this, method, args, signal);
  }
}
