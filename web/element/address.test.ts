// Protects that the address and the figure say the same: what is written when, what is a step of the
// history, and what going back opens. Against a browser's history in plain objects and links written as JSON.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EMPTY_LINK, type Link } from '../engine/link';
import type { Catalog } from '../engine/wire';
import { createStore, INITIAL_STATE, type State, type Store, scriptText } from '../state';
import { RECORDING_INFO } from '../state/recording-info.test-helper';
import { NOTHING_SAVED, type Saved } from '../state/saved';
import { Address, type AddressBar, type Left, type LinkCodec, type Note } from './address';

/** A design with which everything goes. */
const NOTHING_ELSE = { unavailable: {}, inert: {} };

const CLASSIC = { placement: 'first-fit' };

const CATALOG: Catalog = {
  axes: [
    {
      id: 'placement',
      title: '',
      group: '',
      scope: 'allocator',
      first: true,
      families: [],
      summary: '',
      kind: 'choice',
      minimum: null,
      maximum: null,
      powerOfTwo: false,
      address: false,
      unit: '',
      options: [],
      names: [],
      default: 'first-fit',
    },
  ],
  presets: [{ id: 'classic', title: 'Classic', summary: '', design: CLASSIC }],
  metrics: [],
  categories: [],
  untouched: { id: 'untouched', title: '', summary: '', axes: [] },
  outcomes: [],
  generators: [{ id: 'churn', title: 'Churn', summary: '', example: 'generate churn\n' }],
  vocabulary: [],
  classic: CLASSIC,
  families: {},
};

const TRACES = ['sqlite', 'gcc'].map((id) => ({ id, title: id }));

function fragmentOf(link: Partial<Link>): string {
  return `#v1&${JSON.stringify({ ...EMPTY_LINK, ...link })}`;
}

const codec: LinkCodec = {
  encodeLink: async (link) => ({ text: fragmentOf(link) }),
  decodeLink: async (text) => {
    const json = /^#v1&(\{.*)$/.exec(text)?.[1];
    return { link: json ? JSON.parse(json) : EMPTY_LINK, notices: [] };
  },
};

/** A browser's history. */
class History implements AddressBar {
  isFixed = false;
  isReload = false;
  left: Left | null = null;
  readonly entries: { fragment: string; note: unknown }[];
  at = 0;
  private moved: () => void = () => {};

  constructor(fragment: string, note: unknown = null) {
    this.entries = [{ fragment, note }];
  }

  get fragment(): string {
    return this.entries[this.at]?.fragment ?? '';
  }

  get note(): unknown {
    return this.entries[this.at]?.note;
  }

  replace(fragment: string, note: Note): void {
    this.entries[this.at] = { fragment, note };
  }

  push(fragment: string, note: Note): void {
    this.entries.splice(this.at + 1, Number.POSITIVE_INFINITY, { fragment, note });
    this.at += 1;
  }

  watch(moved: () => void): () => void {
    this.moved = moved;
    return () => {
      this.moved = () => {};
    };
  }

  /** The visitor goes some entries on, or back. */
  async go(delta: number): Promise<void> {
    this.at += delta;
    this.moved();
    await quiet();
  }

  /** The visitor writes an address of their own, or follows a link. */
  async visit(fragment: string): Promise<void> {
    this.entries.splice(this.at + 1, Number.POSITIVE_INFINITY, { fragment, note: null });
    await this.go(1);
  }

  /** The link in the address. */
  get link(): Link {
    return JSON.parse(this.fragment.slice('#v1&'.length));
  }
}

let store: Store;
let address: Address | null = null;

async function quiet(): Promise<void> {
  await vi.advanceTimersByTimeAsync(1000);
}

async function start(bar: AddressBar, saved: Partial<Saved> = {}): Promise<void> {
  store = createStore(INITIAL_STATE);
  address = new Address(codec, store, bar, 7);
  await address.arrive();
  store.subscribe((state) => {
    if (state.isDesignChecked) return;
    const { design } = state;
    const isTyped = design.placement?.endsWith('-') === false;
    const problems = isTyped ? [] : [{ axis: 'placement', reason: 'half typed' }];
    store.dispatch({ type: 'design-checked', asked: design, design, problems, ...NOTHING_ELSE });
  });
  store.dispatch({
    type: 'engine-started',
    catalog: CATALOG,
    traces: TRACES,
    lessons: [],
    saved: { ...NOTHING_SAVED, ...saved },
  });
  await quiet();
}

/** The newest replay comes to its end. */
async function finish(hash: string): Promise<void> {
  store.dispatch({ type: 'run-opened' });
  const run = store.state.run.id;
  store.dispatch({ type: 'run-advanced', run, replayed: 100, total: 100, hash, scorecard: null });
  await quiet();
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  address?.dispose();
  vi.useRealTimers();
});

test('a first visit’s address stays bare until something is done', async () => {
  const bar = new History('');
  await start(bar);
  await finish('aa');
  expect(bar.entries.map(({ fragment }) => fragment)).toEqual(['']);
  store.dispatch({ type: 'seek', step: 5 });
  await quiet();
  expect(bar.entries).toHaveLength(1);
  expect(bar.link).toMatchObject({ scenario: { id: 'sqlite' }, step: 5, hashes: ['aa'] });
});

test('a choice is a step of the history, and a look around is none', async () => {
  const bar = new History('');
  await start(bar);
  store.dispatch({ type: 'axis-set', axis: 'placement', value: 'best-fit' });
  await quiet();
  await finish('bb');
  store.dispatch({ type: 'seek', step: 5 });
  store.dispatch({ type: 'selected', offset: 64 });
  await quiet();
  expect(bar.entries).toHaveLength(2);
  expect(bar.link).toMatchObject({ step: 5, selected: 64, hashes: ['bb'] });
});

test('the entry that a choice leaves says what was done until then', async () => {
  const bar = new History('');
  await start(bar);
  await finish('aa');
  store.dispatch({ type: 'seek', step: 5 });
  store.dispatch({ type: 'scenario-chosen', scenario: { kind: 'bundled', id: 'gcc' } });
  await quiet();
  expect(bar.link.scenario).toMatchObject({ id: 'gcc' });
  await bar.go(-1);
  expect(store.state).toMatchObject({ scenario: { id: 'sqlite' }, step: 5 });
});

/** Another page on the entry where the last was left, as a tab hands it on. */
function next(bar: History): History {
  const again = new History(bar.fragment, bar.note);
  again.left = JSON.parse(JSON.stringify(bar.left));
  return again;
}

test('a reload finds what was left, though the address had no time to say it', async () => {
  const bar = new History(fragmentOf({ scenario: { kind: 'trace', id: 'gcc' }, fixed: ['*'] }));
  await start(bar);
  await finish('aa');
  store.dispatch({ type: 'seek', step: 4 });
  await quiet();
  store.dispatch({ type: 'seek', step: 5 });
  address?.leave();
  const again = next(bar);
  again.isReload = true;
  // Some browsers forget an address that was written just before a reload.
  again.replace(fragmentOf({ scenario: { kind: 'trace', id: 'gcc' } }), { kind: 'given' });
  await start(again);
  expect(store.state).toMatchObject({ scenario: { id: 'gcc' }, step: 5 });
  expect(again.link).toMatchObject({ step: 5, fixed: ['*'] });
  expect(again.left).toBeNull();
});

test('coming back to an address finds what was left there', async () => {
  const bar = new History('');
  await start(bar);
  store.dispatch({ type: 'axis-set', axis: 'placement', value: 'best-fit' });
  await quiet();
  await finish('bb');
  store.dispatch({ type: 'seek', step: 5 });
  address?.leave();
  await start(next(bar));
  expect(store.state).toMatchObject({ design: { placement: 'best-fit' }, step: 5 });
});

test('a link that is followed beats what was left in its tab', async () => {
  const bar = new History('');
  await start(bar);
  await finish('aa');
  store.dispatch({ type: 'seek', step: 5 });
  address?.leave();
  const followed = next(bar);
  followed.replace(fragmentOf({ scenario: { kind: 'trace', id: 'gcc' } }), { kind: 'given' });
  await start(followed);
  expect(store.state).toMatchObject({ scenario: { id: 'gcc' }, step: 0 });
});

test('a figure as its address says it leaves nothing', async () => {
  const bar = new History(fragmentOf({ scenario: { kind: 'trace', id: 'gcc' } }));
  await start(bar);
  address?.leave();
  expect(bar.left).toBeNull();
});

test('a link written over the address while the page writes its own is not overwritten', async () => {
  const bar = new History('');
  await start(bar);
  await finish('aa');
  store.dispatch({ type: 'seek', step: 5 });
  await vi.advanceTimersByTimeAsync(349);
  const theirs = fragmentOf({ scenario: { kind: 'trace', id: 'gcc' } });
  // The quiet time ends, the writing begins, and the browser tells of the new entry only after it.
  vi.advanceTimersByTime(1);
  await Promise.resolve();
  bar.entries.push({ fragment: theirs, note: null });
  bar.at += 1;
  await Promise.resolve();
  await quiet();
  expect(bar.fragment).toBe(theirs);
});

test('typing changes the address of its entry, once it rests', async () => {
  const bar = new History('');
  await start(bar);
  store.dispatch({ type: 'scenario-chosen', scenario: { kind: 'script' } });
  await quiet();
  for (const text of ['a', 'a =', 'a = malloc 1']) store.dispatch({ type: 'script-edited', text });
  await quiet();
  expect(bar.entries).toHaveLength(2);
  expect(bar.link.scenario).toMatchObject({ kind: 'script', text: 'a = malloc 1' });
});

test('back and forward go through what was done, and the own script stays an own one', async () => {
  const bar = new History('');
  await start(bar);
  store.dispatch({ type: 'scenario-chosen', scenario: { kind: 'script' } });
  store.dispatch({ type: 'script-edited', text: 'a = malloc 1' });
  await quiet();
  store.dispatch({ type: 'axis-set', axis: 'placement', value: 'best-fit' });
  await quiet();
  store.dispatch({ type: 'scenario-chosen', scenario: { kind: 'bundled', id: 'gcc' } });
  await quiet();

  await bar.go(-1);
  expect(store.state.scenario).toEqual({ kind: 'script' });
  expect(scriptText(store.state)).toBe('a = malloc 1');
  expect(store.state.design.placement).toBe('best-fit');
  await bar.go(-1);
  expect(store.state.design.placement).toBe('first-fit');
  await bar.go(-1);
  expect(store.state.scenario).toEqual({ kind: 'bundled', id: 'sqlite' });
  await bar.go(3);
  expect(store.state.scenario).toEqual({ kind: 'bundled', id: 'gcc' });
  expect(bar.entries).toHaveLength(4);
  expect([store.state.replacedWork, store.state.notices]).toEqual([[], []]);
});

test('a link in the address beats what an earlier visit left, which is kept', async () => {
  const given = fragmentOf({ scenario: { kind: 'script', text: 'theirs' }, hashes: ['cc'] });
  const bar = new History(given);
  await start(bar, {
    scenario: { kind: 'script' },
    drafts: { 'own script': 'mine' },
    design: { placement: 'best-fit' },
  });
  expect(scriptText(store.state)).toBe('theirs');
  expect(store.state.promised).toEqual(['cc']);
  expect(bar.fragment).toBe(given);
  store.dispatch({ type: 'work-brought-back' });
  await quiet();
  expect(scriptText(store.state)).toBe('mine');
  expect(bar.link.designs).toEqual([{ placement: 'best-fit' }]);
  await bar.go(-1);
  expect(scriptText(store.state)).toBe('theirs');
});

test('what an earlier visit left is in the address at once', async () => {
  const bar = new History('');
  await start(bar, { scenario: { kind: 'generator', id: 'churn' } });
  expect(bar.link.scenario).toEqual({ kind: 'generator', id: 'churn' });
  expect(bar.entries).toHaveLength(1);
});

test('an address that came is left as it is until something is done', async () => {
  // Part of it is beyond this version, and would be lost.
  const given = '#v9&wonders=7';
  const bar = new History(given);
  await start(bar);
  await finish('aa');
  expect(bar.fragment).toBe(given);
});

test('a link pasted into an open page is opened, and going back finds the page as it was', async () => {
  const bar = new History('');
  await start(bar);
  store.dispatch({ type: 'axis-set', axis: 'placement', value: 'best-fit' });
  await quiet();
  await bar.visit(fragmentOf({ scenario: { kind: 'trace', id: 'gcc' }, step: 9 }));
  expect(store.state).toMatchObject({ scenario: { id: 'gcc' }, step: 9, design: CLASSIC });
  expect(store.state.replacedWork).toHaveLength(1);
  await bar.go(-1);
  expect(store.state).toMatchObject({
    scenario: { id: 'sqlite' },
    design: { placement: 'best-fit' },
  });
});

test('inside another page, the address is opened and never written', async () => {
  const bar = new History(fragmentOf({ scenario: { kind: 'trace', id: 'gcc' } }));
  bar.isFixed = true;
  const before = [...bar.entries];
  await start(bar);
  expect(store.state.scenario).toEqual({ kind: 'bundled', id: 'gcc' });
  store.dispatch({ type: 'axis-set', axis: 'placement', value: 'best-fit' });
  await quiet();
  expect(bar.entries).toEqual(before);
});

test('the name of a place on the page is no link', async () => {
  const bar = new History('');
  await start(bar);
  store.dispatch({ type: 'axis-set', axis: 'placement', value: 'best-fit' });
  await quiet();
  const { state } = store;
  await bar.visit('#atlas');
  expect(store.state).toBe(state);
});

test('a design half typed is in no address', async () => {
  const bar = new History('');
  await start(bar);
  await finish('aa');
  store.dispatch({ type: 'axis-set', axis: 'placement', value: 'best-' });
  await quiet();
  expect(bar.entries.map(({ fragment }) => fragment)).toEqual(['']);
  store.dispatch({ type: 'axis-set', axis: 'placement', value: 'best-fit' });
  await quiet();
  expect(bar.entries).toHaveLength(2);
  expect(bar.link.designs).toEqual([{ placement: 'best-fit' }]);
});

test('a script too long for an address leaves it bare, and is there again on the way back', async () => {
  const bar = new History('');
  await start(bar);
  const long = `# ${'x'.repeat(20_000)}`;
  store.dispatch({ type: 'scenario-chosen', scenario: { kind: 'script' } });
  store.dispatch({ type: 'script-edited', text: long });
  await quiet();
  expect(bar.fragment).toBe('');
  store.dispatch({ type: 'scenario-chosen', scenario: { kind: 'bundled', id: 'gcc' } });
  await quiet();
  await bar.go(-1);
  expect(scriptText(store.state)).toBe(long);
});

test('a file is there again on the way back, and missed where the page is another', async () => {
  const bytes = new Uint8Array(100_000);
  const bar = new History('');
  await start(bar);
  store.dispatch({
    type: 'file-read',
    name: 'a.rep',
    bytes,
    info: RECORDING_INFO,
  });
  await quiet();
  store.dispatch({ type: 'scenario-chosen', scenario: { kind: 'bundled', id: 'gcc' } });
  await quiet();
  await bar.go(-1);
  expect(store.state.scenario).toMatchObject({ kind: 'file', name: 'a.rep' });

  // The same history, in a page that was loaded anew.
  await bar.go(1);
  address?.dispose();
  const entry = bar.entries[1];
  const note = entry?.note as { scenario: { life: number } };
  note.scenario.life = 6;
  await start(bar);
  await bar.go(-1);
  expect(store.state.notices.flatMap(({ items }) => items)).toEqual([
    'The file that was open then is not kept.',
  ]);
});

test('a reload of what the page wrote itself takes the place of nothing', async () => {
  const bar = new History('');
  await start(bar);
  store.dispatch({ type: 'scenario-chosen', scenario: { kind: 'script' } });
  store.dispatch({ type: 'script-edited', text: 'mine' });
  await quiet();
  address?.dispose();
  await start(bar, { scenario: { kind: 'script' }, drafts: { 'own script': 'mine' } });
  const { scenario, changed, replacedWork, notices }: State = store.state;
  expect([scenario, changed, replacedWork, notices]).toEqual([
    { kind: 'script' },
    'figure',
    [],
    [],
  ]);
});

test('a note of another making is none', async () => {
  const bar = new History('', { kind: 'written', scenario: { kind: 'spaceship' } });
  await start(bar);
  expect(store.state.scenario).toEqual({ kind: 'bundled', id: 'sqlite' });
  expect(store.state.notices).toEqual([]);
});
