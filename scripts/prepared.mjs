// Prepares what a page needs at once: the catalogue, the names of what is built in, and the built-in scripts compiled as
// a session takes them, and each lesson by itself. So nothing has to be fetched that could compute it before there is a
// picture.
//
// Owns the files in web/pkg/prepared and their names. What is in them is the desk module's answer.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.mjs';

/**
 * Writes the files anew; the desk module is built.
 *
 * @param {string} packageDir where its package stands
 * @param {string} moduleFile its wasm module, whole
 */
export async function prepare(packageDir, moduleFile) {
  const desk = await import(pathToFileURL(`${packageDir}/desk.js`).href);
  desk.initSync({ module: readFileSync(moduleFile) });
  const place = inRoot('web', 'pkg', 'prepared');
  rmSync(place, { force: true, recursive: true });
  const catalog = desk.catalog();
  mkdirSync(place, { recursive: true });
  /** @param {string} name @param {unknown} content */
  const write = (name, content) => writeFileSync(`${place}/${name}.json`, JSON.stringify(content));
  write('catalog', catalog);
  write('outline', outlineOf(catalog));
  write('names', namesOf(catalog));

  /** @param {string} kind @param {string} id @param {string} script */
  const compile = (kind, id, script) => {
    mkdirSync(`${place}/scripts/${kind}`, { recursive: true });
    writeFileSync(`${place}/scripts/${kind}/${id}.heaptrace`, desk.packScript(script));
  };
  for (const { id, script } of catalog.generators) compile('generator', id, script);
  // What a lesson is held to is told where all of them are, and not in a figure of one.
  for (const { checks: _, ...lesson } of indexOf('scenarios')) {
    const script = readFileSync(inRoot('scenarios', `${lesson.id}.txt`), 'utf8');
    compile('lesson', lesson.id, script);
    write(`scripts/lesson/${lesson.id}`, { ...lesson, script });
  }
}

/**
 * What of the catalogue a first picture needs: what there is to choose and to draw, by its names. What is said about it
 * is left blank, and what is told of a replay left out.
 *
 * @param {any} catalog
 */
function outlineOf({ axes, presets, categories, untouched, generators, classic }) {
  /** @param {object} entry */
  const named = (entry) => ({ ...entry, summary: '' });
  /** @param {object} entry */
  const unbound = (entry) => ({ ...named(entry), minimum: null, maximum: null, options: [] });
  /** @param {object} entry */
  const unexplained = (entry) => ({ ...named(entry), axes: [] });
  return {
    axes: axes.map(unbound),
    presets: presets.map(named),
    metrics: [],
    categories: categories.map(unexplained),
    untouched: unexplained(untouched),
    outcomes: [],
    generators: generators.map(named),
    vocabulary: [],
    classic,
  };
}

/**
 * What is built in besides lessons, as far as a page has to know it before anything is chosen.
 *
 * @param {{ generators: { id: string }[] }} catalog
 */
function namesOf({ generators }) {
  return {
    traces: indexOf('traces').map(({ id, title }) => ({ id, title })),
    generators: generators.map(({ id }) => id),
  };
}

/** @param {string} folder @returns {{ id: string, title: string, checks?: unknown }[]} */
function indexOf(folder) {
  return JSON.parse(readFileSync(inRoot(folder, 'index.json'), 'utf8'));
}
