// Journeys of a figure that travels: as a link, through the history, as a file, and out of the share dialog.

import { readFile } from 'node:fs/promises';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { seriousViolations } from './accessibility';
import { serveHost } from './host';
import { Playground } from './playground';
import { expect, test } from './site';

/** A pattern that is replayed in a blink, where it doesn't matter what is open. */
const QUICK = '#v1&generator=stack';

const SCRIPT = `a = malloc 256
b = malloc 256
wall = malloc 64
free a
free b
big = malloc 480
`;

/** A pattern under a design that isn't Classic's. */
const CHURN = '#v1&generator=churn&design=placement=best-fit&step=900';

/** The way to the share dialog through the page's shadow trees. */
const DIALOG = ['heap-atlas-playground', 'atlas-share', 'dialog'];

async function openAt(page: Page, fragment: string): Promise<Playground> {
  // From an empty page, so that a fragment alone is a new visit.
  await page.goto('about:blank');
  await page.goto(`./${fragment}`);
  const playground = new Playground(page);
  await playground.rest();
  return playground;
}

/** The fragment in the address bar. */
function fragment(page: Page): string {
  return new URL(page.url()).hash;
}

/** Numbers of all kinds, and what the operation at the step came to. */
async function figures(playground: Playground): Promise<(string | null)[]> {
  const ids = ['utilisation', 'probes_mean', 'requested_bytes', 'overhead_bytes'];
  return Promise.all([
    playground.outcome.locator('.sentence').textContent(),
    ...ids.map((id) => playground.metric(id).textContent()),
  ]);
}

/** The share dialog, opened. */
async function share(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this figure' });
  await expect(dialog.getByRole('button', { name: 'Copy link' })).toBeVisible();
  return dialog;
}

/** The link the dialog offers, once it holds what is asked. */
async function offeredLink(dialog: Locator, part: RegExp): Promise<string> {
  const field = dialog.getByLabel('Link to this figure');
  await expect(field).toHaveValue(part);
  return field.inputValue();
}

/** Drops a file on the page. */
async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page.locator('heap-atlas-playground').evaluate(
    (figure, file) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(file.bytes)], file.name));
      const options = { dataTransfer, bubbles: true, cancelable: true };
      figure.dispatchEvent(new DragEvent('dragover', options));
      figure.dispatchEvent(new DragEvent('drop', options));
    },
    { name, bytes: [...bytes] },
  );
}

/** Goes some entries back or forward, as the browser's buttons do. */
async function go(page: Page, delta: number): Promise<void> {
  await page.evaluate((delta) => history.go(delta), delta);
}

interface Saved {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a button hands to the visitor as a file. */
async function downloaded(page: Page, button: Locator): Promise<Saved> {
  const isTold = page.context().browser()?.browserType().name() === 'chromium';
  if (isTold) {
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    const bytes = await readFile(await download.path());
    return { name: download.suggestedFilename(), bytes: new Uint8Array(bytes) };
  }
  // Nobody is told of what Firefox downloads: there it is taken where the page hands it over.
  await page.evaluate(() => {
    const blobs = new Map<string, Blob>();
    const addressOf = URL.createObjectURL;
    URL.createObjectURL = (blob: Blob) => {
      const address = addressOf.call(URL, blob);
      blobs.set(address, blob);
      return address;
    };
    const handed = new Promise((resolve) => {
      HTMLAnchorElement.prototype.click = function () {
        resolve({ name: this.download, blob: blobs.get(this.href) });
      };
    });
    Object.assign(globalThis, { handed });
  });
  await button.click();
  const { name, bytes } = await page.evaluate(async () => {
    const { handed } = globalThis as unknown as { handed: Promise<{ name: string; blob: Blob }> };
    const { name, blob } = await handed;
    return { name, bytes: [...new Uint8Array(await blob.arrayBuffer())] };
  });
  return { name, bytes: new Uint8Array(bytes) };
}

/** A browser profile that knows nothing of the first. */
async function cleanPage(page: Page): Promise<{ page: Page; context: BrowserContext }> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page belongs to no browser');
  const context = await browser.newContext({ baseURL: new URL('./', page.url()).href });
  return { page: await context.newPage(), context };
}

test('a link that was opened, changed and copied gives a stranger the same figures', async ({
  page,
  browserName,
}) => {
  if (browserName === 'chromium') {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  }
  const playground = await openAt(page, CHURN);
  await expect(playground.status).toContainText('Random churn');
  await expect(playground.option('placement', 'best-fit')).toHaveAttribute('aria-checked', 'true');
  expect(await playground.step()).toBe(900);
  await playground.option('placement', 'worst-fit').click();
  await playground.rest();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => playground.step()).toBe(901);

  const dialog = await share(page);
  const link = await offeredLink(dialog, /placement=worst-fit&step=901&hash=/);
  expect(link.length).toBeLessThan(150);
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  if (browserName === 'chromium') {
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  const seen = await figures(playground);

  const stranger = await cleanPage(page);
  try {
    const theirs = await openAt(stranger.page, new URL(link).hash);
    await expect(theirs.status.getByRole('button', { name: 'Reproduced' })).toBeVisible();
    await expect.poll(() => figures(theirs)).toEqual(seen);
    await expect(stranger.page.locator('atlas-notices li')).toHaveCount(0);
  } finally {
    await stranger.context.close();
  }
});

test('a link of two designs proves the figures of both', async ({ page }) => {
  await page.goto('./#v1&generator=stack&design=&design=placement=worst-fit');
  const status = page.locator('atlas-status');
  const rest = () => expect(page.locator('atlas-comparison [data-late]')).toHaveCount(0);
  await expect(page.locator('atlas-comparison').getByRole('region')).toHaveCount(2);
  await rest();
  const dialog = await share(page);
  const link = await offeredLink(dialog, /&hash=[0-9a-f]{16},[0-9a-f]{16}$/);
  await page.goto('about:blank');
  await page.goto(link);
  await expect(status.getByRole('button', { name: 'Reproduced' })).toBeVisible();

  const [hash = ''] = /[0-9a-f]{16}$/.exec(link) ?? [];
  await page.goto('about:blank');
  await page.goto(link.replace(hash, '00c0ffee00c0ffee'));
  await expect(status.getByText('The link was made with other numbers under B')).toBeVisible();
  await expect(status.getByRole('button', { name: 'Reproduced' })).toHaveCount(0);
});

test('in every list of names and values, each value stands beside its name', async ({ page }) => {
  await page.goto(`./${QUICK}&selected=0&design=&design=placement=best-fit&design=split=never`);
  await expect(page.locator('atlas-comparison .answer').nth(2)).toContainText(/Granted|Freed/);
  await expect(page.locator('atlas-inspector dl')).toBeVisible();
  const dialog = await share(page);
  await expect(dialog.locator('.says dd')).toHaveCount(6);
  // Of all lists on the page that are grids: in which order names and values stand, and whether they are in two columns.
  const faults = await page.evaluate(() => {
    const faults: string[] = [];
    let lists = 0;
    const visit = (root: Document | ShadowRoot) => {
      for (const list of root.querySelectorAll('dl')) {
        const isInSight = list.getBoundingClientRect().width > 0;
        if (!isInSight || getComputedStyle(list).display !== 'grid') continue;
        lists += 1;
        const lefts = (name: string) => [
          ...new Set(
            [...list.querySelectorAll(`:scope > ${name}`)].map(
              (each) => each.getBoundingClientRect().left,
            ),
          ),
        ];
        const [names, values] = [lefts('dt'), lefts('dd')];
        const isSound =
          names.length === 1 && values.length === 1 && (names[0] ?? 0) < (values[0] ?? 0);
        if (!isSound) faults.push(`${list.className}: names at ${names}, values at ${values}`);
      }
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
      }
    };
    visit(document);
    return lists < 2 ? [`${lists} lists`] : faults;
  });
  expect(faults).toEqual([]);
  const panel = dialog.getByRole('tabpanel');
  expect(await panel.evaluate((each) => each.scrollWidth - each.clientWidth)).toBe(0);
});

test('a link whose figures come out otherwise says so', async ({ page }) => {
  const playground = await openAt(page, `${CHURN}&hash=0000000000000001`);
  await expect(playground.status.getByText('The link was made with other numbers')).toBeVisible();
  await expect(playground.status.getByRole('button', { name: 'Reproduced' })).toHaveCount(0);
  // It was about what the link brought, and no more.
  await playground.option('placement', 'worst-fit').click();
  await expect(playground.status.getByText('The link was made with other numbers')).toHaveCount(0);
});

test('the address follows, and the way back and forward leads through what was done', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  expect(fragment(page)).toBe('');
  await playground.scenario.getByRole('radio', { name: 'Pattern', exact: true }).click();
  await playground.rest();
  await expect
    .poll(() => fragment(page))
    .toMatch(/^#v1&generator=[a-z]+&step=\d+&hash=[0-9a-f]{16}$/);
  const entries = await page.evaluate(() => history.length);
  await page.locator('h1').click();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => fragment(page)).toContain('step=1&');
  // Looking around is no step of the history, and a choice is one.
  expect(await page.evaluate(() => history.length)).toBe(entries);
  await playground.option('placement', 'best-fit').click();
  await expect.poll(() => fragment(page)).toMatch(/placement=best-fit&step=1&hash=/);
  expect(await page.evaluate(() => history.length)).toBe(entries + 1);

  await go(page, -1);
  await expect(playground.option('placement', 'first-fit')).toHaveAttribute('aria-checked', 'true');
  await expect.poll(() => playground.step()).toBe(1);
  await go(page, -1);
  await expect(playground.status).toContainText('SQLite');
  await go(page, 1);
  await go(page, 1);
  await expect(playground.status).toContainText('Stack');
  await expect(playground.option('placement', 'best-fit')).toHaveAttribute('aria-checked', 'true');
  await expect(page.locator('atlas-notices li')).toHaveCount(0);
});

test('a link with more wrong in it than fits on a phone is told, and the telling can be put away', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const fields = Array.from({ length: 40 }, (_, at) => `&wonder${at}=1`).join('');
  await openAt(page, `#v1&lesson=three-small-holes&title=A+title+of+its+own${fields}`);
  const notice = page.locator('atlas-notices .notices > li');
  await expect(notice).toContainText('wonder0');
  const dismiss = notice.getByRole('button', { name: 'Dismiss' });
  await expect(dismiss).toBeInViewport();
  await dismiss.click();
  await expect(notice).toHaveCount(0);
  await expect(page.locator('atlas-status')).toContainText('A title of its own');
});

test('what is meant as a link and begins with no version is told', async ({ page }) => {
  const playground = await openAt(page, '#trace=jq');
  await expect(page.locator('atlas-notices')).toContainText('not a link of Heap Atlas');
  await expect(playground.status).toContainText('SQLite');
});

test('a linked script with a mistake has no step to stand at', async ({ page }) => {
  const playground = new Playground(page);
  await page.goto('index.html#v1&script=a=mallok+3&step=81');
  await expect(playground.status).toContainText('nothing to show');
  await expect(page.getByLabel('Go to step')).toHaveValue('0');
});

test('a link pasted into an open page is opened, and the visitor’s own script is kept', async ({
  page,
}) => {
  const playground = await openAt(page, QUICK);
  await playground.write(SCRIPT);
  await playground.rest();
  await expect.poll(() => fragment(page)).toMatch(/script.*hash=/);
  await page.evaluate(() => {
    location.hash = '#v1&script=theirs+=+malloc+64&title=A+puzzle';
  });
  await expect(playground.editor).toContainText('theirs');
  await expect(playground.status).toContainText('A puzzle');
  await expect(page.locator('atlas-notices')).toContainText('It is kept');
  const entries = await page.evaluate(() => history.length);
  await page.locator('atlas-notices').getByRole('button', { name: 'Bring it back' }).click();
  await expect(playground.editor).toContainText('big = malloc 480');
  // A choice becomes a step of the history a moment after it.
  await expect.poll(() => page.evaluate(() => history.length)).toBe(entries + 1);
  await go(page, -1);
  await expect(playground.editor).toContainText('theirs');
});

test('a link beats what an earlier visit left, which the next visit finds', async ({ page }) => {
  const playground = await openAt(page, QUICK);
  await playground.write(SCRIPT);
  await playground.rest();
  await expect(playground.status).toContainText('6 operations');
  await openAt(page, CHURN);
  await expect(playground.status).toContainText('Random churn');
  await page.goto('about:blank');
  await page.goto('./');
  await playground.rest();
  await expect(playground.status).toContainText('6 operations');
  await expect(playground.editor).toContainText('big = malloc 480');
});

test('a broken link keeps what can be kept, and says what can’t', async ({ page }) => {
  const playground = await openAt(
    page,
    '#v1&generator=churn&design=placement=best-fit,colour=red&step=many&window=1&selected=99999999&space=3&wonder=7',
  );
  await expect(playground.status).toContainText('Random churn');
  await expect(playground.option('placement', 'best-fit')).toHaveAttribute('aria-checked', 'true');
  const notices = page.locator('atlas-notices');
  for (const said of ['colour', 'step', 'window', 'block it selects', 'task 3', 'wonder']) {
    await expect(notices).toContainText(said);
  }
});

for (const [name, text] of [
  ['a version to come', '#v2&generator=churn&shape=round'],
  ['a script cut short', '#v1&script.z=tZDBCoM'],
  ['noise', '#v1&%%%=&&&=%zz&design=%ff'],
] as const) {
  test(`${name} opens the page, with a word`, async ({ page }) => {
    await openAt(page, text);
    await expect(page.locator('atlas-notices')).toContainText('Not all of the link');
  });
}

test('what a link says is text, and never markup', async ({ page }) => {
  const title = '<img src=x onerror=alert(1)><b>bold</b>';
  let isFooled = false;
  page.on('dialog', async (dialog) => {
    isFooled = true;
    await dialog.dismiss();
  });
  const link = `#v1&script=a=malloc+1&title=${encodeURIComponent(title)}`;
  const playground = await openAt(page, link);
  await expect(playground.status.getByText(title)).toBeVisible();
  const dialog = await share(page);
  await dialog.getByRole('tab', { name: 'Picture' }).click();
  await expect(dialog.getByRole('img')).toBeVisible();
  expect(isFooled).toBe(false);
});

test('inside another page, the address is that page’s', async ({ page, site }) => {
  const frame = `<iframe src="${site.url}${CHURN}" width="1200" height="800"></iframe>`;
  const { origin } = new URL(site.url);
  const host = await serveHost(
    `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A host</title>${frame}`,
    `default-src 'none'; frame-src ${origin}; img-src data:`,
  );
  try {
    await page.goto(host.url);
    const inside = page.frameLocator('iframe');
    const status = inside.locator('atlas-status');
    await expect(status).toContainText('Random churn');
    await expect(status.getByText(/operations$/)).toBeVisible();
    const entries = await page.evaluate(() => history.length);
    await inside.locator('[data-axis="placement"] [data-option="worst-fit"]').click();
    const change = inside.locator('[data-metric="probes_mean"] .change');
    await expect(change).toBeVisible();
    await inside.locator('h1').click();
    await page.keyboard.press('Home');
    await expect(inside.locator('atlas-outcome')).toContainText('empty heap');
    expect(page.frames()[1]?.url()).toBe(site.url + CHURN);
    expect(page.url()).toBe(host.url);
    expect(await page.evaluate(() => history.length)).toBe(entries);
  } finally {
    await host.close();
  }
});

test('a link brings the part of the page into sight that it names', async ({ page }) => {
  await openAt(page, `${CHURN}&view=list`);
  await expect(page.locator('atlas-list')).toBeInViewport();
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
});

test('the dialog is worked by keyboard alone, and gives the focus back', async ({ page }) => {
  const playground = await openAt(page, CHURN);
  const button = page.getByRole('button', { name: 'Share', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Share this figure' });
  await expect(dialog.getByRole('button', { name: 'Copy link' })).toBeFocused();
  // Keys that step the figure mean nothing to it from here.
  await page.keyboard.press('ArrowRight');
  expect(await playground.step()).toBe(900);
  const tabs = dialog.getByRole('tab');
  await tabs.first().focus();
  for (const name of ['Embed', 'Picture', 'Files', 'Code', 'Link']) {
    await page.keyboard.press('ArrowRight');
    await expect(dialog.getByRole('tab', { name })).toBeFocused();
    await expect(dialog.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true');
  }
  await page.keyboard.press('End');
  await expect(dialog.getByLabel('On the command line')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(button).toBeFocused();

  await page.locator('h1').click();
  await page.keyboard.press('s');
  await expect(dialog).toBeVisible();
});

for (const [name, width, colorScheme] of [
  ['wide and light', 1440, 'light'],
  ['wide and dark', 1440, 'dark'],
  ['on a phone', 390, 'light'],
] as const) {
  test(`axe finds nothing serious in the dialog, ${name}`, async ({ page, browserName }) => {
    test.skip(
      browserName === 'firefox' && colorScheme === 'dark',
      'Firefox can’t be asked for dark',
    );
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    await openAt(page, CHURN);
    const dialog = await share(page);
    for (const tab of ['Link', 'Embed', 'Picture', 'Files', 'Code']) {
      await dialog.getByRole('tab', { name: tab }).click();
      if (tab === 'Picture') await expect(dialog.getByRole('img')).toBeVisible();
      expect(await seriousViolations(page, DIALOG), tab).toEqual([]);
      const overflow = await dialog
        .getByRole('tabpanel')
        .evaluate((panel) => panel.scrollWidth - panel.clientWidth);
      expect(overflow, `${tab} is wider than its dialog`).toBe(0);
    }
  });
}

test('the size meter says what makes a link long, and offers a file', async ({ page }) => {
  const playground = await openAt(page, QUICK);
  // Sizes without a pattern, which nothing compresses much.
  const sizes = Array.from({ length: 900 }, (_, at) => 1 + ((at * 7919 * (at + 3)) % 60_013));
  await playground.write(sizes.map((size, at) => `p${at} = malloc ${size}`).join('\n'));
  await expect(playground.status).toContainText('900 operations');
  const dialog = await share(page);
  await expect(dialog.getByText('What makes this one long: the script')).toBeVisible();
  const { name } = await downloaded(
    page,
    dialog.getByRole('button', { name: 'Download as a file' }),
  );
  expect(name).toMatch(/\.heap-atlas$/);
});

test('an embedded figure is previewed as its snippet will show it', async ({ page }) => {
  await openAt(page, CHURN);
  const dialog = await share(page);
  await dialog.getByRole('tab', { name: 'Embed' }).click();
  await dialog.getByLabel('Colours').selectOption('dark');
  const snippet = dialog.getByLabel('To paste into your page');
  await expect(snippet).toHaveValue(/<heap-atlas\s+src="[^"]*theme=dark/);
  await dialog.getByRole('radio', { name: 'Frame' }).click();
  await expect(snippet).toHaveValue(/^<iframe\s+src="[^"]*embed\.html#v1&amp;generator=churn/);
  await dialog.getByRole('radio', { name: 'Markdown' }).click();
  await expect(snippet).toHaveValue(/^\[!\[Random churn/);
  await dialog.getByRole('radio', { name: 'Element' }).click();
  const preview = dialog.frameLocator('iframe');
  await expect(preview.locator('atlas-memory-map canvas').first()).toBeVisible();
  // It is as tall as it will be there: nothing of it is cut off.
  await expect
    .poll(async () => {
      const frame = await dialog.locator('iframe').boundingBox();
      const figure = await preview.locator('heap-atlas').boundingBox();
      // Its height is rounded up, so that no part of a pixel is cut off; the borders are two.
      return Math.floor((frame?.height ?? 0) - (figure?.height ?? 0) + 0.01);
    })
    .toBe(2);
});

/** The texts of an SVG, in their order. */
function textsIn(page: Page, svg: Uint8Array): Promise<(string | null)[]> {
  return page.evaluate((source) => {
    const document = new DOMParser().parseFromString(source, 'image/svg+xml');
    return [...document.querySelectorAll('text')].map((each) => each.textContent);
  }, new TextDecoder().decode(svg));
}

test('a picture holds map, legend and link, as shapes and as pixels', async ({
  page,
  browserName,
}) => {
  await openAt(page, '#v1&lesson=first-fit-beats-best-fit');
  const dialog = await share(page);
  await dialog.getByRole('tab', { name: 'Picture' }).click();
  await expect(dialog.getByRole('img')).toBeVisible();
  const svg = await downloaded(page, dialog.getByRole('button', { name: 'Download SVG' }));
  const text = new TextDecoder().decode(svg.bytes);
  expect(svg.name).toBe('first-fit-beats-best-fit-step-26.svg');
  expect(text).toContain('first-fit-beats-best-fit');
  expect(text).toContain('Requested');
  expect(text).not.toContain('<image');
  // It is XML that a reader of SVG takes, and a picture that a browser draws.
  const size = await page.evaluate(async (source) => {
    const document = new DOMParser().parseFromString(source, 'image/svg+xml');
    const errors = document.querySelectorAll('parsererror').length;
    return { errors, shapes: document.querySelectorAll('path').length };
  }, text);
  expect(size.errors).toBe(0);
  expect(size.shapes).toBeGreaterThan(10);

  const png = await downloaded(page, dialog.getByRole('button', { name: 'Download PNG' }));
  const header = new DataView(png.bytes.buffer, png.bytes.byteOffset);
  expect(png.name).toBe('first-fit-beats-best-fit-step-26.png');
  expect(header.getUint32(0)).toBe(0x89504e47);
  expect(header.getUint32(16)).toBe(2400);

  if (browserName === 'chromium') {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await dialog.getByRole('button', { name: 'Copy picture' }).click();
    await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
    const types = await page.evaluate(async () => (await navigator.clipboard.read())[0]?.types);
    expect(types).toEqual(['image/png']);
  }
});

test('a picture shows the map, the charts or memory over time, and its link opens at what it shows', async ({
  page,
}) => {
  await openAt(page, '#v1&lesson=first-fit-beats-best-fit');
  const dialog = await share(page);
  await dialog.getByRole('tab', { name: 'Picture' }).click();
  await expect(dialog.getByRole('radio', { name: 'Map' })).toBeChecked();
  const shown = async () => {
    const svg = await downloaded(page, dialog.getByRole('button', { name: 'Download SVG' }));
    return textsIn(page, svg.bytes);
  };
  const ofMap = await shown();
  expect(ofMap).toEqual(expect.arrayContaining(['Where the bytes are', 'Heap high water']));
  expect(ofMap).toContain('Utilisation');
  expect(ofMap.at(-1)).not.toContain('&view=');

  await dialog.getByRole('radio', { name: 'Charts' }).click();
  await expect(dialog.getByRole('img', { name: /^Charts: / })).toBeVisible();
  const ofCharts = await shown();
  expect(ofCharts).toEqual(expect.arrayContaining(['Memory', 'Fragmentation', 'Heap high water']));
  expect(ofCharts).not.toContain('Where the bytes are');
  expect(ofCharts.at(-1)).toContain('&view=chart');

  await dialog.getByRole('radio', { name: 'Memory over time' }).click();
  await expect(dialog.getByRole('img', { name: /^Memory over time: / })).toBeVisible();
  const overTime = await shown();
  expect(overTime).toEqual(expect.arrayContaining(['Heap high water', 'in use', 'holes']));
  expect(overTime.at(-1)).toContain('&view=time');
  await dialog.getByRole('tab', { name: 'Link' }).click();
  await expect(dialog.getByLabel('Opens at')).toHaveValue('time');
});

test('a picture of a comparison holds every design that the page shows', async ({ page }) => {
  await openAt(page, '#v1&lesson=first-fit-beats-best-fit');
  await page.locator('atlas-lesson').getByRole('button', { name: 'Compare all' }).click();
  const designs = page.locator('atlas-comparison').getByRole('region');
  await expect(designs).toHaveCount(3);
  await expect(page.locator('atlas-comparison [data-late]')).toHaveCount(0);
  const answers = await designs.locator('.answer b').allTextContents();
  const dialog = await share(page);
  await dialog.getByRole('tab', { name: 'Picture' }).click();
  await expect(
    dialog.getByRole('img', { name: 'Two holes that both fit under 3 designs' }),
  ).toBeVisible();
  const svg = await downloaded(page, dialog.getByRole('button', { name: 'Download SVG' }));
  const picture = await page.evaluate((source) => {
    const { documentElement } = new DOMParser().parseFromString(source, 'image/svg+xml');
    const texts = [...documentElement.querySelectorAll('text')].map((each) => each.textContent);
    // A map is a group that is moved to its place, and holds more than the addresses beside it.
    const maps = [...documentElement.querySelectorAll('g')].filter((each) =>
      each.querySelector('path'),
    );
    return { texts, maps: maps.length, link: documentElement.querySelector('a')?.textContent };
  }, new TextDecoder().decode(svg.bytes));
  expect(picture.maps).toBe(3);
  expect(picture.texts).toEqual(
    expect.arrayContaining(['A', 'First fit', 'B', 'Best fit', 'C', 'Scored', 'Probes, mean']),
  );
  for (const answer of answers) {
    const said = answer.replace(/^\W+/, '').trim();
    expect(picture.texts.some((text) => text?.startsWith(said))).toBe(true);
  }
  expect(picture.link).toContain('#v1&lesson=first-fit-beats-best-fit&design=');

  const png = await downloaded(page, dialog.getByRole('button', { name: 'Download PNG' }));
  const header = new DataView(png.bytes.buffer, png.bytes.byteOffset);
  expect(header.getUint32(16)).toBe(2400);
  expect(header.getUint32(20)).toBeGreaterThan(1500);

  // Its charts show every design too: each has its letter above, in and below each of them.
  await dialog.getByRole('radio', { name: 'Charts' }).click();
  await expect(dialog.getByRole('img', { name: /^Charts: / })).toBeVisible();
  const charts = await downloaded(page, dialog.getByRole('button', { name: 'Download SVG' }));
  const texts = await textsIn(page, charts.bytes);
  expect(texts).toContain('Memory');
  for (const letter of ['A', 'B', 'C']) {
    expect(texts.filter((text) => text === letter).length).toBeGreaterThan(2);
  }
});

test('a heap of more blocks than anyone counts is a picture all the same, and no larger', {
  tag: '@differs',
}, async ({ page }) => {
  const script =
    'repeat 4000 as i\n  a[i] = malloc 40\nend\nrepeat 2000 as i\n  free a[2 * i]\nend\n';
  await openAt(page, `#v1&script=${encodeURIComponent(script)}`);
  const dialog = await share(page);
  await dialog.getByRole('tab', { name: 'Picture' }).click();
  await expect(dialog.getByText('too many blocks for shapes')).toBeVisible();
  const svg = await downloaded(page, dialog.getByRole('button', { name: 'Download SVG' }));
  expect(new TextDecoder().decode(svg.bytes)).toContain('<image');
  expect(svg.bytes.length).toBeLessThan(600_000);
  // In the middle of the map blocks and holes take turns: no area of one colour.
  const colours = await dialog.getByRole('img').evaluate((image: HTMLImageElement) => {
    const canvas = new OffscreenCanvas(1200, 800);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const { data } = context?.getImageData(500, 250, 100, 50) ?? { data: [] };
    return new Set(new Uint32Array(Uint8ClampedArray.from(data).buffer)).size;
  });
  expect(colours).toBeGreaterThan(3);
});

test('figures leave as numbers, and the scenario as the script it is', async ({ page }) => {
  const playground = await openAt(page, `#v1&script=${encodeURIComponent(SCRIPT)}`);
  const dialog = await share(page);
  await dialog.getByRole('tab', { name: 'Files' }).click();
  const file = async (name: string) => {
    const { bytes } = await downloaded(page, dialog.getByRole('button', { name }));
    return new TextDecoder().decode(bytes);
  };
  const csv = await file('Download Figures at step 6, CSV');
  expect(csv).toMatch(/^metric,title,group,unit,value at step 6\r\n/);
  const json = JSON.parse(await file('Download Figures at step 6, JSON'));
  expect(json).toMatchObject({ step: 6, steps: 6, operation: 'big = malloc 480' });
  expect(csv).toContain(`,${json.metrics.utilisation}\r\n`);
  const series = await file('Download Figures over time, CSV');
  expect(series.trimEnd().split('\r\n')).toHaveLength(7);
  const steps = await file('Download Every step, CSV');
  const [columns, ...rows] = steps.trimEnd().split('\n');
  expect(columns).toMatch(/^step,task,operation,outcome,address,/);
  expect(rows).toHaveLength(6);
  expect(rows[5]).toMatch(/^6,0,big = malloc 480,/);
  const script = await file('Download The scenario, Script');
  expect(script).toBe(SCRIPT);
  await expect(playground.status).toContainText('6 operations');

  // And comes back: what a file is, its content tells.
  const other = await openAt(page, QUICK);
  await drop(page, 'scenario.txt', new TextEncoder().encode(script));
  await expect(other.status).toContainText('6 operations');
  await expect(other.editor).toContainText('wall = malloc 64');
});

test('figures of a comparison leave as those of every design', async ({ page }) => {
  await openAt(page, '#v1&lesson=first-fit-beats-best-fit');
  await page.locator('atlas-lesson').getByRole('button', { name: 'Compare all' }).click();
  await expect(page.locator('atlas-comparison').getByRole('region')).toHaveCount(3);
  await expect(page.locator('atlas-comparison [data-late]')).toHaveCount(0);
  const dialog = await share(page);
  await dialog.getByRole('tab', { name: 'Files' }).click();
  const file = async (name: string) => {
    const { bytes } = await downloaded(page, dialog.getByRole('button', { name }));
    return new TextDecoder().decode(bytes);
  };
  const csv = await file('Download Figures at step 26, CSV');
  expect(csv.split('\r\n')[0]).toBe(
    'metric,title,group,unit,"A: First fit, at step 26","B: Best fit, at step 26","C: Scored, at step 26"',
  );
  const { designs } = JSON.parse(await file('Download Figures over time, JSON'));
  expect(designs.map(({ name }: { name: string }) => name)).toEqual([
    'A: First fit',
    'B: Best fit',
    'C: Scored',
  ]);
  // Designs of which each answers otherwise have figures of their own.
  expect(new Set(designs.map((each: object) => JSON.stringify(each, ['hash']))).size).toBe(3);
});

test('a figure as a file is dropped on another page, and is the same', async ({ page }) => {
  const playground = await openAt(page, CHURN);
  const seen = await figures(playground);
  const dialog = await share(page);
  await dialog.getByRole('tab', { name: 'Files' }).click();
  const { name, bytes } = await downloaded(
    page,
    dialog.getByRole('button', { name: 'Download The figure' }),
  );
  expect(name).toBe('churn-step-900.heap-atlas');

  const stranger = await cleanPage(page);
  try {
    const theirs = await openAt(stranger.page, QUICK);
    await drop(stranger.page, name, bytes);
    await expect(theirs.status).toContainText('Random churn');
    await expect(theirs.status.getByRole('button', { name: 'Reproduced' })).toBeVisible();
    await expect.poll(() => figures(theirs)).toEqual(seen);
  } finally {
    await stranger.context.close();
  }
});

test('a recording that was dropped survives a reload, and travels in a file of its own', async ({
  page,
}) => {
  const playground = await openAt(page, QUICK);
  const trace = new TextEncoder().encode('20000\n2\n4\n1\na 0 512\na 1 128\nf 0\nf 1\n');
  await drop(page, 'short.rep', trace);
  await expect(playground.status).toContainText('4 operations');
  await expect(playground.scenario).toContainText('kept over a reload');
  await page.reload();
  await playground.rest();
  await expect(playground.status).toContainText('short');
  await expect(playground.status).toContainText('4 operations');

  const dialog = await share(page);
  await dialog.getByRole('tab', { name: 'Files' }).click();
  const button = dialog.getByRole('button', { name: 'Download The figure' });
  const { bytes } = await downloaded(page, button);

  // The same file on a server that lets it be read, named by an address alone.
  let asked = 0;
  await page.route('**/shared/short.heap-atlas', (route) => {
    asked += 1;
    return route.fulfill({
      body: Buffer.from(bytes),
      headers: { 'access-control-allow-origin': '*' },
    });
  });
  const link = './#url=https://files.example/shared/short.heap-atlas';
  await page.goto('about:blank');
  await page.goto(link);
  const remote = new Playground(page);
  await expect(remote.status).toContainText('files.example');
  expect(asked).toBe(0);
  await remote.status.getByRole('button', { name: 'Fetch the file from files.example' }).click();
  await expect(remote.status).toContainText('4 operations');
  await remote.option('placement', 'best-fit').click();
  await expect
    .poll(() => fragment(page))
    .toContain('url=https://files.example/shared/short.heap-atlas');
});

test('a file that can’t be fetched is told of, and the rest of the page works', async ({
  page,
  pageErrors,
}) => {
  await page.route('**/missing.heap-atlas', (route) =>
    route.fulfill({ status: 404, headers: { 'access-control-allow-origin': '*' } }),
  );
  await page.goto('./#v1&url=https://files.example/missing.heap-atlas');
  const playground = new Playground(page);
  await playground.status.getByRole('button', { name: 'Fetch the file' }).click();
  await expect(playground.status.getByRole('alert')).toContainText('404');
  await expect(playground.status.getByRole('button', { name: 'Try again' })).toBeVisible();
  // A browser may say it too, and nothing else went wrong.
  expect(pageErrors.splice(0).filter((error) => !error.includes('404'))).toEqual([]);
  await playground.scenario.getByRole('radio', { name: 'Pattern', exact: true }).click();
  await playground.rest();
  await expect(playground.status).toContainText('Stack');
});
