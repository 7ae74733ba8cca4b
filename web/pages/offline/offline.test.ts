// Protects the page where the browser refuses to keep the site: it works all the same, and prints no error.
//
// @vitest-environment happy-dom

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepForOffline } from './offline';

const SITE = new URL('https://atlas.example/');
const denied = () => {
  throw new DOMException('The document is sandboxed.', 'SecurityError');
};

beforeEach(() => {
  vi.stubEnv('PROD', true);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

/** Vitest fails a run in which a promise is rejected that nobody handles. */
async function load(): Promise<void> {
  keepForOffline(SITE);
  window.dispatchEvent(new Event('load'));
  await new Promise((resolve) => setTimeout(resolve));
}

test('the site is registered once the page has loaded', async () => {
  const register = vi.fn(async () => {});
  vi.stubGlobal('navigator', { serviceWorker: { register } });
  await load();
  expect(register).toHaveBeenCalledWith(new URL('service-worker.js', SITE));
});

test('in a sandbox, where the register can’t even be named, the page goes on', async () => {
  const named = vi.fn(denied);
  vi.stubGlobal('navigator', Object.defineProperty({}, 'serviceWorker', { get: named }));
  await load();
  expect(named).toHaveBeenCalled();
});

test('a browser that refuses to register is not complained of', async () => {
  const register = vi.fn(async () => denied());
  vi.stubGlobal('navigator', { serviceWorker: { register } });
  await load();
  expect(register).toHaveBeenCalled();
});
