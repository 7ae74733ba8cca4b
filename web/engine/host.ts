// The worker's side of the engine: takes calls for its sessions, replays in slices between them, and answers.
//
// Owns the order of work. No replay delays a call for longer than a slice, and a call that was dropped before its turn is
// not worked on. Replays take turns, a slice each: those that a call waits for come first, but every fourth turn goes to the
// replay that has waited longest. Knows the wasm module only as a `Core`, so that tests can put something simpler in its
// place.

import { answer, type Post, reportOf } from './answer';
import type { Call, ModuleCalls, Task } from './protocol';
import { type CoreSession, Replay } from './replay';
import type { Design, Source } from './wire';

/** The wasm module. Throws what `reportOf` understands. */
export type Core = ModuleCalls & {
  open(design: Design, source: Source, isTrial: boolean): CoreSession;
};

/** The way back to the page, a clock in milliseconds, and a way to let messages in. */
export interface Surroundings {
  readonly post: Post;
  now(): number;
  /** Calls back soon, after messages that are waiting now. */
  soon(callback: () => void): void;
}

/** One turn in so many goes to the replay that has waited longest, whichever calls wait. */
const FAIR_EVERY = 4;

export class Host {
  private readonly core: Core;
  private readonly around: Surroundings;
  /** By the page's numbers; whose turn was longest ago comes first. */
  private readonly replays = new Map<number, Replay>();
  private readonly waiting = new Map<number, Call>();
  private scheduled = false;
  private turns = 0;

  constructor(core: Core, around: Surroundings) {
    this.core = core;
    this.around = around;
  }

  receive(message: Task): void {
    switch (message.kind) {
      case 'call':
        this.waiting.set(message.id, message);
        break;
      case 'drop':
        this.waiting.delete(message.id);
        break;
      case 'stop':
        this.replays.get(message.session)?.stop();
        break;
      case 'close':
        this.close(message.session);
        break;
    }
    this.schedule();
  }

  private close(session: number): void {
    for (const call of this.waiting.values()) {
      if (call.session === session) this.waiting.delete(call.id);
    }
    const replay = this.replays.get(session);
    this.replays.delete(session);
    this.guard(session, () => replay?.free());
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
      answer(this.around.post, call.id, () => this.perform(call));
    }
    const next = this.next();
    if (next === null) return;
    const [session, replay] = next;
    this.replays.delete(session);
    this.replays.set(session, replay);
    this.guard(session, () => replay.advance());
    this.schedule();
  }

  /** Does something with a session that no call asked for, and reports where it fails. */
  private guard(session: number, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.around.post({ kind: 'broken', session, error: reportOf(error) }, []);
    }
  }

  private next(): [number, Replay] | null {
    const running = [...this.replays].filter(([, replay]) => replay.isRunning);
    const awaited = new Set([...this.waiting.values()].map((call) => call.session));
    this.turns += 1;
    const isFair = this.turns % FAIR_EVERY === 0;
    const favoured = running.find(([session]) => isFair || awaited.has(session));
    return favoured ?? running[0] ?? null;
  }

  private isDue(call: Call): boolean {
    if (call.session === null) return true;
    return this.replays.get(call.session)?.isDue(call) ?? true;
  }

  private perform(call: Call): unknown {
    if (call.session === null) {
      const question = this.core[call.method] as (...args: readonly unknown[]) => unknown;
      return question(...call.args);
    }
    if (call.method === 'open') return this.open(call.session, ...call.args);
    const replay = this.replays.get(call.session);
    if (!replay) throw new Error(`${call.method} was asked of a session that is not open`);
    return replay.ask(call);
  }

  private open(session: number, design: Design, source: Source, isTrial: boolean): number {
    const opened = this.core.open(design, source, isTrial);
    const { post, now } = this.around;
    const replay = new Replay(opened, now, (progress) =>
      post({ kind: 'progress', session, progress }, []),
    );
    this.replays.set(session, replay);
    return opened.total;
  }
}
