// Answers requests one at a time; of those that wait, only the newest.
//
// A slider that is dragged asks for a hundred pictures and needs the last. Each request has a key; a request with the key
// of the one begun last is ignored. While one is being answered, only the newest request waits: a slow engine skips
// requests, and never falls behind.

export class Latest<Request> {
  private begun: string | null = null;
  private waiting: { readonly key: string; readonly request: Request } | null = null;
  private isBusy = false;
  private readonly answer: (request: Request) => Promise<void>;

  /** @param answer reports failures by itself: it must not reject */
  constructor(answer: (request: Request) => Promise<void>) {
    this.answer = answer;
  }

  want(key: string, request: Request): void {
    if (key === (this.isBusy && this.waiting ? this.waiting.key : this.begun)) return;
    this.waiting = { key, request };
    if (!this.isBusy) void this.run();
  }

  /** The request with this key was answered elsewhere. */
  settle(key: string): void {
    this.begun = key;
    this.waiting = null;
  }

  /** Drops the request that waits, and answers even the one begun last again. */
  forget(): void {
    this.begun = null;
    this.waiting = null;
  }

  private async run(): Promise<void> {
    this.isBusy = true;
    try {
      for (let next = this.waiting; next !== null; next = this.waiting) {
        this.waiting = null;
        this.begun = next.key;
        await this.answer(next.request);
      }
    } finally {
      this.isBusy = false;
    }
  }
}
