// The messages between the page and a worker, as plain data.
//
// `connection.ts` speaks for the page, `host.ts` for the worker. The page numbers its calls, the worker answers each
// number once, in any order. The page also numbers sessions, and says with each call which of them is meant, if any.

import type { LogQuestions, Questions, ReplayQuestions } from './api';
import type { Design, ErrorReport, Progress, Source } from './wire';

export interface OpenCalls {
  /** Begins a session; answers with its number of operations. */
  open(design: Design, source: Source, isTrial: boolean): number;
}

/** The questions about logs, each with the module that answers it. */
export type LogCalls = {
  [Method in keyof LogQuestions]: (
    module: WebAssembly.Module,
    ...args: Parameters<LogQuestions[Method]>
  ) => ReturnType<LogQuestions[Method]>;
};

/** What needs no session. */
export type ModuleCalls = Questions & LogCalls;
export type SessionCalls = OpenCalls & ReplayQuestions;
export type Calls = ModuleCalls & SessionCalls;

/** A call of one of these methods, numbered. */
type CallOf<Methods extends keyof Calls> = {
  [Method in Methods]: {
    readonly kind: 'call';
    readonly id: number;
    /** `null` for a question to the module. */
    readonly session: Method extends keyof SessionCalls ? number : null;
    readonly method: Method;
    readonly args: Parameters<Calls[Method]>;
  };
}[Methods];

export type SessionCall = CallOf<keyof SessionCalls>;
export type Call = CallOf<keyof ModuleCalls> | SessionCall;

/** The messages that a worker's host answers. */
export type Task =
  | Call
  /** The answer to a call is no longer wanted. */
  | { readonly kind: 'drop'; readonly id: number }
  /** A session is to replay no further. */
  | { readonly kind: 'stop'; readonly session: number }
  /** A session is asked nothing more: its memory goes back to the module. */
  | { readonly kind: 'close'; readonly session: number };

export type ToWorker =
  | { readonly kind: 'start'; readonly module: WebAssembly.Module }
  | { readonly kind: 'ping' }
  | Task;

export type FromWorker =
  | { readonly kind: 'pong' }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly error: ErrorReport }
  | { readonly kind: 'progress'; readonly session: number; readonly progress: Progress }
  /**
   * A replay broke down, or with `null` the worker did: no call to it will be answered any more. An error of kind
   * `internal` is the end of the worker, whose module can't be trusted after it.
   */
  | { readonly kind: 'broken'; readonly session: number | null; readonly error: ErrorReport };
