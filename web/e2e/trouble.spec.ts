// What visitors and authors are told where something around the page keeps it from working, and that the page goes on
// where it can.

import { policyFor, post, serveHost } from './host';
import { Playground } from './playground';
import { expect, serveSite, test } from './site';

test('a browser without WebAssembly is told of as that', async ({ page, pageErrors }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'WebAssembly');
  });
  await page.goto('./');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('runs no WebAssembly');
  await expect(alert).not.toContainText(/damaged|connection/);
  pageErrors.splice(0);
});

test('a policy that forbids WebAssembly is told of in the figure, with what to allow', async ({
  page,
  site,
  pageErrors,
}) => {
  const policy = policyFor(site.url).replace(" 'wasm-unsafe-eval'", '');
  const body = '<heap-atlas id="fig1" scenario="three-small-holes"><p>Mine.</p></heap-atlas>';
  const host = await serveHost(post(site.url, body), policy);
  try {
    await page.goto(host.url);
    const alert = page.locator('#fig1').getByRole('alert');
    await expect(alert).toContainText('Content-Security-Policy');
    await expect(alert).toContainText("script-src 'wasm-unsafe-eval'");
    await expect(page.getByText('Mine.')).toBeVisible();
    // What the policy blocks, the browser prints.
    pageErrors.splice(0);
  } finally {
    await host.close();
  }
});

test('a policy that forbids workers is told of in the figure, with what to allow', async ({
  page,
  site,
  pageErrors,
}) => {
  const policy = policyFor(site.url).replace('worker-src blob:', "worker-src 'none'");
  const body = '<heap-atlas id="fig1" scenario="three-small-holes"></heap-atlas>';
  const host = await serveHost(post(site.url, body), policy);
  try {
    await page.goto(host.url);
    await expect(page.locator('#fig1').getByRole('alert')).toContainText('worker-src blob:');
    pageErrors.splice(0);
  } finally {
    await host.close();
  }
});

test('a part that a newer build has taken away asks for a reload', async ({ page, pageErrors }) => {
  await new Playground(page).openScript('a = malloc 8\n');
  await page.route('**/assets/*.js', (route) => route.fulfill({ status: 404 }));
  await page.keyboard.press('s');
  await expect(page.locator('atlas-notices')).toContainText('Reload the page');
  pageErrors.splice(0);
});

test('where all workers were ended from outside, the next link is answered, and so is the next step', async ({
  page,
}) => {
  test.slow();
  await page.addInitScript(() => {
    const workers: Worker[] = [];
    const Original = globalThis.Worker;
    globalThis.Worker = class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        workers.push(this);
      }
    };
    const end = () => {
      for (const worker of workers.splice(0)) Original.prototype.terminate.call(worker);
    };
    Object.assign(globalThis, { endWorkers: end });
  });
  const endWorkers = () =>
    page.evaluate(() => (globalThis as unknown as { endWorkers(): void }).endWorkers());
  await page.goto('./#v1&lesson=three-small-holes');
  const playground = new Playground(page);
  await playground.rest();

  await endWorkers();
  await page.evaluate(() => {
    location.hash = '#v1&lesson=a-leak';
  });
  await expect(playground.status).toContainText('forgotten block');
  await playground.rest();

  await endWorkers();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(playground.outcome).toContainText('step 1');
});

test('a sandboxed frame whose server lets no other site read says what it lacks', async ({
  page,
  pageErrors,
}) => {
  const site = await serveSite('/atlas/', false);
  const frame = `<iframe title="A figure" sandbox="allow-scripts" width="700" height="400"
    src="${site.url}embed.html#v1&amp;lesson=three-small-holes"></iframe>`;
  const host = await serveHost(post(site.url, frame), policyFor(site.url));
  try {
    await page.goto(host.url);
    const words = page.frameLocator('iframe').getByText('Access-Control-Allow-Origin');
    await expect(words).toBeVisible();
    pageErrors.splice(0);
  } finally {
    await host.close();
    await site.close();
  }
});
