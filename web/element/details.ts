// What is asked of a replay beside its picture: the blocks under the pointer and picked, lists, bytes, operations.
//
// Owns the questions; whom to ask is the effects' business.

import { Latest } from '../base/latest';
import { AtlasError, type SessionClient } from '../engine/api';
import type { State, Store } from '../state';

/** A replay to be asked, at a step and in a space. */
interface Shown {
  readonly session: { readonly run: number; readonly abort: AbortController };
  readonly client: SessionClient;
  readonly step: number;
  readonly task: number | null;
}

/** Whom to ask, and who is told. */
export interface Asking {
  readonly store: Store;
  /** What is on the screen; `null` where nothing is. */
  readonly shown: () => Shown | null;
  /** The newest run; `null` while there is nothing to ask it. */
  readonly newest: () => Shown | null;
  readonly complain: (error: unknown) => void;
}

export class Details {
  private readonly asking: Asking;
  private readonly hover = new Latest<number>((offset) => this.findHovered(offset));
  private readonly selection = new Latest<number>((offset) => this.findSelected(offset));
  private readonly operations = new Latest<Shown>((shown) => this.readOperations(shown));
  private readonly list = new Latest<Shown>((shown) => this.readList(shown));
  private readonly bytes = new Latest<Shown>((shown) => this.readBytes(shown));

  constructor(asking: Asking) {
    this.asking = asking;
  }

  /** Asks for whatever the state wishes and does not have. */
  refresh(state: State): void {
    const { hover, selection, list, bytes, operations, run } = state;
    const key = shownKey(state);
    if (hover) this.hover.want(`${key} ${hover.offset}`, hover.offset);
    if (selection) {
      this.selection.want(`${key} ${list.free} ${selection.offset}`, selection.offset);
    }
    const shown = this.asking.shown();
    if (shown && list.count > 0) {
      this.list.want(`${key} ${list.free} ${list.from} ${list.count}`, shown);
    }
    if (shown && bytes.count > 0) this.bytes.want(`${key} ${bytes.offset} ${bytes.count}`, shown);
    const newest = this.asking.newest();
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

  private async findHovered(offset: number): Promise<void> {
    const shown = this.asking.shown();
    if (!shown) return;
    const { client, step, task } = shown;
    await this.told(shown, async (signal) => {
      const block = await client.blockAt(step, task, offset, { signal });
      this.asking.store.dispatch({ type: 'block-hovered', offset, block });
    });
  }

  private async findSelected(offset: number): Promise<void> {
    const { store } = this.asking;
    const { free } = store.state.list;
    const shown = this.asking.shown();
    if (!shown) return;
    const { client, step, task } = shown;
    await this.told(shown, async (signal) => {
      const [block, place] = await Promise.all([
        orNone(client.blockAt(step, task, offset, { signal })),
        orNone(client.place(step, task, free, offset, { signal })),
      ]);
      store.dispatch({ type: 'block-selected', offset, block, free, place });
    });
  }

  private async readOperations(newest: Shown): Promise<void> {
    const { store } = this.asking;
    const { from, count } = store.state.operations;
    await this.told(newest, async (signal) => {
      const lines = await newest.client.operations(from, count, { signal });
      store.dispatch({ type: 'operations-read', run: newest.session.run, lines });
    });
  }

  private async readList(shown: Shown): Promise<void> {
    const { store } = this.asking;
    const { free, from, count } = store.state.list;
    const { client, step, task, session } = shown;
    await this.told(shown, async (signal) => {
      const entries = await client.list(step, task, free, from, count, { signal });
      store.dispatch({ type: 'list-read', run: session.run, free, entries });
    });
  }

  private async readBytes(shown: Shown): Promise<void> {
    const { store } = this.asking;
    const { offset, count } = store.state.bytes;
    const { client, step, task, session } = shown;
    await this.told(shown, async (signal) => {
      const view = await client.bytes(step, task, offset, count, { signal });
      store.dispatch({ type: 'bytes-read', run: session.run, view });
    });
  }

  private async told({ session }: Shown, question: (signal: AbortSignal) => Promise<void>) {
    try {
      await question(session.abort.signal);
    } catch (error) {
      this.asking.complain(error);
    }
  }
}

function shownKey({ shown }: State): string {
  return shown === null ? '' : `${shown.run} ${shown.step} ${shown.space}`;
}

/** What lies out of bounds is none: a selection may be of a larger region. */
async function orNone<Answer>(answer: Promise<Answer | null>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AtlasError && error.kind === 'bounds') return null;
    throw error;
  }
}
