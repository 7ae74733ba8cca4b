// The page's connection to one worker: the calls that the worker has not answered yet, and the sessions in it.
//
// Owns the messages to the worker and its end. A browser that ends a worker sends the page no event, so a worker that is
// about to be asked is pinged first. Which worker a session gets is the pool's business.

import { AtlasError, StoppedInside, WorkerGone } from './api';
import type { Call, Calls, FromWorker, ToWorker } from './protocol';
import type { ErrorReport, Progress } from './wire';

/** The part of `Worker` that a connection uses. */
export interface WorkerLike {
  postMessage(message: ToWorker, transfer?: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export type Arguments<Method extends keyof Calls> = Parameters<Calls[Method]>;
export type Answer<Method extends keyof Calls> = ReturnType<Calls[Method]>;

interface ConnectedSession {
  readonly id: number;
  /** The error that ended it; `null` while it answers. */
  readonly ended: unknown;
  readonly isReplaying: boolean;
  advance(progress: Progress): void;
  fail(error: unknown): void;
}

interface Pending {
  readonly session: ConnectedSession | null;
  readonly method: keyof Calls;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

interface ConnectionOptions {
  readonly worker: WorkerLike;
  readonly module: Promise<WebAssembly.Module>;
  /** Calls back after so many seconds, unless the returned function is called before. */
  later(seconds: number, callback: () => void): () => void;
  /** The reason why the worker does not work, with advice where there is some. */
  explain(cause: unknown): Promise<unknown>;
  onEnd(): void;
}

/** A worker that does not answer a ping for so long is gone: it takes messages between two slices of a replay. */
const SILENCE_S = 10;
/** The same while it reads or opens a source, or replays: a single operation may take long, and takes no messages. */
const LONG_SILENCE_S = 60;
/** The same once a replay is stopped. */
const STOP_SILENCE_S = 3;

export class Connection {
  private readonly options: ConnectionOptions;
  private readonly worker: WorkerLike;
  private readonly ready: Promise<void>;
  /** Whether the worker has sent a message: before that it may be waiting for the module. */
  private hasAnswered = false;
  /** Ends the wait for the answer to a ping; `null` where none is awaited. */
  private endWait: (() => void) | null = null;
  /** The same for replays that were stopped. */
  private readonly stopped = new Map<ConnectedSession, () => void>();
  private readonly pending = new Map<number, Pending>();
  private readonly sessions = new Map<number, ConnectedSession>();
  private calls = 0;
  private ended: unknown = null;

  constructor(options: ConnectionOptions) {
    const { worker, module } = options;
    this.options = options;
    this.worker = worker;
    worker.onmessage = (event) => this.receive(event.data);
    worker.onerror = async ({ message }) =>
      this.fail(await options.explain(internal(message || 'its worker broke down')));
    this.ready = module.then((compiled) => {
      if (this.ended === null) worker.postMessage({ kind: 'start', module: compiled });
    });
    this.ready.catch((error: unknown) => this.fail(error));
  }

  /** How many replays are under way. */
  get load(): number {
    return [...this.sessions.values()].filter((session) => session.isReplaying).length;
  }

  add(session: ConnectedSession): void {
    this.sessions.set(session.id, session);
  }

  /** Gives up a session: its open calls reject with the error that ended it. */
  remove(session: ConnectedSession): void {
    if (!this.sessions.delete(session.id)) return;
    const calls = this.rejectCallsOf(session);
    // Opening may take long. Only the end of the worker breaks it off, where no other session needs the worker.
    const isOpening = calls.some(({ method }) => method === 'open');
    if (isOpening && this.sessions.size === 0 && this.pending.size === 0) this.end();
    else if (this.ended === null) this.worker.postMessage({ kind: 'close', session: session.id });
  }

  /** Stops a replay. A worker that takes no notice of it is in the middle of an operation, and is ended. */
  stop(session: ConnectedSession): void {
    if (!this.sessions.has(session.id)) return;
    this.worker.postMessage({ kind: 'stop', session: session.id });
    this.worker.postMessage({ kind: 'ping' });
    this.stopped.get(session)?.();
    const end = this.options.later(STOP_SILENCE_S, () =>
      this.fail(new StoppedInside(), new Set(this.stopped.keys()), new WorkerGone()),
    );
    this.stopped.set(session, end);
  }

  /** Asks a session, or with `null` the module itself. */
  async call<Method extends keyof Calls>(
    session: ConnectedSession | null,
    method: Method,
    args: Arguments<Method>,
    signal: AbortSignal | undefined,
  ): Promise<Answer<Method>> {
    signal?.throwIfAborted();
    await this.ready;
    signal?.throwIfAborted();
    const ended = session?.ended ?? this.ended;
    if (ended !== null) throw ended;
    this.ping();
    this.calls += 1;
    const id = this.calls;
    const drop = () => {
      const pending = this.settle(id);
      if (!pending) return;
      this.worker.postMessage({ kind: 'drop', id });
      pending.reject(signal?.reason);
    };
    const answer = new Promise<unknown>((resolve, reject) => {
      this.pending.set(id, { session, method, resolve, reject });
    });
    signal?.addEventListener('abort', drop, { once: true });
    this.worker.postMessage({
      kind: 'call',
      id,
      session: session?.id ?? null,
      method,
      args,
    } as Call);
    return answer.finally(() => signal?.removeEventListener('abort', drop)) as Answer<Method>;
  }

  /** Pings the worker. A worker that does not answer is gone, and the calls to it fail. */
  ping(): void {
    if (!this.hasAnswered || this.endWait !== null || this.ended !== null) return;
    const calls = [...this.pending.values()];
    const isBusy =
      this.load > 0 || calls.some(({ session, method }) => session === null || method === 'open');
    this.worker.postMessage({ kind: 'ping' });
    const silence = isBusy ? LONG_SILENCE_S : SILENCE_S;
    this.endWait = this.options.later(silence, () => this.fail(new WorkerGone()));
  }

  /** Ends the worker; calls still open reject with an AbortError. */
  end(): void {
    this.fail(aborted());
  }

  private receive(message: FromWorker): void {
    this.hasAnswered = true;
    switch (message.kind) {
      case 'pong':
        this.endWaits();
        break;
      case 'answer':
        this.settle(message.id)?.resolve(message.value);
        break;
      case 'refusal': {
        const error = errorOf(message.error);
        const pending = this.settle(message.id);
        pending?.reject(error);
        // A module that has panicked can't be trusted with another question, even if this one was dropped.
        if (error.kind === 'internal') this.fail(error, new Set([pending?.session ?? null]));
        break;
      }
      case 'progress':
        this.sessions.get(message.session)?.advance(message.progress);
        break;
      case 'broken':
        this.break(message.session, errorOf(message.error));
        break;
    }
  }

  private break(id: number | null, error: AtlasError): void {
    const session = id === null ? null : (this.sessions.get(id) ?? null);
    if (id === null || error.kind === 'internal') {
      this.fail(error, new Set([session]));
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

  private rejectCallsOf(session: ConnectedSession): Pending[] {
    const calls = [...this.pending].filter(([, pending]) => pending.session === session);
    return calls.map(([id, pending]) => {
      this.pending.delete(id);
      pending.reject(session.ended);
      return pending;
    });
  }

  private endWaits(): void {
    this.endWait?.();
    this.endWait = null;
    for (const end of this.stopped.values()) end();
    this.stopped.clear();
  }

  /** Ends the worker. Where it is for the sake of some sessions, the others get an error of their own. */
  private fail(
    error: unknown,
    culprits: ReadonlySet<ConnectedSession | null> = new Set([null]),
    toInnocent: unknown = bystander(),
  ): void {
    if (this.ended !== null) return;
    this.ended = error;
    this.endWaits();
    this.worker.terminate();
    const toOthers = culprits.has(null) ? error : toInnocent;
    for (const session of this.sessions.values()) {
      session.fail(culprits.has(session) ? error : toOthers);
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
