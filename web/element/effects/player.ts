// Plays a replay: steps on with the clock, as fast as pictures come but no faster than the speed.

import { type Store, stepsPerSecond } from '../../state';

export class Player {
  private readonly store: Store;
  private readonly isShown: (step: number) => boolean;
  private frame = 0;

  /** `isShown` says whether every map on the screen shows a step: playing waits for it. */
  constructor(store: Store, isShown: (step: number) => boolean) {
    this.store = store;
    this.isShown = isShown;
  }

  start(): void {
    let before = performance.now();
    let due = 0;
    const tick = (now: number) => {
      const { state } = this.store;
      if (!state.playing) return;
      const speed = stepsPerSecond(state);
      due += ((now - before) / 1000) * speed;
      before = now;
      const steps = Math.floor(due);
      if (steps > 0 && this.isShown(state.step)) {
        due -= steps;
        this.store.dispatch({ type: 'played', steps });
      } else {
        due = Math.min(due, Math.max(1, speed / 4));
      }
      this.frame = requestAnimationFrame(tick);
    };
    this.stop();
    this.frame = requestAnimationFrame(tick);
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
  }
}
