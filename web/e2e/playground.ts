// The playground as journeys speak of it: its parts by name, and when it has come to rest.

import type { Locator, Page } from '@playwright/test';
import { expect } from './site';

export class Playground {
  readonly page: Page;
  /** What is on the stage, and how far its replay is. */
  readonly status: Locator;
  /** The operation at the step and what became of it. */
  readonly outcome: Locator;
  readonly design: Locator;
  readonly scenario: Locator;
  readonly editor: Locator;

  constructor(page: Page) {
    this.page = page;
    this.status = page.locator('atlas-status');
    this.outcome = page.locator('atlas-outcome');
    this.design = page.locator('atlas-design');
    this.scenario = page.locator('atlas-scenario');
    this.editor = page.locator('.cm-content');
  }

  /** Opens what a first visit shows after its greeting: SQLite under Classic. */
  async open(address = './'): Promise<void> {
    await this.page.goto(address);
    await this.page.getByRole('button', { name: 'Start on your own' }).click();
    await this.rest();
  }

  /** Opens the page as a visitor finds it who left a script there: no recorded program is replayed first. */
  async openScript(script: string): Promise<void> {
    const drafts = { 'own script': script };
    await leaveBehind(this.page, { version: 1, scenario: { kind: 'script' }, drafts });
    await this.page.goto('./');
    await this.rest();
  }

  /** Waits until the page shows the step asked for, of a replay that is done: nothing moves by itself any more. */
  async rest(): Promise<void> {
    // Long recordings are replayed whole, however busy the machine is.
    const done = this.status.getByText(/[\d,]+ operations$/);
    await expect(done).toBeVisible({ timeout: 90_000 });
    await expect(this.page.locator('.figure[data-up-to-date]')).toBeVisible();
    await expect(this.outcome.locator('code')).not.toHaveText(/^\s*$/);
  }

  /** A number of the statistics, as it is printed. */
  metric(id: string): Locator {
    return this.page.locator(`[data-metric="${id}"]`).locator('output, button').last();
  }

  /** A policy of an axis. */
  option(axis: string, option: string): Locator {
    return this.design.locator(`[data-axis="${axis}"] [data-option="${option}"]`);
  }

  /** The step on the screen. */
  async step(): Promise<number> {
    const text = await this.outcome.getByText(/^step/).textContent();
    return Number(text?.replace(/\D/g, ''));
  }

  /** Puts a script in the place of the one there is. */
  async write(script: string): Promise<void> {
    await this.scenario.getByRole('radio', { name: 'Script', exact: true }).click();
    await this.editor.click();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('Delete');
    await this.page.keyboard.insertText(script);
  }
}

/** Makes a page find `saved` as what an earlier visit left behind. */
export async function leaveBehind(page: Page, saved: unknown): Promise<void> {
  await page.addInitScript((text) => {
    // Browsers begin with an empty page, which has no storage; Firefox throws there.
    if (location.protocol === 'http:') localStorage.setItem('heap-atlas.playground', text);
  }, JSON.stringify(saved));
}
