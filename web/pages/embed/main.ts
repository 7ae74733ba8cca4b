// The page that is embedded by iframe: one figure, which the address's fragment describes.
//
// The element is that of `heap-atlas.js`, which the page loads after this: by then the figure knows its link, and
// takes its room once. Tells its host how tall the figure is. Never changes its own address, and keeps nothing: in a
// sandboxed frame it has neither an origin nor a storage.

import { isHello, SIZE, type SizeMessage, VERSION } from '../../base/frame-size';
import type { HeapAtlas } from '../element/main';

const figure = document.querySelector<HeapAtlas>('heap-atlas');
if (figure) {
  const open = () => {
    figure.setAttribute('src', location.hash);
    void customElements.whenDefined('heap-atlas').then(() => wearTheme(figure));
  };
  open();
  window.addEventListener('hashchange', open);
  tellHeight(figure);
}

/** The page's own ground follows, where the link wants light or dark. */
function wearTheme({ presentation }: HeapAtlas): void {
  const { theme } = presentation;
  if (theme === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function tellHeight(element: Element): void {
  if (window.parent === window) return;
  const tell = () => {
    const height = Math.ceil(element.getBoundingClientRect().height);
    const message: SizeMessage = { type: SIZE, version: VERSION, height };
    // Any page that embeds a figure may know its height.
    if (height > 0) window.parent.postMessage(message, '*');
  };
  new ResizeObserver(tell).observe(element);
  window.addEventListener('message', ({ source, data }) => {
    if (source === window.parent && isHello(data)) tell();
  });
}
