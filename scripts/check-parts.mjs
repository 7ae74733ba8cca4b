// `modules in two parts` of `npm test`: a module that was cut in two answers as the whole does.
//
// Owns the comparison. When a module was cut, its first part was held to the answers that it was cut by
// (scripts/wasm.mjs); here it is held to others, each in a module of its own, whose rest is brought when something calls
// for it. What the rest will write is filled with a pattern until then: nothing may read it before. A figure is asked for
// every option of every axis, and held to the session, which is compiled otherwise; the desk is asked about scripts and
// links with mistakes in them, and for all else that it does. Expects the wasm modules to be built.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { lines, prepared, traceReader } from './first-picture.mjs';
import { builtInScripts, linksTo } from './first-script.mjs';
import { inRoot } from './paths.mjs';
import { segmentsOf } from './split-data.mjs';
import { FEATURES, formsOf } from './split-module.mjs';
import { glueOf, moduleOf, restOf, wholeOf } from './wasm.mjs';

const PATTERN = 0xa5;

/** @param {string} file */
const moduleIn = (file) => new WebAssembly.Module(readFileSync(file));

/**
 * Asks a module in parts and a whole one the same questions; how many of the answers differ.
 *
 * @template Question
 * @param {import('./wasm.mjs').CutName} name the module in parts
 * @param {{ name: import('./wasm.mjs').ModuleName, file: string }} whole what it is held to
 * @param {readonly Question[]} questions
 * @param {(glue: any, question: Question) => string[]} answersOf asks a module; a mistake is an answer, too
 */
async function compare(name, whole, questions, answersOf) {
  const wholeGlue = await glueOf(whole.name, -1);
  wholeGlue.initSync({ module: moduleIn(whole.file) });
  const first = moduleIn(moduleOf(name));
  const rest = moduleIn(restOf(name));
  const places = dataOf(restOf(name));
  let differing = 0;
  let brought = 0;
  for (const [number, question] of questions.entries()) {
    const glue = await glueOf(name, number);
    const exports = glue.initSync({ module: first });
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
    const expected = answersOf(wholeGlue, question);
    for (const [at, answer] of answersOf(glue, question).entries()) {
      if (answer === expected[at]) continue;
      differing += 1;
      console.error(
        `${name}, question ${number}, answer ${at}:\n  whole     ${expected[at]?.slice(0, 400)}\n  in parts  ${answer.slice(0, 400)}`,
      );
    }
    brought += isWhole ? 1 : 0;
  }
  console.log(
    `${name}: ${questions.length} questions, the rest brought for ${brought}: ${differing} answers differ`,
  );
  if (brought === 0) throw new Error(`${name}: nothing called for the rest`);
  return differing;
}

/** The data in a module, by address. @param {string} file */
function dataOf(file) {
  const dis = inRoot('node_modules', '.bin', 'wasm-dis');
  const text = execFileSync(dis, [...FEATURES, file], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const data = formsOf(text).filter(({ kind }) => kind === 'data');
  return segmentsOf(data.map((form) => form.text));
}

/** An answer as text; what the engine refuses is one, what it trips over is not. @param {() => unknown} ask */
function told(ask) {
  try {
    const answer = ask();
    return answer instanceof Uint8Array
      ? Buffer.from(answer).toString('hex')
      : JSON.stringify(answer);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AtlasError') throw error;
    return `${error} ${JSON.stringify(error)}`;
  }
}

// Figures: every option of every axis.

const BUDGET = 50_000_000;
/** A search, a machine of tasks, and what waits to be freed. */
const LESSONS = [
  'three-small-holes',
  'eager-starves-a-neighbour',
  'a-daemon-with-time',
  'the-batch',
];
const GENERATOR = 'churn';

const catalog = JSON.parse(readFileSync(prepared('catalog.json'), 'utf8'));

/** One choice each: every option, and both ends of what may be numbers. */
const designs = catalog.axes.flatMap((/** @type {any} */ axis) => {
  const options = axis.options.map((/** @type {{ id: string }} */ { id }) => id);
  const values = axis.kind === 'number' ? [axis.minimum, axis.maximum] : options;
  const switches = axis.kind === 'switch' ? ['on', 'off'] : [];
  return [...values, ...switches].map((value) => ({ [axis.id]: String(value) }));
});

const read = await traceReader();
/** @type {[string, Uint8Array][]} */
const scenarios = [];
for (const id of LESSONS) {
  scenarios.push([id, await read(prepared('scripts', 'lesson', `${id}.heaptrace`))]);
}
scenarios.push([GENERATOR, await read(prepared('scripts', 'generator', `${GENERATOR}.heaptrace`))]);

/** A replay on a design, looked at all over. @param {any} sessions @param {Record<string, string>} design */
function replaysOf(sessions, design) {
  return scenarios.map(([name, bytes]) =>
    told(() => {
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
      return [name, sessions.readDesign(lines(design)), progress, seen, whole];
    }),
  );
}

// The desk: scripts as they are, and with a mistake each.

const MISTAKES = /** @type {((script: string) => string)[]} */ ([
  (script) => script,
  // Cut short: in the middle of a word, or of a block.
  (script) => script.slice(0, (script.length * 2) / 3),
  // Words that are not known, and numbers that are too large.
  (script) => script.replace(/malloc/, 'mallok'),
  (script) => script.replace(/= (\w+) \d+/, '= $1 99999999999'),
  // What no word begins with, and what stands nowhere.
  (script) => script.replace(/\n/g, ' §\n'),
  (script) => script.replace(/\bend\b/, ''),
]);

/** @typedef {(desk: any) => unknown} Ask */

/** What is asked of scripts and of links to them. @param {string} script @returns {Ask[]} */
function ofScript(script) {
  const [plain = '', packed = ''] = linksTo(script);
  return [
    (desk) => desk.checkScript(script),
    (desk) => desk.compileScript(script),
    (desk) => desk.decodeLink(plain),
    (desk) => desk.decodeLink(`${packed}&design=placement=worst,trim=on&step=x&loop=3-1`),
    (desk) => desk.decodeLink(packed.slice(0, packed.length / 2)),
    (desk) => desk.packScript(script),
    (desk) => desk.encodeLink(desk.decodeLink(packed).link),
  ];
}

const bytesOf = (/** @type {string[]} */ ...path) => new Uint8Array(readFileSync(inRoot(...path)));
const recorded = bytesOf('traces', 'bc.heaptrace');
const REP = new TextEncoder().encode('20000\n2\n4\n1\na 0 512\na 1 128\nf 0\nf 1\n');

/** What is asked of files, of designs, and of what there is to choose from; each by itself. @type {Ask[]} */
const REST_OF_THE_DESK = [
  (desk) => desk.catalog(),
  (desk) => desk.readTrace(recorded, 'bc.heaptrace'),
  (desk) => desk.readTrace(recorded.slice(0, 300), 'short.heaptrace'),
  (desk) => desk.readTrace(REP, 'small.rep'),
  (desk) => desk.compileTrace(REP, 'small.rep'),
  (desk) => desk.compileTrace(REP.slice(0, -4), 'short.rep'),
  (desk) => desk.readFile(recorded, 'bc.heaptrace'),
  (desk) => desk.readFile(REP, 'small.rep'),
  (desk) => desk.readFile(new TextEncoder().encode('#v1&trace=sqlite&step=3\n'), 'a.heap-atlas'),
  (desk) => {
    const { link } = desk.decodeLink('#v1&design=placement=best-fit');
    const scenario = { kind: 'recording', name: 'small.rep', bytes: REP };
    return [...desk.encodeFile({ ...link, scenario }).bytes];
  },
  ...designs.map(
    (/** @type {Record<string, string>} */ design) => (/** @type {any} */ desk) =>
      desk.checkDesign(design),
  ),
];

const scripts = builtInScripts().flatMap((script) =>
  MISTAKES.map((make) => make(script)).filter((made, at) => at === 0 || made !== script),
);
/** One question, and all there is to ask of it. @type {Ask[][]} */
const deskQuestions = [...scripts.map(ofScript), ...REST_OF_THE_DESK.map((ask) => [ask])];

const session = { name: /** @type {const} */ ('session'), file: moduleOf('session') };
const desk = { name: /** @type {const} */ ('desk'), file: wholeOf('desk') };
const differing =
  (await compare('figure', session, designs, replaysOf)) +
  (await compare('desk', desk, deskQuestions, (glue, asks) =>
    asks.map((ask) => told(() => ask(glue))),
  ));
process.exit(differing === 0 ? 0 : 1);
