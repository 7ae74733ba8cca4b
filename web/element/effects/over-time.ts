// Asks the newest replay for the picture of memory over time, and for the block under the pointer there.

import { Latest } from '../../base/latest';
import { isSettled, type State } from '../../state';
import type { EffectContext } from './context';
import type { ReplayStep, Replays } from './replays';

/** Between two pictures while a replay runs: painting takes time from the replay. */
const PAINT_EVERY_MS = 700;

export class OverTime {
  private readonly context: EffectContext;
  private readonly replays: Replays;
  private readonly picture = new Latest<ReplayStep>((step) => this.paint(step));
  private paintedAt = Number.NEGATIVE_INFINITY;
  private readonly moment = new Latest<ReplayStep>((step) => this.find(step));

  constructor(context: EffectContext, replays: Replays) {
    this.context = context;
    this.replays = replays;
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
    if (moment) this.moment.want(`${key} ${moment.step} ${moment.offset}`, newest);
  }

  /** Asks for all of it anew the next time. */
  forget(): void {
    this.picture.forget();
    this.moment.forget();
  }

  private async paint({ session, client }: ReplayStep): Promise<void> {
    const { store, complain } = this.context;
    const { overTimeSpec: spec, shown } = store.state;
    if (spec === null || shown === null) return;
    try {
      const { signal } = session.abort;
      const picture = await client.overTime(shown.space, spec, { signal });
      store.dispatch({ type: 'over-time-painted', run: session.run, spec, picture });
    } catch (error) {
      complain(error);
    }
  }

  private async find({ session, client }: ReplayStep): Promise<void> {
    const { store, complain } = this.context;
    const { moment, shown } = store.state;
    if (moment === null || shown === null) return;
    const { step, offset } = moment;
    try {
      const { signal } = session.abort;
      const block = await client.blockAt(shown.space, step, offset, { signal });
      store.dispatch({ type: 'moment-found', step, offset, block });
    } catch (error) {
      complain(error);
    }
  }
}
