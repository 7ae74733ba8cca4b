// A worker as the page sees it: the calls it has not answered yet, and the sessions it works for.
//
// Owns the way to the worker and its end, whoever ends it: a browser that ends a worker tells the page nothing, so a worker
// that is about to be asked gives a sign of life first. Which worker a session gets is the pool's business.

import { AtlasError, WorkerGone } from './api';
import type { Call, Calls, FromWorker, ToWorker } from './protocol';
import type { ErrorReport, Progress } from './wire';

/** What is needed of a worker. */
export interface WorkerLike {
  postMessage(message: ToWorker, transfer?: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export type Arguments<Method extends keyof Calls> = Parameters<Calls[Method]>;
export type Answer<Method extends keyof Calls> = ReturnType<Calls[Method]>;

/** A session, as the line to its worker knows it. */
export interface Seated {
  readonly id: number;
  /** Why it answers no more; `null` while it does. */
  readonly ended: unknown;
  readonly isReplaying: boolean;
  hear(progress: Progress): void;
  fail(error: unknown): void;
}

interface Pending {
  readonly session: Seated | null;
  readonly method: keyof Calls;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** What a line to a worker is made of. */
export interface LineOptions {
  readonly worker: WorkerLike;
  readonly module: Promise<WebAssembly.Module>;
  /** Calls back after so many seconds, unless the way back is taken before. */
  later(seconds: number, callback: () => void): () => void;
  /** What kept the worker from working, in words that say what to do where that is known. */
  explain(cause: unknown): Promise<unknown>;
  onEnd(): void;
}

/** After so long without a sign of life a worker is taken for gone: it lets messages in between two slices of a replay. */
const SILENCE_S = 10;
/** The same while it reads or compiles, which is done in one go. */
const LONG_SILENCE_S = 60;

export class Line {
  private readonly worker: WorkerLike;
  private readonly ready: Promise<void>;
  private readonly options: LineOptions;
  /** Whether it has begun to work: until then it has the module to wait for. */
  private hasSpoken = false;
  /** Ends the wait for a sign of life; `null` where none was asked for. */
  private heard: (() => void) | null = null;
  private readonly pending = new Map<number, Pending>();
  private readonly sessions = new Map<number, Seated>();
  private calls = 0;
  private ended: unknown = null;

  constructor(options: LineOptions) {
    const { worker, module } = options;
    this.options = options;
    this.worker = worker;
    worker.onmessage = (event) => this.receive(event.data);
    worker.onerror = ({ message }) =>
      void this.failExplained(internal(message || 'its worker broke down'));
    this.ready = this.begin(module);
    this.ready.catch((error: unknown) => this.fail(error));
  }

  /** How many replays are under way. */
  get load(): number {
    return [...this.sessions.values()].filter((session) => session.isReplaying).length;
  }

  seat(session: Seated): void {
    this.sessions.set(session.id, session);
  }

  /** Gives up a session: what is asked of it rejects with what ended it. */
  unseat(session: Seated): void {
    if (!this.sessions.delete(session.id)) return;
    const calls = this.rejectCallsOf(session);
    // Opening may take long, and can't be broken off but with the worker, if nobody else needs that.
    const isOpening = calls.some(({ method }) => method === 'open');
    if (isOpening && this.sessions.size === 0 && this.pending.size === 0) this.end();
    else if (this.ended === null) this.worker.postMessage({ kind: 'close', session: session.id });
  }

  stop({ id }: Seated): void {
    if (this.sessions.has(id)) this.worker.postMessage({ kind: 'stop', session: id });
  }

  /** Asks a session, or with `null` what can be asked without one. */
  async call<Method extends keyof Calls>(
    session: Seated | null,
    method: Method,
    args: Arguments<Method>,
    signal: AbortSignal | undefined,
  ): Promise<Answer<Method>> {
    signal?.throwIfAborted();
    await this.ready;
    signal?.throwIfAborted();
    const ended = session?.ended ?? this.ended;
    if (ended !== null) throw ended;
    this.probe();
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
        session,
        method,
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
      const call = { kind: 'call', id, session: session?.id ?? null, method, args };
      this.worker.postMessage(call as Call);
    });
  }

  /** Asks for a sign of life. A worker that gives none is gone, and whoever waits for it is told. */
  probe(): void {
    if (!this.hasSpoken || this.heard !== null || this.ended !== null) return;
    const calls = [...this.pending.values()];
    const isAtLength = calls.some(({ session, method }) => session === null || method === 'open');
    this.worker.postMessage({ kind: 'ping' });
    const silence = isAtLength ? LONG_SILENCE_S : SILENCE_S;
    this.heard = this.options.later(silence, () => this.fail(new WorkerGone()));
  }

  /** Ends the worker; calls still open reject with an AbortError. */
  end(): void {
    this.fail(aborted());
  }

  private async begin(compiling: Promise<WebAssembly.Module>): Promise<void> {
    const module = await compiling;
    if (this.ended === null) this.worker.postMessage({ kind: 'start', module });
  }

  private async failExplained(cause: unknown): Promise<void> {
    this.fail(await this.options.explain(cause));
  }

  private receive(message: FromWorker): void {
    this.hasSpoken = true;
    switch (message.kind) {
      case 'pong':
        this.heard?.();
        this.heard = null;
        break;
      case 'answer':
        this.settle(message.id)?.resolve(message.value);
        break;
      case 'refusal': {
        const error = errorOf(message.error);
        const pending = this.settle(message.id);
        pending?.reject(error);
        // A module that has panicked can't be trusted with another question, even if this one was dropped.
        if (error.kind === 'internal') this.fail(error, pending?.session ?? null);
        break;
      }
      case 'progress':
        this.sessions.get(message.session)?.hear(message.progress);
        break;
      case 'broken':
        this.break(message.session, errorOf(message.error));
        break;
    }
  }

  private break(id: number | null, error: AtlasError): void {
    const session = id === null ? null : (this.sessions.get(id) ?? null);
    if (id === null || error.kind === 'internal') {
      this.fail(error, session);
    } else if (session) {
      session.fail(error);
      this.rejectCallsOf(session);
    }
  }

  private settle(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    return pending;
  }

  private rejectCallsOf(session: Seated): Pending[] {
    const calls = [...this.pending].filter(([, pending]) => pending.session === session);
    return calls.map(([id, pending]) => {
      this.pending.delete(id);
      pending.reject(session.ended);
      return pending;
    });
  }

  /** Ends the worker. Where one session is to blame, the others are told that they were not. */
  private fail(error: unknown, culprit: Seated | null = null): void {
    if (this.ended !== null) return;
    this.ended = error;
    this.heard?.();
    this.worker.terminate();
    const toOthers = culprit === null ? error : bystander();
    for (const session of this.sessions.values()) {
      session.fail(session === culprit ? error : toOthers);
    }
    for (const { session, reject } of this.pending.values()) {
      reject(session === null ? toOthers : session.ended);
    }
    this.pending.clear();
    this.sessions.clear();
    this.options.onEnd();
  }
}

export function aborted(): DOMException {
  return new DOMException('The session was closed.', 'AbortError');
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

function bystander(): AtlasError {
  return internal('another replay on this page broke down and took this one along');
}
