// `npm run build`: leaves the static site in dist/, to be served from any folder of any host.

import { requireNode } from './node-version.mjs';

requireNode();
const { makeSite } = await import('./prepare.mjs');

try {
  await makeSite();
} catch {
  // The failed step has told its story already.
  process.exit(1);
}
