// `npm run generate`: writes the TypeScript types of the wasm boundary anew from the Rust ones.

import { requireNode } from './node-version.mjs';

requireNode();
const { rmSync } = await import('node:fs');
const { runStep } = await import('./steps.mjs');
const { ensureRust } = await import('./toolchain.mjs');
const { generateWireTypes, WIRE_TYPES } = await import('./wire-types.mjs');

try {
  const rust = await runStep('Rust for this machine and for wasm', ensureRust);
  rmSync(WIRE_TYPES, { recursive: true, force: true });
  await runStep('types of the wasm boundary', (step) => generateWireTypes(step, rust, WIRE_TYPES));
} catch {
  // The failed step has told its story already.
  process.exit(1);
}
