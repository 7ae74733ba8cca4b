// What the engine offers the page: every question that can be put to it, as an interface.
//
// Owns the shape and the promises; `engine.ts` fulfils them with workers, tests with plain objects.
// Nothing here blocks: each call is answered by a worker, and the state drawn depends on the step
// that is asked for alone, never on what was asked before.
//
// Every call takes an AbortSignal. An aborted call rejects with an AbortError, and is not worked on
// if it has not been begun. What the engine itself rejects with is an AtlasError.

import type { Link } from '../domain/link';
import type {
  Block,
  BytesView,
  Catalog,
  DecodedLink,
  Design,
  DesignReading,
  DesignReport,
  EncodedFile,
  EncodedLink,
  ErrorKind,
  FileContents,
  Frame,
  ListEntry,
  MapImage,
  MapSpec,
  OperationLine,
  Progress,
  ScriptProblem,
  ScriptReport,
  Series,
  TraceInfo,
} from './wire';

/** What is replayed: a script, or the bytes of a trace file and the name it goes by. */
export type Source =
  | { readonly kind: 'script'; readonly text: string }
  | { readonly kind: 'trace'; readonly name: string; readonly bytes: Uint8Array };

/** A painted map. */
export interface Picture {
  readonly image: MapImage;
  /** RGBA, `image.width` × `image.height`: fit for `new ImageData(pixels, image.width)`. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface OpenOptions extends CallOptions {
  /** Told a few times a second how far the replay is, and once when it is done. */
  readonly onProgress?: (progress: Progress) => void;
}

/** The engine: one for a page, shared by whatever is on it. */
export interface Engine {
  /** What there is to choose from, with all that is said of it. */
  catalog(options?: CallOptions): Promise<Catalog>;
  /** Completes a design, and says what is wrong with it. */
  readDesign(design: Design, options?: CallOptions): Promise<DesignReading>;
  /** What there is to say about a design beyond that: which policies would be wrong in it, and which axes idle. */
  checkDesign(design: Design, options?: CallOptions): Promise<DesignReport>;
  checkScript(text: string, options?: CallOptions): Promise<ScriptReport>;
  /**
   * Recognises and reads a trace.
   *
   * Rejects with an AtlasError of kind `trace` where it can't be read.
   */
  readTrace(bytes: Uint8Array, name: string, options?: CallOptions): Promise<TraceInfo>;
  /**
   * Reads a link: a fragment, or an address that has one. Whatever is given, there is a link; what of it could not
   * be kept is in the notices.
   */
  decodeLink(text: string, options?: CallOptions): Promise<DecodedLink>;
  /**
   * Writes a link, leaving out what is as in Classic or by default.
   *
   * Rejects with an AtlasError of kind `trace` where its recording can't be read.
   */
  encodeLink(link: Link, options?: CallOptions): Promise<EncodedLink>;
  /**
   * Recognises a file and reads it: a trace, or a `.heap-atlas` file with a link and its recording.
   *
   * Rejects with an AtlasError of kind `trace` where it is neither.
   */
  readFile(bytes: Uint8Array, name: string, options?: CallOptions): Promise<FileContents>;
  /**
   * Writes a `.heap-atlas` file: the link, and behind it its recording as it is.
   *
   * Rejects with an AtlasError of kind `trace` where that can't be read.
   */
  encodeFile(link: Link, options?: CallOptions): Promise<EncodedFile>;
  /**
   * Begins to replay a scenario on a design, in one of the page's workers, and resolves as soon as
   * steps can be looked at; the replay goes on by itself. Aborting the signal, before or after, closes the
   * session.
   *
   * Rejects with an AtlasError of kind `design`, `script` or `trace` where that is at fault.
   */
  open(design: Design, source: Source, options?: OpenOptions): Promise<SessionClient>;
  /** Ends all workers. Calls still open reject with an AbortError. */
  close(): void;
}

/**
 * A replay, running or done. A step the replay has not reached yet is answered when it has; one
 * beyond `total`, or an offset beyond the region, rejects with an AtlasError of kind `bounds`.
 *
 * What is asked of memory at a step is asked of one address space: of `task`'s, or with `null` of that
 * of the task which performed the step's operation.
 */
export interface SessionClient {
  /** The operations of the scenario: the last step. */
  readonly total: number;
  /**
   * Resolves when all is replayed. Rejects with an AbortError where the session was closed before,
   * and with an AtlasError of kind `internal` where its worker broke down.
   */
  readonly finished: Promise<Progress>;
  frame(step: number, task: number | null, options?: CallOptions): Promise<Frame>;
  /** The map at a step. */
  paint(step: number, task: number | null, spec: MapSpec, options?: CallOptions): Promise<Picture>;
  /** The blocks that overlap a stretch of the region, by address: the first 2000. */
  blocks(
    step: number,
    task: number | null,
    from: number,
    bytes: number,
    options?: CallOptions,
  ): Promise<Block[]>;
  /** The block a byte belongs to; `null` beyond the heap's end. */
  blockAt(
    step: number,
    task: number | null,
    offset: number,
    options?: CallOptions,
  ): Promise<Block | null>;
  /**
   * Blocks in the order of the list, or, with `free`, the holes in the order of the free list: up to `count` (at
   * most 2000) from place `from`.
   */
  list(
    step: number,
    task: number | null,
    free: boolean,
    from: number,
    count: number,
    options?: CallOptions,
  ): Promise<ListEntry[]>;
  /** The place in that list of the block that a byte belongs to; `null` where it is not there. */
  place(
    step: number,
    task: number | null,
    free: boolean,
    offset: number,
    options?: CallOptions,
  ): Promise<number | null>;
  /** Raw bytes: up to `count` (at most 4096), fewer where the region ends. */
  bytes(
    step: number,
    task: number | null,
    offset: number,
    count: number,
    options?: CallOptions,
  ): Promise<BytesView>;
  /** Operations in order: up to `count` (at most 2000), from the one that leads to step `from` (≥ 1). */
  operations(from: number, count: number, options?: CallOptions): Promise<OperationLine[]>;
  /**
   * A digest of 32 bits for each of `count` steps from `from` (≥ 1) on, as far as they are replayed. The upper
   * six are the kind of the outcome, the others a hash of the address, as an offset from its region's start,
   * and of the payload. Two designs part where theirs differ.
   */
  fingerprints(from: number, count: number, options?: CallOptions): Promise<Uint32Array>;
  /** All metrics over the steps replayed so far, in at most `points` (1 to 10 000) buckets. */
  series(points: number, options?: CallOptions): Promise<Series>;
  /**
   * Ends the replay where it is; the steps replayed so far can still be asked for. `finished` then
   * never settles.
   */
  stop(): void;
  /** Ends the session. Calls still open reject with an AbortError. */
  close(): void;
}

/** An error the engine answers with. `message` is for a person: what happened, and what to do. */
export class AtlasError extends Error {
  override readonly name = 'AtlasError';
  readonly kind: ErrorKind;
  /** Where a script or a text trace is wrong; empty for other kinds. */
  readonly problems: readonly ScriptProblem[];

  constructor(kind: ErrorKind, message: string, problems: readonly ScriptProblem[] = []) {
    super(message);
    this.kind = kind;
    this.problems = problems;
  }
}

/** A worker was ended by something other than this page. What was asked of it may be asked again, of another. */
export class WorkerGone extends AtlasError {
  constructor() {
    super('internal', 'The browser ended a worker of the engine. Try again, or reload the page.');
  }
}
