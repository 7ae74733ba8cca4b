// How the element is bundled: `dist/heap-atlas.js` and what it fetches, beside the site.
//
// A build of its own, so that what belongs to the element can be packed by itself: everything it needs lies
// in `assets/` beside it, found by addresses relative to the module. The folder to build into is the command
// line's, as `--outDir`.

import { defineConfig } from 'vite';
import { lessonsInStyles } from './scripts/lessons-in-styles.mjs';
import { noticesList } from './scripts/notices.mjs';

export default defineConfig(({ mode }) => ({
  base: './',
  assetsInclude: ['**/*.heaptrace'],
  publicDir: false,
  plugins: [lessonsInStyles()],
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    // Read by the check of the byte budgets.
    manifest: mode === 'package' ? false : '.vite/element.json',
    license: { fileName: noticesList('element') },
    target: 'es2022',
    // Older ones don't know `light-dark()`, which the figure's own styles use as well.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The module stands in other people's pages: nothing is put into their heads.
    modulePreload: false,
    rolldownOptions: {
      input: {
        'heap-atlas': 'web/pages/element/main.ts',
        style: 'web/pages/element/heap-atlas.css',
      },
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        // Named by their content, as the site's are: what both fetch, they fetch once.
        assetFileNames: ({ names: [name] }) =>
          name === 'style.css' || name === 'heap-atlas.css'
            ? 'heap-atlas.css'
            : 'assets/[name]-[hash][extname]',
      },
    },
    assetsInlineLimit: (path) => (/\.(wasm|heaptrace)$/.test(path) ? false : undefined),
  },
  worker: { format: 'iife' },
}));
