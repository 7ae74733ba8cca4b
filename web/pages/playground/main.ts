// The playground page: gives its one figure an engine, a place to remember and the address bar, and passes
// on the keys that nothing on the page has the focus for.

import '../../element/playground/playground';
import type { Playground } from '../../element/playground/playground';
import { startEngine } from '../../engine/start';
import { keepForOffline } from '../offline/offline';
import { browserAddressBar } from './address-bar';

/** What an earlier version of the page stored is another key's business. */
const MEMORY_KEYS = {
  work: 'heap-atlas.playground',
  file: 'heap-atlas.playground.file',
} as const;

const figure = document.querySelector<Playground>('heap-atlas-playground');
if (figure) {
  figure.memory = {
    // Storage may be forbidden, or full: the page then works, and forgets.
    read(place) {
      try {
        return localStorage.getItem(MEMORY_KEYS[place]);
      } catch {
        return null;
      }
    },
    write(place, text) {
      const key = MEMORY_KEYS[place];
      try {
        if (text === null) localStorage.removeItem(key);
        else localStorage.setItem(key, text);
      } catch {}
    },
  };
  figure.addressBar = browserAddressBar();
  figure.engine = startEngine();
  document.querySelector('#share')?.addEventListener('click', () => figure.openShare());
  document.querySelector('#help')?.addEventListener('click', () => void figure.openHelp());
  document.addEventListener('keydown', (event) => {
    // The skip link leaves the focus on the element around the figure.
    const { target } = event;
    if (target === document.body || target === figure.parentElement) figure.press(event);
  });
}

keepForOffline(new URL('./', document.baseURI));
