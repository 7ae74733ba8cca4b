// One session in its worker: how far its replay is, how long a slice of it may be, and what it can answer.
//
// Owns the session's handle in wasm. The host decides whose turn it is.

import type { ReplayQuestions } from './api';
import type { OpenCalls, SessionCall } from './protocol';
import type { Progress } from './wire';

/** A session in wasm. Every question is asked of a step that is replayed. */
export type CoreSession = ReplayQuestions & {
  readonly total: number;
  /** Replays on for about so many units of work. */
  advance(budget: number): Progress;
  /** Gives its memory back to the module, for other sessions. */
  free(): void;
};

/** How long a slice should take: short enough that a slider feels immediate. */
const SLICE_MS = 25;
/** The first slice, in units of work: small, so that the first picture is there at once. */
const FIRST_BUDGET = 200_000;
const BUDGET_MAX = 50_000_000;
const PROGRESS_EVERY_MS = 120;

export class Replay {
  private readonly session: CoreSession;
  private readonly now: () => number;
  private readonly report: (progress: Progress) => void;
  private progress: Progress;
  private stopped = false;
  private budget = FIRST_BUDGET;
  private reportedAt = Number.NEGATIVE_INFINITY;

  constructor(session: CoreSession, now: () => number, report: (progress: Progress) => void) {
    this.session = session;
    this.now = now;
    this.report = report;
    this.progress = { replayed: 0, total: session.total, done: false, hash: null, scorecard: null };
  }

  get isRunning(): boolean {
    return !this.stopped && !this.progress.done;
  }

  /** Ends the replay, and reports where: the last report may be older. */
  stop(): void {
    if (this.isRunning) this.report(this.progress);
    this.stopped = true;
  }

  /** Whether a call can be answered now, with a result or with a refusal. */
  isDue(call: SessionCall): boolean {
    if (call.method !== 'look') return true;
    const [step] = call.args;
    return this.stopped || step > this.session.total || step <= this.progress.replayed;
  }

  ask(call: Exclude<SessionCall, { method: keyof OpenCalls }>): unknown {
    const method = this.session[call.method] as (...args: unknown[]) => unknown;
    return method.apply(this.session, [...call.args]);
  }

  advance(): void {
    const began = this.now();
    try {
      this.progress = this.session.advance(this.budget);
    } catch (error) {
      this.stopped = true;
      throw error;
    }
    const ended = this.now();
    // At most twice as much next time: one fast slice says little about the next.
    const factor = Math.min(2, Math.max(0.25, SLICE_MS / Math.max(1, ended - began)));
    this.budget = Math.min(BUDGET_MAX, Math.ceil(this.budget * factor));
    if (this.progress.done || ended - this.reportedAt >= PROGRESS_EVERY_MS) {
      this.reportedAt = ended;
      this.report(this.progress);
    }
  }

  free(): void {
    this.session.free();
  }
}
