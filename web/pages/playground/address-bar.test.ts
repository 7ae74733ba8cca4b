// Protects the page where the browser gives it no history and no storage, as in a sandbox: it works, and forgets.
//
// @vitest-environment happy-dom

import { afterEach, expect, test, vi } from 'vitest';
import type { Note } from '../../element/address';
import { browserAddressBar } from './address-bar';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('what a browser refuses to write is not written, and nothing breaks', () => {
  const denied = () => {
    throw new DOMException('The document is sandboxed.', 'SecurityError');
  };
  const refused = [
    vi.spyOn(history, 'replaceState').mockImplementation(denied),
    vi.spyOn(history, 'pushState').mockImplementation(denied),
  ];
  vi.stubGlobal('sessionStorage', { getItem: denied, setItem: denied, removeItem: denied });
  const bar = browserAddressBar();
  const note: Note = { kind: 'given' };
  bar.replace('#v1', note);
  bar.push('#v1', note);
  bar.left = null;
  expect(bar.left).toBeNull();
  for (const each of refused) expect(each).toHaveBeenCalledOnce();
});
