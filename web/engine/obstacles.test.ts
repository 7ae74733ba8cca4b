// Protects visitors and authors from advice that doesn't help: what keeps the engine from starting is told by its own
// name.

import { afterEach, expect, test, vi } from 'vitest';
import { AdvisedError } from '../base/advised';
import { Obstacles } from './obstacles';

const MODULE = 'https://atlas.example/assets/atlas.wasm';

afterEach(() => {
  vi.unstubAllGlobals();
});

function violation(blockedURI: string, effectiveDirective: string, disposition = 'enforce') {
  const facts = { blockedURI, effectiveDirective, disposition };
  return Object.assign(new Event('securitypolicyviolation'), facts);
}

/** What is told of a failure, on a page whose policy has blocked something. */
async function told(cause: Error, blocked: Event | null = null): Promise<string> {
  const page = new EventTarget();
  const obstacles = new Obstacles(page, MODULE);
  const explained = obstacles.explain(cause);
  // Browsers tell of it after the failure.
  if (blocked) page.dispatchEvent(blocked);
  const error = await explained;
  return error instanceof AdvisedError ? `${error.message} ${error.advice}` : String(error);
}

test('a browser without WebAssembly is told of as that', () => {
  const obstacles = new Obstacles(new EventTarget(), MODULE);
  vi.stubGlobal('Worker', class {});
  expect(() => obstacles.check()).not.toThrow();
  vi.stubGlobal('WebAssembly', undefined);
  expect(() => obstacles.check()).toThrow(/no WebAssembly/);
});

test.each([
  [violation('wasm-eval', 'script-src'), "`script-src 'wasm-unsafe-eval'`"],
  [violation('blob', 'worker-src'), '`worker-src blob:`'],
  [
    violation('https://atlas.example/assets/atlas.wasm', 'connect-src'),
    '`connect-src https://atlas.example`',
  ],
])('what a policy has to allow is named', async (blocked, source) => {
  const words = await told(new TypeError('Failed to fetch'), blocked);
  expect(words).toContain('Content-Security-Policy');
  expect(words).toContain(source);
  expect(words).not.toContain('connection');
});

test('a browser that says it in the error alone is understood', async () => {
  const words = await told(new WebAssembly.CompileError('blocked by CSP'));
  expect(words).toContain("`script-src 'wasm-unsafe-eval'`");
});

test('what else a policy blocks, or only reports, is no obstacle', async () => {
  const failure = new TypeError('Failed to fetch');
  for (const other of [
    violation('https://ads.example/x', 'connect-src'),
    violation('inline', 'script-src-elem'),
    violation('wasm-eval', 'script-src', 'report'),
  ]) {
    expect(await told(failure, other)).toContain('Check the connection');
  }
});

test('a damaged module is told of as that', async () => {
  expect(await told(new WebAssembly.CompileError('bad magic'))).toContain('arrived damaged');
});
