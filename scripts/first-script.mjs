// What a figure of its author's own script asks of the desk until there is a picture, done once for each script that is
// here: by this it is told what of the desk such a figure has to load.
//
// Owns the choice of what is asked, with sound scripts alone: what a mistake calls for is fetched then.

import { readdirSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { digestOfAnswers, prepared } from './first-picture.mjs';
import { inRoot } from './paths.mjs';

/** What an author may say besides. */
const BESIDES = [
  '&design=placement=best-fit,split=at-least(16)&step=1&view=why&hash=0123456789abcdef',
  '&design=2:trim=on&design=&fixed=*&hidden=placement,split&predict=on&space=2&window=0-4096&selected=64',
  '&preset=textbook&title=A%20title&controls=placement,commit&theme=dark&loop=0-2&speed=0.5',
];

/** The scripts of all lessons and generators. */
export function builtInScripts() {
  const catalog = JSON.parse(readFileSync(prepared('catalog.json'), 'utf8'));
  const generators = catalog.generators.map(
    (/** @type {{ script: string }} */ each) => each.script,
  );
  const lessons = readdirSync(inRoot('scenarios'))
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFileSync(inRoot('scenarios', name), 'utf8'));
  return [...lessons, ...generators];
}

/** A script in a link, as it is and packed. @param {string} script */
export function linksTo(script) {
  const packed = deflateRawSync(script, { level: 9 }).toString('base64url');
  return [`#v1&script=${encodeURIComponent(script)}`, `#v1&script.z=${packed}`];
}

/**
 * @param {typeof import('../web/pkg/desk/desk.js')} desk instantiated
 * @returns {Promise<string>} a digest of all that it answered
 */
export async function readFirstScripts(desk) {
  const { take, digest } = digestOfAnswers();
  for (const script of builtInScripts()) {
    take(desk.checkScript(script));
    take(desk.compileScript(script));
    for (const link of linksTo(script)) {
      for (const besides of BESIDES) take(desk.decodeLink(link + besides));
    }
  }
  return digest();
}
