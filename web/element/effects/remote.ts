// Fetching a scenario file that a link names, from whatever server it lies on.
//
// The address is a stranger's: no cookies or referrer go along, the server can't lead on to another one, no more is read
// than a bound allows, and no longer waited for. Owns that care and the words for what can go wrong. Whether the address
// may be asked at all is domain/remote-address.ts's judgement; what the file holds is for the engine to say.

import { AdvisedError } from '../../base/advised';

/** Largest file that is fetched: the visitor agreed to a short wait. */
export const REMOTE_BYTES_MAX = 64 * 2 ** 20;
/** Longest that a file is waited for, from the question to its last byte. */
export const REMOTE_SECONDS_MAX = 60;

export interface RemoteFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface RemoteOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (received: number, total: number | null) => void;
}

/** Rejects with an AdvisedError, or with an AbortError where the signal says so. Nothing is left under way. */
export async function fetchRemote(address: URL, options: RemoteOptions): Promise<RemoteFile> {
  const { signal, onProgress } = options;
  signal.throwIfAborted();
  const ended = new AbortController();
  const abort = () => ended.abort(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(() => ended.abort(tooSlow(address)), REMOTE_SECONDS_MAX * 1000);
  try {
    const response = await asked(address, ended.signal);
    const total = totalOf(response);
    if (total !== null && total > REMOTE_BYTES_MAX) throw tooLarge();
    const bytes = await read(response, (received) => onProgress(received, total));
    return { name: nameOf(address), bytes };
  } catch (error) {
    // A stream may break with words of its own where it was ended.
    throw ended.signal.aborted ? ended.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
    // What is still coming is not wanted.
    ended.abort();
  }
}

async function asked(address: URL, signal: AbortSignal): Promise<Response> {
  const response = await fetch(address, {
    signal,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    mode: 'cors',
    // The visitor agreed to this server; another one could be in their own network.
    redirect: 'error',
  }).catch((cause) => {
    if (signal.aborted) throw cause;
    // A browser keeps the reason from the page: it could be another site's secret.
    throw new AdvisedError(
      `The file could not be fetched from ${address.host}.`,
      'The server may be out of reach, may lead on to another address, or doesn’t let other sites read its files. ' +
        'Download the file yourself, then drop it here.',
      { cause },
    );
  });
  if (response.ok) return response;
  throw new AdvisedError(
    `${address.host} answered ${response.status} to the question for the file.`,
    'Check the address in the link: the file may have moved, or may need a login.',
  );
}

/** How many bytes will be read; `null` where that isn't known, as of a compressed answer. */
function totalOf({ headers }: Response): number | null {
  const length = Number(headers.get('Content-Length'));
  return headers.get('Content-Encoding') === null && length > 0 ? length : null;
}

async function read(response: Response, onProgress: (received: number) => void) {
  const chunks: Uint8Array[] = [];
  let received = 0;
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done || value === undefined) break;
      received += value.length;
      if (received > REMOTE_BYTES_MAX) throw tooLarge();
      chunks.push(value);
      onProgress(received);
    }
  } catch (error) {
    await reader?.cancel().catch(() => {});
    throw error;
  }
  const bytes = new Uint8Array(received);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function tooLarge(): AdvisedError {
  return new AdvisedError(
    `The file is larger than ${REMOTE_BYTES_MAX / 2 ** 20} MiB, and is not fetched.`,
    'Download it yourself, then drop it here: files of your own may be larger.',
  );
}

function tooSlow({ host }: URL): AdvisedError {
  return new AdvisedError(
    `${host} did not send the whole file within ${REMOTE_SECONDS_MAX} seconds.`,
    'Try again, or download the file yourself and drop it here.',
  );
}

function nameOf(address: URL): string {
  const last = address.pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last) || address.host;
  } catch {
    return last || address.host;
  }
}
