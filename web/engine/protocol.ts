// What the page and a worker say to each other, as plain data.
//
// Owns the messages; `engine.ts` speaks for the page, `host.ts` for the worker. The page numbers its calls, the worker
// answers each number once, in any order. It also numbers sessions, and says with each call which of them is meant,
// if any.

import type { Link } from '../domain/link';
import type { SessionClient } from './api';
import type {
  Catalog,
  DecodedLink,
  Design,
  DesignReport,
  EncodedFile,
  EncodedLink,
  ErrorReport,
  FileContents,
  Progress,
  Source,
  SourceReport,
} from './wire';

/** The questions that need no replay. */
export interface Questions {
  catalog(): Catalog;
  readDesign(design: Design): DesignReport;
  compile(source: Source): SourceReport;
  decodeLink(text: string): DecodedLink;
  encodeLink(link: Link): EncodedLink;
  readFile(bytes: Uint8Array, name: string): FileContents;
  encodeFile(link: Link): EncodedFile;
}

/** The questions to a session: those of its client, without their options. */
type SessionMethod = 'look' | 'operations' | 'series' | 'fingerprints';

type WithoutOptions<Args extends readonly unknown[]> =
  Required<Args> extends readonly [...infer Rest, unknown] ? Rest : never;

export interface OpenCalls {
  /** Begins a session; answers with its number of operations. */
  open(design: Design, source: Source): number;
}

export type SessionCalls = {
  [Method in SessionMethod]: (
    ...args: WithoutOptions<Parameters<SessionClient[Method]>>
  ) => Awaited<ReturnType<SessionClient[Method]>>;
};

export type Calls = Questions & OpenCalls & SessionCalls;

/** A call of one of these methods, numbered. */
export type CallOf<Methods extends keyof Calls> = {
  [Method in Methods]: {
    readonly kind: 'call';
    readonly id: number;
    /** Whom it is asked of; `null` where that is no session. */
    readonly session: Method extends keyof (OpenCalls & SessionCalls) ? number : null;
    readonly method: Method;
    readonly args: Parameters<Calls[Method]>;
  };
}[Methods];

export type Question = CallOf<keyof Questions>;
export type SessionCall = CallOf<keyof OpenCalls | keyof SessionCalls>;
export type Call = Question | SessionCall;

interface Start {
  readonly kind: 'start';
  readonly module: WebAssembly.Module;
}

/** Asks for a sign of life. */
interface Ping {
  readonly kind: 'ping';
}

/** The answer to a call is no longer wanted. */
interface Drop {
  readonly kind: 'drop';
  readonly id: number;
}

/** Replay no further. */
interface Stop {
  readonly kind: 'stop';
  readonly session: number;
}

/** Nothing more will be asked of a session: give back what it holds. */
interface Close {
  readonly kind: 'close';
  readonly session: number;
}

export type ToWorker = Start | Ping | Call | Drop | Stop | Close;

/** What a worker is sent that its entry point doesn't see to by itself. */
export type Task = Exclude<ToWorker, Start | Ping>;

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
