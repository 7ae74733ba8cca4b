// The page's side of the engine: fulfils `Engine` with workers.
//
// Owns the desk, a worker for questions that need no replay, and the pool of workers that all sessions of the
// page share; each role has a module of its own, fetched and compiled once, when it is first needed. The pool also
// reads designs and links, before there is a session. Owns no replay and no state of the page. A worker that breaks down is
// not asked again: its sessions end with it, which say so, and the next question gets a new worker. A question
// to a worker that turns out to be gone is put to another.

import type { Link } from '../domain/link';
import {
  type CallOptions,
  type Engine,
  type OpenOptions,
  type SessionClient,
  type Source,
  WorkerGone,
} from './api';
import { type Answer, type Arguments, aborted, Line, type WorkerLike } from './line';
import { Pool } from './pool';
import type { DeskCalls, OpenCalls, ReaderCalls, Role, SessionCalls } from './protocol';
import { unpack } from './unpack';
import type { Catalog, Design, MapSpec, Progress } from './wire';

/** Where an engine gets its workers and the modules they run. */
export interface Supply {
  spawn(role: Role): Promise<WorkerLike>;
  /** The most workers that sessions may have between them. */
  readonly sessionWorkersMax: number;
  /** Calls back after so many seconds in which the page ran, unless the way back is taken before. */
  later(seconds: number, callback: () => void): () => void;
  /** Fetches and compiles a role's module; asked once, and again only after a failure. */
  compile(role: Role): Promise<WebAssembly.Module>;
  /** The catalogue's outline, which came with the engine. */
  readonly outline: Catalog;
  /** Fetches the catalogue. */
  catalog(): Promise<Catalog>;
}

/** How long a worker without work is kept: designs are tried one after the other. */
const IDLE_S = 10;

/** How a trace begins that needs no desk: see `crates/scenario/src/trace.rs`. */
const COMPILED_MARK = 0x89;

/** Whether a link may have a scenario in itself, rather than the name of one. */
const HAS_SCENARIO = /[#&](script|recording)/;

export function createEngine(supply: Supply): Engine {
  return new WorkerEngine(supply);
}

class WorkerEngine implements Engine {
  private readonly supply: Supply;
  private readonly modules = new Map<Role, Promise<WebAssembly.Module>>();
  private desk: Line | null = null;
  private readonly lines = new Set<Line>();
  private readonly pool: Pool<Line>;
  private sessions = 0;

  constructor(supply: Supply) {
    this.supply = supply;
    this.pool = new Pool<Line>({
      limit: supply.sessionWorkersMax,
      hire: () => this.connect('session'),
      dismiss: (line) => line.end(),
      load: (line) => line.load,
      later: (callback) => supply.later(IDLE_S, callback),
    });
  }

  async outline({ signal }: CallOptions = {}) {
    signal?.throwIfAborted();
    return this.supply.outline;
  }

  async catalog({ signal }: CallOptions = {}) {
    const catalog = await this.supply.catalog();
    signal?.throwIfAborted();
    return catalog;
  }

  readDesign(design: Design, { signal }: CallOptions = {}) {
    return this.read('readDesign', [design], signal);
  }

  checkDesign(design: Design, options: CallOptions = {}) {
    return this.ask('checkDesign', [design], options);
  }

  checkScript(text: string, options: CallOptions = {}) {
    return this.ask('checkScript', [text], options);
  }

  readTrace(bytes: Uint8Array, name: string, options: CallOptions = {}) {
    return this.ask('readTrace', [bytes, name], options);
  }

  decodeLink(text: string, options: CallOptions = {}) {
    // What is packed into a link is unpacked, and compiled, by the desk.
    return HAS_SCENARIO.test(text)
      ? this.ask('decodeLink', [text], options)
      : this.read('decodeLink', [text], options.signal);
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
      const scenario = await this.compile(source, signal);
      await session.begin(design, scenario, nameOf(source), signal);
    } catch (error) {
      session.close();
      throw error;
    }
    return session;
  }

  close(): void {
    for (const line of this.lines) line.end();
  }

  /** A source as a session takes it: what is compiled already is passed on, and needs no desk. */
  private async compile(source: Source, signal: AbortSignal | undefined): Promise<Uint8Array> {
    if (source.kind === 'script') return this.ask('compileScript', [source.text], { signal });
    const { bytes, name } = source;
    return bytes[0] === COMPILED_MARK
      ? unpack(bytes)
      : this.ask('compileTrace', [bytes, name], { signal });
  }

  private ask<Method extends keyof DeskCalls>(
    method: Method,
    args: Arguments<Method>,
    { signal }: CallOptions,
  ): Promise<Answer<Method>> {
    return this.untilHeard(() => {
      this.desk ??= this.connect('desk');
      return this.desk.call(null, method, args, signal);
    });
  }

  private read<Method extends keyof ReaderCalls>(
    method: Method,
    args: Arguments<Method>,
    signal: AbortSignal | undefined,
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

  private connect(role: Role): Line {
    const line = new Line({
      worker: this.supply.spawn(role),
      module: this.compiled(role),
      later: this.supply.later,
      onEnd: () => {
        this.lines.delete(line);
        if (this.desk === line) this.desk = null;
        this.pool.forget(line);
      },
    });
    this.lines.add(line);
    return line;
  }

  private compiled(role: Role): Promise<WebAssembly.Module> {
    const known = this.modules.get(role);
    if (known !== undefined) return known;
    const module = this.supply.compile(role);
    this.modules.set(role, module);
    // A failure is told to whoever asked; the next to ask tries again.
    module.catch(() => this.modules.delete(role));
    return module;
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

  async begin(
    design: Design,
    scenario: Uint8Array,
    name: string,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    this.operationsTotal = await this.ask('open', [design, scenario, name], signal);
  }

  frame(step: number, task: number | null, options: CallOptions = {}) {
    return this.ask('frame', [step, task], options.signal);
  }

  paint(step: number, task: number | null, spec: MapSpec, options: CallOptions = {}) {
    return this.ask('paint', [step, task, spec], options.signal);
  }

  blocks(
    step: number,
    task: number | null,
    from: number,
    bytes: number,
    options: CallOptions = {},
  ) {
    return this.ask('blocks', [step, task, from, bytes], options.signal);
  }

  blockAt(step: number, task: number | null, offset: number, options: CallOptions = {}) {
    return this.ask('blockAt', [step, task, offset], options.signal);
  }

  list(
    step: number,
    task: number | null,
    free: boolean,
    from: number,
    count: number,
    options: CallOptions = {},
  ) {
    return this.ask('list', [step, task, free, from, count], options.signal);
  }

  place(
    step: number,
    task: number | null,
    free: boolean,
    offset: number,
    options: CallOptions = {},
  ) {
    return this.ask('place', [step, task, free, offset], options.signal);
  }

  bytes(
    step: number,
    task: number | null,
    offset: number,
    count: number,
    options: CallOptions = {},
  ) {
    return this.ask('bytes', [step, task, offset, count], options.signal);
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

function nameOf(source: Source): string {
  return source.kind === 'trace' ? source.name : 'The script';
}
