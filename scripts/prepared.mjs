// Prepares what a page needs at once: the catalogue, and the built-in scripts compiled as a session takes them, and
// each lesson by itself. So nothing has to be fetched that could compute it before there is a picture.
//
// Owns the files in web/pkg/prepared and their names. What is in them is the desk module's answer.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.mjs';

/**
 * Writes the files anew; the desk module is built.
 *
 * @param {string} packageDir where its package stands
 * @param {string} moduleFile its wasm module
 */
export async function prepare(packageDir, moduleFile) {
  const desk = await import(pathToFileURL(`${packageDir}/desk.js`).href);
  desk.initSync({ module: readFileSync(moduleFile) });
  const place = inRoot('web', 'pkg', 'prepared');
  rmSync(place, { force: true, recursive: true });
  const catalog = desk.catalog();
  mkdirSync(place, { recursive: true });
  writeFileSync(`${place}/catalog.json`, JSON.stringify(catalog));

  /** @param {string} kind @param {string} id @param {string} script */
  const compile = (kind, id, script) => {
    mkdirSync(`${place}/${kind}`, { recursive: true });
    writeFileSync(`${place}/${kind}/${id}.heaptrace`, desk.compileScript(script));
  };
  for (const { id, script } of catalog.generators) compile('generator', id, script);
  for (const lesson of JSON.parse(readFileSync(inRoot('scenarios', 'index.json'), 'utf8'))) {
    const script = readFileSync(inRoot('scenarios', `${lesson.id}.txt`), 'utf8');
    compile('lesson', lesson.id, script);
    writeFileSync(`${place}/lesson/${lesson.id}.json`, JSON.stringify({ ...lesson, script }));
  }
}
