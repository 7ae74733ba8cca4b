// Vite's part in link previews: the address of a page's picture is absolute where the build knows the site's own address.
//
// Owns the environment variable that names it, `SITE_URL`. Programs that unfurl links ask for an absolute address; without
// the variable it stays relative to the page, which many of them take too.

const PICTURE = /(<meta\s+property="og:image"\s+content=")([^"]+)(")/;

/**
 * The folder that the site is served from, with a slash at its end; `undefined` where nobody has said.
 *
 * @param {NodeJS.ProcessEnv} environment
 */
export function siteAddress({ SITE_URL: given = '' }) {
  if (given === '') return undefined;
  const parsed = URL.canParse(given) ? new URL(given) : undefined;
  const isAddress = parsed && ['http:', 'https:'].includes(parsed.protocol);
  if (!isAddress || parsed.search !== '' || parsed.hash !== '') {
    throw new Error(
      `SITE_URL is no address of a site, such as https://example.org/heap-atlas/: ${given}`,
    );
  }
  return parsed.href.endsWith('/') ? parsed.href : `${parsed.href}/`;
}

/**
 * A page with its picture's whole address.
 *
 * @param {string} html
 * @param {string} page the page's own path in the site, such as `/post/index.html`
 * @param {string} site
 */
export function withWholeAddress(html, page, site) {
  const own = new URL(page.replace(/^\//, ''), site);
  return html.replace(PICTURE, (_, before, picture, after) => {
    return `${before}${new URL(picture, own).href}${after}`;
  });
}

/** @returns {import('vite').Plugin} */
export function siteInPreviews() {
  const site = siteAddress(process.env);
  return {
    name: 'heap-atlas:site-in-previews',
    apply: 'build',
    transformIndexHtml: {
      // When Vite has put the picture's final name there.
      order: 'post',
      handler: (html, { path }) => (site === undefined ? html : withWholeAddress(html, path, site)),
    },
  };
}
