// Protects the cut through a wasm module: in two parts it does what it does whole, and the second part is only brought
// when something is called that the first hasn't got.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inRoot } from './paths.mjs';
import { FEATURES, splitModule } from './split-module.mjs';

/** Memory, a global, a table of functions, calls from either part into the other, and a loop. */
const WHOLE = `(module
  (type $unary (func (param i32) (result i32)))
  (import "host" "bring" (func $bring))
  (import "host" "hear" (func $hear (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\\07")
  (global $calls (mut i32) (i32.const 0))
  (table $functions 3 3 funcref)
  (elem (table $functions) (i32.const 1) func $double $rare)
  (func $count (global.set $calls (i32.add (global.get $calls) (i32.const 1))))
  (func $double (type $unary) (call $count) (i32.mul (local.get 0) (i32.const 2)))
  (func $rare (type $unary) (local $sum i32)
    (call $count)
    (call $hear (local.get 0))
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (i32.load8_u (i32.const 16))))
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
    (i32.store (i32.const 32) (local.get $sum))
    (call $double (call $rarer (local.get $sum))))
  (func $rarer (param i32) (result i32) (i32.add (local.get 0) (global.get $calls)))
  (func (export "often") (param i32) (result i32) (call $double (local.get 0)))
  (func (export "through") (param i32 i32) (result i32)
    (call_indirect $functions (type $unary) (local.get 1) (local.get 0)))
  (func (export "seldom") (param i32) (result i32) (call $rare (local.get 0)))
  (func (export "bring") (call $bring)))`;

const step = /** @type {any} */ ({
  exec: async (/** @type {string} */ command, /** @type {string[]} */ args) =>
    void execFileSync(command, [...args], { stdio: 'pipe' }),
});

/** @typedef {Record<string, (...args: number[]) => number>} Functions */

test('a module in two parts does what it does whole', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'heap-atlas-split-test-'));
  try {
    const file = join(scratch, 'whole.wasm');
    writeFileSync(join(scratch, 'whole.wat'), WHOLE);
    const assemble = [...FEATURES, join(scratch, 'whole.wat'), '-o', file];
    execFileSync(inRoot('node_modules', '.bin', 'wasm-as'), assemble);
    const idle = { host: { bring: () => {}, hear: () => {} } };
    let times = 0;
    const fickle = splitModule(step, file, {
      bring: /"bring"/,
      exercise: async (module) => {
        times += 1;
        const { exports } = new WebAssembly.Instance(module, idle);
        return { exports, answers: `${times}` };
      },
    });
    await expect(fickle).rejects.toThrow('answers otherwise');
    const { first, rest } = await splitModule(step, file, {
      bring: /"bring"/,
      exercise: async (module) => {
        const { exports } = new WebAssembly.Instance(module, idle);
        /** @type {Functions} */ (exports)['often']?.(1);
        /** @type {Functions} */ (exports)['through']?.(1, 1);
        return { exports, answers: '' };
      },
    });

    /** @type {string[]} */
    const log = [];
    const inParts = new WebAssembly.Instance(new WebAssembly.Module(first), {
      host: {
        bring: () => {
          log.push('brought');
          const parts = /** @type {WebAssembly.ModuleImports} */ ({ ...inParts.exports });
          new WebAssembly.Instance(new WebAssembly.Module(rest), { first: parts });
        },
        hear: (/** @type {number} */ word) => log.push(`heard ${word}`),
      },
    });
    const parts = /** @type {Functions} */ (inParts.exports);
    expect(parts['often']?.(21)).toBe(42);
    expect(parts['through']?.(1, 4)).toBe(8);
    expect(log).toEqual([]);
    // Three times seven, and three calls counted before, and its own: doubled.
    expect(parts['seldom']?.(3)).toBe(2 * (21 + 3));
    expect(log).toEqual(['brought', 'heard 3']);
    expect(parts['through']?.(2, 1)).toBe(2 * (7 + 5));
    expect(log).toEqual(['brought', 'heard 3', 'heard 1']);
    const { buffer } = /** @type {WebAssembly.Memory} */ (inParts.exports['memory']);
    expect(new DataView(buffer).getUint32(32, true)).toBe(7);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}, 180_000);
