// `npm test`: installs what the checks need, runs every check, and counts.
//
// A check that fails doesn't stop the ones after it. Words after `npm test --` choose checks by group
// (rust, wasm, web, e2e) or by a part of their name. `--long` (`npm run test:long`) runs what takes long besides: more cases
// of each property, every journey in Chromium and Firefox, Miri and the fuzzers. Closes with the ten slowest checks and a line
// `N passed, N failed`, where N counts single tests for the checks whose runner tells them, and the check itself for the
// others.

import { requireNode } from './node-version.mjs';

requireNode();
const { runStep, PlainFailure } = await import('./steps.mjs');
const { ensureBrowsers, ensurePackages, ensureRust, ensureRustLinters, ensureWasmTestTools } =
  await import('./toolchain.mjs');
const { buildSite } = await import('./site.mjs');
const { makeWasm } = await import('./prepare.mjs');

/** @typedef {import('./checks.mjs').Check} Check */
/** @typedef {import('./checks.mjs').Machine} Machine */
/** @typedef {import('./checks.mjs').Need} Need */

/** @type {{ passed: number, failed: number }} */
const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const failures = [];
/** @type {string[]} */
const skipped = [];
/** @type {import('./checks.mjs').Timed[]} */
const times = [];

const SLOWEST_SHOWN = 10;

function tellSlowest() {
  const slowest = times.sort((one, other) => other.seconds - one.seconds).slice(0, SLOWEST_SHOWN);
  console.log('\nthe slowest:');
  for (const { name, seconds } of slowest) {
    console.log(`${seconds.toFixed(1).padStart(8)} s  ${name}`);
  }
}

function conclude() {
  if (times.length > 0) tellSlowest();
  console.log('');
  for (const line of skipped) console.log(`skipped: ${line}`);
  for (const line of failures) console.log(`failed: ${line}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
}

/**
 * @param {string} name
 * @param {unknown} error
 */
function fail(name, error) {
  total.failed += 1;
  failures.push(`${name}: ${/** @type {Error} */ (error).message}`);
}

/** @type {import('./toolchain.mjs').Rust} */
let rust;
try {
  await runStep('npm packages', ensurePackages);
  rust = await runStep('Rust for this machine and for wasm', ensureRust);
} catch (error) {
  fail('installation', error);
  conclude();
}

// What the checks need is made when the first of them asks, and once; where it can't be made, every
// check that asks fails with the same line.
/** @type {Partial<Machine['browsers']>} */
let browsers = {};
/** @type {Record<Need, () => Promise<unknown>>} */
const preparations = {
  linters: () => runStep('rustfmt and clippy', (step) => ensureRustLinters(step, rust)),
  'wasm test tools': () => runStep('wasm test tools', (step) => ensureWasmTestTools(step, rust)),
  'wasm module': makeWasm,
  browsers: async () => {
    browsers = await runStep('browsers', ensureBrowsers);
  },
  site: async () => {
    await prepared('wasm module');
    await runStep('site', buildSite);
  },
};
/** @type {Map<Need, Promise<unknown>>} */
const begun = new Map();

/** @param {Need} need */
function prepared(need) {
  const promise = begun.get(need) ?? preparations[need]();
  begun.set(need, promise);
  return promise;
}

/** @param {Check} check */
async function perform(check) {
  try {
    for (const need of check.needs) await prepared(need);
  } catch (error) {
    fail(check.name, error);
    return;
  }
  const machine = { rust, browsers: /** @type {Machine['browsers']} */ (browsers) };
  const reason = check.skip?.(machine);
  if (reason !== undefined) {
    console.log(`  – ${check.name} · skipped: ${reason}`);
    skipped.push(`${check.name}: ${reason}`);
    return;
  }
  let log = '';
  const since = performance.now();
  try {
    await runStep(check.name, async (step) => {
      try {
        for (const [command, args, env] of check.commands(machine)) {
          await step.exec(command, args, { env });
        }
      } finally {
        log = step.log;
        if (check.count !== undefined) {
          const { passed, failed } = check.count(log);
          step.note = failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} failed`;
        }
      }
      if (check.count?.(log).passed === 0) throw new Error('no test ran');
    });
    total.passed += check.count?.(log).passed ?? 1;
  } catch (error) {
    const { passed, failed } = check.count?.(log) ?? { passed: 0, failed: 0 };
    total.passed += passed;
    // A runner that fails without a failed test didn't get as far as its tests.
    total.failed += Math.max(failed, 1);
    failures.push(`${check.name}: ${/** @type {Error} */ (error).message}`);
  }
  times.push({ name: check.name, seconds: (performance.now() - since) / 1000 });
  times.push(...(check.times?.(log) ?? []));
}

const { CHECKS } = await import('./checks.mjs');
const isLong = process.argv.includes('--long');
const words = process.argv.slice(2).filter((word) => word !== '--long');
if (isLong) {
  // Read by proptest and by playwright.config.ts.
  process.env.PROPTEST_CASES ??= '5000';
  process.env.HEAP_ATLAS_LONG = '1';
}
const chosen = CHECKS.filter(
  ({ name, group, isLong: takesLong = false }) =>
    (isLong || !takesLong) &&
    (words.length === 0 || words.some((word) => word === group || name.includes(word))),
);
if (chosen.length === 0) {
  const names = CHECKS.map(({ name, group }) => `${name} (${group})`).join(', ');
  fail('selection', new PlainFailure(`no check is called ${words.join(' ')}; there are ${names}`));
}
/** @param {readonly Check[]} checks */
async function performAll(checks) {
  for (const check of checks) await perform(check);
}

// Compilers wait for each other and leave a processor to what runs in Node; journeys take both.
const isOfNode = (/** @type {Check} */ { group }) => group === 'web';
const isJourney = (/** @type {Check} */ { group }) => group === 'e2e';
await Promise.all([
  performAll(chosen.filter((check) => !isOfNode(check) && !isJourney(check))),
  performAll(chosen.filter(isOfNode)),
]);
await performAll(chosen.filter(isJourney));
conclude();
