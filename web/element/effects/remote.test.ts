// Protects the visitor from the servers of strangers: what goes along with a question, where it may lead, how much is read
// and how long it may take, that nothing is left under way, and that every failure says what to do.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AdvisedError } from '../../base/advised';
import { fetchRemote, REMOTE_BYTES_MAX, REMOTE_SECONDS_MAX } from './remote';

const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function body(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

function get(url: string, onProgress: (received: number, total: number | null) => void = () => {}) {
  return fetchRemote(new URL(url), { signal: new AbortController().signal, onProgress });
}

/** A body that goes on until it is cancelled, and the news of that. */
function endless(chunk: Uint8Array): { body: ReadableStream<Uint8Array>; isCancelled(): boolean } {
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(chunk),
    cancel: () => {
      isCancelled = true;
    },
  });
  return { body, isCancelled: () => isCancelled };
}

/** The signal that the last question went out with. */
function signalAsked(): AbortSignal | null | undefined {
  return fetched.mock.lastCall?.[1]?.signal;
}

test('a file comes in pieces, without cookies or a referrer, and goes by its name', async () => {
  const headers = { 'Content-Length': '5' };
  fetched.mockResolvedValue(
    new Response(body([new Uint8Array([1, 2]), new Uint8Array([3, 4, 5])]), { headers }),
  );
  const seen: (number | null)[][] = [];
  const file = await get('https://files.example/a%20b.heap-atlas', (...progress) =>
    seen.push(progress),
  );
  expect(file).toEqual({ name: 'a b.heap-atlas', bytes: new Uint8Array([1, 2, 3, 4, 5]) });
  expect(seen).toEqual([
    [2, 5],
    [5, 5],
  ]);
  const [address, options] = fetched.mock.calls[0] ?? [];
  expect(String(address)).toBe('https://files.example/a%20b.heap-atlas');
  expect(options).toMatchObject({
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
  });
});

test('a server that refuses is named, with what to do', async () => {
  fetched.mockRejectedValue(new TypeError('Failed to fetch'));
  const error: unknown = await get('https://files.example/a.rep').catch((error: unknown) => error);
  expect(error).toBeInstanceOf(AdvisedError);
  expect(error).toMatchObject({
    message: expect.stringContaining('files.example'),
    advice: expect.stringContaining('out of reach'),
  });
});

test('what is refused is not left coming', async () => {
  const refused = endless(new Uint8Array(1));
  fetched.mockResolvedValue(new Response(refused.body, { status: 404 }));
  await expect(get('https://files.example/a.rep')).rejects.toThrow('404');
  expect(signalAsked()?.aborted).toBe(true);
  const headers = { 'Content-Length': String(REMOTE_BYTES_MAX + 1) };
  fetched.mockResolvedValue(new Response(body([]), { headers }));
  await expect(get('https://files.example/a.rep')).rejects.toThrow('larger than');
  expect(signalAsked()?.aborted).toBe(true);
});

test('a file too large is not read to its end, though its length is not told', async () => {
  const { body, isCancelled } = endless(new Uint8Array(2 ** 20));
  fetched.mockResolvedValue(new Response(body));
  let read = 0;
  const file = get('https://files.example/a.rep', (received) => {
    read = received;
  });
  await expect(file).rejects.toThrow('larger than');
  expect(isCancelled()).toBe(true);
  expect(read).toBe(REMOTE_BYTES_MAX);
});

/** As browsers answer: question and body end with their signal. */
function answeringNever(onBody: boolean): typeof fetch {
  return (_address, init) => {
    const ended = <Value>(): Promise<Value> =>
      new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new TypeError('network error')));
      });
    if (!onBody) return ended();
    return Promise.resolve(new Response(new ReadableStream({ pull: () => ended<void>() })));
  };
}

test.each([
  ['answer', false],
  ['body', true],
])('a server is not waited for without end, for its %s', async (_, onBody) => {
  vi.useFakeTimers();
  fetched.mockImplementation(answeringNever(onBody));
  const told = expect(get('https://files.example/a.rep')).rejects.toThrow(/did not send/);
  await vi.advanceTimersByTimeAsync(REMOTE_SECONDS_MAX * 1000);
  await told;
});

test('who opens another link ends what is under way, and hears of no failure', async () => {
  fetched.mockImplementation(answeringNever(true));
  const abort = new AbortController();
  const { signal } = abort;
  const file = fetchRemote(new URL('https://files.example/a.rep'), { signal, onProgress() {} });
  const told = expect(file).rejects.toHaveProperty('name', 'AbortError');
  await Promise.resolve();
  abort.abort();
  await told;
  expect(signalAsked()?.aborted).toBe(true);
});
