// Files that are fetched by a name computed in the page: `import SCRIPTS from '../pkg/prepared/scripts?folder'` gives
// the address of a folder, and whoever needs one of its files adds the name to it.
//
// A table of the files' addresses, each with a hash of its content, would be fetched by every page, and most of it is
// hash. Here the folder's name has one hash of all that is in it: a file still never changes where it is. Owns the
// folder's name and what is put into it. Which files there are is known to the page by other ways.

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

/** @returns {import('vite').Plugin} */
export function folders() {
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
          return `export default ${JSON.stringify(`/${relative(root, folder).split(sep).join('/')}/`)}`;
        }
        const files = filesIn(folder);
        const hash = createHash('sha256');
        for (const { name, source } of files)
          hash.update(`${name} ${source.length} `).update(source);
        const place = `${basename(folder)}-${hash.digest('base64url').slice(0, 8)}`;
        for (const { name, source } of files) {
          this.emitFile({ type: 'asset', fileName: `assets/${place}/${name}`, source });
        }
        // Scripts lie in assets/ too, wherever that is.
        return `export default new URL(/* @vite-ignore */ './${place}/', import.meta.url).href`;
      },
    },
  };
}
