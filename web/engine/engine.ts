// The page's side of the engine: fulfils `Engine` with workers.
//
// Owns the pool of workers that all questions and sessions of the page share, and the module that they run, which is
// fetched and compiled once, when it is first needed. Owns no replay and no state of the page. A worker that breaks down
// is not asked again: its sessions fail, and the next question gets a new worker. A question to a worker that the browser
// has ended is asked again, of another.

import {
  type CallOptions,
  type Engine,
  type OpenOptions,
  type SessionClient,
  WorkerGone,
} from './api';
import { type Answer, type Arguments, aborted, Connection, type WorkerLike } from './connection';
import type { Link } from './link';
import { Pool } from './pool';
import type { ModuleCalls, SessionCalls } from './protocol';
import type {
  Catalog,
  Condition,
  Design,
  GoalMeasure,
  OverTimeSpec,
  Progress,
  Scorecard,
  Source,
  StepWish,
  SweepQuestion,
} from './wire';

/** Where an engine gets its workers and the module they run. */
interface Supply {
  spawn(): WorkerLike;
  readonly workersMax: number;
  /** Calls back after so many seconds in which the page ran, unless the returned function is called before. */
  later(seconds: number, callback: () => void): () => void;
  /** Fetches and compiles the module; asked once, and again only after a failure. */
  compile(): Promise<WebAssembly.Module>;
  /** The same of the module that reads logs, asked when there is one. */
  compileImporter(): Promise<WebAssembly.Module>;
  /** The reason why a worker does not work, with advice where there is some. */
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
  private importer: Promise<WebAssembly.Module> | null = null;
  private catalogue: Promise<Catalog> | null = null;
  private readonly connections = new Set<Connection>();
  private readonly pool: Pool<Connection>;
  private sessions = 0;

  constructor(supply: Supply) {
    this.supply = supply;
    this.pool = new Pool<Connection>({
      limit: supply.workersMax,
      spawn: () => this.connect(),
      end: (connection) => connection.end(),
      load: (connection) => connection.load,
      later: (callback) => supply.later(IDLE_S, callback),
    });
  }

  async catalog({ signal }: CallOptions = {}) {
    signal?.throwIfAborted();
    this.catalogue ??= this.ask('catalog', []);
    this.catalogue.catch(() => {
      this.catalogue = null;
    });
    const catalog = await this.catalogue;
    signal?.throwIfAborted();
    return catalog;
  }

  readDesign(design: Design, options?: CallOptions) {
    return this.ask('readDesign', [design], options);
  }

  compile(source: Source, options?: CallOptions) {
    return this.ask('compile', [source], options);
  }

  decodeLink(text: string, options?: CallOptions) {
    return this.ask('decodeLink', [text], options);
  }

  encodeLink(link: Link, options?: CallOptions) {
    return this.ask('encodeLink', [link], options);
  }

  readFile(bytes: Uint8Array, name: string, options?: CallOptions) {
    return this.ask('readFile', [bytes, name], options);
  }

  async readLog(bytes: Uint8Array, name: string, patterns: string, options?: CallOptions) {
    return this.ask('readLog', [await this.compiledImporter(), bytes, name, patterns], options);
  }

  async tryPatterns(head: Uint8Array, patterns: string, options?: CallOptions) {
    return this.ask('tryPatterns', [await this.compiledImporter(), head, patterns], options);
  }

  encodeFile(link: Link, options?: CallOptions) {
    return this.ask('encodeFile', [link], options);
  }

  sweep(question: SweepQuestion, options?: CallOptions) {
    return this.ask('sweep', [question], options);
  }

  rank(
    cards: readonly (Scorecard | null)[],
    goal: readonly Condition[],
    by: readonly GoalMeasure[],
    options?: CallOptions,
  ) {
    return this.ask('rank', [cards, goal, by], options);
  }

  open(design: Design, source: Source, options: OpenOptions = {}): Promise<SessionClient> {
    return this.untilAnswered(() => this.openOnce(design, source, options));
  }

  private async openOnce(
    design: Design,
    source: Source,
    { signal, onProgress, isTrial = false }: OpenOptions,
  ): Promise<SessionClient> {
    signal?.throwIfAborted();
    const connection = this.pool.forSession();
    this.sessions += 1;
    const onClose = () => this.pool.release(connection);
    const session = new WorkerSession(this.sessions, connection, onClose, onProgress);
    signal?.addEventListener('abort', () => session.close(), { once: true });
    try {
      await session.begin(design, source, isTrial, { signal });
    } catch (error) {
      session.close();
      throw error;
    }
    return session;
  }

  close(): void {
    for (const connection of this.connections) connection.end();
  }

  private ask<Method extends keyof ModuleCalls>(
    method: Method,
    args: Arguments<Method>,
    options?: CallOptions,
  ): Promise<Answer<Method>> {
    return this.untilAnswered(() =>
      this.pool.forQuestion((connection) => connection.call(null, method, args, options?.signal)),
    );
  }

  /** Asks, and asks again where the browser has ended the worker: another takes its place. */
  private async untilAnswered<Result>(ask: () => Promise<Result>): Promise<Result> {
    // A browser that ended one worker may have ended all: one wait finds out.
    for (const connection of this.connections) connection.ping();
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof WorkerGone)) throw error;
      }
    }
  }

  private connect(): Connection {
    const { later, explain } = this.supply;
    const onEnd = () => {
      this.connections.delete(connection);
      this.pool.forget(connection);
    };
    const worker = this.supply.spawn();
    const connection = new Connection({ worker, module: this.compiled(), later, explain, onEnd });
    this.connections.add(connection);
    return connection;
  }

  private compiledImporter(): Promise<WebAssembly.Module> {
    this.importer ??= this.supply.compileImporter();
    this.importer.catch(() => {
      this.importer = null;
    });
    return this.importer;
  }

  private compiled(): Promise<WebAssembly.Module> {
    this.module ??= this.supply.compile();
    // The callers get a failure; the next call tries again.
    this.module.catch(() => {
      this.module = null;
    });
    return this.module;
  }
}

class WorkerSession implements SessionClient {
  readonly id: number;
  private readonly connection: Connection;
  private readonly onClose: () => void;
  private readonly onProgress: ((progress: Progress) => void) | undefined;
  private finish: (progress: Progress) => void = () => {};
  private breakOff: (error: unknown) => void = () => {};
  readonly finished: Promise<Progress>;
  private isClosed = false;
  total = 0;
  /** The error that ended the session; `null` while it answers. */
  ended: unknown = null;
  isReplaying = true;

  constructor(
    id: number,
    connection: Connection,
    onClose: () => void,
    onProgress: ((progress: Progress) => void) | undefined,
  ) {
    this.id = id;
    this.connection = connection;
    this.onClose = onClose;
    this.onProgress = onProgress;
    this.finished = new Promise((resolve, reject) => {
      this.finish = resolve;
      this.breakOff = reject;
    });
    // A caller that does not await the end need not handle its failure.
    this.finished.catch(() => {});
    connection.add(this);
  }

  async begin(
    design: Design,
    source: Source,
    isTrial: boolean,
    options?: CallOptions,
  ): Promise<void> {
    this.total = await this.ask('open', [design, source, isTrial], options);
  }

  look(step: number, space: number | null, wish: StepWish, options?: CallOptions) {
    return this.ask('look', [step, space, wish], options);
  }

  operations(from: number, count: number, options?: CallOptions) {
    return this.ask('operations', [from, count], options);
  }

  series(points: number, options?: CallOptions) {
    return this.ask('series', [points], options);
  }

  stepsCsv(from: number, count: number, options?: CallOptions) {
    return this.ask('stepsCsv', [from, count], options);
  }

  overTime(task: number, spec: OverTimeSpec, options?: CallOptions) {
    return this.ask('overTime', [task, spec], options);
  }

  stepOfLine(line: number, from: number, options?: CallOptions) {
    return this.ask('stepOfLine', [line, from], options);
  }

  blockAt(task: number, step: number, offset: number, options?: CallOptions) {
    return this.ask('blockAt', [task, step, offset], options);
  }

  fingerprints(from: number, count: number, options?: CallOptions) {
    return this.ask('fingerprints', [from, count], options);
  }

  stop(): void {
    this.isReplaying = false;
    this.connection.stop(this);
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.fail(aborted());
    this.connection.remove(this);
    this.onClose();
  }

  /** The worker reports how far the replay is. */
  advance(progress: Progress): void {
    if (this.ended !== null) return;
    this.onProgress?.(progress);
    if (!progress.done) return;
    this.isReplaying = false;
    this.finish(progress);
  }

  /** No call is answered any more. */
  fail(error: unknown): void {
    this.isReplaying = false;
    this.ended ??= error;
    this.breakOff(error);
  }

  private ask<Method extends keyof SessionCalls>(
    method: Method,
    args: Arguments<Method>,
    options?: CallOptions,
  ): Promise<Answer<Method>> {
    return this.connection.call(this, method, args, options?.signal);
  }
}
