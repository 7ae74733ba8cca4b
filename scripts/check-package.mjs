// Holds the npm package against what it promises: packs it, and looks into the tarball.
//
// Owns the question whether what npm would publish can be used: that every file which `exports` names is in
// it, that nothing runs at installation, that a program in TypeScript compiles against it, strictly, and that a bundler
// finds every file it fetches.
// Expects the package to be built: scripts/package.mjs.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { NOTICES } from './notices.mjs';
import { filesUnder, inRoot } from './paths.mjs';
import { npmCommand } from './toolchain.mjs';

const PACKAGE = inRoot('packages', 'element');
/** npm runs these on the machine of whoever installs the package. */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare'];

/** What an author writes who imports the package: if this doesn't compile, neither does theirs. */
const PROGRAM = `import { HeapAtlas, type StepDetail } from 'heap-atlas';

const figure = document.createElement('heap-atlas');
figure.scenario = 'sqlite';
figure.controls = 'placement commit';
figure.addEventListener('step', ({ detail }) => {
  const { step, sentence }: StepDetail = detail;
  document.title = \`\${step}: \${sentence ?? ''}\`;
});
figure.addEventListener('change', ({ detail }) => detail.design.placement?.length);
await figure.v1.ready;
await figure.v1.setDesign('placement=best-fit');
const version: 1 = HeapAtlas.version;
// @ts-expect-error: the types are no mere \`any\`
figure.scenario = version;
`;

/** @type {string[]} */
const complaints = [];

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 */
function run(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) complaints.push(`${command} ${args.join(' ')}: ${stderr || stdout}`);
  return stdout;
}

/**
 * Every file that \`exports\` names; a pattern stands for the folder it begins with.
 *
 * @param {unknown} exported
 * @returns {string[]}
 */
function targets(exported) {
  if (typeof exported === 'string') return [exported.replace(/\*.*$/, '')];
  return Object.values(/** @type {Record<string, unknown>} */ (exported)).flatMap(targets);
}

/**
 * The files of a package that a program's bundler leaves behind.
 *
 * @param {string} root where the program is, and the package is installed
 * @param {string} installed the package
 */
async function leftBehind(root, installed) {
  const program = join(root, 'bundled.js');
  writeFileSync(program, "import 'heap-atlas';");
  const result = await build({
    configFile: false,
    root,
    logLevel: 'silent',
    build: { write: false, assetsInlineLimit: 0, rolldownOptions: { input: program } },
  });
  const { output } = /** @type {import('vite').Rolldown.RolldownOutput} */ (result);
  const taken = new Set(
    output.flatMap((file) =>
      file.type === 'asset' ? Buffer.from(file.source).toString('hex') : [],
    ),
  );
  return filesUnder(join(installed, 'dist', 'assets'))
    .filter((file) => !file.endsWith('.js'))
    .filter((file) => !taken.has(readFileSync(file).toString('hex')));
}

const folder = mkdtempSync(join(tmpdir(), 'heap-atlas-package-'));
try {
  const root = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const manifest = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  for (const key of ['name', 'version', 'license']) {
    if (manifest[key] !== root[key]) complaints.push(`its ${key} is not that of the site`);
  }
  for (const name of INSTALL_SCRIPTS) {
    if (manifest.scripts?.[name]) complaints.push(`it runs \`${name}\` where it is installed`);
  }
  if (manifest.dependencies) complaints.push('it has dependencies; all it needs is built in');

  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder, PACKAGE];
  const [tarball] = JSON.parse(run(...npmCommand(...pack), folder));
  const installed = join(folder, 'node_modules', 'heap-atlas');
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', tarball.filename, '--strip-components=1', '-C', installed], folder);

  for (const path of [...targets(manifest.exports), 'README.md', 'LICENSE-MIT', 'LICENSE-APACHE']) {
    if (!existsSync(join(installed, path))) complaints.push(`${path} is not in the tarball`);
  }
  const notices = readFileSync(join(installed, 'dist', NOTICES), 'utf8');
  for (const name of ['lit', 'uplot', 'wasm-bindgen']) {
    if (!notices.includes(`\n## ${name} `)) complaints.push(`${NOTICES} does not name ${name}`);
  }
  for (const file of await leftBehind(folder, installed)) {
    complaints.push(`a bundler leaves ${file.slice(installed.length + 1)} behind`);
  }
  writeFileSync(join(folder, 'program.ts'), PROGRAM);
  const strict = ['--strict', '--noEmit', '--noUncheckedIndexedAccess', '--target', 'es2022'];
  const modules = ['--module', 'esnext', '--moduleResolution', 'bundler', '--types', ''];
  const tsc = inRoot('node_modules', '.bin', 'tsc');
  run(tsc, [...strict, ...modules, '--lib', 'es2022,dom,dom.iterable', 'program.ts'], folder);

  console.log(`${tarball.filename}: ${tarball.entryCount} files, ${tarball.size} bytes`);
} finally {
  rmSync(folder, { recursive: true });
}
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length === 0 ? 0 : 1;
