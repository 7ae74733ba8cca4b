// What the page and a worker say to each other, as plain data.
//
// Owns the messages; `engine.ts` speaks for the page, `host.ts` for the worker. The page numbers its
// calls, the worker answers each number once, in any order. A worker serves one thing: the desk, which
// answers questions that need no replay, or one session.

import type { SessionClient, Source } from './api';
import type {
  Catalog,
  Design,
  DesignReport,
  ErrorReport,
  Progress,
  ScriptReport,
  TraceInfo,
} from './wire';

/** The questions that need no replay. */
export interface DeskCalls {
  catalog(): Catalog;
  checkDesign(design: Design): DesignReport;
  checkScript(text: string): ScriptReport;
  readTrace(bytes: Uint8Array, name: string): TraceInfo;
  /** Begins the worker's session; answers with its number of operations. */
  open(design: Design, source: Source): number;
}

/** The questions to a session: those of its client, without their options. */
type SessionMethod =
  | 'frame'
  | 'paint'
  | 'blocks'
  | 'blockAt'
  | 'list'
  | 'bytes'
  | 'operations'
  | 'series';

type WithoutOptions<Args extends readonly unknown[]> =
  Required<Args> extends readonly [...infer Rest, unknown] ? Rest : never;

export type SessionCalls = {
  [Method in SessionMethod]: (
    ...args: WithoutOptions<Parameters<SessionClient[Method]>>
  ) => Awaited<ReturnType<SessionClient[Method]>>;
};

export type Calls = DeskCalls & SessionCalls;

/** A call of any method, numbered. */
export type Call = {
  [Method in keyof Calls]: {
    readonly kind: 'call';
    readonly id: number;
    readonly method: Method;
    readonly args: Parameters<Calls[Method]>;
  };
}[keyof Calls];

export type ToWorker =
  | { readonly kind: 'start'; readonly module: WebAssembly.Module }
  | Call
  /** The answer to a call is no longer wanted. */
  | { readonly kind: 'drop'; readonly id: number }
  /** Replay no further. */
  | { readonly kind: 'stop' };

export type FromWorker =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly error: ErrorReport }
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** The replay broke down, or the worker did: no call will be answered any more. */
  | { readonly kind: 'broken'; readonly error: ErrorReport };
