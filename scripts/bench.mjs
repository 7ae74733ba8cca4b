// `npm run bench [-- TRACE…]`: how fast traces are replayed natively and in wasm, on Classic's design. `npm run bench -- page`: how
// smooth the page is, see bench-page.mjs. `npm run bench -- allocators [TRACE…]`: how fast our designs and other allocators perform
// the calls of traces, which the crate in `bench/` compares. `npm run bench -- scale [PRESET] [LIVE]…`: what a replay takes as more
// blocks live.
//
// Owns the comparison of the two replays: they take turns, the best of three rounds counts, and the ratio is
// what to look at. Expects `npm run build` to have built the wasm packages. Asserts nothing: times belong
// to the machine.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { compile, initSync } from '../web/pkg/atlas.js';
import { benchPage } from './bench-page.mjs';
import { inRoot } from './paths.mjs';
import { MODULE } from './wasm.mjs';

const ROUNDS = 3;
/** Units of work: a slice of some 30 ms, as the page's worker replays. */
const BUDGET = 4_000_000;

/**
 * Milliseconds, and the timeline's hash.
 *
 * @typedef {{ ms: number, hash: string }} Replay
 */

/**
 * @param {string} trace
 * @returns {Replay}
 */
function native(trace) {
  const args = ['run', '--quiet', '--release', '-p', 'atlas-wasm', '--example', 'replay_speed'];
  const { status, stdout, stderr } = spawnSync('cargo', [...args, '--', trace], {
    cwd: inRoot(),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  const [ms, hash] = stdout.trim().split(' ');
  return { ms: Number(ms), hash: hash ?? '' };
}

/**
 * @param {string} trace
 * @returns {Replay}
 */
function inWasm(trace) {
  const bytes = readFileSync(trace);
  const session = compile({ kind: 'trace', name: basename(trace), bytes }).open({}, false);
  const start = performance.now();
  let progress = session.progress();
  while (!progress.done) progress = session.advance(BUDGET);
  const ms = performance.now() - start;
  session.free();
  return { ms, hash: progress.hash ?? '' };
}

/**
 * @param {string[]} paths
 * @returns {string[]} all recordings of the repository where no paths are given
 */
function traces(paths) {
  if (paths.length > 0) return paths.map((path) => resolve(path));
  const files = readdirSync(inRoot('traces'));
  return files.filter((name) => name.endsWith('.heaptrace')).map((name) => inRoot('traces', name));
}

if (process.argv[2] === 'page') {
  await benchPage();
  process.exit();
}

/**
 * Builds a program, runs it in place of this one, and ends as it does.
 *
 * @param {string[]} which
 * @param {string[]} args
 * @returns {never}
 */
function become(which, args) {
  const cargo = ['run', '--quiet', '--release', '--locked', ...which, '--', ...args];
  const { status } = spawnSync('cargo', cargo, { cwd: inRoot(), stdio: 'inherit' });
  process.exit(status ?? 1);
}

const [first, ...others] = process.argv.slice(2);
if (first === 'allocators') become(['--manifest-path', 'bench/Cargo.toml'], traces(others));
if (first === 'scale') become(['-p', 'atlas-replay', '--example', 'scale'], others);

const bytes = readFileSync(MODULE);
initSync({ module: new WebAssembly.Module(bytes) });
console.log('trace                native ms    wasm ms   ratio');
for (const trace of traces(process.argv.slice(2))) {
  let best = { native: Number.POSITIVE_INFINITY, wasm: Number.POSITIVE_INFINITY };
  for (let round = 0; round < ROUNDS; round += 1) {
    const here = native(trace);
    const there = inWasm(trace);
    if (here.hash !== there.hash) {
      throw new Error(`${basename(trace)}: ${here.hash} natively, ${there.hash} in wasm`);
    }
    best = { native: Math.min(best.native, here.ms), wasm: Math.min(best.wasm, there.ms) };
  }
  const columns = [
    basename(trace).padEnd(18),
    best.native.toFixed(0).padStart(11),
    best.wasm.toFixed(0).padStart(10),
    (best.wasm / best.native).toFixed(2).padStart(7),
  ];
  console.log(columns.join(' '));
}
