// The address bar and the figure at one: a link in the address is opened, and the address follows what the
// visitor does, so that the way back and forward is through what they did.
//
// Owns when an address is written and which changes are steps of the visitor's history. What a link says is
// web/state/link.ts's, how it is written the engine's, where the address stands the page's. An address that
// the visitor came with stays as it is until they change something: what this version can't read of it may
// still be read by another.

import { isLink, type Link } from '../domain/link';
import type { CallOptions } from '../engine/api';
import {
  comparedDesigns,
  hashesOf,
  isSameDesign,
  linkOf,
  type Opening,
  type Scenario,
  type State,
  type Store,
} from '../state';

/** Where the address stands and what can be done with it: the browser's, or a test's. */
export interface AddressBar {
  /** Whether it is another's, to be read and never written. */
  readonly isFixed: boolean;
  /** The fragment, `#` included; empty where there is none. */
  readonly fragment: string;
  /** What was noted with the entry of the history that is current. */
  readonly note: unknown;
  /** Whether the visitor reloads the page they had here. */
  readonly isReload: boolean;
  /** What the page showed as it was left; `null` where that is not known. A tab remembers it, for one visit. */
  left: Left | null;
  replace(fragment: string, note: Note): void;
  push(fragment: string, note: Note): void;
  /** Calls back when the visitor went to another entry, or wrote another fragment. Returns the way to stop. */
  watch(moved: () => void): () => void;
}

/** What is noted with an entry of the history. It outlives the page, so what is read back is looked at. */
export type Note =
  /** The visitor came with it. */
  | { readonly kind: 'given' }
  /** The page wrote it. */
  | {
      readonly kind: 'written';
      readonly scenario: NotedScenario;
      /** The link but for its scenario, where that is too long for an address, which is then left bare. */
      readonly fragment: string | null;
    };

/** Which scenario an entry is about; of a script whose it is, of a file which of this page's life. */
type NotedScenario =
  | Exclude<Scenario, { kind: 'file' }>
  | { readonly kind: 'file'; readonly index: number; readonly life: number };

/** What a page showed as it was left: the address may have had no time to say it. */
export interface Left {
  /** The address it was left at. */
  readonly fragment: string;
  readonly scenario: NotedScenario;
  /** `null` where it is of a file, which is remembered elsewhere. */
  readonly link: Link | null;
}

type FileScenario = Extract<Scenario, { kind: 'file' }>;

/** Quiet time before the address follows: typing and stepping pass many states. */
const QUIET_MS = 350;
/** Choices follow at once, but for a slider's way. */
const CHOICE_QUIET_MS = 120;
/** Longest fragment that is put into an address: browsers and those who copy it cope with so much. */
const FRAGMENT_CHARS_MAX = 8000;
/** Files and scripts beyond this aren't even tried. */
const SCENARIO_UNITS_MAX = 64 * 1024;

/** What writes and reads links. */
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
  /** What the current entry of the history speaks of; `null` until that is known. */
  private entered: State | null = null;
  /** Whether the address is known to say something else. */
  private isStale = false;
  /** What is to be written when the quiet time is over. */
  private due: { readonly state: State; readonly isChoice: boolean } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the visitor's moves through their history: what was begun before one must not be written after. */
  private moves = 0;
  /** Writing takes a word of the engine; one comes after the other. */
  private written: Promise<void> = Promise.resolve();

  /**
   * @param life tells this page's life from an earlier one, in the notes of the history
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

  /** Reads the link the visitor came with. It is opened as soon as the figure knows what there is to open. */
  async arrive(): Promise<void> {
    this.arrival = await this.arriving();
  }

  private async arriving(): Promise<Opening | null> {
    const { bar } = this;
    const note = asNote(bar.note);
    const left = bar.isFixed ? null : bar.left;
    if (left !== null) {
      bar.left = null;
      // Whoever reloads, or comes back to the same address, finds what they left there; a link they follow beats it.
      if (bar.isReload || (note !== null && left.fragment === bar.fragment)) {
        this.isStale = true;
        return this.takenUp(left);
      }
    }
    if (note === null && !bar.isFixed) bar.replace(bar.fragment, { kind: 'given' });
    if (!isLink(bar.fragment)) return null;
    try {
      // Come back to after a reload, what the page wrote itself takes the place of nothing.
      return await this.opening(bar.fragment, note, note?.kind === 'written');
    } catch {
      // Without an engine there is nothing to open it with; the figure says so.
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
      // What an earlier visit left is in no address yet.
      this.isStale ||= !isLink(this.bar.fragment);
    }
    // As it is opened, a figure is what its address says, or what there is without one.
    if (state.changed === 'nothing') {
      this.entered = state;
      return;
    }
    // A design half typed is none to come back to.
    if (!state.isDesignChecked || state.verdict.problems.length > 0) return;
    const last = this.due?.state ?? this.entered;
    if (!this.isStale && isSameAddress(state, last)) return;
    this.isStale = false;
    const isChoice = isAnotherChoice(state, last);
    // What is due was done before the choice, and so belongs to the entry that is left.
    if (isChoice && this.due?.isChoice === false) this.write();
    this.due = { state, isChoice: isChoice || this.due?.isChoice === true };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.write(), this.due.isChoice ? CHOICE_QUIET_MS : QUIET_MS);
  }

  /** Writes what is due. */
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
      // An address that could not be written is an older one; nothing else depends on it.
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

  /** The visitor went to another entry of their history, or wrote another address: it is opened. */
  private async go(): Promise<void> {
    const { bar, store } = this;
    const note = asNote(bar.note);
    const { fragment } = bar;
    // It may be the name of a place on the page.
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

/** Whether another scenario, preset or design was chosen: a step of the visitor's history. */
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

/** What was noted with an entry, if it is a note of ours. */
function asNote(value: unknown): Note | null {
  if (typeof value !== 'object' || value === null) return null;
  const { kind, scenario, fragment } = value as Record<string, unknown>;
  if (kind === 'given') return { kind };
  const noted = asNotedScenario(scenario);
  if (kind !== 'written' || noted === null) return null;
  return { kind, scenario: noted, fragment: typeof fragment === 'string' ? fragment : null };
}

function asNotedScenario(value: unknown): NotedScenario | null {
  if (typeof value !== 'object' || value === null) return null;
  const { kind, id, url, index, life } = value as Record<string, unknown>;
  switch (kind) {
    case 'script':
    case 'linked':
      return { kind };
    case 'bundled':
    case 'lesson':
    case 'generator':
      return typeof id === 'string' ? { kind, id } : null;
    case 'remote':
      return typeof url === 'string' ? { kind, url, link: null } : null;
    case 'file':
      return typeof index === 'number' && typeof life === 'number' ? { kind, index, life } : null;
    default:
      return null;
  }
}
