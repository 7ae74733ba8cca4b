// Files: those a visitor brings, and those a link names. They are read by the engine, and what is in them goes to the
// figure as actions.
//
// Owns how much is read, and what is said where something can't be.

import { AdvisedError } from '../base/advised';
import { messageOf } from '../base/message';
import { EMPTY_LINK } from '../domain/link';
import type { RemoteAddress } from '../domain/remote-address';
import { AtlasError, type Engine } from '../engine/api';
import type { TraceInfo } from '../engine/wire';
import { linkInFile, type Opening, type Scenario, type Store } from '../state';
import { fetchRemote } from './remote';

/** The engine that reads a file, and the store that is told. */
export interface Reading {
  readonly engine: Engine;
  readonly store: Store;
}

/** Between two words of how far a file has come. */
const FETCH_TOLD_EVERY_MS = 120;
/** Largest file that is read: the importers refuse more, and memory would be short before. */
const FILE_BYTES_MAX = 256 * 2 ** 20;

/** Reads a file that the visitor brought, and opens what is in it. */
export async function readFile(
  { engine, store }: Reading,
  file: File,
  signal: AbortSignal,
): Promise<void> {
  try {
    if (file.size > FILE_BYTES_MAX) {
      throw new Error('It is larger than 256 MiB. Record a shorter run, or cut the trace.');
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const contents = await engine.readFile(bytes, file.name, { signal });
    if (store.state.offer !== file) return;
    if (contents.kind === 'link') {
      store.dispatch({ type: 'link-opened', ...contents.decoded, by: 'file' });
      return;
    }
    if (contents.kind === 'script') {
      store.dispatch({ type: 'script-read', text: contents.text });
      return;
    }
    store.dispatch({ type: 'file-read', name: file.name, bytes, info: contents.info });
    note(store, contents.info);
  } catch (error) {
    if (signal.aborted || store.state.offer !== file) return;
    store.dispatch({ type: 'file-refused' });
    store.dispatch({
      type: 'noticed',
      tone: 'bad',
      message: `${file.name} could not be opened. ${told(error)}`,
    });
  }
}

/** A file that a link names: by which words, and where that is. */
export interface NamedFile extends RemoteAddress {
  readonly url: string;
}

/** Fetches the file that a link names, and opens what is in it. Rejects with what to tell the visitor. */
export async function fetchFile(
  { engine, store }: Reading,
  { url, address, host }: NamedFile,
  signal: AbortSignal,
): Promise<void> {
  let toldAt = 0;
  const { name, bytes } = await fetchRemote(address, {
    signal,
    onProgress: (received, total) => {
      const now = performance.now();
      if (now - toldAt < FETCH_TOLD_EVERY_MS) return;
      toldAt = now;
      const fetching = { phase: 'fetching', host, received, total } as const;
      store.dispatch({ type: 'fetch-advanced', url, fetching });
    },
  });
  try {
    const contents = await engine.readFile(bytes, name, { signal });
    const { scenario } = store.state;
    if (scenario.kind !== 'remote' || scenario.url !== url) return;
    if (contents.kind === 'trace') {
      store.dispatch({ type: 'remote-read', url, name, bytes, info: contents.info });
      note(store, contents.info);
      return;
    }
    const { link, notices } =
      contents.kind === 'link' ? contents.decoded : linkToScript(contents.text);
    store.dispatch({ type: 'link-opened', link: linkInFile(scenario.link, link), notices, url });
  } catch (error) {
    throw new AdvisedError(
      `The file could not be read. ${told(error)}`,
      'Check that the link names a .heap-atlas file, a trace or a script.',
      { cause: error },
    );
  }
}

/** Asks what a file that came unread says of itself. */
export async function describeFile(
  { engine, store }: Reading,
  { name, bytes }: Extract<Scenario, { kind: 'file' }>,
  signal: AbortSignal,
): Promise<void> {
  const info = await engine.readTrace(bytes.slice(), name, { signal });
  store.dispatch({ type: 'file-described', bytes, info });
}

function linkToScript(text: string): Opening {
  return { link: { ...EMPTY_LINK, scenario: { kind: 'script', text } }, notices: [] };
}

function note(store: Store, { notices }: TraceInfo): void {
  for (const message of notices) store.dispatch({ type: 'noticed', tone: 'note', message });
}

/** What went wrong, and in which line of a text, where the engine says so. */
function told(error: unknown): string {
  const message = messageOf(error);
  const where = error instanceof AtlasError ? error.problems[0] : undefined;
  return where ? `${message} Line ${where.line}: ${where.message}` : message;
}
