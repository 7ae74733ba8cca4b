// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { judgeCrates, judgeModule, readRules } from './layers.mjs';

const rules = readRules();

describe('web modules: every rule can be broken, and says so', () => {
  test.each([
    [
      'upwards',
      'web/base/a.ts',
      "import { b } from '../engine/b';",
      'may not import layer "engine"',
    ],
    ['type only', 'web/domain/a.ts', "import type { B } from '../state/b';", '"state"'],
    ['re-export', 'web/state/a.ts', "export * from '../views/b';", '"views"'],
    ['dynamic', 'web/render/a.ts', "const b = () => import('../pages/b');", '"pages"'],
    ['from the top', 'web/base/a.ts', "import '/web/views/b';", '"views"'],
    [
      'wasm',
      'web/state/a.ts',
      "import init from '../pkg/session/session';",
      'web/pkg/session/session',
    ],
    ['wasm by URL', 'web/pages/a.ts', "import u from '../pkg/x_bg.wasm?url';", 'web/pkg'],
    ['package', 'web/domain/a.ts', "import { html } from 'lit';", 'package "lit"'],
    ['node', 'web/engine/a.ts', "import { readFileSync } from 'node:fs';", 'node:fs'],
    ['out of web', 'web/base/a.ts', "import r from '../../scripts/layers.json';", 'scripts'],
    ['glob', 'web/state/a.ts', "import.meta.glob(['../views/*.ts']);", '"views"'],
    ['URL', 'web/base/a.ts', "new URL('../pkg/x.wasm', import.meta.url);", 'web/pkg/x.wasm'],
    ['computed', 'web/pages/a.ts', 'const load = (p: string) => import(p);', 'run time'],
    ['no layer', 'web/shared/a.ts', '', 'no layer'],
    ['let', 'web/state/a.ts', 'export let count = 0;', '`let` at the top level'],
    ['empty map', 'web/views/a.ts', 'const cache = new Map<string, number>();', '`cache`'],
    ['empty list', 'web/views/a.ts', 'const seen: string[] = [];', '`seen`'],
    ['static', 'web/views/a.ts', 'export class A { static all = new Set(); }', 'static field'],
    ['broken', 'web/base/a.ts', 'const = 1;', 'web/base/a.ts'],
  ])('%s', (_name, path, source, complaint) => {
    expect(judgeModule(rules, path, source).join('\n')).toContain(complaint);
  });
});

describe('web modules: what is allowed passes', () => {
  test.each([
    ['downwards', 'web/views/a.ts', "import { b } from '../base/b'; import { html } from 'lit';"],
    ['the same layer', 'web/state/a.ts', "import { b } from './b/c';"],
    ['wasm in engine', 'web/engine/a.ts', "import { initSync } from '../pkg/session/session';"],
    ['traces in engine', 'web/engine/a.ts', "import.meta.glob('../../traces/*.heaptrace');"],
    ['subpath of a package', 'web/views/a.ts', "import { when } from 'lit/directives/when.js';"],
    ['constants', 'web/base/a.ts', "export const names = ['a']; const empty = () => new Map();"],
    ['state in a page', 'web/pages/a.ts', 'let started = false; started = true;'],
    ['a test', 'web/base/a.test.ts', "import { test } from 'vitest'; let n = 0; n++;"],
  ])('%s', (_name, path, source) => {
    expect(judgeModule(rules, path, source)).toEqual([]);
  });
});

describe('crates', () => {
  const crate = (/** @type {string} */ name, /** @type {string[]} */ ...dependencies) => ({
    name,
    dependencies: dependencies.map((dependency) => ({ name: dependency })),
  });

  test('a dependency upwards is named', () => {
    const packages = [crate('classic-heap', 'atlas-replay'), crate('atlas-replay', 'classic-heap')];
    expect(judgeCrates(rules, packages)).toEqual([
      'crate classic-heap may not depend on atlas-replay',
    ]);
  });

  test('browser crates stay in the boundary', () => {
    const packages = [crate('atlas-replay', 'js-sys'), crate('atlas-wasm', 'js-sys')];
    expect(judgeCrates(rules, packages)).toEqual([
      'crate atlas-replay may not depend on js-sys: only atlas-wasm may',
    ]);
  });

  test('a crate without rules is refused', () => {
    expect(judgeCrates(rules, [crate('atlas-new')])).toEqual([
      'crate atlas-new is not in scripts/layers.json',
    ]);
  });
});
