// Asks a replay for what is looked at closely: the blocks under the pointer and selected, lists, bytes, operations.
//
// Owns the questions, one at a time and the newest first; replays.ts says whom to ask.

import { Latest } from '../../base/latest';
import type { State } from '../../state';
import type { EffectContext } from './context';
import type { ReplayStep, Replays } from './replays';

export class Details {
  private readonly context: EffectContext;
  private readonly replays: Replays;
  private readonly hover = new Latest<number>((offset) => this.findHovered(offset));
  private readonly selection = new Latest<number>((offset) => this.findSelected(offset));
  private readonly operations = new Latest<ReplayStep>((shown) => this.readOperations(shown));
  private readonly list = new Latest<ReplayStep>((shown) => this.readList(shown));
  private readonly bytes = new Latest<ReplayStep>((shown) => this.readBytes(shown));

  constructor(context: EffectContext, replays: Replays) {
    this.context = context;
    this.replays = replays;
  }

  /** Asks for whatever views would like to see and is not there. */
  refresh(state: State): void {
    const { hover, selection, list, bytes, operations, run } = state;
    const key = shownKey(state);
    if (hover) this.hover.want(`${key} ${hover.offset}`, hover.offset);
    if (selection) {
      this.selection.want(`${key} ${list.free} ${selection.offset}`, selection.offset);
    }
    const shown = this.shown;
    if (shown && list.count > 0) {
      this.list.want(`${key} ${list.free} ${list.from} ${list.count}`, shown);
    }
    if (shown && bytes.count > 0) this.bytes.want(`${key} ${bytes.offset} ${bytes.count}`, shown);
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

  private get shown(): ReplayStep | null {
    return this.replays.stepShown(this.context.store.state);
  }

  private async findHovered(offset: number): Promise<void> {
    const shown = this.shown;
    if (!shown) return;
    const { client, step, task } = shown;
    await this.answered(shown, async (signal) => {
      const look = await client.look(step, task, { blocksAt: [offset] }, { signal });
      const [block = null] = look.blocksAt;
      this.context.store.dispatch({ type: 'block-hovered', offset, block });
    });
  }

  private async findSelected(offset: number): Promise<void> {
    const { store } = this.context;
    const { free } = store.state.list;
    const shown = this.shown;
    if (!shown) return;
    const { client, step, task } = shown;
    await this.answered(shown, async (signal) => {
      const wish = { blocksAt: [offset], place: { free, offset } };
      const { blocksAt, place } = await client.look(step, task, wish, { signal });
      const [block = null] = blocksAt;
      store.dispatch({ type: 'block-selected', offset, block, free, place });
    });
  }

  private async readOperations(newest: ReplayStep): Promise<void> {
    const { store } = this.context;
    const { from, count } = store.state.operations;
    await this.answered(newest, async (signal) => {
      const lines = await newest.client.operations(from, count, { signal });
      store.dispatch({ type: 'operations-read', run: newest.session.run, lines });
    });
  }

  private async readList(shown: ReplayStep): Promise<void> {
    const { store } = this.context;
    const { free, from, count } = store.state.list;
    const { client, step, task, session } = shown;
    await this.answered(shown, async (signal) => {
      const { list } = await client.look(step, task, { list: { free, from, count } }, { signal });
      store.dispatch({ type: 'list-read', run: session.run, free, entries: list ?? [] });
    });
  }

  private async readBytes(shown: ReplayStep): Promise<void> {
    const { store } = this.context;
    const { offset, count } = store.state.bytes;
    const { client, step, task, session } = shown;
    await this.answered(shown, async (signal) => {
      const { bytes } = await client.look(step, task, { bytes: { offset, count } }, { signal });
      if (bytes) store.dispatch({ type: 'bytes-read', run: session.run, view: bytes });
    });
  }

  private async answered(
    { session }: ReplayStep,
    question: (signal: AbortSignal) => Promise<void>,
  ) {
    try {
      await question(session.abort.signal);
    } catch (error) {
      this.context.complain(error);
    }
  }
}

function shownKey({ shown }: State): string {
  return shown === null ? '' : `${shown.run} ${shown.step} ${shown.space}`;
}
