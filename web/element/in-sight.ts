// Keeps an element in sight while the content above it still grows, until the visitor moves.

const OWN_WAY = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Scrolls to an element in `whole`, and again whenever `whole` changes its size, until the visitor moves.
 *
 * @param find the element, once it is there
 * @returns a function that stops it
 */
export function keepInSight(whole: Element, find: () => Element | null): () => void {
  const sizing = new ResizeObserver(() => find()?.scrollIntoView({ block: 'start' }));
  const stop = () => {
    sizing.disconnect();
    for (const type of OWN_WAY) window.removeEventListener(type, stop);
  };
  for (const type of OWN_WAY) window.addEventListener(type, stop, { passive: true });
  sizing.observe(whole);
  return stop;
}
