// How the element is bundled: `dist/heap-atlas.js` and what it fetches, beside the site.
//
// A build of its own, so that what belongs to the element can be packed by itself: everything it needs lies
// in `assets/` beside it, found by addresses relative to the module. The folder to build into is the command
// line's, as `--outDir`.

import { defineConfig, type Plugin } from 'vite';
import { folders } from './scripts/folders.mjs';
import { tightTemplates } from './scripts/tight-templates.mjs';

/** With nothing to preload, of the bundler's way to load a part only the loading is left. */
function nothingPreloaded(): Plugin {
  return {
    name: 'heap-atlas:nothing-preloaded',
    enforce: 'pre',
    load: {
      filter: { id: /^\0vite\/preload-helper\.js$/ },
      handler: () => 'export const __vitePreload = (load) => load();',
    },
  };
}

export default defineConfig(({ mode }) => ({
  base: './',
  assetsInclude: ['**/*.lzma'],
  publicDir: false,
  plugins: [nothingPreloaded(), tightTemplates(), folders({ isListed: mode === 'package' })],
  build: {
    outDir: 'dist',
    emptyOutDir: false,
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
        // What is always fetched together is one file: it compresses better than its parts.
        codeSplitting: {
          groups: [
            { name: 'element', test: /figure[\\/]heap-atlas\.ts$/, priority: 3 },
            {
              name: 'figure',
              test: /figure[\\/]figure\.ts$|engine[\\/]start-figure\.ts$/,
              priority: 2,
            },
            { name: 'memory-map', test: /memory-map[\\/]memory-map\.ts$/, priority: 1 },
            { name: 'in-hand', test: /(in-hand|element[\\/]details|figure[\\/]surroundings)\.ts$/ },
          ],
        },
        // Named by their content, as the site's are: what both fetch, they fetch once.
        assetFileNames: ({ names: [name] }) =>
          name === 'style.css' || name === 'heap-atlas.css'
            ? 'heap-atlas.css'
            : 'assets/[name]-[hash][extname]',
      },
    },
    assetsInlineLimit: (path) => (/\.(wasm|lzma|heaptrace)$/.test(path) ? false : undefined),
  },
  worker: { format: 'iife' },
}));
