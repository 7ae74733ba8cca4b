// Every check `npm test` runs, in order, as data: what it is called, what it needs, what it runs.
//
// Owns the list and how each runner's own count of tests is read. Owns neither installation
// (toolchain.mjs) nor the order of events (test.mjs).

import { readRules, wasmCrates } from './layers.mjs';
import { inRoot } from './paths.mjs';
import { fuzzMissing, miriMissing, wasmToolsEnvironment } from './toolchain.mjs';

/**
 * What a check found: how many single tests passed and failed.
 *
 * @typedef {{ passed: number, failed: number }} Count
 *
 * A single test and how long it took.
 *
 * @typedef {{ name: string, seconds: number }} Timed
 *
 * What the machine offers, once the needs of a check are met.
 *
 * @typedef {object} Machine
 * @property {import('./toolchain.mjs').Rust} rust
 * @property {Record<import('./toolchain.mjs').BrowserProgram, string>} browsers
 *
 * A program, its arguments, and its environment where that is not ours.
 *
 * @typedef {[string, string[], NodeJS.ProcessEnv?]} Command
 *
 * @typedef {'linters' | 'wasm test tools' | 'wasm module' | 'browsers' | 'site'} Need
 *
 * @typedef {object} Check
 * @property {string} name
 * @property {'rust' | 'wasm' | 'web' | 'e2e'} group
 * @property {Need[]} needs
 * @property {boolean} [isLong] whether only `npm run test:long` runs it
 * @property {(machine: Machine) => string | undefined} [skip] why it can't run here, if it can't
 * @property {(machine: Machine) => Command[]} commands run one after the other, in the checkout; the check fails with the
 *   first that fails
 * @property {(log: string) => Count} [count] read from the log; a check without it counts as one
 * @property {(log: string) => Timed[]} [times] of single tests, where the runner tells them
 */

/**
 * Sums up what a runner tells of itself.
 *
 * @param {RegExp} passed matches each number of tests that passed
 * @param {RegExp} failed and of tests that failed
 * @returns {(log: string) => Count}
 */
function counter(passed, failed) {
  const sum = (/** @type {string} */ log, /** @type {RegExp} */ pattern) =>
    [...log.matchAll(pattern)].reduce((sum, [, number]) => sum + Number(number), 0);
  return (log) => ({ passed: sum(log, passed), failed: sum(log, failed) });
}

/** A summary for each test binary: `test result: ok. 12 passed; 0 failed; …`. */
export const cargoCount = counter(
  /^test result: .*?(\d+) passed/gm,
  /^test result: .*?(\d+) failed/gm,
);
/** `Tests  1 failed | 27 passed (28)` */
export const vitestCount = counter(/^\s*Tests\s.*?(\d+) passed/gm, /^\s*Tests\s.*?(\d+) failed/gm);
/** A line each for what passed, failed, and broke off: `6 passed (16.9s)`. */
export const playwrightCount = counter(
  /^\s*(\d+) passed\b/gm,
  /^\s*(\d+) (?:failed|interrupted)\b/gm,
);
/** The last line of the smoke suite in WebKit: `4 passed, 0 failed`. */
export const smokeCount = counter(/^(\d+) passed, \d+ failed$/gm, /^\d+ passed, (\d+) failed$/gm);

const SECONDS_OF = { ms: 0.001, s: 1, m: 60 };

/**
 * The tests in the list that Playwright prints: `✓ 3 [chromium] › web/e2e/a.spec.ts:1:1 › opens (4.2s)`.
 *
 * @param {string} log
 * @returns {Timed[]}
 */
export function playwrightTimes(log) {
  const lines = log.matchAll(/^\s*[✓✘]\s+\d+ (\[.*) \(([\d.]+)(ms|s|m)\)$/gm);
  return [...lines].map(([, name = '', number, unit]) => ({
    name,
    seconds: Number(number) * SECONDS_OF[/** @type {keyof typeof SECONDS_OF} */ (unit)],
  }));
}

const WASM_PACKAGES = wasmCrates(readRules()).flatMap((name) => ['-p', name]);

/**
 * Runs the wasm crate's tests on wasm-bindgen's runner, which finds `webdriver.json` beside the crate.
 * This is what `wasm-pack test` does, less its search for a compiled standard library: where cargo
 * builds that library along, there is none to be found.
 *
 * @param {import('./toolchain.mjs').Rust} rust
 * @param {NodeJS.ProcessEnv} place which of the tests to run, and where
 * @returns {Command[]}
 */
function wasmTests(rust, place) {
  const env = {
    ...wasmToolsEnvironment(rust),
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: 'wasm-bindgen-test-runner',
    ...place,
  };
  const args = ['test', '--locked', '--target', 'wasm32-unknown-unknown', '-p', 'atlas-wasm'];
  return [['cargo', [...args, '--tests', '--no-fail-fast'], env]];
}

/** @param {string} name */
const bin = (name) => inRoot('node_modules', '.bin', name);

/** @type {(name: string, ...args: string[]) => [string, string[]]} */
const script = (name, ...args) => [process.execPath, [inRoot('scripts', name), ...args]];

const DENY_WARNINGS = ['--', '-D', 'warnings'];

/** @type {Check[]} */
export const CHECKS = [
  {
    name: 'rustfmt',
    group: 'rust',
    needs: ['linters'],
    commands: ({ rust }) => [
      ['cargo', ['fmt', '--all', '--check'], rust.host],
      ['cargo', ['fmt', '--all', '--check', '--manifest-path', 'tools/Cargo.toml'], rust.host],
      // Without --all, which would resolve the fuzzer's dependencies, that nobody else needs.
      ['cargo', ['fmt', '--check', '--manifest-path', 'fuzz/Cargo.toml'], rust.host],
    ],
  },
  {
    name: 'clippy',
    group: 'rust',
    needs: ['linters'],
    commands: ({ rust }) => {
      const args = ['clippy', '--locked', '--workspace', '--all-targets', ...DENY_WARNINGS];
      return [['cargo', args, rust.host]];
    },
  },
  {
    name: 'clippy for wasm32',
    group: 'rust',
    needs: ['linters'],
    commands: ({ rust }) => {
      const target = ['--target', 'wasm32-unknown-unknown'];
      const args = ['clippy', '--locked', ...WASM_PACKAGES, ...target, ...DENY_WARNINGS];
      return [['cargo', args, rust.wasm]];
    },
  },
  {
    name: 'documentation',
    group: 'rust',
    needs: [],
    commands: ({ rust }) => {
      const env = { ...rust.host, RUSTDOCFLAGS: '-D warnings' };
      return [['cargo', ['doc', '--locked', '--workspace', '--no-deps'], env]];
    },
  },
  {
    name: 'Rust tests',
    group: 'rust',
    needs: [],
    count: cargoCount,
    commands: ({ rust }) => [
      ['cargo', ['test', '--locked', '--workspace', '--no-fail-fast'], rust.host],
    ],
  },
  {
    name: 'Miri on the heap',
    group: 'rust',
    needs: [],
    isLong: true,
    skip: ({ rust }) => miriMissing(rust),
    count: cargoCount,
    commands: ({ rust }) => {
      // The tests read fixtures and seed their properties: both need the world outside.
      const env = { ...rust.host, MIRIFLAGS: '-Zmiri-disable-isolation' };
      return [['cargo', ['+nightly', 'miri', 'test', '--locked', '-p', 'classic-heap'], env]];
    },
  },
  {
    name: 'fuzzers, a minute each',
    group: 'rust',
    needs: [],
    isLong: true,
    skip: ({ rust }) => fuzzMissing(rust),
    commands: ({ rust }) =>
      ['script', 'link'].map((target) => {
        const limits = [`-dict=fuzz/${target}.dict`, '-max_len=4096', '-max_total_time=60'];
        return ['cargo', ['+nightly', 'fuzz', 'run', target, '--', ...limits], rust.host];
      }),
  },
  {
    name: 'wasm tests in Node',
    group: 'wasm',
    needs: ['wasm test tools'],
    count: cargoCount,
    commands: ({ rust }) => wasmTests(rust, { WASM_BINDGEN_TEST_ONLY_NODE: '1' }),
  },
  {
    name: 'wasm tests in Chromium',
    group: 'wasm',
    needs: ['wasm test tools', 'browsers'],
    count: cargoCount,
    commands: ({ rust, browsers: { chromedriver } }) =>
      wasmTests(rust, { WASM_BINDGEN_TEST_ONLY_WEB: '1', CHROMEDRIVER: chromedriver }),
  },
  {
    name: 'type check',
    group: 'web',
    needs: ['wasm module'],
    commands: () => [
      [bin('tsc'), ['--project', 'tsconfig.json']],
      [bin('tsc'), ['--project', 'tsconfig.node.json']],
    ],
  },
  {
    name: 'biome',
    group: 'web',
    needs: [],
    commands: () => [[bin('biome'), ['ci', '--error-on-warnings']]],
  },
  {
    name: 'import rules',
    group: 'web',
    needs: [],
    commands: ({ rust }) => [[...script('check-imports.mjs'), rust.host]],
  },
  {
    name: 'vitest',
    group: 'web',
    needs: ['wasm module'],
    count: vitestCount,
    commands: () => [[bin('vitest'), ['run']]],
  },
  {
    name: 'third-party notices',
    group: 'web',
    needs: ['site'],
    commands: () => [script('check-notices.mjs')],
  },
  {
    name: 'npm package',
    group: 'web',
    needs: ['wasm module'],
    commands: () => [script('package.mjs'), script('check-package.mjs')],
  },
  {
    name: 'journeys in Chromium and Firefox',
    group: 'e2e',
    needs: ['browsers', 'site'],
    count: playwrightCount,
    times: playwrightTimes,
    commands: ({ browsers: { chromium, headlessChromium, firefox } }) => {
      const paths = {
        HEAP_ATLAS_CHROMIUM: chromium,
        HEAP_ATLAS_HEADLESS_CHROMIUM: headlessChromium,
        HEAP_ATLAS_FIREFOX: firefox,
      };
      return [[bin('playwright'), ['test', '--reporter=list'], { ...process.env, ...paths }]];
    },
  },
  {
    name: 'byte budgets',
    group: 'web',
    needs: ['site'],
    commands: () => [script('byte-budgets.mjs')],
  },
  {
    name: 'smoke in WebKit',
    group: 'e2e',
    needs: ['browsers', 'site'],
    count: smokeCount,
    commands: ({ browsers: { webkitDriver, xvfb } }) => [script('webkit.mjs', webkitDriver, xvfb)],
  },
];
