// Pages of other people that embed figures: served from another origin than the site, under the policy that
// docs/embedding.md tells authors to allow, and no more.
//
// Owns the servers and what a journey asks of a figure. Owns no journey.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Locator, Page } from '@playwright/test';
import { expect } from './site';

/** What an author has to allow for the element, and for an iframe; for links to files, where these are too. */
export function policyFor(site: string, files = ''): string {
  const { origin } = new URL(site);
  return [
    "default-src 'none'",
    `script-src ${origin} 'wasm-unsafe-eval'`,
    `style-src ${origin}`,
    // The page's own icon.
    'img-src data:',
    `connect-src ${origin} ${files}`,
    'worker-src blob:',
    `frame-src ${origin}`,
  ].join('; ');
}

export interface Host {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves one page, from an origin of its own. */
export async function serveHost(html: string, policy: string): Promise<Host> {
  const server = createServer((request, response) => {
    if (request.url !== '/') {
      response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    });
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A page with the element's module and a body, as an author would write it. */
export function post(site: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>A post</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${site}heap-atlas.css">
<script type="module" src="${site}heap-atlas.js"></script>
<script defer src="${site}heap-atlas-host.js"></script>
</head>
<body>
<main>
<h1>A post</h1>
${body}
</main>
</body>
</html>`;
}

/** One figure, by its id in the page, or the one of an embedded page. */
export class FigureOnPage {
  readonly element: Locator;
  readonly outcome: Locator;
  readonly map: Locator;
  readonly foot: Locator;

  constructor(page: Page | Frame, selector: string) {
    this.element = page.locator(selector);
    this.outcome = this.element.locator('atlas-outcome');
    this.map = this.element.locator('atlas-memory-map canvas.image');
    this.foot = this.element.locator('.foot');
  }

  /** Waits until the figure's picture is there. */
  async drawn(): Promise<void> {
    await expect(this.outcome.locator('code')).not.toHaveText(/^\s*$/);
    await expect.poll(() => this.colours()).toBeGreaterThan(2);
  }

  /** How many colours the map's canvas has: 0 where it has given up its pixels. */
  colours(): Promise<number> {
    return this.map.evaluate((canvas: HTMLCanvasElement) => {
      if (canvas.width === 0 || canvas.height === 0) return 0;
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
      return new Set(new Uint32Array(pixels?.buffer ?? new ArrayBuffer(0))).size;
    });
  }
}

/** What a page's workers are: alive now, and the most that ever were at a time. */
interface WorkerCount {
  readonly alive: number;
  readonly most: number;
}

/** Makes a page count the workers that live in it: `workersOf` tells. */
export async function countWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const count = { alive: 0, most: 0 };
    Object.assign(globalThis, { workerCount: count });
    const Original = globalThis.Worker;
    globalThis.Worker = class extends Original {
      private isAlive = true;
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        count.alive += 1;
        count.most = Math.max(count.most, count.alive);
      }
      override terminate(): void {
        if (this.isAlive) count.alive -= 1;
        this.isAlive = false;
        super.terminate();
      }
    };
  });
}

export function workersOf(page: Page): Promise<WorkerCount> {
  return page.evaluate(() => (globalThis as unknown as { workerCount: WorkerCount }).workerCount);
}
