// How the journeys in web/e2e drive the built site: all of them in Chromium, and in Firefox those that can differ there
// (all of them in the long run).
//
// Uses the browsers installed on the machine, not downloads of its own: `npm test` finds or installs
// them and names their paths in the environment.

import { defineConfig } from '@playwright/test';

const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The tag of journeys that can differ between browsers: engine and workers, embedding, storage, pointer and canvas. */
const DIFFERING = /@differs/;

const isLong = process.env.HEAP_ATLAS_LONG !== undefined;

/**
 * Chromium without its window, which Playwright itself uses where it has the choice: the same pages take half the time of
 * those behind a window that nobody sees. The long run has the whole browser.
 */
const CHROMIUM = isLong
  ? (process.env.HEAP_ATLAS_CHROMIUM ?? '/usr/bin/chromium')
  : (process.env.HEAP_ATLAS_HEADLESS_CHROMIUM ?? '/usr/bin/chromium-headless-shell');

export default defineConfig({
  testDir: 'web/e2e',
  outputDir: 'test-results',
  forbidOnly: process.env.CI !== undefined,
  fullyParallel: true,
  // More than there are processors: on slow lines, and where a worker is waited for, journeys leave them idle.
  workers: 4,
  // What is right comes late where the machine has other work. None of these is a measure of speed.
  timeout: 150_000,
  expect: { timeout: 30_000 },
  // A failure is a failure: what passes only at the second try is broken too.
  retries: 0,
  use: {
    // A recording of each journey takes a quarter of its time: ask for one by --trace on.
    trace: 'off',
    screenshot: 'only-on-failure',
    // Kept for the journey without a network: elsewhere it would fetch the whole site behind each test.
    serviceWorkers: 'block',
  },
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        launchOptions: {
          executablePath: CHROMIUM,
          args: CHROMIUM_FLAGS,
        },
      },
    },
    {
      name: 'firefox',
      use: {
        browserName: 'firefox',
        channel: 'moz-firefox',
        launchOptions: { executablePath: process.env.HEAP_ATLAS_FIREFOX ?? '/usr/bin/firefox-esr' },
      },
      ...(!isLong && { grep: DIFFERING }),
    },
  ],
});
