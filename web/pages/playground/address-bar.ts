// The browser's address bar and history, as a figure follows them.
//
// Owns the calls to the browser alone. Inside another page the address is that page's business: there it is
// read, and never written.

import type { AddressBar } from '../../element/address';

/** Each tab has an address of its own, and so a storage. */
const BEHIND_KEY = 'heap-atlas.address-behind';

export function browserAddressBar(): AddressBar {
  return {
    isFixed: window.parent !== window,
    get fragment() {
      return location.hash;
    },
    get note() {
      return history.state;
    },
    // Storage may be forbidden: an address that lags is then opened as it is.
    get isBehind() {
      try {
        return sessionStorage.getItem(BEHIND_KEY) !== null;
      } catch {
        return false;
      }
    },
    set isBehind(is) {
      try {
        if (is) sessionStorage.setItem(BEHIND_KEY, '');
        else sessionStorage.removeItem(BEHIND_KEY);
      } catch {}
    },
    replace(fragment, note) {
      history.replaceState(note, '', addressWith(fragment));
    },
    push(fragment, note) {
      history.pushState(note, '', addressWith(fragment));
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
