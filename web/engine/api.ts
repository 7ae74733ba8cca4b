// What the engine offers the page: every question that can be put to it, as an interface.
//
// Owns the shape and the promises; `engine.ts` fulfils them with workers, tests with plain objects.
// Nothing here blocks: each call is answered by a worker, and the state drawn depends on the step
// that is asked for alone, never on what was asked before.
//
// Every call takes an AbortSignal. An aborted call rejects with an AbortError, and is not worked on
// if it has not been begun. What the engine itself rejects with is an AtlasError.

import type { Link } from './link';
import type {
  BlockLife,
  Catalog,
  Condition,
  DecodedLink,
  Design,
  DesignReport,
  EncodedFile,
  EncodedLink,
  ErrorKind,
  FileContents,
  GoalMeasure,
  OperationLine,
  OverTime,
  OverTimeSpec,
  Progress,
  Ranking,
  ReadLog,
  Scorecard,
  ScriptProblem,
  Series,
  Source,
  SourceReport,
  StepLook,
  StepWish,
  SweepCandidate,
  SweepQuestion,
  Tried,
} from './wire';

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface OpenOptions extends CallOptions {
  /** Whether it is one of many designs that are tried: one that takes longer than a sweep waits for rejects `finished`. */
  readonly isTrial?: boolean;
  /** Called a few times a second while the replay runs, and once when it is done. */
  readonly onProgress?: (progress: Progress) => void;
}

/** The questions that need no replay. */
export interface Questions {
  /** What there is to choose from, with all that is said of it. */
  catalog(): Catalog;
  /** Completes a design, and reports its problems, the policies that don't go with it and the axes that make no difference. */
  readDesign(design: Design): DesignReport;
  /**
   * Reads what is to be replayed. The mistakes of a script are in the report.
   *
   * Rejects with an AtlasError of kind `trace` where a recording can't be read; so do `encodeLink`, `readFile` and
   * `encodeFile`.
   */
  compile(source: Source): SourceReport;
  /**
   * Reads a link: a fragment, or an address that has one. Whatever is given, there is a link; what of it could not
   * be kept is in the notices.
   */
  decodeLink(text: string): DecodedLink;
  /** Writes a link, leaving out what is as in Classic or by default. */
  encodeLink(link: Link): EncodedLink;
  /**
   * Recognises a file and reads it: a trace, a script, or a `.heap-atlas` file with a link and its recording. Rejects with
   * an AtlasError of kind `unknown` where it is none of them: it may be a log.
   */
  readFile(bytes: Uint8Array, name: string): FileContents;
  /** The designs that a sweep tries, in order. */
  sweep(question: SweepQuestion): SweepCandidate[];
  /** Ranks what designs made of one scenario; `null` is a design without numbers. */
  rank(
    cards: readonly (Scorecard | null)[],
    goal: readonly Condition[],
    by: readonly GoalMeasure[],
  ): Ranking;
  /** Writes a `.heap-atlas` file: the link, and after it its recording as it is. */
  encodeFile(link: Link): EncodedFile;
}

/** The questions about logs of other tools, which another module answers. */
export interface LogQuestions {
  /**
   * Recognises a log and reads it; by patterns, one a line, where there are some. Rejects with an AtlasError of kind
   * `unknown` where no format fits.
   */
  readLog(bytes: Uint8Array, name: string, patterns: string): ReadLog;
  /** What patterns, one a line, make of the first lines of a file, of which the beginning is enough. */
  tryPatterns(head: Uint8Array, patterns: string): Tried;
}

/**
 * The questions to a replay. A step that is not replayed yet is answered when it is; one beyond the last, or a task
 * without a space, rejects with an AtlasError of kind `bounds`.
 */
export interface ReplayQuestions {
  /**
   * Looks at a step from the address space of a task, or with `null` of the task which performed the step's operation. A
   * place that is wished for outside the region holds nothing.
   */
  look(step: number, space: number | null, wish: StepWish): StepLook;
  /** Operations in order: up to `count`, from the one that leads to step `from` (≥ 1). */
  operations(from: number, count: number): OperationLine[];
  /**
   * A digest of 32 bits for each of `count` steps from `from` (≥ 1) on, as far as they are replayed. The upper
   * six are the kind of the outcome, the others a hash of the address, as an offset from its region's start,
   * and of the payload. Two designs part where theirs differ.
   */
  fingerprints(from: number, count: number): Uint32Array;
  /** All metrics over the steps replayed so far, in at most `points` (1 to 10,000) buckets. */
  series(points: number): Series;
  /**
   * Up to `count` steps from `from` (≥ 1) on as CSV, as far as they are replayed: empty where none is. The first step's row comes
   * with the columns' names.
   */
  stepsCsv(from: number, count: number): string;
  /** Paints memory over time in a task's space, as far as it is replayed. */
  overTime(task: number, spec: OverTimeSpec): OverTime;
  /**
   * The first step of a line of the script at or after step `from`, or else the first of all, replayed or not; `null` for a
   * line without an operation.
   */
  stepOfLine(line: number, from: number): number | null;
  /** The block that a task's program had at an offset of its region at a step; `null` where it had none. */
  blockAt(task: number, step: number, offset: number): BlockLife | null;
}

/** Questions as the page puts them to a worker. */
type Asked<Asking> = {
  [Method in keyof Asking]: Asking[Method] extends (...args: infer Args) => infer Answer
    ? (...args: [...Args, options?: CallOptions]) => Promise<Answer>
    : never;
};

/** The engine: one for a page, shared by whatever is on it. */
export interface Engine extends Asked<Questions>, Asked<LogQuestions> {
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

/** A replay, running or done. */
export interface SessionClient extends Asked<ReplayQuestions> {
  /** The operations of the scenario: the last step. */
  readonly total: number;
  /**
   * Resolves when all is replayed. Rejects with an AbortError where the session was closed before,
   * and with an AtlasError of kind `internal` where its worker broke down.
   */
  readonly finished: Promise<Progress>;
  /**
   * Ends the replay where it is; the steps replayed so far can still be asked for, and `finished` never settles. Where the
   * replay is in the middle of an operation that goes on for seconds, all of it ends, with a StoppedInside.
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

/** A replay was stopped in the middle of an operation, which only the end of its worker breaks off. */
export class StoppedInside extends AtlasError {
  constructor() {
    super('internal', 'The replay was stopped in the middle of a very long operation.');
  }
}

/** A worker was ended by something other than this page. What was asked of it may be asked again, of another. */
export class WorkerGone extends AtlasError {
  constructor() {
    super('internal', 'The browser ended a worker of the engine. Try again, or reload the page.');
  }
}
