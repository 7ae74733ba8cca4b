// The search for the steps at which a compared design answers otherwise than design A.
//
// Owns when steps are compared: as far as both replays have come, and from the start again after a new replay of either.
// What was found is domain/divergence's.

import { Latest } from '../../base/latest';
import { Divergence } from '../../domain/divergence';
import { isReplaying } from '../../state';
import type { Replay } from './replay';

/** Steps whose digests are compared at once: few enough that nothing else waits noticeably. */
const SEARCH_STEPS = 16_384;

export class DivergenceSearch {
  private readonly first: Replay;
  private readonly other: Replay;
  private readonly onFound: () => void;
  private readonly searches = new Latest<string>((runs) => this.search(runs));
  /** The steps found so far; `null` before the search begins. */
  found: Divergence | null = null;
  private runs = '';

  /** `onFound` is called when more steps were compared. */
  constructor(first: Replay, other: Replay, onFound: () => void) {
    this.first = first;
    this.other = other;
    this.onFound = onFound;
  }

  /** Compares the steps that both replays have come to meanwhile, once there are many or no more will come. */
  goOn(): void {
    const [one, other] = [this.first.store.state, this.other.store.state];
    if (one.rescaling || other.rescaling || one.outdated || other.outdated) return;
    const { total } = one.run;
    if (total === 0 || other.run.total !== total) return;
    const runs = `${one.run.id} ${other.run.id}`;
    if (this.runs !== runs) {
      this.runs = runs;
      this.found = Divergence.of(total);
    }
    const reached = Math.min(one.run.replayed, other.run.replayed);
    const left = reached - (this.found?.searched ?? 0);
    const isOver = !isReplaying(one.run) && !isReplaying(other.run);
    if (left >= SEARCH_STEPS || (left > 0 && isOver))
      this.searches.want(`${runs} ${reached}`, runs);
  }

  private async search(runs: string): Promise<void> {
    try {
      for (;;) {
        const { found } = this;
        if (found === null || this.runs !== runs) return;
        const from = found.searched + 1;
        const [one, other] = await Promise.all([
          this.first.effects.replays.fingerprints(from, SEARCH_STEPS),
          this.other.effects.replays.fingerprints(from, SEARCH_STEPS),
        ]);
        if (this.runs !== runs || one === null || other === null) break;
        const extended = found.extended(one, other);
        if (extended.searched === found.searched) return;
        this.found = extended;
        this.onFound();
      }
    } catch {
      // Ignored here: a closed replay has no answer, and the run's own state reports any other failure.
    }
    this.searches.forget();
  }
}
