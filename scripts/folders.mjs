// Files that are fetched by a name computed in the page: `import addressOf from '../pkg/prepared/scripts?folder'` tells
// where a file of the folder is.
//
// A table of the files' addresses, each with a hash of its content, would be fetched by every page, and most of it is
// hash. Here the folder's name has one hash of all that is in it: a file still never changes where it is. Where somebody
// else bundles what is built here, their bundler has to see each address: for them there is a table. Owns the folder's
// name and what is put into it. Which files there are is known to the page by other ways.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { filesUnder } from './paths.mjs';

const QUERY = '?folder';
/** What is fetched; what else lies beside it explains it. */
const FETCHED = /\.(heaptrace|json)$/;
/** An index is read when the site is built. */
const LEFT_OUT = /(^|\/)index\.json$/;

/** @param {string} folder */
function filesIn(folder) {
  return filesUnder(folder)
    .map((file) => relative(folder, file).split(sep).join('/'))
    .filter((name) => FETCHED.test(name) && !LEFT_OUT.test(name))
    .sort()
    .map((name) => ({ name, source: readFileSync(resolve(folder, name)) }));
}

/**
 * @param {{ isListed?: boolean }} [options] `isListed` for what others bundle
 * @returns {import('vite').Plugin}
 */
export function folders({ isListed = false } = {}) {
  let isBuilt = false;
  let root = '';
  return {
    name: 'heap-atlas:folders',
    enforce: 'pre',
    configResolved(config) {
      isBuilt = config.command === 'build';
      root = config.root;
    },
    resolveId: {
      filter: { id: /\?folder$/ },
      handler(source, importer) {
        const path = source.slice(0, -QUERY.length);
        return `\0${resolve(dirname(importer ?? ''), path)}${QUERY}`;
      },
    },
    load: {
      filter: { id: /\?folder$/ },
      handler(id) {
        const folder = id.slice(1, -QUERY.length);
        if (!isBuilt) {
          const place = `/${relative(root, folder).split(sep).join('/')}/`;
          return `export default (name) => ${JSON.stringify(place)} + name`;
        }
        const files = filesIn(folder);
        const hash = createHash('sha256');
        for (const { name, source } of files) {
          hash.update(`${name} ${source.length} `).update(source);
        }
        const place = `${basename(folder)}-${hash.digest('base64url').slice(0, 8)}`;
        for (const { name, source } of files) {
          this.emitFile({ type: 'asset', fileName: `assets/${place}/${name}`, source });
        }
        // Scripts lie in assets/ too, wherever that is.
        /** @param {string} name */
        const address = (name) =>
          `new URL(/* @vite-ignore */ './${place}/${name}', import.meta.url)`;
        if (!isListed) {
          return `const place = ${address('')}.href; export default (name) => place + name`;
        }
        const table = files.map(({ name }) => `${JSON.stringify(name)}: ${address(name)}.href`);
        return `const table = { ${table.join(', ')} }; export default (name) => table[name]`;
      },
    },
  };
}
