// A small pool of workers that all sessions of a page share.
//
// Owns which worker a session gets, when the pool grows by a worker, and when one is ended. Knows nothing of what a worker
// does. A session gets a worker to itself while the pool may still grow; after that the least busy one. A worker without
// sessions is kept a while, since the next design is often tried at once, and then ended: a wasm memory never shrinks.

interface PoolOptions<Worker> {
  readonly limit: number;
  spawn(): Worker;
  end(worker: Worker): void;
  /** How many replays a worker has under way. */
  load(worker: Worker): number;
  /** Calls back after a while, unless the returned function is called before. */
  later(callback: () => void): () => void;
}

interface Member<Worker> {
  readonly worker: Worker;
  sessions: number;
  /** Questions that belong to no session. */
  questions: number;
  /** Keeps the worker from being ended for want of work. */
  keep: () => void;
}

export class Pool<Worker> {
  private readonly options: PoolOptions<Worker>;
  private readonly members = new Map<Worker, Member<Worker>>();

  constructor(options: PoolOptions<Worker>) {
    this.options = options;
  }

  /** A worker for a session, until `release`. */
  forSession(): Worker {
    const member = this.take(({ sessions }) => sessions === 0);
    member.sessions += 1;
    return member.worker;
  }

  /** Runs a question that belongs to no session, on a worker that does not replay if there may be one. */
  async forQuestion<Result>(ask: (worker: Worker) => Promise<Result>): Promise<Result> {
    const member = this.take(({ worker }) => this.options.load(worker) === 0);
    member.questions += 1;
    try {
      return await ask(member.worker);
    } finally {
      member.questions -= 1;
      this.endIfIdle(member);
    }
  }

  release(worker: Worker): void {
    const member = this.members.get(worker);
    if (!member) return;
    member.sessions -= 1;
    this.endIfIdle(member);
  }

  /** A worker broke down or was ended: no session gets it any more. */
  forget(worker: Worker): void {
    this.members.get(worker)?.keep();
    this.members.delete(worker);
  }

  /** The least busy worker if it is free enough or there may be no more, else a new one. */
  private take(isFree: (member: Member<Worker>) => boolean): Member<Worker> {
    const { limit, load, spawn } = this.options;
    const [leastBusy] = [...this.members.values()].sort(
      (a, b) => load(a.worker) - load(b.worker) || a.sessions - b.sessions,
    );
    const isFull = this.members.size >= limit;
    if (leastBusy && (isFull || isFree(leastBusy))) {
      leastBusy.keep();
      return leastBusy;
    }
    const member = { worker: spawn(), sessions: 0, questions: 0, keep: () => {} };
    this.members.set(member.worker, member);
    return member;
  }

  private endIfIdle(member: Member<Worker>): void {
    const { worker, sessions, questions } = member;
    if (sessions > 0 || questions > 0 || this.members.get(worker) !== member) return;
    member.keep();
    member.keep = this.options.later(() => {
      this.members.delete(worker);
      this.options.end(worker);
    });
  }
}
