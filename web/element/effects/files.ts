// Reads files: those that a visitor brings, and those that a link names. The engine reads their contents, which go to
// the figure as actions.
//
// Owns how large a file may be, whether a server is asked, and the message about a file that can't be read.

import { AdvisedError } from '../../base/advised';
import { messageOf } from '../../base/message';
import { type RemoteAddress, remoteAddress } from '../../domain/remote-address';
import { AtlasError } from '../../engine/api';
import { EMPTY_LINK } from '../../engine/link';
import type { FileContents, TraceInfo } from '../../engine/wire';
import {
  type Fetching,
  linkInFile,
  type Opening,
  type Scenario,
  type State,
  type Store,
  type Unread,
} from '../../state';
import { failureOf } from '../failure';
import { type EffectContext, isAbort } from './context';
import { fetchRemote } from './remote';

const PROGRESS_EVERY_MS = 120;
/** Largest file that is read: the importers refuse more, and memory would be short before. */
const FILE_BYTES_MAX = 256 * 2 ** 20;

/** How much of a file patterns are tried on. */
const HEAD_BYTES = 2 ** 20;

/** What is in a file; of a trace, with the bytes to keep. */
type Contents =
  | Exclude<FileContents, { kind: 'trace' }>
  | (Extract<FileContents, { kind: 'trace' }> & { readonly bytes: Uint8Array });

/** A file that a link names: its address as the link has it, and as the browser resolves it. */
interface NamedFile extends RemoteAddress {
  readonly url: string;
}

export class Files {
  private readonly context: EffectContext;
  private readonly disposed = new AbortController();
  private fetching = new AbortController();

  constructor(context: EffectContext) {
    this.context = context;
  }

  react(state: State, before: State): void {
    const { scenario, offer, fetching, unread } = state;
    if (offer !== null && offer !== before.offer) {
      void this.read(offer, offer === unread?.file ? unread.patterns : '');
    }
    if (unread !== null && unread.patterns !== before.unread?.patterns) void this.try(unread);
    if (scenario !== before.scenario) {
      this.fetching.abort();
      void this.describe(scenario);
    }
    if (scenario.kind === 'remote' && fetching === null) {
      void this.fetch(scenario.url, state.agreedUrls);
    }
  }

  dispose(): void {
    this.disposed.abort();
    this.fetching.abort();
  }

  /** Reads a file that the visitor brought, by patterns where there are some, and opens its contents. */
  private async read(file: File, patterns: string): Promise<void> {
    const { store } = this.context;
    const { signal } = this.disposed;
    try {
      if (file.size > FILE_BYTES_MAX) {
        throw new Error('It is larger than 256 MiB. Record a shorter run, or cut the trace.');
      }
      const bytes = new Uint8Array(await file.arrayBuffer());
      const contents = await this.contentsOf(file.name, bytes, patterns, signal);
      if (store.state.offer !== file) return;
      switch (contents.kind) {
        case 'link':
          store.dispatch({ type: 'link-opened', ...contents.decoded, by: 'file' });
          return;
        case 'script':
          store.dispatch({ type: 'script-read', name: file.name, text: contents.text });
          return;
        case 'trace':
          store.dispatch({ type: 'file-read', name: file.name, ...contents });
          note(store, file.name, contents.info);
      }
    } catch (error) {
      if (signal.aborted || store.state.offer !== file) return;
      const advice = isUnknown(error)
        ? ' Where it is a log of your own, say under “Scenario” how its lines are written.'
        : '';
      const message = `${file.name} could not be opened. ${inWords(error)}${advice}`;
      store.dispatch(isUnknown(error) ? { type: 'file-unknown', file } : { type: 'file-refused' });
      store.dispatch({ type: 'noticed', tone: 'bad', message });
    }
  }

  /** Reads a file: by the engine's own formats, or else as a log, in place of which its recording is kept. */
  private async contentsOf(
    name: string,
    bytes: Uint8Array,
    patterns: string,
    signal: AbortSignal,
  ): Promise<Contents> {
    const { engine } = this.context;
    if (patterns === '') {
      try {
        const contents = await engine.readFile(bytes, name, { signal });
        return contents.kind === 'trace' ? { ...contents, bytes } : contents;
      } catch (error) {
        if (!isUnknown(error)) throw error;
      }
    }
    const { info, recording } = await engine.readLog(bytes, name, patterns, { signal });
    return { kind: 'trace', info, bytes: recording };
  }

  /** Tries the visitor's patterns on the first lines of a file. */
  private async try({ file, patterns }: Unread): Promise<void> {
    const { engine, store, complain } = this.context;
    try {
      const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
      const { signal } = this.disposed;
      const tried = await engine.tryPatterns(head, patterns, { signal });
      store.dispatch({ type: 'patterns-tried', patterns, tried });
    } catch (error) {
      if (!isAbort(error)) complain(error);
    }
  }

  /** Fetches the file that a link names, from another server only where the visitor agreed, and opens its contents. */
  private async fetch(url: string, agreed: readonly string[]): Promise<void> {
    const { store } = this.context;
    this.fetching = new AbortController();
    const { signal } = this.fetching;
    const report = (fetching: Fetching) =>
      store.dispatch({ type: 'fetch-advanced', url, fetching });
    try {
      const { address, host } = remoteAddress(url, document.baseURI);
      if (host !== null && !agreed.includes(url)) {
        report({ phase: 'asking', host });
        return;
      }
      report({ phase: 'fetching', host, received: 0, total: null });
      await this.open({ url, address, host }, report, signal);
    } catch (error) {
      if (!signal.aborted) report({ phase: 'failed', failure: failureOf(error) });
    }
  }

  private async open(
    { url, address, host }: NamedFile,
    report: (fetching: Fetching) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { store } = this.context;
    let reportedAt = 0;
    const { name, bytes } = await fetchRemote(address, {
      signal,
      onProgress: (received, total) => {
        const now = performance.now();
        if (now - reportedAt < PROGRESS_EVERY_MS) return;
        reportedAt = now;
        report({ phase: 'fetching', host, received, total });
      },
    });
    try {
      const contents = await this.contentsOf(name, bytes, '', signal);
      const { scenario } = store.state;
      if (scenario.kind !== 'remote' || scenario.url !== url) return;
      if (contents.kind === 'trace') {
        store.dispatch({ type: 'remote-read', url, name, ...contents });
        note(store, name, contents.info);
        return;
      }
      const { link, notices } =
        contents.kind === 'link' ? contents.decoded : linkToScript(contents.text);
      store.dispatch({ type: 'link-opened', link: linkInFile(scenario.link, link), notices, url });
    } catch (error) {
      throw new AdvisedError(
        `The file could not be read. ${inWords(error)}`,
        'Check that the link names a .heap-atlas file, a recording, a log or a script.',
        { cause: error },
      );
    }
  }

  /** Reads what a file that came with a link, or was kept, says of itself. */
  private async describe(scenario: Scenario): Promise<void> {
    if (scenario.kind !== 'file' || scenario.info !== null) return;
    const { engine, store } = this.context;
    const { name, bytes } = scenario;
    try {
      const { signal } = this.disposed;
      const { info } = await engine.compile({ kind: 'trace', name, bytes }, { signal });
      if (info) store.dispatch({ type: 'file-described', bytes, info });
    } catch {
      // A file that can't be read fails where it is replayed, with a message.
    }
  }
}

function linkToScript(text: string): Opening {
  return { link: { ...EMPTY_LINK, scenario: { kind: 'script', text } }, notices: [] };
}

/** Says what a file was read as, and how faithfully. */
function note(store: Store, name: string, { notices }: TraceInfo): void {
  if (notices.length === 0) return;
  const message = `${name}: ${notices.join('. ')}.`;
  store.dispatch({ type: 'noticed', tone: 'note', message });
}

function isUnknown(error: unknown): boolean {
  return error instanceof AtlasError && error.kind === 'unknown';
}

function inWords(error: unknown): string {
  const message = messageOf(error);
  const where = error instanceof AtlasError ? error.problems[0] : undefined;
  return where ? `${message} Line ${where.line}: ${where.message}` : message;
}
