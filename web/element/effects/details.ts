// Asks a replay for what is looked at closely: the blocks under the pointer and selected, lists, bytes, operations.
//
// Owns the questions, one at a time and the newest first; replays.ts says which replay to ask.

import type { Latest } from '../../base/latest';
import type { State } from '../../state';
import { answering, type Question } from './answering';
import type { EffectContext } from './context';
import type { ReplayStep, Replays } from './replays';

export class Details {
  private readonly context: EffectContext;
  private readonly replays: Replays;

  private readonly hover = this.answering(async ({ client, step, task }, options) => {
    const { store } = this.context;
    const { hover } = store.state;
    if (!hover) return;
    const { offset } = hover;
    const { blocksAt } = await client.look(step, task, { blocksAt: [offset] }, options);
    store.dispatch({ type: 'block-hovered', offset, block: blocksAt[0] ?? null });
  });

  private readonly selection = this.answering(async ({ client, step, task }, options) => {
    const { store } = this.context;
    const { selection, list } = store.state;
    if (!selection) return;
    const { offset } = selection;
    const { free } = list;
    const wish = { blocksAt: [offset], place: { free, offset } };
    const { blocksAt, place } = await client.look(step, task, wish, options);
    store.dispatch({ type: 'block-selected', offset, block: blocksAt[0] ?? null, free, place });
  });

  private readonly list = this.answering(async ({ client, step, task, session }, options) => {
    const { store } = this.context;
    const { free, from, count } = store.state.list;
    const { list } = await client.look(step, task, { list: { free, from, count } }, options);
    store.dispatch({ type: 'list-read', run: session.run, free, entries: list ?? [] });
  });

  private readonly bytes = this.answering(async ({ client, step, task, session }, options) => {
    const { store } = this.context;
    const { offset, count } = store.state.bytes;
    const { bytes } = await client.look(step, task, { bytes: { offset, count } }, options);
    if (bytes) store.dispatch({ type: 'bytes-read', run: session.run, view: bytes });
  });

  private readonly operations = this.answering(async ({ client, session }, options) => {
    const { store } = this.context;
    const { from, count } = store.state.operations;
    const lines = await client.operations(from, count, options);
    store.dispatch({ type: 'operations-read', run: session.run, lines });
  });

  constructor(context: EffectContext, replays: Replays) {
    this.context = context;
    this.replays = replays;
  }

  /** Asks for whatever views would like to see and is not there. */
  refresh(state: State): void {
    const { shown, hover, selection, list, bytes, operations, run } = state;
    const at = this.replays.stepShown(state);
    if (at && shown) {
      const key = `${shown.run} ${shown.step} ${shown.space}`;
      if (hover) this.hover.want(`${key} ${hover.offset}`, at);
      if (selection) this.selection.want(`${key} ${list.free} ${selection.offset}`, at);
      if (list.count > 0) this.list.want(`${key} ${list.free} ${list.from} ${list.count}`, at);
      if (bytes.count > 0) this.bytes.want(`${key} ${bytes.offset} ${bytes.count}`, at);
    }
    const newest = this.replays.atStepAsked(state);
    if (newest && operations.count > 0) {
      const { from, count } = operations;
      const replayed = Math.min(run.replayed, from + count);
      this.operations.want(`${run.id} ${from} ${count} ${replayed}`, newest);
    }
  }

  /** Asks for all of it anew the next time. */
  forget(): void {
    const { hover, selection, operations, list, bytes } = this;
    for (const each of [hover, selection, operations, list, bytes]) each.forget();
  }

  private answering(ask: Question): Latest<ReplayStep> {
    return answering((error) => this.context.complain(error), ask);
  }
}
