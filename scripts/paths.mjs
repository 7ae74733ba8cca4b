// Where things are in this checkout, and how to tell whether they changed.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's top folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string[]} parts */
export const inRoot = (...parts) => join(ROOT, ...parts);

/**
 * Every file under a path, folders walked in order of name; build products are left out.
 *
 * @param {string} path
 * @returns {string[]}
 */
export function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .filter((name) => !['target', 'node_modules', '.git'].includes(name))
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/**
 * A digest of the files' names and contents and of further words: equal where nothing changed.
 *
 * @param {readonly string[]} paths
 * @param {readonly string[]} words
 */
export function digest(paths, words = []) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesUnder)) {
    hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  for (const word of words) hash.update(word).update('\0');
  return hash.digest('hex');
}

/**
 * Whether the stamp file says that its product was made from these inputs.
 *
 * @param {string} stamp
 * @param {string} key
 */
export function isStamped(stamp, key) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === key;
}

/**
 * @param {string} stamp
 * @param {string} key
 */
export function writeStamp(stamp, key) {
  writeFileSync(stamp, key);
}
