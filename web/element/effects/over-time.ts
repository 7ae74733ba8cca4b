// Asks the newest replay for the picture of memory over time, and for the block under the pointer there.

import type { Latest } from '../../base/latest';
import { isSettled, type State } from '../../state';
import { answering } from './answering';
import type { EffectContext } from './context';
import type { ReplayStep, Replays } from './replays';

/** Between two pictures while a replay runs: painting takes time from the replay. */
const PAINT_EVERY_MS = 700;

export class OverTime {
  private readonly replays: Replays;
  private readonly picture: Latest<ReplayStep>;
  private paintedAt = Number.NEGATIVE_INFINITY;
  private readonly moment: Latest<ReplayStep>;

  constructor(context: EffectContext, replays: Replays) {
    this.replays = replays;
    const { store } = context;
    this.picture = answering(context.complain, async ({ session, client }, options) => {
      const { overTimeSpec: spec, shown } = store.state;
      if (spec === null || shown === null) return;
      const picture = await client.overTime(shown.space, spec, options);
      store.dispatch({ type: 'over-time-painted', run: session.run, spec, picture });
    });
    this.moment = answering(context.complain, async ({ client }, options) => {
      const { moment, shown } = store.state;
      if (moment === null || shown === null) return;
      const { step, offset } = moment;
      const block = await client.blockAt(shown.space, step, offset, options);
      store.dispatch({ type: 'moment-found', step, offset, block });
    });
  }

  /** Asks for what the view would like to see and is not there. The map comes first. */
  refresh(state: State): void {
    const { run, shown, overTimeSpec, moment } = state;
    const newest = this.replays.atStepAsked(state);
    if (newest === null || shown === null || overTimeSpec === null || !isSettled(state)) return;
    const key = `${run.id} ${shown.space}`;
    const now = performance.now();
    if (run.phase !== 'replaying' || now - this.paintedAt > PAINT_EVERY_MS) {
      this.paintedAt = now;
      this.picture.want(`${key} ${run.replayed} ${JSON.stringify(overTimeSpec)}`, newest);
    }
    // What is pointed at once more, after nothing was, is asked once more.
    if (moment) this.moment.want(`${key} ${moment.step} ${moment.offset}`, newest);
    else this.moment.forget();
  }

  /** Asks for all of it anew the next time. */
  forget(): void {
    this.picture.forget();
    this.moment.forget();
  }
}
