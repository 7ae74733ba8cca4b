// How the site is bundled and how its unit tests run.
//
// Owns the shape of `dist/`: relative addresses, so that the site works from any sub-path, and
// workers that are self-contained scripts, so that they start inside sandboxed frames too.
// Doesn't build the wasm package: `scripts/wasm.mjs` has put it into `web/pkg` before.

import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { contentSecurityPolicy } from './scripts/content-security-policy.mjs';
import { lessonsInStyles } from './scripts/lessons-in-styles.mjs';
import { noticesList } from './scripts/notices.mjs';
import { siteInPreviews } from './scripts/site-address.mjs';

const ELEMENT_SOURCES: Readonly<Record<string, string>> = {
  '/heap-atlas.js': '/web/pages/element/main.ts',
  '/heap-atlas.css': '/web/pages/element/heap-atlas.css',
};

/** While developing, the element's files have the addresses they will have in the built site. */
function elementInDevelopment(): Plugin {
  return {
    name: 'heap-atlas:element-in-development',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const source = ELEMENT_SOURCES[request.url ?? ''];
        if (source !== undefined) request.url = source;
        next();
      });
    },
  };
}

export default defineConfig({
  base: './',
  // Several pages: an address that is none of them is not found.
  appType: 'mpa',
  assetsInclude: ['**/*.heaptrace'],
  // Nothing is copied unseen: every asset is imported by the module that uses it.
  publicDir: false,
  plugins: [contentSecurityPolicy(), elementInDevelopment(), lessonsInStyles(), siteInPreviews()],
  build: {
    outDir: 'dist',
    target: 'es2022',
    // Browsers that know `light-dark()`, which the styles need, know what this would stand in for.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { playground: 'index.html', post: 'post/index.html', embed: 'embed.html' },
    },
    // Read by the check of the byte budgets.
    manifest: true,
    license: { fileName: noticesList('site') },
    // A wasm module or a trace inlined as base64 can't be cached by itself; of pictures for light and for dark pages, only
    // one is ever needed.
    assetsInlineLimit: (path) => (/\.(wasm|heaptrace|png)$/.test(path) ? false : undefined),
  },
  // ES-module workers made from a blob don't start where the page has an opaque origin.
  worker: { format: 'iife' },
  server: {
    host: '127.0.0.1',
    // cargo writes thousands of files here; nothing in them concerns the page.
    watch: { ignored: ['**/target/**', '**/crates/**', '**/tools/**', '**/dist/**'] },
  },
  // Pages of other origins, and sandboxed frames, which have none, may load what is embedded in them.
  preview: { host: '127.0.0.1', cors: true },
  test: {
    // A document is made for those files alone whose header asks for one: making it takes longer than most tests.
    environment: 'node',
    // Threads start in a fraction of the time of processes.
    pool: 'threads',
    // A hang is a failure; a slow machine is none.
    testTimeout: 60_000,
    include: ['web/**/*.test.ts', 'scripts/**/*.test.mjs'],
    exclude: ['web/e2e/**', 'web/pkg/**'],
  },
});
