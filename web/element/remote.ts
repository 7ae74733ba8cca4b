// Fetching a scenario file that a link names, from whatever server it lies on.
//
// The address is a stranger's: only http and https are asked, no cookies or referrer go along, and no more
// is read than a bound allows. Owns that care and the words for what can go wrong; what the file holds is
// for the engine to say.

import type { Failure } from '../state';

/** Largest file that is fetched: more would be a wait nobody agreed to. */
export const REMOTE_BYTES_MAX = 64 * 2 ** 20;

/** What could not be fetched, and why. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
  readonly failure: Failure;

  constructor(message: string, advice: string) {
    super(message);
    this.failure = { message, advice };
  }
}

export interface RemoteFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface RemoteOptions {
  /** What a relative address is relative to. */
  readonly base: string;
  readonly signal: AbortSignal;
  readonly onProgress: (received: number, total: number | null) => void;
}

/** Rejects with a RemoteError, or with an AbortError where the signal says so. */
export async function fetchRemote(url: string, options: RemoteOptions): Promise<RemoteFile> {
  const { base, signal, onProgress } = options;
  const address = addressOf(url, base);
  const response = await asked(address, base, signal);
  if (!response.ok) {
    throw new RemoteError(
      `${address.host} answered ${response.status} to the question for the file.`,
      'Check the address in the link: the file may have moved, or may need a login.',
    );
  }
  const length = Number(response.headers.get('Content-Length'));
  // Of a compressed answer this is not the length that is read: then it is no measure of progress.
  const isPlain = response.headers.get('Content-Encoding') === null;
  const total = isPlain && length > 0 ? length : null;
  if (total !== null && total > REMOTE_BYTES_MAX) throw tooLarge();
  const bytes = await read(response, (received) => onProgress(received, total));
  return { name: nameOf(address), bytes };
}

function addressOf(url: string, base: string): URL {
  const address = URL.canParse(url, base) ? new URL(url, base) : null;
  if (address?.protocol === 'http:' || address?.protocol === 'https:') return address;
  throw new RemoteError(
    'The link names a file by an address that is none of the web’s.',
    'Only addresses that begin with http or https are fetched.',
  );
}

async function asked(address: URL, base: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, {
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      mode: 'cors',
    });
  } catch (error) {
    if (signal.aborted) throw error;
    // A browser doesn't tell a page why: that could be another site's secret.
    const isPlain = address.protocol === 'http:' && address.origin !== new URL(base).origin;
    const reason = isPlain
      ? 'Heap Atlas’s own page asks other servers by https alone.'
      : 'The server may be out of reach, or doesn’t let other sites read its files.';
    throw new RemoteError(
      `The file could not be fetched from ${address.host}.`,
      `${reason} Download the file yourself, then drop it here.`,
    );
  }
}

async function read(response: Response, onProgress: (received: number) => void) {
  const chunks: Uint8Array[] = [];
  let received = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done || value === undefined) break;
    received += value.length;
    if (received > REMOTE_BYTES_MAX) {
      await reader?.cancel();
      throw tooLarge();
    }
    chunks.push(value);
    onProgress(received);
  }
  const bytes = new Uint8Array(received);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function tooLarge(): RemoteError {
  return new RemoteError(
    `The file is larger than ${REMOTE_BYTES_MAX / 2 ** 20} MiB, and is not fetched.`,
    'Download it yourself, then drop it here: files of your own may be larger.',
  );
}

/** The last part of an address's path, as a file's name. */
function nameOf(address: URL): string {
  const last = address.pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last) || address.host;
  } catch {
    return last || address.host;
  }
}
