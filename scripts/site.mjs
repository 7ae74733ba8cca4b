// Bundles the pages and the element into dist/, and the service worker that keeps them for visits without a network.
//
// Owns what is in dist/, and the question whether it is up to date. Expects the wasm package to be built.

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { noticesList, writeNotices } from './notices.mjs';
import { digest, filesUnder, inRoot, isStamped, writeStamp } from './paths.mjs';
import { siteAddress } from './site-address.mjs';

const DIST = inRoot('dist');

/** Names with a hash of the content in them, as the bundler makes them: such a file never changes. */
const HASHED_NAME = /^assets\/.*-[\w-]{8}\.\w+$/;
/** What the bundler writes for the checks, and no page fetches. */
const MANIFESTS = join(DIST, '.vite');

/** Beside the manifests: a build that empties dist/ takes it away. */
const STAMP = join(MANIFESTS, 'heap-atlas-stamp');
/** Everything the site is made from; the wasm package lies in web/. */
const INPUTS = [
  ...['web', 'post', 'scenarios', 'traces', 'docs/glossary.md', 'index.html', 'embed.html'],
  ...['vite.config.ts', 'vite.element.config.ts', 'package-lock.json', 'tsconfig.json'],
  ...['scripts/site.mjs', 'scripts/notices.mjs', 'scripts/content-security-policy.mjs'],
  ...[
    'scripts/lessons-in-styles.mjs',
    'scripts/site-address.mjs',
    'Cargo.lock',
    'LICENSE-MIT',
    'LICENSE-APACHE',
  ],
].map((path) => inRoot(path));

/**
 * Builds the site, unless its inputs are those of the last build.
 *
 * @param {import('./steps.mjs').Step} step
 */
export async function buildSite(step) {
  const key = digest(INPUTS, [siteAddress(process.env) ?? '']);
  if (isStamped(STAMP, key)) {
    step.note = 'unchanged';
    return;
  }
  const vite = inRoot('node_modules', 'vite', 'bin', 'vite.js');
  for (const config of ['vite.config.ts', 'vite.element.config.ts']) {
    await step.exec(process.execPath, [vite, 'build', '--config', config]);
  }
  await buildHostScript(DIST);
  await buildServiceWorker();
  // After all bundles, which list what is in them.
  writeNotices(DIST);
  const files = filesUnder(DIST);
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  writeStamp(STAMP, key);
  step.note = `dist/: ${files.length} files, ${Math.ceil(bytes / 1024)} KiB`;
}

/** Comes last, because it lists what was built. */
async function buildServiceWorker() {
  const built = filesUnder(DIST).filter((file) => !file.startsWith(MANIFESTS));
  const files = built.map((file) => {
    const url = relative(DIST, file).split(sep).join('/');
    const digest = () => createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
    return { url, revision: HASHED_NAME.test(url) ? null : digest() };
  });
  const entry = inRoot('web', 'pages', 'offline', 'service-worker.ts');
  await buildScript(DIST, 'service-worker.js', entry, {
    BUILT_FILES: JSON.stringify(files),
    // Read by the library: without it, it tells the console of everything it does.
    'process.env.NODE_ENV': '"production"',
  });
}

/**
 * The script for pages that embed figures by iframe.
 *
 * @param {string} outDir
 */
export async function buildHostScript(outDir) {
  await buildScript(outDir, 'heap-atlas-host.js', inRoot('web', 'pages', 'embed', 'host.ts'), {});
}

/**
 * A script of one file, which is no module: it runs wherever a `<script>` does.
 *
 * @param {string} outDir
 * @param {string} fileName
 * @param {string} entry
 * @param {Record<string, string>} define
 */
async function buildScript(outDir, fileName, entry, define) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: inRoot(),
    publicDir: false,
    logLevel: 'warn',
    define,
    build: {
      outDir,
      emptyOutDir: false,
      license: { fileName: noticesList(fileName) },
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: 'heapAtlas', fileName: () => fileName },
    },
  });
}
