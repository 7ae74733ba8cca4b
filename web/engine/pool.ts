// A small pool of workers that all sessions of a page share.
//
// Owns who works for how many sessions, when there is one worker more, and when one is sent home. Knows nothing
// of what a worker does. A session gets a worker to itself while the pool may still grow; after that the
// least busy one. A worker whose sessions are all closed stays a while, since the next design is often tried at
// once; then it ends, which alone gives its memory back: a wasm memory never shrinks.

/** What a pool is told of its workers. */
export interface Hiring<Worker> {
  /** The most there may be at a time. */
  readonly limit: number;
  hire(): Worker;
  dismiss(worker: Worker): void;
  /** How many replays a worker has under way. */
  load(worker: Worker): number;
  /** Calls back after a while, unless the way back is taken before. */
  later(callback: () => void): () => void;
}

interface Place<Worker> {
  readonly worker: Worker;
  sessions: number;
  /** Questions that belong to no session. */
  errands: number;
  stay: () => void;
}

export class Pool<Worker> {
  private readonly hiring: Hiring<Worker>;
  private readonly places = new Map<Worker, Place<Worker>>();

  constructor(hiring: Hiring<Worker>) {
    this.hiring = hiring;
  }

  /** A worker for a session; to be given back by `release`. */
  forSession(): Worker {
    const place = this.place(({ sessions }) => sessions === 0);
    place.sessions += 1;
    return place.worker;
  }

  /** Has a worker do something that belongs to no session: one that does not replay, while there may be one. */
  async forErrand<Result>(run: (worker: Worker) => Promise<Result>): Promise<Result> {
    const place = this.place(({ worker }) => this.hiring.load(worker) === 0);
    place.errands += 1;
    try {
      return await run(place.worker);
    } finally {
      place.errands -= 1;
      this.rest(place);
    }
  }

  /** A session of a worker is closed. */
  release(worker: Worker): void {
    const place = this.places.get(worker);
    if (!place) return;
    place.sessions -= 1;
    this.rest(place);
  }

  /** A worker that broke down, or was ended: it is not given to anybody any more. */
  forget(worker: Worker): void {
    this.places.get(worker)?.stay();
    this.places.delete(worker);
  }

  /** The least busy worker if it is free enough or there may be no more, else a new one. */
  private place(isFree: (place: Place<Worker>) => boolean): Place<Worker> {
    const leastBusy = this.leastBusy();
    const isFull = this.places.size >= this.hiring.limit;
    const place = leastBusy && (isFull || isFree(leastBusy)) ? leastBusy : this.hire();
    place.stay();
    return place;
  }

  private hire(): Place<Worker> {
    const worker = this.hiring.hire();
    const place = { worker, sessions: 0, errands: 0, stay: () => {} };
    this.places.set(worker, place);
    return place;
  }

  private rest(place: Place<Worker>): void {
    const { worker } = place;
    if (place.sessions > 0 || place.errands > 0 || this.places.get(worker) !== place) return;
    place.stay();
    place.stay = this.hiring.later(() => {
      this.places.delete(worker);
      this.hiring.dismiss(worker);
    });
  }

  private leastBusy(): Place<Worker> | undefined {
    const { load } = this.hiring;
    return [...this.places.values()].sort(
      (a, b) => load(a.worker) - load(b.worker) || a.sessions - b.sessions,
    )[0];
  }
}
