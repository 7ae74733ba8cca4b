// The browser's address bar and history, as a figure follows them.
//
// Owns the calls to the browser alone. Inside another page the address is that page's business: there it is
// read, and never written.

import type { AddressBar, Left } from '../../element/address';

/** Each tab has an address of its own, and so a storage. */
const LEFT_KEY = 'heap-atlas.left';

/** Tells this version of the page from others, which may have left something of another shape. */
const VERSION = import.meta.url;

export function browserAddressBar(): AddressBar {
  return {
    isFixed: window.parent !== window,
    get fragment() {
      return location.hash;
    },
    get note() {
      return history.state;
    },
    get isReload() {
      const [entry] = performance.getEntriesByType('navigation');
      return entry instanceof PerformanceNavigationTiming && entry.type === 'reload';
    },
    // Storage may be forbidden, or full: what the address says is then all there is.
    get left() {
      try {
        const { version, left } = JSON.parse(sessionStorage.getItem(LEFT_KEY) ?? '{}');
        return version === VERSION ? (left as Left) : null;
      } catch {
        return null;
      }
    },
    set left(left) {
      try {
        if (left === null) sessionStorage.removeItem(LEFT_KEY);
        else sessionStorage.setItem(LEFT_KEY, JSON.stringify({ version: VERSION, left }));
      } catch {}
    },
    // A browser may refuse, in a sandbox or after too many changes in a short time: the address then stays behind.
    replace(fragment, note) {
      try {
        history.replaceState(note, '', addressWith(fragment));
      } catch {}
    },
    push(fragment, note) {
      try {
        history.pushState(note, '', addressWith(fragment));
      } catch {}
    },
    watch(moved) {
      // Both ways through the history and an address written by hand change the fragment, or nothing.
      window.addEventListener('hashchange', moved);
      return () => window.removeEventListener('hashchange', moved);
    },
  };
}

/** An empty fragment leaves no `#` behind. */
function addressWith(fragment: string): string {
  return fragment === '' ? `${location.pathname}${location.search}` : fragment;
}
