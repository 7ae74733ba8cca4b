// What the commands need on the machine, and how each missing piece is obtained.
//
// Owns installation: npm packages, Rust, the wasm target, the wasm tools, browsers. Everything is
// asked for before it is installed, so a machine that has it all pays a few milliseconds. What can't
// be installed ends in one line that names the command to run. Builds no product: see wasm.mjs.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { isAtLeast } from './node-version.mjs';
import { digest, inRoot, isStamped, writeStamp } from './paths.mjs';
import { PlainFailure } from './steps.mjs';

/** @typedef {import('./steps.mjs').Step} Step */

/**
 * How cargo is called, for the host and for wasm: they differ where only Debian's compiler can
 * build for wasm.
 *
 * @typedef {object} Rust
 * @property {NodeJS.ProcessEnv} host environment for programs of this machine
 * @property {NodeJS.ProcessEnv} wasm environment for wasm32-unknown-unknown
 * @property {'no-install' | 'force'} wasmPackMode `force` skips wasm-pack's search for the target
 */

const WASM_TARGET = 'wasm32-unknown-unknown';
const RUSTUP_COMMAND =
  "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y --target wasm32-unknown-unknown";
const DEBIAN_RUST = ['rustc-web', 'cargo-web', 'rust-web-src', 'lld', 'gcc', 'libc6-dev'];

/**
 * What a program prints, or undefined where it can't be started or fails.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
function ask(command, args, env = process.env) {
  const result = spawnSync(command, args, { env, encoding: 'utf8', cwd: inRoot() });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/**
 * @param {string[]} folders
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function withPath(folders, env) {
  return { ...env, PATH: [...folders, env.PATH ?? ''].join(delimiter) };
}

/**
 * How npm is called: under npm it is the very one that runs us; its name alone is enough everywhere else.
 *
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
export function npmCommand(...args) {
  const npm = process.env.npm_execpath;
  return npm?.endsWith('.js') ? [process.execPath, [npm, ...args]] : ['npm', args];
}

/**
 * Installs the packages of package-lock.json, unless they are what was installed last.
 *
 * @param {Step} step
 */
export async function ensurePackages(step) {
  const stamp = inRoot('node_modules', '.heap-atlas-stamp');
  const key = digest([inRoot('package-lock.json')], [process.version]);
  if (isStamped(stamp, key)) {
    step.note = 'up to date';
    return;
  }
  await step.exec(...npmCommand('ci', '--include=dev', '--loglevel=warn'));
  writeStamp(stamp, key);
  step.note = 'installed';
}

/** The oldest Rust the workspace accepts, as its manifest says, for example `1.90`. */
function rustVersionMin() {
  const manifest = readFileSync(inRoot('Cargo.toml'), 'utf8');
  return /rust-version\s*=\s*"([\d.]+)"/.exec(manifest)?.[1] ?? '1.90';
}

/**
 * The version of the compiler in an environment, for example `1.95.0`; undefined where none is, or one that is too old.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function recentRust(env) {
  const version = ask('rustc', ['--version'], env)?.split(' ')[1];
  return version !== undefined && isAtLeast(version, rustVersionMin()) ? version : undefined;
}

/** @param {NodeJS.ProcessEnv} env */
const hasRustup = (env) => ask('rustup', ['--version'], env) !== undefined;

/** @param {NodeJS.ProcessEnv} env */
function hasWasmTarget(env) {
  const sysroot = ask('rustc', ['--print', 'sysroot'], env);
  return sysroot !== undefined && existsSync(join(sysroot, 'lib', 'rustlib', WASM_TARGET, 'lib'));
}

/** The words that run a command as root here, or undefined where nobody may. */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  return ask('sudo', ['-n', 'true']) === undefined ? undefined : ['sudo', '-n'];
}

/** @param {readonly string[]} packages */
function aptCommand(packages) {
  return `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/**
 * Installs Debian packages where this user may.
 *
 * @param {Step} step
 * @param {readonly string[]} packages
 * @returns {Promise<boolean>} whether they are installed now
 */
async function aptInstall(step, packages) {
  const root = asRoot();
  if (root === undefined || ask('apt-get', ['--version']) === undefined) return false;
  const run = (/** @type {string[]} */ ...args) => {
    const words = [...root, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    return step.exec(words[0] ?? '', words.slice(1));
  };
  try {
    // Fresh machines have no package lists, old ones have stale ones, with browsers older than their driver.
    await run('update');
  } catch {
    // Without a network, what there is of them may do.
  }
  try {
    await run('install', '-y', '--no-install-recommends', ...packages);
  } catch {
    return false;
  }
  return true;
}

/**
 * Debian's own compiler, kept apart from any other: its cargo gets a home of its own, because a
 * home shared with rustup's cargo of another version is rewritten back and forth.
 *
 * @returns {NodeJS.ProcessEnv}
 */
function debianEnvironment() {
  return withPath(['/usr/bin'], {
    ...process.env,
    CARGO_HOME: inRoot('target', 'debian-cargo-home'),
    RUSTC: '/usr/bin/rustc',
  });
}

/**
 * Debian ships no compiled standard library for wasm, but its sources: cargo builds it along. That
 * is an unstable option of cargo, hence the bootstrap flag.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function buildingStd(env) {
  return {
    ...env,
    RUSTC_BOOTSTRAP: '1',
    CARGO_UNSTABLE_BUILD_STD: 'std,panic_abort',
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: 'wasm-ld',
  };
}

/**
 * Finds Rust, or installs it where that can be done without asking.
 *
 * @param {Step} step
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function hostRust(step) {
  // rustup's folder is on the path only of shells started after its installation.
  const path = [process.env.PATH, join(homedir(), '.cargo', 'bin')].join(delimiter);
  const rustup = { ...process.env, PATH: path };
  if (hasRustup(rustup) && ask('rustc', ['--version'], rustup) === undefined) {
    await step.exec('rustup', ['toolchain', 'install', 'stable'], { env: rustup });
    await step.exec('rustup', ['default', 'stable'], { env: rustup });
  }
  if (recentRust(rustup)) return rustup;

  const needed = `Rust ${rustVersionMin()} or newer is needed: run  `;
  if (hasRustup(rustup)) throw new PlainFailure(`${needed}rustup update stable`);
  if (existsSync('/usr/bin/apt-get') && (await aptInstall(step, DEBIAN_RUST))) {
    const debian = debianEnvironment();
    if (recentRust(debian)) return debian;
  }
  throw new PlainFailure(`${needed}${RUSTUP_COMMAND}`);
}

/**
 * Finds or installs Rust with everything that builds for wasm.
 *
 * @param {Step} step
 * @returns {Promise<Rust>}
 */
export async function ensureRust(step) {
  const host = await hostRust(step);
  const version = `rustc ${recentRust(host)}`;
  step.note = version;
  if (hasWasmTarget(host)) return { host, wasm: host, wasmPackMode: 'no-install' };

  if (hasRustup(host)) {
    try {
      await step.exec('rustup', ['target', 'add', WASM_TARGET], { env: host });
      if (hasWasmTarget(host)) return { host, wasm: host, wasmPackMode: 'no-install' };
    } catch {
      // No way to rustup's server from here: Debian's packages may be nearer.
    }
  }

  const debian = debianEnvironment();
  const isDebianReady = () => {
    const hasSources = existsSync('/usr/lib/rustlib/src/rust') || existsSync('/usr/src/rustc');
    const hasCompiler = existsSync('/usr/bin/rustc') && recentRust(debian) !== undefined;
    return hasCompiler && hasSources && ask('wasm-ld', ['--version']);
  };
  if (isDebianReady() || ((await aptInstall(step, DEBIAN_RUST)) && isDebianReady())) {
    const wasm = buildingStd(debian);
    step.note = `${version}, Debian's compiler for wasm`;
    return { host, wasm, wasmPackMode: 'force' };
  }
  throw new PlainFailure(
    `Rust's target for wasm is missing: run  rustup target add ${WASM_TARGET}` +
      `  or, on Debian,  ${aptCommand(DEBIAN_RUST)}`,
  );
}

/**
 * The parts of Rust that only the checks need, for each compiler in use.
 *
 * @param {Step} step
 * @param {Rust} rust
 */
export async function ensureRustLinters(step, rust) {
  const packages = ['rustfmt-web', 'rust-web-clippy'];
  const isMissing = (/** @type {NodeJS.ProcessEnv} */ env) =>
    ['fmt', 'clippy'].some((name) => ask('cargo', [name, '--version'], env) === undefined);
  if (isMissing(rust.host)) {
    if (hasRustup(rust.host)) {
      const args = ['component', 'add', 'rustfmt', 'clippy'];
      await step.exec('rustup', args, { env: rust.host });
    } else if (!(await aptInstall(step, packages))) {
      throw new PlainFailure(`rustfmt and clippy are missing: run  ${aptCommand(packages)}`);
    }
  }
  // Beside Debian's cargo, rustup's clippy would be found too: it must not judge another's code.
  const needsDebians = rust.wasmPackMode === 'force' && !existsSync('/usr/bin/cargo-clippy');
  if (needsDebians && !(await aptInstall(step, packages))) {
    throw new PlainFailure(`clippy for wasm is missing: run  ${aptCommand(packages)}`);
  }
}

/** The package of the wasm tools. */
const TOOLS = inRoot('tools');

/**
 * The environment in which wasm-pack finds the pinned wasm-bindgen and wasm-opt.
 *
 * @param {Rust} rust
 */
export function wasmToolsEnvironment(rust) {
  const folders = [join(TOOLS, 'target', 'debug'), inRoot('node_modules', '.bin')];
  return withPath(folders, rust.wasm);
}

/** The feature that adds the runner of the wasm tests to the tools. */
const TEST_RUNNER = 'test-runner';

/**
 * Builds wasm-pack and wasm-bindgen at the versions that tools/Cargo.lock pins.
 *
 * @param {Step} step
 * @param {Rust} rust
 * @param {string} [folder] where the package is
 */
export function ensureWasmTools(step, rust, folder) {
  return buildTools(step, rust, false, folder);
}

/**
 * Builds the runner of the wasm tests too.
 *
 * @param {Step} step
 * @param {Rust} rust
 * @param {string} [folder] where the package is
 */
export function ensureWasmTestTools(step, rust, folder) {
  return buildTools(step, rust, true, folder);
}

/**
 * Both builds write the same programs. So there is one stamp, which says what the last build was.
 *
 * @param {Step} step
 * @param {Rust} rust
 * @param {boolean} withRunner
 * @param {string} [folder]
 */
async function buildTools(step, rust, withRunner, folder = TOOLS) {
  const target = join(folder, 'target');
  const stamp = join(target, '.heap-atlas-stamp');
  const withoutKey = digest([folder]);
  const withKey = digest([folder], [TEST_RUNNER]);
  const programs = [
    'wasm-pack',
    'wasm-bindgen',
    ...(withRunner ? ['wasm-bindgen-test-runner'] : []),
  ];
  const built = programs.every((name) => existsSync(join(target, 'debug', name)));
  const stamped = isStamped(stamp, withKey) || (!withRunner && isStamped(stamp, withoutKey));
  if (built && stamped) {
    step.note = 'up to date';
    return;
  }
  // A build that fails may have written some of the programs.
  rmSync(stamp, { force: true });
  const place = ['--manifest-path', join(folder, 'Cargo.toml'), '--target-dir', target];
  const features = withRunner ? ['--features', TEST_RUNNER] : [];
  await step.exec('cargo', ['build', '--locked', ...place, ...features], { env: rust.host });
  writeStamp(stamp, withRunner ? withKey : withoutKey);
  step.note = 'built';
}

/**
 * A program that tests drive, the names under which it may be installed, and its Debian package.
 *
 * @typedef {{ names: string[], package: string }} Program
 */

/** @type {Record<'chromium' | 'headlessChromium' | 'chromedriver' | 'firefox' | 'webkitDriver' | 'xvfb', Program>} */
const BROWSERS = {
  chromium: {
    names: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    package: 'chromium',
  },
  headlessChromium: {
    names: ['chromium-headless-shell', 'chrome-headless-shell'],
    package: 'chromium-headless-shell',
  },
  chromedriver: { names: ['chromedriver'], package: 'chromium-driver' },
  firefox: { names: ['firefox-esr', 'firefox'], package: 'firefox-esr' },
  webkitDriver: { names: ['WebKitWebDriver'], package: 'webkit2gtk-driver' },
  // WebKit's small browser needs a screen, if only one that nobody sees.
  xvfb: { names: ['Xvfb'], package: 'xvfb' },
};

/** @typedef {keyof typeof BROWSERS} BrowserProgram */

/**
 * The path of a program under any of its names.
 *
 * @param {readonly string[]} names
 */
function located(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

/**
 * Finds or installs the browsers, and says where they are.
 *
 * @param {Step} step
 * @returns {Promise<Record<BrowserProgram, string>>}
 */
export async function ensureBrowsers(step) {
  const missing = () =>
    Object.values(BROWSERS).flatMap((program) => (located(program.names) ? [] : [program.package]));
  if (missing().length > 0) await aptInstall(step, missing());
  if (missing().length > 0) {
    throw new PlainFailure(`browsers are missing: run  ${aptCommand(missing())}`);
  }
  const paths = Object.entries(BROWSERS).map(([name, { names }]) => [name, located(names)]);
  return Object.fromEntries(paths);
}

/**
 * Why one of the tools that cargo's nightly runs can't be used here: the line that says how it could.
 *
 * @param {Rust} rust
 * @param {string} tool
 * @param {string} commands that install it
 */
function nightlyMissing(rust, tool, commands) {
  const isThere = ask('cargo', ['+nightly', tool, '--version'], rust.host) !== undefined;
  return isThere ? undefined : `needs  ${commands}`;
}

/** @param {Rust} rust */
export const miriMissing = (rust) =>
  nightlyMissing(rust, 'miri', 'rustup toolchain install nightly --component miri,rust-src');

/** @param {Rust} rust */
export const fuzzMissing = (rust) =>
  nightlyMissing(
    rust,
    'fuzz',
    'rustup toolchain install nightly  and  cargo install cargo-fuzz --locked',
  );
