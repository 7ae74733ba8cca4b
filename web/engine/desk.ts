// The desk: answers questions that need no replay, in the order they are asked.
//
// Owns that order and nothing else: a call that was dropped before its turn is not worked on. Knows the
// wasm module only as a `DeskCore`, so that tests can put something simpler in its place.

import { answer, type Post } from './answer';
import type { DeskCall, DeskCalls, Task, ToDesk } from './protocol';

/** The desk's wasm module. Throws what `reportOf` understands. */
export type DeskCore = DeskCalls;

export interface DeskSurroundings {
  readonly post: Post;
  /** Calls back soon, after messages that are waiting now. */
  soon(callback: () => void): void;
}

export class Desk {
  private readonly core: DeskCore;
  private readonly around: DeskSurroundings;
  private readonly waiting = new Map<number, DeskCall>();

  constructor(core: DeskCore, around: DeskSurroundings) {
    this.core = core;
    this.around = around;
  }

  receive(message: Task<ToDesk>): void {
    if (message.kind === 'drop') {
      this.waiting.delete(message.id);
      return;
    }
    this.waiting.set(message.id, message);
    this.around.soon(() => this.work(message));
  }

  private work(call: DeskCall): void {
    if (!this.waiting.delete(call.id)) return;
    answer(this.around.post, call.id, () => {
      const method = this.core[call.method] as (...args: readonly unknown[]) => unknown;
      return method(...call.args);
    });
  }
}
