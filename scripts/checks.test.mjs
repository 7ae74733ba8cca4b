// @vitest-environment node
// Protects the count at the end of `npm test`: a summary read wrongly would hide failures.
import { describe, expect, test } from 'vitest';
import {
  CHECKS,
  cargoCount,
  playwrightCount,
  playwrightTimes,
  smokeCount,
  vitestCount,
} from './checks.mjs';

describe('counts read from the runners', () => {
  test('cargo: summed over its test binaries and doc tests', () => {
    const log = [
      'test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s',
      'test heap::tests::split ... FAILED',
      'test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1s',
    ].join('\n');
    expect(cargoCount(log)).toEqual({ passed: 15, failed: 2 });
  });

  test.each([
    ['all pass', ' Test Files  1 passed (1)\n      Tests  27 passed (27)\n', 27, 0],
    [
      'some fail',
      ' Test Files  1 failed | 2 passed (3)\n      Tests  1 failed | 4 passed (5)\n',
      4,
      1,
    ],
    [
      'files that fail before their tests',
      ' Test Files  1 failed (1)\n      Tests  no tests\n',
      0,
      0,
    ],
  ])('vitest: %s', (_name, log, passed, failed) => {
    expect(vitestCount(log)).toEqual({ passed, failed });
  });

  test.each([
    ['all pass', '\n  6 passed (16.9s)\n', 6, 0],
    ['some fail', '  2 failed\n    [firefox] › a.spec.ts:1:1 › opens\n  4 passed (9s)\n', 4, 2],
    ['broken off', '  1 interrupted\n    a\n  3 did not run\n  2 passed (9s)\n', 2, 1],
  ])('Playwright: %s', (_name, log, passed, failed) => {
    expect(playwrightCount(log)).toEqual({ passed, failed });
  });

  test('a log without a summary counts nothing, which `npm test` takes for a failure', () => {
    for (const { count } of CHECKS) {
      if (count) expect(count('error: could not compile')).toEqual({ passed: 0, failed: 0 });
    }
  });
});

test('every check has a name of its own', () => {
  const names = CHECKS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('the smoke suite in WebKit is counted by its last line', () => {
  const log = '✓ the page\n✘ embed.html: no picture came\n1 passed, 1 failed\n';
  expect(smokeCount(log)).toEqual({ passed: 1, failed: 1 });
  expect(smokeCount('the driver did not start')).toEqual({ passed: 0, failed: 0 });
});

test('Playwright: the times of single tests, in seconds', () => {
  const log = [
    '  ✓   1 [chromium] › web/e2e/a.spec.ts:71:1 › one (of two) (41.1s)',
    '  ✘  12 [firefox] › web/e2e/b.spec.ts:4:1 › another (2.5m)',
    '  ✓   3 [chromium] › web/e2e/a.spec.ts:80:1 › a quick one (200ms)',
  ].join('\n');
  expect(playwrightTimes(log)).toEqual([
    { name: '[chromium] › web/e2e/a.spec.ts:71:1 › one (of two)', seconds: 41.1 },
    { name: '[firefox] › web/e2e/b.spec.ts:4:1 › another', seconds: 150 },
    { name: '[chromium] › web/e2e/a.spec.ts:80:1 › a quick one', seconds: 0.2 },
  ]);
});
