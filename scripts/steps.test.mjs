// @vitest-environment node
import { expect, test } from 'vitest';
import { CommandFailure, Step } from './steps.mjs';

const node = (/** @type {string} */ script) =>
  /** @type {const} */ ([process.execPath, ['-e', script]]);

// Protects: what a program prints on either stream is in the log that a failure shows.
test('a program’s output is kept, without its colours', async () => {
  const step = new Step();
  await step.exec(...node('console.log("\\u001b[31mred\\u001b[0m"); console.error("and more")'));
  expect(step.log).toContain('red\n');
  expect(step.log).toContain('and more\n');
});

// Protects: the line shown while a step runs is the newest, also where a program redraws its line.
test('the last line is the last one drawn', () => {
  const step = new Step();
  step.append('first\n');
  step.append('10 %\r55 %\r');
  expect(step.lastLine).toBe('55 %');
});

// Protects: a failing program can't pass for a finished one.
test('a status other than zero is a failure that names the program', async () => {
  const failing = new Step().exec(...node('process.exit(3)'));
  await expect(failing).rejects.toThrow(/ended with status 3/);
});

test('a program that does not exist is a failure, not a crash', async () => {
  const failing = new Step().exec('heap-atlas-no-such-program', []);
  await expect(failing).rejects.toBeInstanceOf(CommandFailure);
  await expect(failing).rejects.toThrow(/heap-atlas-no-such-program/);
});
