// The import rules of layers.json, read and judged.
//
// Owns the rules' meaning: which web module may import what, which crate may depend on what, and
// that no web module outside the pages holds state of its own. Gives back complaints as sentences;
// printing them is check-imports.mjs's business. The rules themselves are data.

import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSync, Visitor } from 'vite';

/**
 * @typedef {object} Layer
 * @property {string[]} layers layers it may import, besides itself
 * @property {string[]} packages npm packages it may import; `scope/*` allows all of a scope
 * @property {string[]} [folders] folders outside the layers that it may import from
 * @property {boolean} [mayHoldState] whether its modules may hold mutable state
 *
 * @typedef {object} Crate
 * @property {string[]} ours crates of this workspace it may depend on
 * @property {boolean} [wasm] whether it is part of the wasm module
 *
 * @typedef {object} Rules
 * @property {{ layers: Record<string, Layer>, tests: { packages: string[], folders: string[] } }} web
 * @property {Record<string, Crate>} crates
 * @property {Record<string, string[]>} onlyIn external crates and who may depend on them
 *
 * @typedef {object} CratePackage what `cargo metadata` tells of one crate
 * @property {string} name
 * @property {{ name: string }[]} dependencies
 */

/** @returns {Rules} */
export function readRules() {
  return JSON.parse(readFileSync(new URL('./layers.json', import.meta.url), 'utf8'));
}

/** @param {Rules} rules */
export function wasmCrates(rules) {
  return Object.keys(rules.crates).filter((name) => rules.crates[name]?.wasm);
}

/**
 * @param {readonly string[]} patterns
 * @param {string} name
 */
function matches(patterns, name) {
  return patterns.some((pattern) =>
    pattern.endsWith('*')
      ? name.startsWith(pattern.slice(0, -1))
      : name === pattern || name.startsWith(`${pattern}/`),
  );
}

/**
 * Whether an expression is `import.meta.<name>`.
 *
 * @param {import('vite').ESTree.Expression | import('vite').ESTree.Argument | undefined} node
 * @param {string} name
 */
function isImportMeta(node, name) {
  return (
    node?.type === 'MemberExpression' &&
    node.object.type === 'MetaProperty' &&
    node.property.type === 'Identifier' &&
    node.property.name === name
  );
}

/**
 * Every place a module names another: imports, re-exports, dynamic imports, the bundler's globs and
 * addresses relative to the module.
 *
 * @param {string} path
 * @param {string} source
 */
function parsed(path, source) {
  const { module, program, errors } = parseSync(path, source);
  const specifiers = [
    ...module.staticImports.map((entry) => entry.moduleRequest.value),
    ...module.staticExports.flatMap((entry) =>
      entry.entries.flatMap((name) => name.moduleRequest?.value ?? []),
    ),
  ];
  /** @type {string[]} */
  const complaints = errors.map((error) => `${path}: ${error.message}`);
  /** @param {import('vite').ESTree.Expression | import('vite').ESTree.Argument | undefined} node */
  const add = (node) => {
    if (node?.type === 'Literal' && typeof node.value === 'string') specifiers.push(node.value);
    else complaints.push(`${path}: imports an address computed at run time; name it literally`);
  };
  new Visitor({
    ImportExpression(node) {
      add(node.source);
    },
    CallExpression(node) {
      if (!isImportMeta(node.callee, 'glob')) return;
      const [patterns] = node.arguments;
      for (const pattern of patterns?.type === 'ArrayExpression' ? patterns.elements : [patterns]) {
        add(pattern?.type === 'SpreadElement' ? undefined : (pattern ?? undefined));
      }
    },
    NewExpression(node) {
      const isUrl = node.callee.type === 'Identifier' && node.callee.name === 'URL';
      if (isUrl && isImportMeta(node.arguments[1], 'url')) add(node.arguments[0]);
    },
  }).visit(program);
  return { program, specifiers, complaints };
}

/**
 * Whether a value is a collection made empty: where a module holds one, it is there to be filled.
 *
 * @param {import('vite').ESTree.Expression | null | undefined} value
 */
function isEmptyCollection(value) {
  switch (value?.type) {
    case 'NewExpression':
      return (
        value.callee.type === 'Identifier' &&
        ['Map', 'Set', 'WeakMap', 'WeakSet', 'Array'].includes(value.callee.name) &&
        value.arguments.length === 0
      );
    case 'ArrayExpression':
      return value.elements.length === 0;
    case 'ObjectExpression':
      return value.properties.length === 0;
    default:
      return false;
  }
}

/**
 * The state a module holds at its top level or in static fields.
 *
 * @param {string} path
 * @param {import('vite').ESTree.Program} program
 */
function heldState(path, program) {
  /** @type {string[]} */
  const complaints = [];
  for (const statement of program.body) {
    const node =
      statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
        ? statement.declaration
        : statement;
    if (node?.type === 'VariableDeclaration' && !node.declare) {
      if (node.kind === 'let' || node.kind === 'var') {
        complaints.push(
          `${path}: \`${node.kind}\` at the top level is state shared by every embed`,
        );
      }
      for (const { id, init } of node.declarations) {
        if (id.type === 'Identifier' && isEmptyCollection(init)) {
          complaints.push(`${path}: \`${id.name}\` is an empty collection at the top level`);
        }
      }
    }
    if (node?.type === 'ClassDeclaration') {
      for (const member of node.body.body) {
        if (
          member.type === 'PropertyDefinition' &&
          member.static &&
          isEmptyCollection(member.value)
        ) {
          complaints.push(`${path}: a static field holds an empty collection`);
        }
      }
    }
  }
  return complaints;
}

/**
 * What is wrong with one web module.
 *
 * @param {Rules} rules
 * @param {string} path from the checkout's top, with slashes, for example `web/base/clock.ts`
 * @param {string} source
 * @returns {string[]}
 */
export function judgeModule(rules, path, source) {
  const layerName = path.split('/')[1] ?? '';
  const layer = rules.web.layers[layerName];
  if (layer === undefined) return [`${path}: belongs to no layer of scripts/layers.json`];

  const isTest = /\.test\.ts$/.test(path);
  const packages = [...layer.packages, ...(isTest ? rules.web.tests.packages : [])];
  const folders = [...(layer.folders ?? []), ...(isTest ? rules.web.tests.folders : [])];
  const { program, specifiers, complaints } = parsed(path, source);

  for (const specifier of specifiers) {
    const bare = specifier.replace(/^!/, '').replace(/[?#].*$/, '');
    if (!bare.startsWith('.') && !bare.startsWith('/')) {
      if (!matches(packages, bare)) {
        complaints.push(`${path}: layer "${layerName}" may not import the package "${bare}"`);
      }
      continue;
    }
    const target = bare.startsWith('/')
      ? bare.slice(1)
      : posix.normalize(posix.join(posix.dirname(path), bare));
    if (matches(folders, target)) continue;
    const [top, targetLayer] = target.split('/');
    const isLayer = top === 'web' && targetLayer !== undefined && targetLayer in rules.web.layers;
    if (!isLayer) {
      complaints.push(`${path}: layer "${layerName}" may not import "${target}"`);
    } else if (targetLayer !== layerName && !layer.layers.includes(targetLayer)) {
      complaints.push(
        `${path}: layer "${layerName}" may not import layer "${targetLayer}" ("${specifier}")`,
      );
    }
  }
  if (!layer.mayHoldState && !isTest) complaints.push(...heldState(path, program));
  return complaints;
}

/**
 * What is wrong with the crates' dependencies, development and build dependencies included.
 *
 * @param {Rules} rules
 * @param {readonly CratePackage[]} packages
 * @returns {string[]}
 */
export function judgeCrates(rules, packages) {
  const ours = new Set(packages.map((crate) => crate.name));
  return packages.flatMap((crate) => {
    const allowed = rules.crates[crate.name]?.ours;
    if (allowed === undefined) return [`crate ${crate.name} is not in scripts/layers.json`];
    return crate.dependencies.flatMap(({ name }) => {
      if (ours.has(name) && name !== crate.name && !allowed.includes(name)) {
        return [`crate ${crate.name} may not depend on ${name}`];
      }
      const keepers = rules.onlyIn[name];
      if (keepers !== undefined && !keepers.includes(crate.name)) {
        return [`crate ${crate.name} may not depend on ${name}: only ${keepers.join(', ')} may`];
      }
      return [];
    });
  });
}
