// Splits a wasm module in two: what a workload runs through, and the rest.
//
// Owns the cut. The *first part* has the module's memory and exports, and the functions that the workload ran through
// with their data; each of the others that it may still call is a stub there, which calls through a table. The *rest*
// has those functions and the data that only they read, and puts both into their places when it is instantiated. A stub
// whose function isn't there yet asks the host to bring the rest and goes on: so a module behaves alike whatever was cut
// off, and a workload that leaves something out costs a wait, not a failure. Binaryen's `wasm-split` does the like, but
// isn't among the tools that npm brings.
//
// Works on the text that the pinned `wasm-dis` writes: each top-level form begins a line, indented by one space,
// and functions go by `$` and a number. What to run is the caller's.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { segmentsOf, splitData } from './split-data.mjs';

/** @typedef {import('./steps.mjs').Step} Step */

/** What rustc's wasm32 target turns on: Binaryen refuses what it wasn't told of. */
export const FEATURES = [
  '--enable-bulk-memory',
  '--enable-nontrapping-float-to-int',
  '--enable-sign-ext',
  '--enable-mutable-globals',
  '--enable-reference-types',
  '--enable-multivalue',
];

/** The passes that were found to give the smallest parts. */
const SMALLER = ['--flatten', '--rereloop', '-Oz', '-Oz'];

/** The table through which stubs call, and its name among the exports. */
const TABLE = 'later';
/** What the rest imports the first part as. */
const FIRST = 'first';
/** Before the names of exports that are for the rest alone. */
const INNER = '_';

/** A top-level form. @typedef {{ readonly kind: string, readonly text: string }} Form */
/** A function that the module defines. @typedef {{ readonly name: string, readonly text: string }} Func */

/**
 * @param {Step} step
 * @param {string} file the module, without names
 * @param {object} how
 * @param {(module: WebAssembly.Module) => Promise<{ exports: WebAssembly.Exports, answers: string }>} how.exercise
 *   instantiates the module it is given and does with it what the first part is for; the answers are the same each time
 * @param {RegExp} how.bring the name of the imported function that brings the rest, and returns when it is there
 * @returns {Promise<{ first: Uint8Array<ArrayBuffer>, rest: Uint8Array<ArrayBuffer>, functions: [number, number] }>}
 *   the two modules, and how many functions each defines
 */
export async function splitModule(step, file, { exercise, bring }) {
  const scratch = mkdtempSync(join(tmpdir(), 'heap-atlas-split-'));
  const at = (/** @type {string} */ name) => join(scratch, name);
  const tool = (/** @type {string} */ name, /** @type {string[]} */ args) =>
    step.exec(inRoot('node_modules', '.bin', name), [...FEATURES, ...args], { cwd: inRoot() });
  /** @param {string} name @param {string} text @param {'wasm-as' | 'wasm-opt'} how */
  const build = async (name, text, how) => {
    writeFileSync(at(`${name}.wat`), text);
    const passes = how === 'wasm-opt' ? SMALLER : [];
    await tool(how, [...passes, at(`${name}.wat`), '-o', at(`${name}.wasm`)]);
    return new Uint8Array(readFileSync(at(`${name}.wasm`)));
  };
  try {
    await tool('wasm-dis', [file, '-o', at('whole.wat')]);
    const forms = formsOf(readFileSync(at('whole.wat'), 'utf8'));
    const functions = functionsOf(forms);
    const watched = await build('watched', withWitnesses(forms, functions), 'wasm-as');
    const { exports, answers } = await exercise(new WebAssembly.Module(watched));
    const used = new Set(functions.filter((_, index) => isWitnessed(exports, index)));
    const { first, rest, cutData } = cut(forms, functions, used, bring);
    const parts = {
      first: await build('first', first, 'wasm-opt'),
      rest: await build('rest', rest, 'wasm-opt'),
    };
    const inParts = await exercise(new WebAssembly.Module(parts.first));
    if (inParts.answers !== answers) {
      throw new Error('the first part answers otherwise than the whole');
    }
    const { buffer } = /** @type {WebAssembly.Memory} */ (inParts.exports.memory);
    for (const { start, bytes } of segmentsOf(cutData)) {
      // The rest would write over it.
      const isWritten = new Uint8Array(buffer, start, bytes.length).some((byte) => byte !== 0);
      if (isWritten) throw new Error(`the first part writes to data that was cut off, at ${start}`);
    }
    return {
      ...parts,
      functions: [used.size, functions.length - used.size],
    };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/**
 * The top-level forms of a module's text.
 *
 * @param {string} text
 * @returns {Form[]}
 */
export function formsOf(text) {
  const [opening, ...pieces] = text.split(/^(?= \()/m);
  if (opening !== '(module\n' || !text.trimEnd().endsWith('\n)')) {
    throw new Error('wasm-dis writes modules in another form than this was written for');
  }
  const last = pieces.length - 1;
  return pieces.map((piece, index) => {
    const form = index === last ? piece.trimEnd().slice(0, -1) : piece;
    return { kind: /^ \((\w+)/.exec(form)?.[1] ?? '', text: form.trimEnd() };
  });
}

/** @param {Form[]} forms @returns {Func[]} */
function functionsOf(forms) {
  return forms
    .filter(({ kind }) => kind === 'func')
    .map(({ text }) => ({ name: nameIn(text), text }));
}

/** The first name in a text: what a form defines. @param {string} text */
function nameIn(text) {
  const name = /\$[^\s()]+/.exec(text)?.[0];
  if (name === undefined) throw new Error(`no name in ${text.slice(0, 80)}`);
  return name;
}

/**
 * The functions and globals that a form mentions; its own name, and locals, are something else.
 *
 * @param {string} text
 */
function mentionedIn(text) {
  const body = text.slice(text.startsWith(' (func') ? text.indexOf('\n') + 1 : 0);
  // With one table, wasm-dis leaves out its name and the word.
  const listed = /^ \(elem .*\(i32\.const \d+\)(?: func)?((?: \$[^\s()]+)*)\)$/.exec(text)?.[1];
  const mentions = body.matchAll(
    /\((?:call|return_call|ref\.func|func|global\.get|global\.set) (\$[^\s()]+)/g,
  );
  const inTable = listed?.trim().split(' ') ?? [];
  return [...inTable, ...[...mentions].map(([, name]) => name ?? '')];
}

/** @param {string[]} forms */
const moduleText = (forms) => `(module\n${forms.join('\n')}\n)\n`;

/** @param {number} index */
const witness = (index) => `witness${index}`;

/** @param {WebAssembly.Exports} exports @param {number} index */
function isWitnessed(exports, index) {
  return /** @type {WebAssembly.Global} */ (exports[witness(index)]).value === 1;
}

/**
 * The module with a global for each function, which says whether it was run through.
 *
 * @param {Form[]} forms
 * @param {Func[]} functions
 */
function withWitnesses(forms, functions) {
  let index = 0;
  const watched = forms.map(({ kind, text }) => {
    if (kind !== 'func') return text;
    const mark = `\n  (global.set $${witness(index)} (i32.const 1))`;
    index += 1;
    // Behind the head and the locals.
    const head = /^.*(?:\n {2}\(local .*)*/.exec(text)?.[0] ?? '';
    // One without a body is closed on its first line.
    if (head === text) return `${text.slice(0, -1)}${mark}\n )`;
    return head + mark + text.slice(head.length);
  });
  const globals = functions.map(
    (_, index) => ` (global $${witness(index)} (mut i32) (i32.const 0))`,
  );
  const exported = functions.map(
    (_, index) => ` (export "${witness(index)}" (global $${witness(index)}))`,
  );
  // Imports come before all that a module defines itself.
  const imports = watched.findLastIndex((_, at) => forms[at]?.kind === 'import') + 1;
  watched.splice(imports, 0, ...globals);
  return moduleText([...watched, ...exported]);
}

/**
 * The texts of the two modules.
 *
 * @param {Form[]} forms
 * @param {Func[]} functions
 * @param {Set<Func>} used
 * @param {RegExp} bring
 */
export function cut(forms, functions, used, bring) {
  const inFirst = functions.filter((each) => used.has(each));
  const inRest = functions.filter((each) => !used.has(each));
  const restNames = new Set(inRest.map(({ name }) => name));
  const bringing = forms.find(({ kind, text }) => kind === 'import' && bring.test(text));
  if (bringing === undefined) throw new Error(`the module has no import like ${bring}`);

  // What the first part may call: from its functions, through the function table, and from outside.
  const callers = forms.filter(({ kind }) => kind === 'elem' || kind === 'export');
  const called = new Set([...inFirst, ...callers].flatMap(({ text }) => mentionedIn(text)));
  const stubbed = inRest.filter(({ name }) => called.has(name));
  const stubs = new Map(stubbed.map(({ name, text }, slot) => [name, stub(name, text, slot)]));

  // What the rest calls and reads of the first part.
  const wanted = new Set(inRest.flatMap(({ text }) => mentionedIn(text)));
  /** @type {string[]} */
  const exported = [];
  /** @type {string[]} */
  const imported = [];
  /** @param {string} sort what kind of thing it is @param {string} name @param {string} type as an import has it */
  const hand = (sort, name, type) => {
    const id = INNER + exported.length.toString(36);
    exported.push(` (export "${id}" (${sort} ${name}))`);
    imported.push(` (import "${FIRST}" "${id}" (${sort} ${name} ${type}))`);
  };
  for (const { kind, text } of forms) {
    const sort =
      kind === 'import' ? (/ \((func|global|table|memory) /.exec(text)?.[1] ?? '') : kind;
    const name = /\$[^\s()]+/.exec(text)?.[0] ?? '';
    if (sort === 'memory') hand(sort, name, typeIn(text, /\(memory \S+ ([\d ]+)\)/));
    if (sort === 'table') hand(sort, name, typeIn(text, /\(table \S+ ([\d ]+ \w+)\)/));
    if (!wanted.has(name) || restNames.has(name)) continue;
    if (sort === 'global') hand(sort, name, typeIn(text, /\(global \S+ (\(mut \w+\)|\w+)/));
    if (sort === 'func') hand(sort, name, signatureOf(text));
  }

  const slots = `${stubbed.length} ${stubbed.length} funcref`;
  const ensure = [
    ' (func $ensure',
    `  (if (ref.is_null (table.get $${TABLE} (i32.const 0))) (then (call ${nameIn(bringing.text)}))))`,
  ].join('\n');
  const data = splitData(
    forms.filter(({ kind }) => kind === 'data').map(({ text }) => text),
    inFirst.map(({ text }) => text),
    (name) => restNames.has(name),
  );
  if (data.rest.length === 0) {
    throw new Error(
      'no data could be cut off: are its segments merged, by RUSTFLAGS in the environment?',
    );
  }
  const first = forms
    .filter(({ kind }) => kind !== 'data')
    .filter(
      ({ kind, text }) =>
        kind !== 'func' || !restNames.has(nameIn(text)) || stubs.has(nameIn(text)),
    )
    .map(({ kind, text }) => (kind === 'func' ? (stubs.get(nameIn(text)) ?? text) : text));
  const types = forms.filter(({ kind }) => kind === 'type').map(({ text }) => text);
  return {
    first: moduleText([
      ...first,
      ` (table $${TABLE} ${slots})`,
      ` (export "${TABLE}" (table $${TABLE}))`,
      ...exported,
      ...data.first,
      ensure,
    ]),
    rest: moduleText([
      ...types,
      ...imported,
      ` (import "${FIRST}" "${TABLE}" (table $${TABLE} ${slots}))`,
      ` (elem (table $${TABLE}) (i32.const 0) func ${stubbed.map(({ name }) => name).join(' ')})`,
      ...data.rest,
      ...inRest.map(({ text }) => text),
    ]),
    cutData: data.rest,
  };
}

/** @param {string} text @param {RegExp} pattern */
function typeIn(text, pattern) {
  const type = pattern.exec(text)?.[1];
  if (type === undefined) throw new Error(`no type in ${text.slice(0, 80)}`);
  return type;
}

/** A function's parameters and results, without names. @param {string} text */
function signatureOf(text) {
  const head = text.split('\n', 1)[0] ?? '';
  return [...head.matchAll(/\((param|result)((?: \$\S+)?)((?: \w+)+)\)/g)]
    .map(([, kind, , types]) => `(${kind}${types})`)
    .join(' ');
}

/**
 * A function that has its work done by the one in a slot of the table.
 *
 * @param {string} name
 * @param {string} text the function that it stands for
 * @param {number} slot
 */
function stub(name, text, slot) {
  const signature = signatureOf(text);
  const parameters = [...signature.matchAll(/\(param((?: \w+)+)\)/g)].flatMap(
    ([, types]) => types?.trim().split(' ') ?? [],
  );
  const given = parameters.map((_, index) => `(local.get ${index})`).join(' ');
  return [
    ` (func ${name} ${signature}`,
    '  (call $ensure)',
    `  (call_indirect $${TABLE} ${signature} ${given} (i32.const ${slot})))`,
  ].join('\n');
}
