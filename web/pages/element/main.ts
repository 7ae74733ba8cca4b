// The module `heap-atlas.js`: defines `<heap-atlas>`, gives all figures of the page one engine, and makes
// links in the prose move them.

import { HeapAtlas } from '../../element/figure/heap-atlas';
import { listenToProse } from '../../element/figure/prose';
import type { Engine } from '../../engine/api';
import { startEngine } from '../../engine/start';

/** One for the page, begun by the first figure that starts. */
let engine: Engine | null = null;

/** The site lies beside this module; a module installed as a package lies alone. */
const SITE =
  import.meta.env.MODE === 'package'
    ? null
    : new URL(/* @vite-ignore */ './', import.meta.url).href;

class HeapAtlasElement extends HeapAtlas {
  protected override readonly site: string | null = SITE;

  protected override get engine(): Engine {
    engine ??= startEngine();
    return engine;
  }
}

// A page may load the module twice, from two addresses: the first one serves it.
if (customElements.get('heap-atlas') === undefined) {
  customElements.define('heap-atlas', HeapAtlasElement);
  listenToProse(document, (id) => {
    const found = document.getElementById(id);
    return found instanceof HeapAtlas ? found : null;
  });
}

export { HeapAtlasElement as HeapAtlas };
