// Protects whoever pastes the command: a shell hands the program the link as it is, and nothing of it to another program.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { commandLine, type Replayed } from './command';

const LINK: Replayed = { link: '#v1&trace=sqlite', file: null, fetched: null };

/** The words of each program that a shell starts for a command: programs of these names that print theirs. */
function started(command: string): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'command-'));
  try {
    for (const name of ['heap-atlas', 'curl']) {
      const program = `#!/bin/sh\nprintf '%s\\037' ${name} "$@"\necho\n`;
      writeFileSync(join(folder, name), program, { mode: 0o755 });
    }
    const PATH = `${folder}${delimiter}${process.env.PATH}`;
    const output = execFileSync('sh', ['-c', command], { encoding: 'utf8', env: { PATH } });
    const lines = output.trimEnd().split('\n');
    return lines.map((line) => line.split('\u001f').slice(0, -1));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a link is one argument, whatever a shell makes of its letters', () => {
  const link = `#v1&title=it's $(uname) \`id\` "quoted" \\ & ; | > *&script=a`;
  expect(started(commandLine({ ...LINK, link }))).toEqual([['heap-atlas', 'open', link]]);
});

test('a scenario that is too long for a link is opened from its file', () => {
  expect(started(commandLine({ ...LINK, file: 'build-step-9.heap-atlas' }))).toEqual([
    ['heap-atlas', 'open', 'build-step-9.heap-atlas'],
  ]);
});

test('a file that the link names is fetched first', () => {
  const fetched = "https://files.example/it's.heap-atlas";
  const [fetching, opening] = started(commandLine({ ...LINK, fetched }));
  expect(fetching).toEqual([
    'curl',
    '--fail',
    '--location',
    '--output',
    'figure.heap-atlas',
    fetched,
  ]);
  expect(opening).toEqual(['heap-atlas', 'open', LINK.link, '--file', 'figure.heap-atlas']);
});
