// `figure in two parts` of `npm test`: the figure module, cut as it is, answers as the whole session module does.
//
// Owns the comparison. When the module was cut, its first part was held to the answers that it was cut by
// (scripts/wasm.mjs); here it is held to others: every option of every axis, in a module of its own, whose rest is brought
// when something calls for it. What the rest will write is filled with a pattern until then: nothing may read it before.
// Expects the wasm modules to be built.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { lines, prepared, traceReader } from './first-picture.mjs';
import { inRoot } from './paths.mjs';
import { segmentsOf } from './split-data.mjs';
import { FEATURES, formsOf } from './split-module.mjs';
import { moduleOf, REST } from './wasm.mjs';

const BUDGET = 50_000_000;
const PATTERN = 0xa5;
/** A search, a machine of tasks, and what waits to be freed. */
const LESSONS = [
  'three-small-holes',
  'eager-starves-a-neighbour',
  'a-daemon-with-time',
  'the-batch',
];
const GENERATOR = 'churn';

/** @typedef {typeof import('../web/pkg/figure/figure.js')} Sessions */

const catalog = JSON.parse(readFileSync(prepared('catalog.json'), 'utf8'));

/** One choice each: every option, and both ends of what may be numbers. */
const designs = catalog.axes.flatMap((/** @type {any} */ axis) => {
  const options = axis.options.map((/** @type {{ id: string }} */ { id }) => id);
  const values = axis.kind === 'number' ? [axis.minimum, axis.maximum] : options;
  const switches = axis.kind === 'switch' ? ['on', 'off'] : [];
  return [...values, ...switches].map((value) => ({ [axis.id]: String(value) }));
});

/** What a module says of a design on scenarios, mistakes and all; as text, which tells where two differ. */
function answersOf(
  /** @type {Sessions} */ sessions,
  /** @type {any} */ design,
  /** @type {any[]} */ scenarios,
) {
  return scenarios.map(([name, bytes]) => {
    try {
      const session = sessions.Session.open(lines(design), bytes, name);
      let progress = session.progress();
      while (!progress.done) progress = session.advance(BUDGET);
      const steps = [0, Math.floor(progress.total / 2), progress.total];
      const seen = steps.map((step) => [
        session.frame(step),
        session.blocks(step, undefined, 0, 4096),
        session.list(step, undefined, false, 0, 20),
        session.bytes(step, undefined, 0, 64),
      ]);
      const whole = [session.series(50), [...session.fingerprints(0, progress.total)]];
      session.free();
      return JSON.stringify([name, sessions.readDesign(lines(design)), progress, seen, whole]);
    } catch (error) {
      return `${name}: ${error}`;
    }
  });
}

/** The rest's data, by address. */
function placesOfRest() {
  const dis = inRoot('node_modules', '.bin', 'wasm-dis');
  const text = execFileSync(dis, [...FEATURES, REST], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const data = formsOf(text).filter(({ kind }) => kind === 'data');
  return segmentsOf(data.map((form) => form.text));
}

const read = await traceReader();
/** @type {[string, Uint8Array][]} */
const scenarios = [];
for (const id of LESSONS) {
  scenarios.push([id, await read(prepared('scripts', 'lesson', `${id}.heaptrace`))]);
}
scenarios.push([GENERATOR, await read(prepared('scripts', 'generator', `${GENERATOR}.heaptrace`))]);

/** @param {string} name @param {number} instance @returns {Promise<any>} the glue has one instance; by another name it is another */
const glueOf = (name, instance) =>
  import(`${pathToFileURL(inRoot('web', 'pkg', name, `${name}.js`)).href}?${instance}`);

const whole = await glueOf('session', 0);
whole.initSync({ module: new WebAssembly.Module(readFileSync(moduleOf('session'))) });
const firstPart = new WebAssembly.Module(readFileSync(moduleOf('figure')));
const rest = new WebAssembly.Module(readFileSync(REST));
const places = placesOfRest();

let failures = 0;
for (const [index, design] of designs.entries()) {
  const figure = await glueOf('figure', index);
  const exports = figure.initSync({ module: firstPart });
  for (const { start, bytes } of places) {
    new Uint8Array(exports.memory.buffer, start, bytes.length).fill(PATTERN);
  }
  let isWhole = false;
  Object.assign(globalThis, {
    bringRest: () => {
      if (!isWhole) new WebAssembly.Instance(rest, { first: { ...exports } });
      isWhole = true;
    },
  });
  const expected = answersOf(whole, design, scenarios);
  for (const [at, answer] of answersOf(figure, design, scenarios).entries()) {
    if (answer === expected[at]) continue;
    failures += 1;
    console.error(
      `${lines(design)}:\n  whole     ${expected[at]?.slice(0, 400)}\n  in parts  ${answer.slice(0, 400)}`,
    );
  }
}
console.log(
  `${designs.length} designs on ${scenarios.length} scenarios: ${failures} answers differ`,
);
process.exit(failures === 0 ? 0 : 1);
