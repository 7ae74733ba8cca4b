// Keeps the address bar and the figure in step: a link in the address is opened, and the address follows the visitor's
// changes, so that the browser's history leads back through them.
//
// Owns when an address is written and which changes are entries of the history. web/state/link.ts owns what a link says,
// the engine how it is written, the page where the address stands. The address that the visitor came with stays until they
// change something: another version may read what this one can't.

import * as v from 'valibot';
import type { CallOptions } from '../engine/api';
import { isLink, type Link } from '../engine/link';
import {
  comparedDesigns,
  hashesOf,
  isSameDesign,
  linkOf,
  type Opening,
  type Scenario,
  STORED_SCENARIO,
  type State,
  type Store,
} from '../state';

/** The address bar and its history: the browser's, or a test's. */
export interface AddressBar {
  /** Whether the address is another page's, to be read and never written. */
  readonly isFixed: boolean;
  /** The fragment, `#` included; empty where there is none. */
  readonly fragment: string;
  /** The note stored with the current entry of the history. */
  readonly note: unknown;
  /** Whether the visitor has reloaded this page. */
  readonly isReload: boolean;
  /** What the page showed when it was left; `null` where that is unknown. The tab remembers it for one visit. */
  left: Left | null;
  replace(fragment: string, note: Note): void;
  push(fragment: string, note: Note): void;
  /** Calls back when the visitor goes to another entry or enters another fragment. Returns a function that stops it. */
  watch(moved: () => void): () => void;
}

/** The scenario of an entry; for a script whose it is, for a file which of those opened since the page was loaded. */
const NOTED_SCENARIO = v.union([
  STORED_SCENARIO,
  v.object({ kind: v.literal('file'), index: v.number(), life: v.number() }),
]);

/** The note stored with an entry of the history. It outlives the page, so it is validated when it is read. */
const NOTE = v.variant('kind', [
  /** The visitor came with this address. */
  v.object({ kind: v.literal('given') }),
  /** The page wrote this address. */
  v.object({
    kind: v.literal('written'),
    scenario: NOTED_SCENARIO,
    /** The link without its scenario, where the link is too long for an address and the address is left empty. */
    fragment: v.fallback(v.nullable(v.string()), null),
  }),
]);

type NotedScenario = v.InferOutput<typeof NOTED_SCENARIO>;
export type Note = v.InferOutput<typeof NOTE>;

/** What a page showed when it was left: there may have been no time to write the address. */
export interface Left {
  readonly fragment: string;
  readonly scenario: NotedScenario;
  /** `null` for a file, which is stored elsewhere. */
  readonly link: Link | null;
}

type FileScenario = Extract<Scenario, { kind: 'file' }>;

/** Quiet time before the address is written: typing and stepping pass many states. */
const QUIET_MS = 350;
/** The same after a choice: a slider passes many values. */
const CHOICE_QUIET_MS = 120;
/** Longest fragment that is put into an address: browsers can store it, and people copy it. */
const FRAGMENT_CHARS_MAX = 8000;
/** No link is made of longer files and scripts. */
const SCENARIO_UNITS_MAX = 64 * 1024;

export interface LinkCodec {
  decodeLink(text: string, options: CallOptions): Promise<Opening>;
  encodeLink(link: Link, options: CallOptions): Promise<{ readonly text: string }>;
}

export class Address {
  private readonly codec: LinkCodec;
  private readonly store: Store;
  private readonly bar: AddressBar;
  private readonly life: number;
  private readonly disposed = new AbortController();
  private readonly stop: readonly (() => void)[];
  private readonly files: FileScenario[] = [];
  /** The link the visitor came with, until it is opened. */
  private arrival: Opening | null = null;
  /** The note of the current entry; `null` until it is known. */
  private entered: State | null = null;
  /** Whether the address is known to differ from the state. */
  private isStale = false;
  /** The state to write when the quiet time is over. */
  private due: { readonly state: State; readonly isChoice: boolean } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the visitor's moves through their history: an address begun before a move must not be written after it. */
  private moves = 0;
  /** The engine writes links: one address is written after the other. */
  private written: Promise<void> = Promise.resolve();

  /**
   * @param life identifies this load of the page in the notes of the history
   */
  constructor(codec: LinkCodec, store: Store, bar: AddressBar, life: number) {
    this.codec = codec;
    this.store = store;
    this.bar = bar;
    this.life = life;
    this.stop = [
      store.subscribe((state, before) => this.follow(state, before)),
      bar.watch(() => void this.go()),
    ];
  }

  /** Reads the link the visitor came with. It is opened once the figure has the catalogue. */
  async arrive(): Promise<void> {
    this.arrival = await this.arriving();
  }

  private async arriving(): Promise<Opening | null> {
    const { bar } = this;
    const note = noteOf(bar);
    const left = bar.isFixed ? null : bar.left;
    if (left !== null) {
      bar.left = null;
      // After a reload, or back at the same address, the visitor finds what they left; a link they follow replaces it.
      if (bar.isReload || (note !== null && left.fragment === bar.fragment)) {
        this.isStale = true;
        return this.takenUp(left);
      }
    }
    if (note === null && !bar.isFixed) bar.replace(bar.fragment, { kind: 'given' });
    if (!isLink(bar.fragment)) return null;
    try {
      // After a reload, an address that the page itself wrote replaces no work.
      return await this.opening(bar.fragment, note, note?.kind === 'written');
    } catch {
      // Ignored here: the figure reports that there is no engine.
      return null;
    }
  }

  /**
   * The page may be about to go, and writing the address takes longer than that; a browser may even forget what
   * was written last. What is shown is left as it is.
   */
  leave(): void {
    const { bar, store } = this;
    const { state } = store;
    if (bar.isFixed || state.catalog === null || state.changed === 'nothing') return;
    const link = linkOf(state);
    const isOfFile = link.scenario?.kind === 'recording';
    bar.left = {
      fragment: bar.fragment,
      scenario: this.noted(state.scenario),
      link: isOfFile || unitsOf(link) > SCENARIO_UNITS_MAX ? null : link,
    };
  }

  dispose(): void {
    for (const stop of this.stop) stop();
    this.disposed.abort();
    clearTimeout(this.timer);
  }

  private follow(state: State, before: State): void {
    if (state.catalog === null) return;
    if (before.catalog === null && this.arrival) {
      const opening = this.arrival;
      this.arrival = null;
      this.store.dispatch({ type: 'link-opened', ...opening });
      return;
    }
    if (this.bar.isFixed) return;
    if (this.entered === null) {
      this.entered = state;
      // The work of an earlier visit is in no address yet.
      this.isStale ||= !isLink(this.bar.fragment);
    }
    // A figure that was just opened agrees with its address.
    if (state.changed === 'nothing') {
      this.entered = state;
      return;
    }
    // A half-typed design is no entry of the history.
    if (!state.isDesignChecked || state.verdict.problems.length > 0) return;
    const last = this.due?.state ?? this.entered;
    if (!this.isStale && isSameAddress(state, last)) return;
    this.isStale = false;
    const isChoice = isAnotherChoice(state, last);
    // The state that waits is from before the choice: it belongs to the entry that is left.
    if (isChoice && this.due?.isChoice === false) this.write();
    this.due = { state, isChoice: isChoice || this.due?.isChoice === true };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.write(), this.due.isChoice ? CHOICE_QUIET_MS : QUIET_MS);
  }

  private write(): void {
    clearTimeout(this.timer);
    const { due, moves } = this;
    if (due === null) return;
    this.due = null;
    this.entered = due.state;
    this.written = this.written.then(() => this.put(due.state, due.isChoice, moves));
  }

  private async put(state: State, isChoice: boolean, moves: number): Promise<void> {
    const { bar, disposed } = this;
    try {
      const before = bar.fragment;
      const { fragment, isWhole } = await this.encoded(state);
      // The visitor may have gone to another entry of their history by now; the page hears of it later.
      if (disposed.signal.aborted || moves !== this.moves || bar.fragment !== before) return;
      const scenario = this.noted(state.scenario);
      const note: Note = { kind: 'written', scenario, fragment: isWhole ? null : fragment };
      const shown = isWhole ? fragment : '';
      if (isChoice && shown !== bar.fragment) bar.push(shown, note);
      else bar.replace(shown, note);
    } catch {
      // Ignored: the address stays at an older state, and nothing else depends on it.
    }
  }

  private async encoded(state: State): Promise<{ fragment: string; isWhole: boolean }> {
    const { signal } = this.disposed;
    const link = linkOf(state);
    if (unitsOf(link) <= SCENARIO_UNITS_MAX) {
      const { text } = await this.codec.encodeLink(link, { signal });
      if (text.length <= FRAGMENT_CHARS_MAX) return { fragment: text, isWhole: true };
    }
    const { text } = await this.codec.encodeLink({ ...link, scenario: null }, { signal });
    return { fragment: text, isWhole: false };
  }

  /** Opens the entry that the visitor went to, or the address that they entered. */
  private async go(): Promise<void> {
    const { bar, store } = this;
    const note = noteOf(bar);
    const { fragment } = bar;
    // The fragment may be the name of a place on the page.
    if (note === null && !isLink(fragment)) return;
    this.moves += 1;
    this.due = null;
    clearTimeout(this.timer);
    const { moves } = this;
    if (note === null && !bar.isFixed) bar.replace(fragment, { kind: 'given' });
    const link = note?.kind === 'written' ? (note.fragment ?? fragment) : fragment;
    try {
      const opening = await this.opening(isLink(link) ? link : '', note, note !== null);
      if (this.disposed.signal.aborted || moves !== this.moves) return;
      store.dispatch({ type: 'link-opened', ...opening });
      this.due = null;
      this.entered = store.state;
    } catch {
      // Ignored here: the paint call reports an engine failure.
    }
  }

  private async opening(fragment: string, note: Note | null, isReturn: boolean): Promise<Opening> {
    const { signal } = this.disposed;
    const text = fragment.replace(/^#url=/, '#v1&url=');
    const { link, notices } = await this.codec.decodeLink(text, { signal });
    if (note?.kind !== 'written') return { link, notices, isReturn };
    const origin = this.remembered(note.scenario) ?? undefined;
    const opening = { link, notices, by: 'page', isReturn, origin } as const;
    if (origin !== undefined || link.scenario !== null) return opening;
    const lost = { field: 'scenario', message: 'The file that was open then is not kept.' };
    return { ...opening, notices: [...notices, lost] };
  }

  private takenUp({ link, scenario }: Left): Opening | null {
    if (link === null) return null;
    const origin = this.remembered(scenario) ?? undefined;
    return { link, notices: [], by: 'page', isReturn: true, origin };
  }

  private noted(scenario: Scenario): NotedScenario {
    if (scenario.kind === 'remote') return { kind: 'remote', url: scenario.url, link: null };
    if (scenario.kind !== 'file') return scenario;
    const known = this.files.findIndex(({ bytes }) => bytes === scenario.bytes);
    const index = known < 0 ? this.files.push(scenario) - 1 : known;
    return { kind: 'file', index, life: this.life };
  }

  private remembered(scenario: NotedScenario): Scenario | null {
    if (scenario.kind !== 'file') return scenario;
    return scenario.life === this.life ? (this.files[scenario.index] ?? null) : null;
  }
}

/** Whether another scenario, preset or design was chosen: an entry of the history. */
function isAnotherChoice(one: State, other: State): boolean {
  const [designs, others] = [comparedDesigns(one), comparedDesigns(other)];
  const isSame = designs.every(({ preset, design }, place) => {
    const there = others[place];
    return there?.preset === preset && isSameDesign(design, there.design);
  });
  if (!isSame || designs.length !== others.length) return true;
  const [a, b] = [one.scenario, other.scenario];
  if (a.kind === 'file' && b.kind === 'file') return a.bytes !== b.bytes;
  if (a.kind === 'remote' && b.kind === 'remote') return a.url !== b.url;
  if (a.kind === 'script' && b.kind === 'script') return a.name !== b.name;
  return a.kind !== b.kind || ('id' in a && 'id' in b && a.id !== b.id);
}

/** Whether two states have the same link, as far as their fields say so without writing the links. */
function isSameAddress(one: State, other: State): boolean {
  const parts = (state: State) => [
    state.drafts,
    state.following ? null : state.step,
    state.space,
    state.window,
    state.selection?.offset,
    state.carried,
    hashesOf(state).join(),
  ];
  const others = parts(other);
  return !isAnotherChoice(one, other) && parts(one).every((part, at) => part === others[at]);
}

function unitsOf({ scenario }: Link): number {
  if (scenario?.kind === 'script') return scenario.text.length;
  return scenario?.kind === 'recording' ? scenario.bytes.length : 0;
}

/** The note of the current entry, where it is one of this page's. */
function noteOf({ note }: AddressBar): Note | null {
  const { success, output } = v.safeParse(NOTE, note);
  return success ? output : null;
}
