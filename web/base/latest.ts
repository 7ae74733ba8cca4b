// Serving wishes one at a time, the newest always winning.
//
// A slider that is dragged asks for a hundred pictures and needs the last. Each wish has a key; a wish
// with the key of the one last begun is already served. While one is being served, only the newest
// wish waits; a slow engine thus skips, and never falls behind.

export class Latest<Wish> {
  private begun: string | null = null;
  private waiting: { readonly key: string; readonly wish: Wish } | null = null;
  private isBusy = false;
  private readonly serve: (wish: Wish) => Promise<void>;

  /** `serve` must not reject: what fails is its own business to report. */
  constructor(serve: (wish: Wish) => Promise<void>) {
    this.serve = serve;
  }

  want(key: string, wish: Wish): void {
    if (key === (this.isBusy && this.waiting ? this.waiting.key : this.begun)) return;
    this.waiting = { key, wish };
    if (!this.isBusy) void this.run();
  }

  /** Takes no wish for served any more, and drops the one that waits. */
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
        await this.serve(next.wish);
      }
    } finally {
      this.isBusy = false;
    }
  }
}
