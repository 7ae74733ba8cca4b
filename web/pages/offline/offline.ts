// Asks the browser to keep the site for visits without a network.
//
// Only as built: while developing, a file kept is a change not seen. Owns nothing of what is kept, see
// service-worker.ts.

/**
 * Waits until the page has loaded, so that fetching the other files of the site never delays the page.
 *
 * @param site the address of the site's top folder, where the service worker lies
 */
export function keepForOffline(site: URL): void {
  // Missing where the page is not from a secure address; then the site needs its network, and works.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = async () => {
    try {
      await navigator.serviceWorker.register(new URL('service-worker.js', site));
    } catch {
      // A browser may refuse, for want of room, by its settings, or in a sandbox, where even to name the register is an
      // error: nothing on the page depends on it.
    }
  };
  if (document.readyState === 'complete') void register();
  else window.addEventListener('load', register, { once: true });
}
