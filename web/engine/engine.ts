// The page's side of the engine: fulfils `Engine` with workers.
//
// Owns the workers' lives: one, the desk, for questions that need no replay, and one for each session,
// each role with a module of its own, fetched when it is first needed. A third, the reader, has the sessions'
// module and reads designs and links before there is a session. Owns no replay and no state of the
// page. A worker that breaks down takes its own session along and nothing else; desk and reader are started
// anew at the next question.

import type { Link } from '../domain/link';
import {
  AtlasError,
  type CallOptions,
  type Engine,
  type OpenOptions,
  type SessionClient,
  type Source,
} from './api';
import type { Call, Calls, DeskCalls, FromWorker, ReaderCalls, Role, ToWorker } from './protocol';
import type { Catalog, Design, ErrorReport, MapSpec, Progress } from './wire';

/** What an engine needs of a worker. */
export interface WorkerLike {
  postMessage(message: ToWorker, transfer?: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** Where an engine gets its workers and the modules they run. */
export interface Supply {
  spawn(role: Role): WorkerLike;
  /** Fetches and compiles a role's module; asked once, and again only after a failure. */
  compile(role: Role): Promise<WebAssembly.Module>;
  /** Fetches the catalogue. */
  catalog(): Promise<Catalog>;
}

/** How a trace begins that needs no desk: see `crates/scenario/src/trace.rs`. */
const COMPILED_MARK = 0x89;

/** Whether a link may have a scenario in itself, rather than the name of one. */
const HAS_SCENARIO = /[#&](script|recording)/;

type Arguments<Method extends keyof Calls> = Parameters<Calls[Method]>;
type Answer<Method extends keyof Calls> = ReturnType<Calls[Method]>;

interface Pending {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

export function createEngine(supply: Supply): Engine {
  return new WorkerEngine(supply);
}

class WorkerEngine implements Engine {
  private readonly supply: Supply;
  private readonly modules = new Map<Role, Promise<WebAssembly.Module>>();
  private desk: Line | null = null;
  private reader: Line | null = null;
  private readonly lines = new Set<Line>();

  constructor(supply: Supply) {
    this.supply = supply;
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

  async open(design: Design, source: Source, options: OpenOptions = {}): Promise<SessionClient> {
    const { signal, onProgress } = options;
    signal?.throwIfAborted();
    const line = this.connect('session');
    const session = new WorkerSession(line, onProgress);
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
    return bytes[0] === COMPILED_MARK ? bytes : this.ask('compileTrace', [bytes, name], { signal });
  }

  private ask<Method extends keyof DeskCalls>(
    method: Method,
    args: Arguments<Method>,
    { signal }: CallOptions,
  ): Promise<Answer<Method>> {
    this.desk ??= this.connect('desk');
    return this.desk.call(method, args, signal);
  }

  private read<Method extends keyof ReaderCalls>(
    method: Method,
    args: Arguments<Method>,
    signal: AbortSignal | undefined,
  ): Promise<Answer<Method>> {
    this.reader ??= this.connect('session');
    return this.reader.call(method, args, signal);
  }

  private connect(role: Role): Line {
    const line = new Line(this.supply.spawn(role), this.compiled(role), () => {
      this.lines.delete(line);
      if (this.desk === line) this.desk = null;
      if (this.reader === line) this.reader = null;
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

/** A worker and the calls it has not answered yet. */
class Line {
  private readonly worker: WorkerLike;
  private readonly ready: Promise<void>;
  private readonly onEnd: () => void;
  private readonly pending = new Map<number, Pending>();
  private calls = 0;
  private ended: unknown = null;
  onProgress: (progress: Progress) => void = () => {};
  /** Told why, when no call will be answered any more. */
  onBroken: (error: unknown) => void = () => {};

  constructor(worker: WorkerLike, module: Promise<WebAssembly.Module>, onEnd: () => void) {
    this.worker = worker;
    this.onEnd = onEnd;
    worker.onmessage = (event) => this.receive(event.data);
    worker.onerror = (event) => this.fail(internal(event.message || 'its worker broke down'));
    this.ready = module.then((module) => {
      if (this.ended === null) worker.postMessage({ kind: 'start', module });
    });
    this.ready.catch((error: unknown) => this.fail(error));
  }

  async call<Method extends keyof Calls>(
    method: Method,
    args: Arguments<Method>,
    signal: AbortSignal | undefined,
  ): Promise<Answer<Method>> {
    signal?.throwIfAborted();
    await this.ready;
    signal?.throwIfAborted();
    if (this.ended !== null) throw this.ended;
    this.calls += 1;
    const id = this.calls;
    return new Promise<Answer<Method>>((resolve, reject) => {
      const drop = () => {
        if (!this.pending.delete(id)) return;
        this.worker.postMessage({ kind: 'drop', id });
        reject(signal?.reason ?? aborted());
      };
      const settle = () => signal?.removeEventListener('abort', drop);
      this.pending.set(id, {
        resolve: (value) => {
          settle();
          resolve(value as Answer<Method>);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      signal?.addEventListener('abort', drop, { once: true });
      this.worker.postMessage({ kind: 'call', id, method, args } as Call);
    });
  }

  stop(): void {
    if (this.ended === null) this.worker.postMessage({ kind: 'stop' });
  }

  /** Ends the worker; calls still open reject with an AbortError. */
  end(): void {
    this.fail(aborted());
  }

  private receive(message: FromWorker): void {
    switch (message.kind) {
      case 'answer':
        this.settle(message.id)?.resolve(message.value);
        break;
      case 'refusal':
        // A module that has panicked can't be trusted with another question.
        if (message.error.kind === 'internal') this.fail(errorOf(message.error));
        else this.settle(message.id)?.reject(errorOf(message.error));
        break;
      case 'progress':
        this.onProgress(message.progress);
        break;
      case 'broken':
        this.fail(errorOf(message.error));
        break;
    }
  }

  private settle(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    return pending;
  }

  private fail(error: unknown): void {
    if (this.ended !== null) return;
    this.ended = error;
    this.worker.terminate();
    for (const pending of this.pending.values()) pending.reject(error);
    this.pending.clear();
    this.onBroken(error);
    this.onEnd();
  }
}

class WorkerSession implements SessionClient {
  private readonly line: Line;
  private operationsTotal = 0;
  readonly finished: Promise<Progress>;

  constructor(line: Line, onProgress: ((progress: Progress) => void) | undefined) {
    this.line = line;
    this.finished = new Promise((resolve, reject) => {
      line.onProgress = (progress) => {
        onProgress?.(progress);
        if (progress.done) resolve(progress);
      };
      line.onBroken = reject;
    });
    // Whoever does not ask for the end need not hear that there was none.
    this.finished.catch(() => {});
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
    this.operationsTotal = await this.line.call('open', [design, scenario, name], signal);
  }

  frame(step: number, task: number | null, options: CallOptions = {}) {
    return this.line.call('frame', [step, task], options.signal);
  }

  paint(step: number, task: number | null, spec: MapSpec, options: CallOptions = {}) {
    return this.line.call('paint', [step, task, spec], options.signal);
  }

  blocks(
    step: number,
    task: number | null,
    from: number,
    bytes: number,
    options: CallOptions = {},
  ) {
    return this.line.call('blocks', [step, task, from, bytes], options.signal);
  }

  blockAt(step: number, task: number | null, offset: number, options: CallOptions = {}) {
    return this.line.call('blockAt', [step, task, offset], options.signal);
  }

  list(
    step: number,
    task: number | null,
    free: boolean,
    from: number,
    count: number,
    options: CallOptions = {},
  ) {
    return this.line.call('list', [step, task, free, from, count], options.signal);
  }

  place(
    step: number,
    task: number | null,
    free: boolean,
    offset: number,
    options: CallOptions = {},
  ) {
    return this.line.call('place', [step, task, free, offset], options.signal);
  }

  bytes(
    step: number,
    task: number | null,
    offset: number,
    count: number,
    options: CallOptions = {},
  ) {
    return this.line.call('bytes', [step, task, offset, count], options.signal);
  }

  operations(from: number, count: number, options: CallOptions = {}) {
    return this.line.call('operations', [from, count], options.signal);
  }

  series(points: number, options: CallOptions = {}) {
    return this.line.call('series', [points], options.signal);
  }

  fingerprints(from: number, count: number, options: CallOptions = {}) {
    return this.line.call('fingerprints', [from, count], options.signal);
  }

  stop(): void {
    this.line.stop();
  }

  close(): void {
    this.line.end();
  }
}

function nameOf(source: Source): string {
  return source.kind === 'trace' ? source.name : 'The script';
}

function errorOf({ kind, message, problems }: ErrorReport): AtlasError {
  return new AtlasError(kind, message, problems);
}

function internal(reason: string): AtlasError {
  return new AtlasError(
    'internal',
    `The engine stopped: ${reason}. Try again, or reload the page.`,
  );
}

function aborted(): DOMException {
  return new DOMException('The session was closed.', 'AbortError');
}
