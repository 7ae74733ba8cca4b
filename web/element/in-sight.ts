// Keeps a part of a page in sight while what stands above it still grows: until the visitor does something.

/** What a visitor does who goes their own way. */
const OWN_WAY = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Scrolls to a part of `whole`, and again whenever that changes its size, until the visitor moves.
 *
 * @param find the part, once it is there
 * @returns the way to stop
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
