// Long work shown as a list of steps, each with its elapsed time.
//
// Owns the display and the subprocesses' output: a step shows the last line its program printed
// while it runs, nothing of it when it succeeds, and the whole log when it fails. Knows nothing of
// what the steps do.

import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

/** How often a step that runs reports itself where the output is no terminal. */
const REPORT_INTERVAL_MS = 15_000;
const REDRAW_INTERVAL_MS = 120;
/** No program of ours takes this long: one that does hangs, and would hang everything after it. */
const COMMAND_MS_MAX = 60 * 60_000;
/** A runaway program must not take the memory of the machine: only the log's end is kept. */
const LOG_BYTES_MAX = 8 * 1024 * 1024;

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are control characters
const ANSI_SEQUENCE = /\u001b(?:\[[0-9;?]*[A-Za-z]|\(B)/g;

/** A failure whose message says everything: the log that led to it need not be shown. */
export class PlainFailure extends Error {}

/** Thrown where a program ends with a status that is not zero. */
export class CommandFailure extends Error {
  /**
   * @param {string} command
   * @param {number | null} status
   */
  constructor(command, status) {
    super(`${command} ended with ${status === null ? 'a signal' : `status ${status}`}`);
  }
}

/** @param {number} since */
function elapsed(since) {
  const seconds = (performance.now() - since) / 1000;
  return seconds < 100 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Ends a program with the processes that it started.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
function endWithGroup(child) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It ended by itself in between.
  }
}

function endRunning() {
  for (const child of running) endWithGroup(child);
}

// Each program leads a process group of its own, so that a browser or compiler it started ends with
// it; the terminal's interrupt therefore no longer reaches it by itself.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, () => {
    endRunning();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });
}
process.once('exit', endRunning);

/** One step while it runs. */
export class Step {
  /** Everything the step's programs printed, without colours. */
  log = '';
  /** The last line printed. */
  lastLine = '';
  /** What stands behind the step's name when it is done. */
  note = '';

  /** @param {string} text */
  append(text) {
    const plain = text.replace(ANSI_SEQUENCE, '');
    this.log = (this.log + plain).slice(-LOG_BYTES_MAX);
    const lines = plain.split(/[\r\n]+/).filter((line) => line.trim() !== '');
    this.lastLine = lines.at(-1)?.trim() ?? this.lastLine;
  }

  /**
   * Runs a program to its end, or ends it where it hangs, and returns what it printed. It runs in the checkout's top
   * folder where no other is named.
   *
   * @param {string} command
   * @param {readonly string[]} args
   * @param {{ cwd?: string, env?: NodeJS.ProcessEnv | undefined }} [options]
   * @returns {Promise<string>}
   * @throws {CommandFailure} where it can't be started or ends with a status other than zero
   */
  async exec(command, args, options = {}) {
    this.append(`$ ${command} ${args.join(' ')}\n`);
    const start = this.log.length;
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running.add(child);
    const limit = setTimeout(() => {
      this.append(`\nended after ${COMMAND_MS_MAX / 60_000} minutes\n`);
      endWithGroup(child);
    }, COMMAND_MS_MAX);
    try {
      child.stdout.setEncoding('utf8').on('data', (text) => this.append(text));
      child.stderr.setEncoding('utf8').on('data', (text) => this.append(text));
      const status = await new Promise((resolve, reject) => {
        child.on('error', reject);
        child.on('close', resolve);
      });
      if (status !== 0) throw new CommandFailure(command, status);
    } catch (error) {
      if (error instanceof CommandFailure) throw error;
      throw new CommandFailure(`${command}: ${/** @type {Error} */ (error).message}`, null);
    } finally {
      clearTimeout(limit);
      running.delete(child);
    }
    return this.log.slice(start);
  }
}

/** Whether the output is a terminal whose line can be redrawn. */
const INTERACTIVE = process.stdout.isTTY === true && process.env.CI === undefined;

/** The steps under way, of which several may run at once. @type {Set<{ name: string, since: number, step: Step }>} */
const underWay = new Set();
/** @type {NodeJS.Timeout | undefined} */
let reporting;

/** @param {string} line */
function fitted(line) {
  const columns = process.stdout.columns ?? 80;
  return line.length < columns ? line : `${line.slice(0, columns - 2)}…`;
}

/** Shows how far the steps are: in one line that is redrawn, or in a line each from time to time. */
function report() {
  const lines = [...underWay].map(
    ({ name, since, step }) => `${name} · ${elapsed(since)}  ${step.lastLine}`,
  );
  if (INTERACTIVE) process.stdout.write(`\r\u001b[2K${fitted(`  ▸ ${lines.join('  ▸ ')}`)}`);
  else for (const line of lines) console.log(fitted(`    … ${line}`));
}

/** @param {string} line */
function print(line) {
  if (INTERACTIVE) process.stdout.write('\r\u001b[2K');
  console.log(line);
}

/**
 * Runs one step and shows it.
 *
 * @template T
 * @param {string} name
 * @param {(step: Step) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function runStep(name, work) {
  const step = new Step();
  const since = performance.now();
  const shown = { name, since, step };
  if (!INTERACTIVE) console.log(`  ▸ ${name}`);
  underWay.add(shown);
  reporting ??= setInterval(report, INTERACTIVE ? REDRAW_INTERVAL_MS : REPORT_INTERVAL_MS);
  const end = (/** @type {string} */ mark) => {
    underWay.delete(shown);
    if (underWay.size === 0) {
      clearInterval(reporting);
      reporting = undefined;
    }
    const note = step.note === '' ? '' : ` · ${step.note}`;
    print(`  ${mark} ${name}${note} · ${elapsed(since)}`);
  };
  try {
    const result = await work(step);
    end('✓');
    return result;
  } catch (error) {
    end('✗');
    if (!(error instanceof PlainFailure) && step.log !== '') {
      console.log(step.log.trimEnd().replace(/^/gm, '      '));
    }
    console.log(`      ${/** @type {Error} */ (error).message}`);
    throw error;
  }
}
