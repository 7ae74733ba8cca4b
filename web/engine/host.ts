// The worker's side of the engine: takes calls, replays in slices between them, and answers.
//
// Owns the order of work. A replay never holds up a call for longer than a slice, and a call that was
// dropped before its turn is not worked on. Knows the wasm module only as a `Core`, so that tests can
// put something simpler in its place; knows no clock but for the length of a slice.

import { answer, type Post, reportOf } from './answer';
import type { SessionCall, SessionCalls, ToSession } from './protocol';
import type { DecodedLink, Design, DesignReading, Progress } from './wire';

/** A session in wasm. Every question is asked of a step that is replayed. */
export type CoreSession = SessionCalls & {
  readonly total: number;
  /** Replays on for about so many units of work. */
  advance(budget: number): Progress;
};

/** The session module. Throws what `reportOf` understands. */
export interface Core {
  open(design: Design, scenario: Uint8Array, name: string): CoreSession;
  readDesign(design: Design): DesignReading;
  decodeLink(text: string): DecodedLink;
}

/** Where a host finds itself: its way back to the page, a clock, and a way to let messages in. */
export interface Surroundings {
  readonly post: Post;
  now(): number;
  /** Calls back soon, after messages that are waiting now. */
  soon(callback: () => void): void;
}

/** How long a slice should take: short enough that a slider feels immediate. */
const SLICE_MS = 25;
/** The first slice, in units of work: small, so that the first picture is there at once. */
const FIRST_BUDGET = 200_000;
const BUDGET_MAX = 50_000_000;
/** Between two words of progress. */
const PROGRESS_EVERY_MS = 120;

/** The methods that look at a step, which is their first argument. */
const AT_STEP: ReadonlySet<SessionCall['method']> = new Set<SessionCall['method']>([
  'frame',
  'paint',
  'blocks',
  'blockAt',
  'list',
  'place',
  'bytes',
]);

export class Host {
  private readonly core: Core;
  private readonly around: Surroundings;
  private session: CoreSession | null = null;
  private progress: Progress | null = null;
  private stopped = false;
  private budget = FIRST_BUDGET;
  private toldAt = Number.NEGATIVE_INFINITY;
  private scheduled = false;
  private readonly waiting = new Map<number, SessionCall>();

  constructor(core: Core, around: Surroundings) {
    this.core = core;
    this.around = around;
  }

  receive(message: Exclude<ToSession, { kind: 'start' }>): void {
    switch (message.kind) {
      case 'call':
        this.waiting.set(message.id, message);
        break;
      case 'drop':
        this.waiting.delete(message.id);
        break;
      case 'stop':
        this.stop();
        break;
    }
    this.schedule();
  }

  /** Ends the replay, and says where: the last word of progress is as old as the time between two. */
  private stop(): void {
    this.stopped = true;
    if (this.session === null || this.progress?.done === true) return;
    const { total } = this.session;
    const progress = this.progress ?? { replayed: 0, total, done: false, hash: null };
    this.around.post({ kind: 'progress', progress }, []);
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    this.around.soon(() => {
      this.scheduled = false;
      this.work();
    });
  }

  /** Answers what can be answered, then replays for one slice. */
  private work(): void {
    for (const call of this.waiting.values()) {
      if (!this.isDue(call)) continue;
      this.waiting.delete(call.id);
      this.answer(call);
    }
    if (this.session === null || this.stopped || this.progress?.done === true) return;
    try {
      this.advance(this.session);
    } catch (error) {
      this.stopped = true;
      this.around.post({ kind: 'broken', error: reportOf(error) }, []);
      return;
    }
    this.schedule();
  }

  /** Whether a call can be answered now, with a result or with a refusal. */
  private isDue(call: SessionCall): boolean {
    if (!AT_STEP.has(call.method) || this.session === null) return true;
    const step = call.args[0] as number;
    return this.stopped || step > this.session.total || step <= (this.progress?.replayed ?? 0);
  }

  private answer(call: SessionCall): void {
    answer(this.around.post, call.id, () => this.perform(call));
  }

  private perform(call: SessionCall): unknown {
    switch (call.method) {
      case 'open':
        this.session = this.core.open(...call.args);
        return this.session.total;
      case 'readDesign':
        return this.core.readDesign(...call.args);
      case 'decodeLink':
        return this.core.decodeLink(...call.args);
      default:
        return askSession(this.session, call);
    }
  }

  private advance(session: CoreSession): void {
    const began = this.around.now();
    const progress = session.advance(this.budget);
    const ended = this.around.now();
    this.progress = progress;
    // At most twice as much next time: one fast slice says little about the next.
    const factor = Math.min(2, Math.max(0.25, SLICE_MS / Math.max(1, ended - began)));
    this.budget = Math.min(BUDGET_MAX, Math.ceil(this.budget * factor));
    if (progress.done || ended - this.toldAt >= PROGRESS_EVERY_MS) {
      this.toldAt = ended;
      this.around.post({ kind: 'progress', progress }, []);
    }
  }
}

function askSession(session: CoreSession | null, call: SessionCall): unknown {
  if (session === null) throw new Error(`${call.method} was asked before a session was opened`);
  const method = session[call.method as keyof SessionCalls] as (...args: unknown[]) => unknown;
  return method.apply(session, [...call.args]);
}
