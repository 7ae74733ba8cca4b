// @vitest-environment node
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureWasmTestTools, ensureWasmTools } from './toolchain.mjs';

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heap-atlas-tools-'));
  pin('1');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} version */
const pin = (version) => writeFileSync(join(folder, 'Cargo.lock'), version);

/**
 * What a build of the tools comes to. It writes all programs it is asked for, unless it fails halfway.
 *
 * @param {typeof ensureWasmTools} ensure
 */
async function noteOf(ensure, fails = false) {
  const step = {
    note: '',
    /** @param {string} _command @param {string[]} args */
    exec(_command, args) {
      const debug = join(folder, 'target', 'debug');
      mkdirSync(debug, { recursive: true });
      const runner = args.includes('test-runner') ? ['wasm-bindgen-test-runner'] : [];
      for (const name of ['wasm-pack', 'wasm-bindgen', ...runner]) {
        writeFileSync(join(debug, name), '');
      }
      return fails ? Promise.reject(new Error('no disk')) : Promise.resolve('');
    },
  };
  const rust = { host: {}, wasm: {}, wasmPackMode: /** @type {const} */ ('no-install') };
  await ensure(/** @type {any} */ (step), rust, folder).catch(() => undefined);
  return step.note;
}

test('tools with the test runner are enough without it, not the other way round', async () => {
  expect(await noteOf(ensureWasmTools)).toBe('built');
  expect(await noteOf(ensureWasmTestTools)).toBe('built');
  expect(await noteOf(ensureWasmTools)).toBe('up to date');
  expect(await noteOf(ensureWasmTestTools)).toBe('up to date');
});

// Protects: both builds write the same programs, and neither takes the other's, of another version, for its own.
test('tools that another build has replaced since are built again', async () => {
  await noteOf(ensureWasmTestTools);
  pin('2');
  expect(await noteOf(ensureWasmTools)).toBe('built');
  pin('1');
  expect(await noteOf(ensureWasmTestTools)).toBe('built');
});

test('after a build that failed, tools are built again', async () => {
  await noteOf(ensureWasmTools);
  pin('2');
  expect(await noteOf(ensureWasmTools, true)).toBe('');
  pin('1');
  expect(await noteOf(ensureWasmTools)).toBe('built');
});
