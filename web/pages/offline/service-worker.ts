// The service worker's entry point: after the first visit the whole site works without a network.
//
// Keeps every file of the build it belongs to, and answers from what it keeps. A newer build waits until the
// last page of this one is closed: whoever is on a page gets all of it from one build. Owns no choice of
// files: scripts/site.mjs lists what was built.

import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';

/** Every file of the build; `revision` is `null` where the name itself changes with the content. */
declare const BUILT_FILES: PrecacheEntry[];

cleanupOutdatedCaches();
precacheAndRoute(BUILT_FILES);
