// Protects the visitor from the addresses of strangers: what is asked, what goes along, how much is read, and
// that every failure says what to do.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchRemote, REMOTE_BYTES_MAX, RemoteError } from './remote';

const BASE = 'https://atlas.example/page/';
const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
});

afterEach(() => {
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
  return fetchRemote(url, { base: BASE, signal: new AbortController().signal, onProgress });
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
  expect(options).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
});

test('an address may be relative to the page', async () => {
  fetched.mockResolvedValue(new Response(body([])));
  await get('files/a.rep');
  expect(String(fetched.mock.calls[0]?.[0])).toBe('https://atlas.example/page/files/a.rep');
});

test.each(['javascript:alert(1)', 'data:text/plain,a', 'file:///etc/passwd', 'blob:x', 'http://'])(
  '%s is not asked',
  async (url) => {
    await expect(get(url)).rejects.toBeInstanceOf(RemoteError);
    expect(fetched).not.toHaveBeenCalled();
  },
);

test('a server that refuses is named, with what to do', async () => {
  fetched.mockRejectedValue(new TypeError('Failed to fetch'));
  const failure = await get('https://files.example/a.rep').catch(
    (error: RemoteError) => error.failure,
  );
  expect(failure).toMatchObject({ message: expect.stringContaining('files.example') });
  expect(failure).toMatchObject({ advice: expect.stringContaining('out of reach') });
  const plain = await get('http://files.example/a.rep').catch(
    (error: RemoteError) => error.failure,
  );
  expect(plain).toMatchObject({ advice: expect.stringContaining('by https alone') });
  fetched.mockResolvedValue(new Response(null, { status: 404 }));
  await expect(get('https://files.example/a.rep')).rejects.toThrow('404');
});

test('a file too large is not read, whether its length is told or not', async () => {
  const headers = { 'Content-Length': String(REMOTE_BYTES_MAX + 1) };
  fetched.mockResolvedValue(new Response(body([]), { headers }));
  await expect(get('https://files.example/a.rep')).rejects.toThrow('larger than');
  const megabyte = new Uint8Array(2 ** 20);
  let sent = 0;
  let isCancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      controller.enqueue(megabyte);
    },
    cancel() {
      isCancelled = true;
    },
  });
  fetched.mockResolvedValue(new Response(endless));
  await expect(get('https://files.example/a.rep')).rejects.toThrow('larger than');
  expect(isCancelled).toBe(true);
  expect(sent).toBeLessThan(70);
});
