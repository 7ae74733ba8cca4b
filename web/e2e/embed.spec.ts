// The journeys of those who put figures into pages of their own, and of who reads these: the element and the
// iframe, in posts on another origin, under a strict policy.

import { seriousViolations } from './accessibility';
import {
  countWorkers,
  FigureOnPage,
  type Host,
  policyFor,
  post,
  serveHost,
  workersOf,
} from './host';
import { Playground } from './playground';
import { test as base, expect } from './site';

/** A post on another origin, which may load from the site what docs/embedding.md says and no more. */
const test = base.extend<{ open: (body: string, files?: string) => Promise<void> }>({
  open: async ({ page, site }, use) => {
    const hosts: Host[] = [];
    await use(async (body, files) => {
      const host = await serveHost(post(site.url, body), policyFor(site.url, files));
      hosts.push(host);
      await page.goto(host.url);
    });
    for (const host of hosts) await host.close();
  },
});

const SCRIPT = `a = malloc 256
b = malloc 256
c = malloc 256
wall = malloc 64
free a
free b
free c
big = malloc 700
`;

const FIGURE = `<heap-atlas id="fig1" controls="placement coalescing">
<script type="text/heap-atlas">${SCRIPT}</script>
<p>Fallback</p>
</heap-atlas>`;

/** What all figures of a page share. */
const WORKERS_MAX = 4;

const PARAGRAPH = `<p>${'Some words on memory, and how it is given out. '.repeat(20)}</p>\n`;

test('fifty figures cost what the visible ones cost, and nothing moves for them', {
  tag: '@differs',
}, async ({ page, open, browserName }) => {
  test.slow();
  const wasm: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.wasm')) wasm.push(request.url());
  });
  await countWorkers(page);
  await page.addInitScript(() => {
    const shifts = globalThis as unknown as { shifted: number };
    shifts.shifted = 0;
    if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        shifts.shifted += (entry as PerformanceEntry & { value: number }).value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const scenarios = ['three-small-holes', 'bash', 'the-batch', 'the-block-list', 'a-leak'];
  const figures = Array.from(
    { length: 50 },
    (_, at) =>
      `${PARAGRAPH}<heap-atlas id="fig${at}" scenario="${scenarios[at % scenarios.length]}"></heap-atlas>`,
  );
  await open(figures.join('\n'));
  const first = new FigureOnPage(page, '#fig0');
  await first.drawn();

  // As a reader passes them: each comes alive on the way, and is left behind.
  for (let at = 7; at < 49; at += 7) {
    const figure = new FigureOnPage(page, `#fig${at}`);
    await figure.element.scrollIntoViewIfNeeded();
    await figure.drawn();
  }
  const last = new FigureOnPage(page, '#fig49');
  await last.element.scrollIntoViewIfNeeded();
  await last.drawn();

  expect((await workersOf(page)).most).toBeLessThanOrEqual(WORKERS_MAX);
  expect(wasm.length, 'how often the module was fetched').toBe(1);
  await expect.poll(() => first.colours(), 'pixels of a figure far away').toBe(0);

  await first.element.scrollIntoViewIfNeeded();
  await first.drawn();
  await expect(first.outcome).toContainText('large = malloc 200');
  if (browserName === 'chromium') {
    const shifted = await page.evaluate(
      () => (globalThis as unknown as { shifted: number }).shifted,
    );
    expect(shifted, 'layout shift').toBeLessThan(0.001);
  }
});

test('two dozen figures share a few workers, and replay alike in each', {
  tag: '@differs',
}, async ({ page, open }) => {
  test.slow();
  await countWorkers(page);
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: 16 });
  });
  // Tall enough for more figures than there are workers.
  await page.setViewportSize({ width: 700, height: 4000 });
  const designs = ['', 'placement=best-fit'];
  const figures = Array.from(
    { length: 24 },
    (_, at) =>
      `<heap-atlas id="fig${at}" scenario="three-small-holes" design="${designs[at % 2]}"></heap-atlas>`,
  );
  await open(figures.join('\n'));
  const hashes: (string | null)[] = [];
  let seenAtOnce = 0;
  for (const at of figures.keys()) {
    const figure = new FigureOnPage(page, `#fig${at}`);
    await figure.element.scrollIntoViewIfNeeded();
    await figure.drawn();
    const { hash, inView } = await figure.element.evaluate((element) => ({
      hash: (element as unknown as { v1: { hash: string | null } }).v1.hash,
      inView: [...document.querySelectorAll('heap-atlas')].filter((each) => {
        const { top, bottom } = each.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      }).length,
    }));
    hashes.push(hash);
    seenAtOnce = Math.max(seenAtOnce, inView);
  }
  expect(seenAtOnce).toBeGreaterThan(WORKERS_MAX);
  const { most } = await workersOf(page);
  expect(most).toBeLessThanOrEqual(WORKERS_MAX);
  expect(most, 'a pool, not one worker for all').toBeGreaterThan(2);
  const [classic, best] = hashes;
  expect(classic).not.toBeNull();
  expect(best).not.toBe(classic);
  expect(hashes).toEqual(hashes.map((_, at) => (at % 2 === 0 ? classic : best)));
});

test('a bare figure shows picture, sentence and steps, and the number that its author names', async ({
  open,
  page,
}) => {
  const script = '<script type="text/heap-atlas">a = malloc 100\nfree a\nb = malloc 30</script>';
  await open(`<heap-atlas id="bare" bare number="heap_bytes" step="2">${script}</heap-atlas>
    <heap-atlas id="some" bare="legend" step="2">${script}</heap-atlas>
    <heap-atlas id="two" bare number="probes" step="3" compare="placement=best-fit">${script}</heap-atlas>`);
  const bare = page.locator('#bare');
  await expect(bare.getByText('Heap 128 bytes')).toBeVisible();
  await expect(bare.getByText('free a', { exact: true })).toBeVisible();
  await expect(bare.getByRole('button', { name: 'One step forward' })).toBeVisible();
  await expect(bare.getByLabel('Go to step')).toHaveCount(0);
  await expect(bare.getByRole('list', { name: 'Legend' })).toHaveCount(0);
  await bare.getByRole('button', { name: 'One step back' }).click();
  await expect(bare.getByText('a = malloc 100')).toBeVisible();

  await expect(page.locator('#some').getByRole('list', { name: 'Legend' })).toBeVisible();
  await expect(page.locator('#some').getByLabel('Go to step')).toHaveCount(0);

  const two = page.locator('#two');
  await two.scrollIntoViewIfNeeded();
  await expect(two.getByText('Probes 1')).toHaveCount(2);
  await expect(two.getByText('First divergence')).toHaveCount(0);
});

test('in a bare figure a question takes the place of the outcome, and gives it back', async ({
  open,
  page,
}) => {
  await open(`<heap-atlas bare predict="1" step="0"><script type="text/heap-atlas">
a = malloc 100
free a</script></heap-atlas>`);
  const figure = page.locator('heap-atlas');
  await expect(figure.getByText('empty heap')).toBeVisible();
  await expect(figure.getByText('you are asked')).toHaveCount(0);
  await figure.getByRole('button', { name: 'One step forward' }).click();
  await expect(figure.getByText(/Where will a = malloc 100 go/)).toBeVisible();
  await expect(figure.getByText('empty heap')).toBeHidden();
  await figure.getByRole('button', { name: 'After the last block' }).click();
  await expect(figure.getByText(/Right:/)).toBeVisible();
  await figure.getByRole('button', { name: 'One step forward' }).click();
  await expect(figure.getByText('free a', { exact: true })).toBeVisible();
});

test('the bytes that a step writes stand out', async ({ open, page }) => {
  await open(`<heap-atlas bare view="bytes" selected="0" step="1"><script type="text/heap-atlas">
a = malloc 40
free a</script></heap-atlas>`);
  const changed = page.locator('heap-atlas .byte[data-changed]');
  await expect(page.locator('heap-atlas .byte').first()).toBeVisible();
  await expect(changed).toHaveCount(0);
  await page.getByRole('button', { name: 'One step forward' }).click();
  // The block's flag, in the lowest byte of its address.
  await expect(changed).toHaveText(['11']);
});

for (const width of [800, 390]) {
  // Protects: nobody's text moves when a figure comes to life, whatever is asked of it.
  test(`a figure takes its room before its module is there, ${width} pixels wide`, {
    tag: '@differs',
  }, async ({ page, site, open }) => {
    test.slow();
    const asked = [
      'scenario="bash"',
      'scenario="bash" controls="none"',
      'scenario="bash" controls="placement"',
      'scenario="bash" controls="placement coalescing" caption="Two options, and what they do together"',
      'scenario="three-small-holes"',
      'scenario="three-small-holes" controls="placement"',
      'scenario="three-small-holes" controls="full" view="map list"',
      'scenario="bash" view="stats"',
      'scenario="three-small-holes" view="map why bytes" controls="none"',
      'scenario="bash" view="chart"',
      'src="#v1&amp;lesson=the-batch"',
      `scenario="bash" caption="${'A caption that goes on and on. '.repeat(6)}"`,
      'scenario="three-small-holes" compare="coalescing=on-free"',
      'scenario="three-small-holes" compare="coalescing=on-free|coalescing=never"',
      'scenario="three-small-holes" compare="coalescing=on-free|coalescing=never|placement=best-fit"',
      'scenario="three-small-holes" view="map stats" controls="coalescing" compare="coalescing=never"',
      'src="#v1&amp;lesson=the-batch&amp;design=&amp;design=placement=best-fit" beside="1"',
      'src="#v1&amp;generator=stack&amp;design=&amp;design=trim=on&amp;design=placement=best-fit" beside="2"',
      'scenario="three-small-holes" predict',
      'scenario="churn" view="time"',
      'scenario="churn" view="map time" controls="placement"',
      'scenario="churn" view="time" compare="placement=best-fit"',
      'scenario="churn" view="time map" compare="placement=best-fit"',
      'scenario="churn"',
      'scenario="three-small-holes" bare',
      'scenario="three-small-holes" bare="legend roots" number="heap_bytes"',
      'scenario="bash" bare number="probes" predict controls="placement"',
      'scenario="three-small-holes" bare predict number="holes" compare="coalescing=on-free"',
      'scenario="three-small-holes" bare compare="coalescing=on-free|coalescing=never"',
      'scenario="three-small-holes" bare view="bytes" selected="0"',
      'scenario="three-small-holes" bare view="map list"',
    ];
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(`${site.url}heap-atlas.js`, async (route) => {
      await released;
      await route.continue();
    });
    await page.setViewportSize({ width, height: 900 });
    const figures = asked.map((each, at) => `<heap-atlas id="fig${at}" ${each}>…</heap-atlas>`);
    const heights = () =>
      page
        .locator('heap-atlas')
        .evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().height)));
    // The page counts as loaded when the module is: what is wanted here is before.
    const opened = open(figures.join('\n'));
    await expect(page.locator(`#fig${asked.length - 1}`)).toBeAttached();
    // The author's part for four designs; in a style sheet, where the policy has none in an attribute.
    await page
      .locator('heap-atlas[compare*="never|placement"]')
      .evaluate((element: HTMLElement) => element.style.setProperty('--heap-atlas-beside', '3'));
    // On a busy machine the page's style sheet, which makes the room, may come after the figures.
    await expect.poll(async () => Math.min(...(await heights()))).toBeGreaterThan(100);
    const before = await heights();
    release();
    await opened;
    for (const at of asked.keys()) {
      const figure = page.locator(`#fig${at}`);
      await figure.scrollIntoViewIfNeeded();
      await expect(figure.locator('.poster')).toHaveCount(0);
      await expect(figure.getByText(/^step/).first()).toBeVisible();
    }
    expect(await heights()).toEqual(before);
  });
}

test('the prose moves a figure, shows it, and leads back', { tag: '@differs' }, async ({
  page,
  open,
}) => {
  await open(`<p><a id="plain" href="#fig1:step=5">the first free</a>
    <a id="data" data-heap-atlas="fig1" data-step="8" href="#fig1">the large request</a>
    <a id="option" data-heap-atlas="fig1" data-design="placement=worst-fit" href="#fig1">worst fit</a></p>
    ${PARAGRAPH.repeat(12)} ${FIGURE} ${PARAGRAPH.repeat(12)}`);
  const figure = new FigureOnPage(page, '#fig1');
  const url = page.url();

  await page.locator('#plain').focus();
  await page.keyboard.press('Enter');
  await expect(figure.element).toBeInViewport({ ratio: 0.6 });
  await expect(figure.outcome).toContainText('free a');
  await expect(page.locator('#plain')).toHaveAttribute('aria-current', 'step');
  await expect(page.locator('#plain')).toHaveAttribute('aria-controls', 'fig1');

  await page.locator('#data').click();
  await expect(figure.outcome).toContainText('big = malloc 700');
  await page.locator('#option').click();
  const worst = figure.element.locator('[data-axis="placement"] [data-option="worst-fit"]');
  await expect(worst).toHaveAttribute('aria-checked', 'true');

  const back = figure.foot.getByRole('button', { name: 'Back to where you were' });
  await back.click();
  await expect(worst).toHaveAttribute('aria-checked', 'false');
  await back.click();
  await expect(figure.outcome).toContainText('free a');
  await back.click();
  await expect(back).toHaveCount(0);
  await expect(page.locator('#plain')).toBeFocused();
  await expect(page.locator('h1')).toBeInViewport();
  expect(page.url(), 'the history is the reader’s').toBe(url);
});

test('a figure is worked by keyboard alone', async ({ page, open }) => {
  await open(FIGURE);
  const figure = new FigureOnPage(page, '#fig1');
  await figure.drawn();
  await figure.element.getByRole('button', { name: 'One step back' }).focus();
  await page.keyboard.press('Home');
  await expect(figure.outcome).toContainText('empty heap');
  await figure.element.getByRole('button', { name: 'One step forward' }).focus();
  await page.keyboard.press('Enter');
  await expect(figure.outcome).toContainText('a = malloc 256');
  await page.keyboard.press('ArrowRight');
  await expect(figure.outcome).toContainText('b = malloc 256');
  await page.keyboard.press('End');
  await expect(figure.outcome).toContainText('big = malloc 700');
  await figure.element.getByRole('radio', { name: 'First fit' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(figure.element.getByRole('radio', { name: 'Next fit' })).toBeFocused();
  await expect(figure.element.getByRole('radio', { name: 'Next fit' })).toBeChecked();
});

test('a script of the page drives a figure, and hears of it', { tag: '@differs' }, async ({
  page,
  open,
}) => {
  await open(FIGURE);
  await new FigureOnPage(page, '#fig1').drawn();
  const heard = await page.locator('#fig1').evaluate(async (element) => {
    const figure = element as unknown as import('../pages/element/main').HeapAtlas;
    const steps: number[] = [];
    const designs: (string | undefined)[] = [];
    figure.addEventListener('step', (event) => steps.push((event as CustomEvent).detail.step));
    const changed = new Promise<void>((resolve) => {
      figure.addEventListener('change', (event) => {
        designs.push((event as CustomEvent).detail.design.placement);
        resolve();
      });
    });
    const stepped = new Promise<void>((resolve) => {
      figure.addEventListener('step', () => resolve(), { once: true });
    });
    await figure.v1.ready;
    await figure.v1.seek(3);
    await stepped;
    await figure.v1.setDesign('placement=worst-fit');
    await changed;
    return { steps, designs, step: figure.step, total: figure.v1.total };
  });
  expect(heard).toEqual({ steps: [3], designs: ['worst-fit'], step: 3, total: 8 });
});

test('a figure follows its attributes', async ({ page, open }) => {
  await open(FIGURE);
  const figure = new FigureOnPage(page, '#fig1');
  await figure.drawn();
  await figure.element.evaluate((element) => element.setAttribute('step', '2'));
  await expect(figure.outcome).toContainText('b = malloc 256');
  await figure.element.evaluate((element) => {
    element.replaceChildren();
    element.setAttribute('scenario', 'the-batch');
    element.removeAttribute('step');
  });
  await expect(figure.element.locator('figcaption')).toContainText('?');
  await figure.drawn();
});

test('a figure that cannot run shows what its author wrote instead, and says so', {
  tag: '@differs',
}, async ({ page, open, pageErrors }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await open(FIGURE);
  await expect(page.locator('#fig1').getByRole('alert')).toContainText('could not be');
  await expect(page.getByText('Fallback')).toBeVisible();
  // What the browser prints of the request that was refused on purpose.
  pageErrors.splice(0);
});

test('a figure whose engine arrives damaged says so in words that help', {
  tag: '@differs',
}, async ({ page, open }) => {
  await page.route('**/*.wasm', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.body()).subarray(0, 20_000) });
  });
  await open(FIGURE);
  await expect(page.locator('#fig1').getByRole('alert')).toContainText('arrived damaged');
  await expect(page.getByText('Fallback')).toBeVisible();
});

test('a script with a mistake is told where it stands, and gives way to what its page asks for next', async ({
  page,
  open,
}) => {
  await open(
    '<heap-atlas id="fig1" src="#v1&script=a=malloc+256%0Awat+3"><p>Fallback</p></heap-atlas>',
  );
  const figure = page.locator('#fig1');
  await expect(figure.getByRole('alert')).toContainText('a mistake in line 2');
  await expect(page.getByText('Fallback')).toBeVisible();
  const told = figure.evaluate(
    (element) =>
      new Promise((resolve) => {
        const tell = (event: Event) => resolve((event as CustomEvent).detail.message);
        element.addEventListener('error', tell, { once: true });
      }),
  );
  await figure.evaluate((element) => element.setAttribute('src', '#v1&script=b=mallok+3'));
  await expect(figure.getByRole('alert')).toContainText('a mistake in line 1');
  expect(await told).toContain('line 1');
  await figure.evaluate((element) => element.setAttribute('src', '#v1&script=b=malloc+3'));
  await expect(figure.locator('canvas.image')).toBeVisible();
  await expect(figure.getByRole('alert')).toHaveCount(0);
  await expect(page.getByText('Fallback')).toBeHidden();
});

test('of what is asked for in quick succession the last is shown, whatever came of the others', {
  tag: '@differs',
}, async ({ page, open }) => {
  await open('<heap-atlas id="fig1" src="#v1&script=a=malloc+256"></heap-atlas>');
  const figure = page.locator('#fig1');
  await expect(figure.locator('canvas.image')).toBeVisible();
  const ask = (...sources: string[]) =>
    figure.evaluate(async (element, all) => {
      for (const source of all) {
        element.setAttribute('src', source);
        // Far enough apart that each is begun, too near for any to be done.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }, sources);
  await ask('#v1&script=b=mallok+3', '#v1&script=c=malloc+300');
  await expect(figure).toContainText('c = malloc 300');
  await expect(figure.getByRole('alert')).toHaveCount(0);
  await ask('#v1&script=d=malloc+400', '#v1&script=c=malloc+300');
  await page.waitForTimeout(1500);
  await expect(figure).toContainText('c = malloc 300');
});

test('what a reader did to a figure stays when its page changes something else', async ({
  page,
  open,
}) => {
  await open(
    '<heap-atlas id="fig1" scenario="three-small-holes" controls="coalescing"></heap-atlas>',
  );
  const figure = page.locator('#fig1');
  await expect(figure.locator('canvas.image')).toBeVisible();
  const step = () => figure.evaluate((element) => (element as HTMLElement & { step: number }).step);
  await figure.getByRole('radio', { name: 'On free' }).click();
  await figure.evaluate((element) => Object.assign(element, { step: 5 }));
  await expect.poll(step).toBe(5);
  for (const [name, value] of Object.entries({ theme: 'dark', speed: '4', caption: 'Another' })) {
    await figure.evaluate(
      (element, [key, to]) => element.setAttribute(key ?? '', to ?? ''),
      [name, value],
    );
  }
  await expect(figure).toContainText('Another');
  await expect(figure.getByRole('radio', { name: 'On free' })).toBeChecked();
  expect(await step()).toBe(5);
  await figure.evaluate((element) => element.setAttribute('step', '3'));
  await expect.poll(step).toBe(3);
  // What is no number is no step.
  await figure.evaluate((element) => Object.assign(element, { step: 'abc' }));
  await page.waitForTimeout(300);
  expect(await step()).toBe(3);
});

test('on a phone the question about designs side by side comes into sight', async ({
  page,
  open,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(`<heap-atlas id="fig1" scenario="three-small-holes" step="8" predict
  compare="coalescing=never|coalescing=on-free"></heap-atlas>${PARAGRAPH.repeat(3)}`);
  const figure = page.locator('#fig1');
  await expect(figure.locator('canvas.image').first()).toBeVisible();
  await figure.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await figure.getByRole('button', { name: 'One step forward' }).click();
  const showMe = figure.getByRole('button', { name: 'Show me' });
  await expect(showMe).toBeInViewport({ ratio: 1 });
  // Above the steps, and not behind them.
  const [answer, steps] = await Promise.all(
    [showMe, figure.locator('atlas-transport')].map((each) => each.boundingBox()),
  );
  expect((answer?.y ?? 0) + (answer?.height ?? 0)).toBeLessThan(steps?.y ?? 0);
  await expect(figure.locator('canvas.image').first()).toBeInViewport();
  await showMe.click();
  await expect(figure).toContainText('The program ends here');
});

test('bytes that stand alone are those of the first block, and a number does for a property', async ({
  page,
  open,
}) => {
  await open('<heap-atlas id="fig1" scenario="three-small-holes" view="bytes"></heap-atlas>');
  const figure = page.locator('#fig1');
  await expect(figure.locator('atlas-inspector')).toContainText('0x00100000');
  await figure.evaluate((element) => Object.assign(element, { speed: 8, selected: 0 }));
  await figure.evaluate((element) => element.setAttribute('caption', 'Another'));
  await expect(figure).toContainText('Another');
});

test('what a figure could not make of what was asked is told in its foot', async ({
  page,
  open,
}) => {
  await open(`<heap-atlas id="fig1" src="#v1&trace=nowhere" design="placement=best-fit,wonder=1"></heap-atlas>
<heap-atlas id="fig2" src="#v9&lesson=a-leak"></heap-atlas>`);
  const note = page.locator('#fig1 .note');
  await expect(note).toContainText('Not all of the link could be kept');
  await note.locator('summary').click();
  await expect(note).toContainText('wonder');
  await expect(note).toContainText('nowhere');
  await page.locator('#fig2').scrollIntoViewIfNeeded();
  await expect(page.locator('#fig2 .note')).toContainText('of version 9');
});

test('designs beside a lesson are within it', async ({ page, open }) => {
  await open(
    '<heap-atlas id="fig1" scenario="three-small-holes" compare="coalescing=on-free"></heap-atlas>',
  );
  const designs = page.locator('#fig1 atlas-comparison .design');
  // In the lesson's small region, the designs it compares part as it says.
  await expect(designs.nth(0)).toContainText('Never');
  await expect(designs.nth(0)).toContainText('Out of memory');
  await expect(designs.nth(1)).toContainText('Granted');
});

test('a file on another server is asked for in the figure’s own room, and a click fetches it', {
  tag: '@differs',
}, async ({ page, open }) => {
  let asked = 0;
  await page.route('https://files.example/**', (route) => {
    asked += 1;
    return route.fulfill({
      body: '20000\n1\n2\n1\na 0 512\nf 0\n',
      headers: { 'access-control-allow-origin': '*' },
    });
  });
  const link = '#v1&url=https://files.example/short.rep';
  // The host's policy lets this server be asked.
  await open(`<heap-atlas id="fig1" src="${link}"></heap-atlas>`, 'https://files.example');
  const figure = page.locator('#fig1');
  const question = figure.getByRole('group', { name: 'another server, files.example' });
  await expect(question).toBeVisible();
  const before = await figure.boundingBox();
  expect(asked).toBe(0);
  await question.getByRole('button', { name: 'Fetch the file from files.example' }).click();
  await new FigureOnPage(page, '#fig1').drawn();
  expect(asked).toBe(1);
  await expect(question).toBeHidden();
  expect((await figure.boundingBox())?.height).toBe(before?.height);
});

test('a file that can’t be fetched is told in the figure’s place', async ({
  page,
  open,
  pageErrors,
}) => {
  const link = '#v1&url=nowhere.heap-atlas';
  await open(`<heap-atlas id="fig1" src="${link}"><p>My words.</p></heap-atlas>`, "'self'");
  await expect(page.locator('#fig1').getByRole('alert')).toContainText(/404|not be fetched/);
  await expect(page.getByText('My words.')).toBeVisible();
  // That it isn't there is printed too.
  pageErrors.splice(0);
});

test('a file that names a lesson is opened as that lesson', async ({ page }) => {
  await page.route('**/figure.heap-atlas', (route) =>
    route.fulfill({ body: '#v1&lesson=a-leak&step=4\n' }),
  );
  await page.goto('./embed.html#v1&url=figure.heap-atlas');
  const figure = new FigureOnPage(page, 'heap-atlas');
  await figure.drawn();
  await expect(figure.element.locator('.title')).toContainText('forgotten block');
  await expect(figure.foot.locator('.note')).toHaveCount(0);
});

for (const [name, attributes] of [
  ['of one design', 'controls="none"'],
  ['of two designs', 'controls="none" compare="placement=best-fit"'],
] as const) {
  test(`a figure ${name} can cancel a long replay, and begin it again`, {
    tag: '@differs',
  }, async ({ page, open }) => {
    const script = 'repeat 30000 as i\nx[i] = malloc 16\nend\nfree all x\n';
    await open(`<heap-atlas id="fig1" ${attributes}>
<script type="text/heap-atlas">${script}</script></heap-atlas>`);
    const foot = page.locator('#fig1 .foot');
    await foot.getByRole('button', { name: 'Cancel' }).click();
    await expect(foot).toContainText(/Stopped at \d+ %/);
    await foot.getByRole('button', { name: 'Replay' }).click();
    await expect(foot).toContainText(/Replaying \d+ %/);
    await foot.getByRole('button', { name: 'Cancel' }).click();
    await expect(foot).toContainText('Stopped');
  });
}

test('a link in the prose that can’t be followed says so', async ({ page, open }) => {
  await open(`<heap-atlas id="fig1" scenario="three-small-holes" step="2"></heap-atlas>
<p><a href="#fig1:design=wonder=1">Wonder</a></p>`);
  await expect(page.locator('#fig1 canvas.image').first()).toBeVisible();
  const figure = page.locator('#fig1');
  await figure.evaluate((element) => {
    element.addEventListener('error', () => {
      element.dataset.errors = `${Number(element.dataset.errors ?? 0) + 1}`;
    });
  });
  await page.getByRole('link', { name: 'Wonder' }).click();
  await expect(figure.locator('.note')).toContainText('wonder');
  await expect(figure).toHaveAttribute('data-errors', '1');
  // Each time it is followed; and in the figure that has taken the first one's place, too.
  await figure.evaluate((element) => element.setAttribute('scenario', 'a-leak'));
  await expect(figure.locator('.title')).toContainText('forgotten block');
  await page.getByRole('link', { name: 'Wonder' }).click();
  await expect(figure).toHaveAttribute('data-errors', '2');
  await expect(figure.locator('.note')).toContainText('wonder');
});

test('where the module never comes, the author’s words stand in its place', {
  tag: '@differs',
}, async ({ page, open, site, pageErrors }) => {
  await page.route(`${site.url}heap-atlas.js`, (route) => route.abort());
  await open(`<heap-atlas id="fig1" scenario="three-small-holes">Bare words.</heap-atlas>
<heap-atlas id="fig2" scenario="three-small-holes" caption="Holes"><p>My words.</p></heap-atlas>`);
  const words = page.getByText('My words.');
  await expect(words).toBeHidden();
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish();
  });
  await expect(words).toBeVisible();
  for (const id of ['#fig1', '#fig2']) {
    const figure = page.locator(id);
    await expect(figure).toHaveCSS('font-size', '16px');
    expect((await figure.boundingBox())?.height).toBeLessThan(160);
  }
  pageErrors.splice(0);
});

test('numbers of four designs keep to their figure, wide or narrow', async ({ page, open }) => {
  await open(`<heap-atlas id="fig1" scenario="a-leak" view="map stats"
  compare="placement=best-fit|trim=on|placement=worst-fit"></heap-atlas>`);
  for (const width of [1280, 800, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const table = page.locator('#fig1 atlas-comparison-table');
    await expect(table.getByRole('cell', { name: /112/ }).first()).toBeVisible();
    const measured = await page.evaluate(() => {
      const figure = document.querySelector('#fig1');
      const { scrollWidth, clientWidth, scrollHeight } = document.documentElement;
      const bottom = (figure?.getBoundingClientRect().bottom ?? 0) + window.scrollY;
      return { beside: scrollWidth - clientWidth, below: scrollHeight - bottom };
    });
    expect(measured.beside).toBe(0);
    expect(measured.below).toBeLessThan(100);
    // No number reaches into the next column.
    const overlaps = await table.evaluate((element) =>
      [...(element.shadowRoot?.querySelectorAll('tbody td') ?? [])].flatMap((cell) => {
        const { left, right } = cell.getBoundingClientRect();
        const parts = [...cell.querySelectorAll(':scope > :not(.visually-hidden)')];
        const rooms = parts.map((part) => part.getBoundingClientRect());
        const isBeyond = rooms.some((room) => room.left < left - 1 || room.right > right + 1);
        return isBeyond ? [cell.textContent] : [];
      }),
    );
    expect(overlaps).toEqual([]);
  }
});

test('a figure that loops plays by itself, but not for those who mind motion', async ({
  page,
  open,
  browserName,
}) => {
  const looping =
    '<heap-atlas id="fig1" scenario="three-small-holes" loop="2-4" speed="4"></heap-atlas>';
  // A machine that is busy shows fewer steps than it passes: every one of them comes by in the end.
  const steps = () =>
    page.locator('#fig1').evaluate(
      (element) =>
        new Promise<number[]>((resolve) => {
          const seen = new Set<number>();
          element.addEventListener('step', (event) => {
            seen.add((event as CustomEvent).detail.step);
            if (seen.size >= 3) resolve([...seen].sort());
          });
        }),
    );
  await open(looping);
  expect(await steps()).toEqual([2, 3, 4]);

  test.skip(browserName === 'firefox', 'Firefox can’t be asked for reduced motion');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(looping);
  const figure = new FigureOnPage(page, '#fig1');
  await figure.drawn();
  await expect(figure.element.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('a sandboxed iframe draws its figure, tells its height, and keeps its address', {
  tag: '@differs',
}, async ({ page, site, open }) => {
  await open(`<iframe title="A figure" sandbox="allow-scripts" width="700" height="150"
    src="${site.url}embed.html#v1&amp;lesson=three-small-holes"></iframe>`);
  const [, frame] = page.frames();
  if (!frame) throw new Error('there is no frame');
  const figure = new FigureOnPage(frame, 'heap-atlas');
  await figure.drawn();
  const wanted = await figure.element.evaluate((element) =>
    Math.ceil(element.getBoundingClientRect().height),
  );
  await expect
    .poll(() => page.locator('iframe').evaluate((iframe) => iframe.clientHeight))
    .toBe(wanted);
  expect(frame.url()).toContain('#v1&lesson=three-small-holes');
});

/** The frame that the share dialog and docs/embedding.md tell authors to write, and one sandboxed more narrowly. */
const SANDBOXES = [
  ['allow-scripts allow-popups allow-popups-to-escape-sandbox', true],
  ['allow-scripts allow-popups', false],
] as const;

for (const [sandbox, keeps] of SANDBOXES) {
  test(`a figure in a frame with ${sandbox} opens in full, and the page ${keeps ? 'keeps' : 'forgets'} what is made there`, {
    tag: '@differs',
  }, async ({ page, context, site, open }) => {
    await open(`<iframe title="A figure" sandbox="${sandbox}" width="700" height="620"
      src="${site.url}embed.html#v1&amp;lesson=three-small-holes"></iframe>`);
    const [, frame] = page.frames();
    if (!frame) throw new Error('there is no frame');
    await new FigureOnPage(frame, 'heap-atlas').drawn();
    const opening = context.waitForEvent('page');
    await frame.getByRole('link', { name: 'Open in Heap Atlas' }).click();
    const whole = await opening;
    const errors: string[] = [];
    whole.on('pageerror', (error) => errors.push(error.message));
    const playground = new Playground(whole);
    await playground.rest();
    await playground.option('placement', 'best-fit').click();
    await playground.rest();
    const isKept = await whole.evaluate(() => {
      try {
        return localStorage.length >= 0;
      } catch {
        return false;
      }
    });
    expect(isKept).toBe(keeps);
    expect(errors).toEqual([]);
  });
}

test('two designs in an iframe have one scrubber, and part where it says', {
  tag: '@differs',
}, async ({ page, site, open }) => {
  await open(`<iframe title="Two designs" sandbox="allow-scripts" width="800" height="600"
    src="${site.url}embed.html#v1&amp;lesson=first-fit-beats-best-fit&amp;design=&amp;design=placement=best-fit"></iframe>`);
  const [, frame] = page.frames();
  if (!frame) throw new Error('there is no frame');
  const designs = frame.locator('atlas-comparison').getByRole('region');
  await expect(designs).toHaveCount(2);
  await expect(designs.nth(0)).toContainText('First fit');
  await expect(designs.nth(1)).toContainText('Best fit');
  await expect
    .poll(() => new FigureOnPage(frame, '.design[data-place="1"]').colours())
    .toBeGreaterThan(2);

  const parting = frame.locator('atlas-divergence');
  const first = parting.getByRole('button', { name: /^First divergence: step \d+$/ });
  const step = Number((await first.textContent())?.replace(/\D/g, ''));
  await first.click();
  await expect(parting).toContainText(`step ${step}`);
  await expect(parting).toContainText('B differs from A here');
  await expect(designs.nth(1)).toContainText('differs from A');

  // One step is a step of both.
  await expect(frame.getByRole('slider', { name: 'Step' })).toHaveCount(1);
  await frame.getByRole('button', { name: 'One step back' }).click();
  await expect(parting).toContainText(`step ${step - 1}`);
  await expect(parting).toContainText('identical at this step');
  await expect(frame.locator('atlas-comparison [data-late]')).toHaveCount(0);
  const figure = frame.locator('heap-atlas');
  await expect
    .poll(async () => {
      const height = await figure.evaluate((element) => element.getBoundingClientRect().height);
      const room = await page.locator('iframe').evaluate((iframe) => iframe.clientHeight);
      return room - Math.ceil(height);
    })
    .toBe(0);
});

test('nobody but a figure’s own frame sets its height', { tag: '@differs' }, async ({
  page,
  site,
  open,
}) => {
  await open(
    `<iframe title="A figure" width="700" height="150" src="${site.url}embed.html#v1"></iframe>`,
  );
  const height = () => page.locator('iframe').evaluate((iframe) => iframe.style.height);
  await expect.poll(height).not.toBe('');
  const before = await height();
  await page.evaluate(() => {
    window.postMessage({ type: 'heap-atlas:size', version: 1, height: 9 }, '*');
  });
  expect(await height()).toBe(before);
});

for (const [name, width, colorScheme] of [
  ['in a column', 760, 'light'],
  ['dark', 760, 'dark'],
  ['on a phone', 390, 'light'],
] as const) {
  test(`axe finds nothing serious, ${name}`, async ({ page, open, browserName }) => {
    test.skip(
      browserName === 'firefox' && colorScheme === 'dark',
      'Firefox can’t be asked for dark',
    );
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await open(
      `${FIGURE}<heap-atlas id="fig2" scenario="three-small-holes" controls="full"></heap-atlas>`,
    );
    for (const id of ['#fig1', '#fig2']) {
      const figure = new FigureOnPage(page, id);
      await figure.element.scrollIntoViewIfNeeded();
      await figure.drawn();
    }
    expect(await seriousViolations(page)).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });
}
