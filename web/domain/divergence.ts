// Where two replays of one scenario diverge: the steps at which they answer the program differently.
//
// Owns which of the compared steps differ; extended step by step, in order, from the digests of both replays. The engine
// owns what a digest means.

/** Bits of a digest below the kind of the outcome. */
const HASH_BITS = 26;

/** How the answers to a step differ: not at all, in place or payload, in the outcome itself. */
const ALIKE = 0;
const ELSEWHERE = 1;
const OTHERWISE = 2;

export class Divergence {
  /** The steps there are, from 1. */
  readonly total: number;
  /** The steps that were compared: 1 to this one. */
  readonly searched: number;
  /** The first step at which the answers differ; `null` where there is none so far. */
  readonly first: number | null;
  /** The first at which one is another outcome: refused here and granted there. */
  readonly firstOutcome: number | null;
  /** How many of the compared steps differ, and how many of these in the outcome. */
  readonly count: number;
  readonly outcomes: number;
  /**
   * How the answers to each step differ. An extended divergence shares the array with the one it was made from: each
   * reads only the steps up to `searched`, and `extended` writes only beyond them.
   */
  private readonly apart: Uint8Array;

  private constructor(
    apart: Uint8Array,
    found: Pick<Divergence, 'searched' | 'first' | 'firstOutcome' | 'count' | 'outcomes'>,
  ) {
    this.apart = apart;
    this.total = apart.length - 1;
    this.searched = found.searched;
    this.first = found.first;
    this.firstOutcome = found.firstOutcome;
    this.count = found.count;
    this.outcomes = found.outcomes;
  }

  /** Nothing compared yet, of a scenario of `total` operations. */
  static of(total: number): Divergence {
    const nothing = { searched: 0, first: null, firstOutcome: null, count: 0, outcomes: 0 };
    return new Divergence(new Uint8Array(total + 1), nothing);
  }

  get isComplete(): boolean {
    return this.searched === this.total;
  }

  /** Extended by the digests of the next steps of both replays. A digest without its counterpart is ignored. */
  extended(one: Uint32Array, other: Uint32Array): Divergence {
    const steps = Math.min(one.length, other.length, this.total - this.searched);
    let { first, firstOutcome, count, outcomes } = this;
    for (let index = 0; index < steps; index += 1) {
      const step = this.searched + 1 + index;
      const degree = degreeOf(one[index] ?? 0, other[index] ?? 0);
      if (degree === ALIKE) continue;
      this.apart[step] = degree;
      first ??= step;
      count += 1;
      if (degree !== OTHERWISE) continue;
      firstOutcome ??= step;
      outcomes += 1;
    }
    const searched = this.searched + steps;
    return new Divergence(this.apart, { searched, first, firstOutcome, count, outcomes });
  }

  isAt(step: number): boolean {
    return step <= this.searched && (this.apart[step] ?? ALIKE) !== ALIKE;
  }

  /** The next step after this one at which the answers differ. */
  after(step: number): number | null {
    const from = Math.max(1, step + 1);
    const found = [ELSEWHERE, OTHERWISE]
      .map((degree) => this.apart.indexOf(degree, from))
      .filter((at) => at >= 0 && at <= this.searched);
    return found.length === 0 ? null : Math.min(...found);
  }

  /** The last step before this one at which they do. */
  before(step: number): number | null {
    if (step <= 1) return null;
    const from = Math.min(step - 1, this.searched);
    const found = Math.max(
      ...[ELSEWHERE, OTHERWISE].map((degree) => this.apart.lastIndexOf(degree, from)),
    );
    return found < 0 ? null : found;
  }

  /** For each of `buckets` stretches of the scenario, the share of its steps that differ, 0…1, and in the outcome. */
  profile(buckets: number): { readonly share: number; readonly outcomes: number }[] {
    return Array.from({ length: buckets }, (_, bucket) => {
      const from = 1 + Math.floor((bucket * this.total) / buckets);
      const end = 1 + Math.floor(((bucket + 1) * this.total) / buckets);
      // A stretch shorter than a step shows the step it lies in.
      const to = Math.min(Math.max(end, from + 1), this.searched + 1);
      if (to <= from) return { share: 0, outcomes: 0 };
      const steps = this.apart.subarray(from, to);
      let [differing, outcomes] = [0, 0];
      for (const degree of steps) {
        if (degree !== ALIKE) differing += 1;
        if (degree === OTHERWISE) outcomes += 1;
      }
      return { share: differing / steps.length, outcomes: outcomes / steps.length };
    });
  }
}

function degreeOf(one: number, other: number): number {
  if (one === other) return ALIKE;
  return one >>> HASH_BITS === other >>> HASH_BITS ? ELSEWHERE : OTHERWISE;
}

/** The first step after this one at which any design differs from A; `null` where there is none. */
export function nextDivergence(all: readonly Divergence[], step: number): number | null {
  const found = all.flatMap((each) => each.after(step) ?? []);
  return found.length === 0 ? null : Math.min(...found);
}

/** The last step before this one at which any design differs from A; `null` where there is none. */
export function previousDivergence(all: readonly Divergence[], step: number): number | null {
  const found = all.flatMap((each) => each.before(step) ?? []);
  return found.length === 0 ? null : Math.max(...found);
}
