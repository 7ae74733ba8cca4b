// Every check `npm test` runs, in order, as data: what it is called, what it needs, what it runs.
//
// Owns the list and how each runner's own count of tests is read. Owns neither installation
// (toolchain.mjs) nor the order of events (test.mjs).

import { readRules, wasmCrates } from './layers.mjs';
import { inRoot } from './paths.mjs';
import { fuzzMissing, miriMissing, wasmToolsEnvironment } from './toolchain.mjs';

/** @typedef {import('./steps.mjs').Step} Step */

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
 * @typedef {'linters' | 'wasm tools' | 'wasm module' | 'browsers' | 'site'} Need
 *
 * @typedef {object} Check
 * @property {string} name
 * @property {'rust' | 'wasm' | 'web' | 'e2e'} group
 * @property {Need[]} needs
 * @property {boolean} [isLong] whether only `npm run test:long` runs it
 * @property {(machine: Machine) => string | undefined} [skip] why it can't run here, if it can't
 * @property {(step: Step, machine: Machine) => Promise<void>} run throws where the check fails
 * @property {(log: string) => Count} [count] read from the log; a check without it counts as one
 * @property {(log: string) => Timed[]} [times] of single tests, where the runner tells them
 */

/**
 * The sum of cargo's summaries, one per test binary.
 *
 * @param {string} log
 * @returns {Count}
 */
export function cargoCount(log) {
  const summaries = [...log.matchAll(/^test result: .*?(\d+) passed; (\d+) failed/gm)];
  return {
    passed: summaries.reduce((sum, [, passed]) => sum + Number(passed), 0),
    failed: summaries.reduce((sum, [, , failed]) => sum + Number(failed), 0),
  };
}

/**
 * vitest's summary, for example `Tests  1 failed | 27 passed (28)`.
 *
 * @param {string} log
 * @returns {Count}
 */
export function vitestCount(log) {
  const summary = /^\s*Tests\s+(.*)$/m.exec(log)?.[1] ?? '';
  return {
    passed: Number(/(\d+) passed/.exec(summary)?.[1] ?? 0),
    failed: Number(/(\d+) failed/.exec(summary)?.[1] ?? 0),
  };
}

/**
 * Playwright's summary: a line each for what passed, failed, and broke off.
 *
 * @param {string} log
 * @returns {Count}
 */
export function playwrightCount(log) {
  const number = (/** @type {RegExp} */ pattern) => Number(pattern.exec(log)?.[1] ?? 0);
  return {
    passed: number(/^\s*(\d+) passed\b/m),
    failed: number(/^\s*(\d+) failed\b/m) + number(/^\s*(\d+) interrupted\b/m),
  };
}

/**
 * The last line of the smoke suite in WebKit, for example `4 passed, 0 failed`.
 *
 * @param {string} log
 * @returns {Count}
 */
export function smokeCount(log) {
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(log) ?? [];
  return { passed: Number(passed ?? 0), failed: Number(failed ?? 0) };
}

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
 * @param {Step} step
 * @param {import('./toolchain.mjs').Rust} rust
 * @param {NodeJS.ProcessEnv} place which of the tests to run, and where
 */
async function runWasmTests(step, rust, place) {
  const env = {
    ...wasmToolsEnvironment(rust),
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: 'wasm-bindgen-test-runner',
    ...place,
  };
  const args = ['test', '--locked', '--target', 'wasm32-unknown-unknown', '-p', 'atlas-wasm'];
  await step.exec('cargo', [...args, '--tests', '--no-fail-fast'], { cwd: inRoot(), env });
}

/** @param {string} name */
const bin = (name) => inRoot('node_modules', '.bin', name);

/** @type {Check[]} */
export const CHECKS = [
  {
    name: 'rustfmt',
    group: 'rust',
    needs: ['linters'],
    run: async (step, { rust }) => {
      await step.exec('cargo', ['fmt', '--all', '--check'], { cwd: inRoot(), env: rust.host });
      const tools = ['fmt', '--all', '--check', '--manifest-path', inRoot('tools', 'Cargo.toml')];
      await step.exec('cargo', tools, { cwd: inRoot(), env: rust.host });
      // Without --all, which would resolve the fuzzer's dependencies, that nobody else needs.
      const fuzz = ['fmt', '--check', '--manifest-path', inRoot('fuzz', 'Cargo.toml')];
      await step.exec('cargo', fuzz, { cwd: inRoot(), env: rust.host });
    },
  },
  {
    name: 'clippy',
    group: 'rust',
    needs: ['linters'],
    run: async (step, { rust }) => {
      const args = ['clippy', '--locked', '--workspace', '--all-targets', '--', '-D', 'warnings'];
      await step.exec('cargo', args, { cwd: inRoot(), env: rust.host });
    },
  },
  {
    name: 'clippy for wasm32',
    group: 'rust',
    needs: ['linters'],
    run: async (step, { rust }) => {
      const target = ['--target', 'wasm32-unknown-unknown'];
      const args = ['clippy', '--locked', ...WASM_PACKAGES, ...target, '--', '-D', 'warnings'];
      await step.exec('cargo', args, { cwd: inRoot(), env: rust.wasm });
    },
  },
  {
    name: 'Rust tests',
    group: 'rust',
    needs: [],
    count: cargoCount,
    run: async (step, { rust }) => {
      const args = ['test', '--locked', '--workspace', '--no-fail-fast'];
      await step.exec('cargo', args, { cwd: inRoot(), env: rust.host });
    },
  },
  {
    name: 'Miri on the heap',
    group: 'rust',
    needs: [],
    isLong: true,
    skip: ({ rust }) => miriMissing(rust),
    count: cargoCount,
    run: async (step, { rust }) => {
      // The tests read fixtures and seed their properties: both need the world outside.
      const env = { ...rust.host, MIRIFLAGS: '-Zmiri-disable-isolation' };
      const args = ['+nightly', 'miri', 'test', '--locked', '-p', 'classic-heap'];
      await step.exec('cargo', args, { cwd: inRoot(), env });
    },
  },
  {
    name: 'fuzzers, a minute each',
    group: 'rust',
    needs: [],
    isLong: true,
    skip: ({ rust }) => fuzzMissing(rust),
    run: async (step, { rust }) => {
      for (const target of ['script', 'link']) {
        const limits = [`-dict=fuzz/${target}.dict`, '-max_len=4096', '-max_total_time=60'];
        const args = ['+nightly', 'fuzz', 'run', target, '--', ...limits];
        await step.exec('cargo', args, { cwd: inRoot(), env: rust.host });
      }
    },
  },
  {
    name: 'wasm tests in Node',
    group: 'wasm',
    needs: ['wasm tools'],
    count: cargoCount,
    run: (step, { rust }) => runWasmTests(step, rust, { WASM_BINDGEN_TEST_ONLY_NODE: '1' }),
  },
  {
    name: 'wasm tests in Chromium',
    group: 'wasm',
    needs: ['wasm tools', 'browsers'],
    count: cargoCount,
    run: (step, { rust, browsers }) =>
      runWasmTests(step, rust, {
        WASM_BINDGEN_TEST_ONLY_WEB: '1',
        CHROMEDRIVER: browsers.chromedriver,
      }),
  },
  {
    name: 'type check',
    group: 'web',
    needs: ['wasm module'],
    run: async (step) => {
      for (const project of ['tsconfig.json', 'tsconfig.node.json']) {
        await step.exec(bin('tsc'), ['--project', project], { cwd: inRoot() });
      }
    },
  },
  {
    name: 'biome',
    group: 'web',
    needs: [],
    run: async (step) => {
      await step.exec(bin('biome'), ['ci', '--error-on-warnings'], { cwd: inRoot() });
    },
  },
  {
    name: 'import rules',
    group: 'web',
    needs: [],
    run: async (step, { rust }) => {
      const args = [inRoot('scripts', 'check-imports.mjs')];
      await step.exec(process.execPath, args, { cwd: inRoot(), env: rust.host });
    },
  },
  {
    name: 'vitest',
    group: 'web',
    needs: ['wasm module'],
    count: vitestCount,
    run: async (step) => {
      await step.exec(bin('vitest'), ['run'], { cwd: inRoot() });
    },
  },
  {
    name: 'third-party notices',
    group: 'web',
    needs: ['site'],
    run: async (step) => {
      const args = [inRoot('scripts', 'check-notices.mjs')];
      await step.exec(process.execPath, args, { cwd: inRoot() });
    },
  },
  {
    name: 'npm package',
    group: 'web',
    needs: ['wasm module'],
    run: async (step) => {
      for (const script of ['package.mjs', 'check-package.mjs']) {
        await step.exec(process.execPath, [inRoot('scripts', script)], { cwd: inRoot() });
      }
    },
  },
  {
    name: 'journeys in Chromium and Firefox',
    group: 'e2e',
    needs: ['browsers', 'site'],
    count: playwrightCount,
    times: playwrightTimes,
    run: async (step, { browsers }) => {
      const env = {
        ...process.env,
        HEAP_ATLAS_CHROMIUM: browsers.chromium,
        HEAP_ATLAS_FIREFOX: browsers.firefox,
      };
      await step.exec(bin('playwright'), ['test', '--reporter=list'], { cwd: inRoot(), env });
    },
  },
  {
    name: 'byte budgets',
    group: 'web',
    needs: ['site'],
    run: async (step) => {
      const args = [inRoot('scripts', 'byte-budgets.mjs')];
      await step.exec(process.execPath, args, { cwd: inRoot() });
    },
  },
  {
    name: 'smoke in WebKit',
    group: 'e2e',
    needs: ['browsers', 'site'],
    count: smokeCount,
    run: async (step, { browsers }) => {
      const args = [inRoot('scripts', 'webkit.mjs'), browsers.webkitDriver, browsers.xvfb];
      await step.exec(process.execPath, args, { cwd: inRoot() });
    },
  },
];
