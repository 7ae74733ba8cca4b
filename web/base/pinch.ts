// Two fingers on a surface: how far they have moved apart since it was last told.
//
// Positions are in CSS pixels from wherever the caller counts. Other pointers than two are no pinch.

export interface Position {
  readonly x: number;
  readonly y: number;
}

export interface Pinched {
  /** Above 1 where the fingers have moved apart. */
  readonly ratio: number;
  readonly middle: Position;
}

export class Pinch {
  private readonly pointers = new Map<number, Position>();
  /** The least ratio that is told. */
  private readonly ratioMin: number;
  private spreadBefore = 0;

  constructor(ratioMin: number) {
    this.ratioMin = ratioMin;
  }

  get pointerCount(): number {
    return this.pointers.size;
  }

  down(id: number, position: Position): void {
    this.pointers.set(id, position);
    this.spreadBefore = this.spread();
  }

  /** `null` where there is no pinch, or too little of one yet. */
  moved(id: number, position: Position): Pinched | null {
    if (!this.pointers.has(id)) return null;
    this.pointers.set(id, position);
    const spread = this.spread();
    const ratio = spread / this.spreadBefore;
    const [one, other] = [...this.pointers.values()];
    if (!one || !other || spread === 0 || !Number.isFinite(ratio)) return null;
    if (ratio < this.ratioMin && ratio > 1 / this.ratioMin) return null;
    this.spreadBefore = spread;
    return { ratio, middle: { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 } };
  }

  up(id: number): void {
    this.pointers.delete(id);
    this.spreadBefore = this.spread();
  }

  /** The distance between two fingers; 0 for other numbers of fingers. */
  private spread(): number {
    const [one, other] = [...this.pointers.values()];
    if (this.pointers.size !== 2 || !one || !other) return 0;
    return Math.hypot(one.x - other.x, one.y - other.y);
  }
}
