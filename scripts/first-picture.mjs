// What a figure asks of its module until there is a picture, done once for each lesson, each preset and a recorded
// program: by this it is told what of the module a figure has to load first.
//
// Owns the choice of what is asked. It is the engine's worker that asks it in a browser
// (web/engine/figure-worker.ts); `byte budgets` would show if that asked for more.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

const BUDGET = 4_000_000;
const TRACE = 'sqlite';

/** What was prepared when the modules were built. */
export const prepared = (/** @type {string[]} */ ...path) =>
  inRoot('web', 'pkg', 'prepared', ...path);

/** Designs and palettes as the module takes them. @param {Record<string, string | number>} record */
export const lines = (record) =>
  Object.entries(record)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n');

/** A map's numbers, in the order of `MapSpec`: width, height, from, bytes, row height, row gap, background. */
const MAP_BYTES = 65_536;
const MAP = Uint32Array.of(640, 320, 0, MAP_BYTES, 20, 2, 0xf5f6f8ff);
/** The colours of categories: each another one, and none that shines through. */
const colourOf = (/** @type {number} */ index) => (((index + 1) * 0x1f3d5b00) | 0xff) >>> 0;

/**
 * A file as the engine hands it to a session: by the engine's own code.
 *
 * @returns {Promise<(path: string) => Promise<Uint8Array>>}
 */
export async function traceReader() {
  // Loaded when it is used: on a fresh machine the packages are installed by the scripts that import this one.
  const { transformWithOxc } = await import('vite');
  const source = inRoot('web', 'engine', 'unpack.ts');
  const { code } = await transformWithOxc(readFileSync(source, 'utf8'), source);
  const { unpack } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return (path) => unpack(new Uint8Array(readFileSync(path)));
}

/** A digest of answers: `take` has one more of them, `digest` is of all. */
export function digestOfAnswers() {
  const hash = createHash('sha256');
  return {
    /** @param {unknown} answer */
    take: (answer) =>
      hash.update(
        answer instanceof Uint8Array || answer instanceof Uint8ClampedArray
          ? answer
          : (JSON.stringify(answer) ?? ''),
      ),
    digest: () => hash.digest('hex'),
  };
}

/**
 * @param {typeof import('../web/pkg/figure/figure.js')} figure instantiated
 * @returns {Promise<string>} a digest of all that it answered
 */
export async function drawFirstPictures(figure) {
  const { take, digest } = digestOfAnswers();
  const read = await traceReader();
  const catalog = JSON.parse(readFileSync(prepared('catalog.json'), 'utf8'));
  const palette = lines(
    Object.fromEntries(
      catalog.categories.map(
        (/** @type {{ id: string }} */ { id }, /** @type {number} */ index) => [
          id,
          colourOf(index),
        ],
      ),
    ),
  );

  /** @param {Record<string, string>} design @param {Uint8Array} scenario @param {string} name @param {number} step */
  const draw = (design, scenario, name, step) => {
    take(figure.readDesign(lines(design)));
    const session = figure.Session.open(lines(design), scenario, name);
    let progress = session.progress();
    while (!progress.done) progress = session.advance(BUDGET);
    take(progress);
    const at = Math.min(step, progress.total);
    take(session.frame(at));
    take(session.paint(at, undefined, MAP, palette));
    take(session.pixels());
    // Where there is room, blocks are labelled.
    take(session.blocks(at, undefined, 0, MAP_BYTES));
    session.free();
  };

  const lessons = readdirSync(prepared('scripts', 'lesson')).filter((name) =>
    name.endsWith('.json'),
  );
  for (const file of lessons) {
    const { id, settings, designs, step } = JSON.parse(
      readFileSync(prepared('scripts', 'lesson', file), 'utf8'),
    );
    const scenario = await read(prepared('scripts', 'lesson', `${id}.heaptrace`));
    for (const each of designs) draw({ ...settings, ...each.settings }, scenario, id, step);
    for (const preset of catalog.presets) draw(preset.design, scenario, id, step);
  }
  const recorded = await read(inRoot('traces', `${TRACE}.heaptrace`));
  draw({}, recorded, TRACE, Number.POSITIVE_INFINITY);
  const shown =
    'design=placement=best-fit,split=at-least(16)&step=1&view=why&hash=0123456789abcdef';
  for (const scenario of [`trace=${TRACE}`, 'lesson=three-small-holes', 'generator=stack']) {
    const link = `#v1&${scenario}&${shown}&title=A%20title`;
    take(figure.decodeLink(`https://example.org/embed.html${link}`));
    take(figure.decodeLink(`#v1&${scenario}&preset=textbook&controls=step&theme=dark`));
  }
  return digest();
}
