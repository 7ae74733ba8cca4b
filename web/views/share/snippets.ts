// The snippets for an author's page: a frame, the element, or Markdown.
//
// Texts from a visitor or from a link are escaped for their place.

export interface Figure {
  readonly title: string;
  /** The folder the site is served from, with a slash at its end. */
  readonly site: string;
  /** Fragments of links to the page and to the embedded figure, with their `#`. */
  readonly page: string;
  readonly figure: string;
  /** In CSS pixels; `null` where the figure sizes itself. */
  readonly height: number | null;
  readonly picture: string;
}

const FRAME_HEIGHT = 480;

export function pageAddress({ site, page }: Figure): string {
  return site + page;
}

export function frameAddress({ site, figure }: Figure): string {
  return `${site}embed.html${figure}`;
}

/** Without a height, a script gives the frame the height that its figure asks for. */
export function frameSnippet(figure: Figure): string {
  const host = forAttribute(`${figure.site}heap-atlas-host.js`);
  const sizing = figure.height === null ? `<script src="${host}" async></script>\n` : '';
  return `<iframe
  src="${forAttribute(frameAddress(figure))}"
  title="${forAttribute(figure.title)}"
  width="100%" height="${figure.height ?? FRAME_HEIGHT}" frameborder="0"
  loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"
></iframe>
${sizing}`;
}

/** The style sheet reserves the figure's room before the script runs. */
export function elementSnippet(figure: Figure): string {
  return `<link rel="stylesheet" href="${forAttribute(`${figure.site}heap-atlas.css`)}">
<script type="module" src="${forAttribute(`${figure.site}heap-atlas.js`)}"></script>
<heap-atlas
  src="${forAttribute(pageAddress({ ...figure, page: figure.figure }))}"
>
  <a href="${forAttribute(pageAddress(figure))}">${forText(figure.title)}</a>
</heap-atlas>
`;
}

/** The picture as a link to the figure; the author saves it beside the text. */
export function markdownSnippet(figure: Figure): string {
  const title = forMarkdown(figure.title);
  const address = forMarkdownAddress(pageAddress(figure));
  return `[![${title}](${forMarkdownAddress(figure.picture)})](${address})\n\n*[${title}](${address})*\n`;
}

function forText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function forAttribute(text: string): string {
  return forText(text).replaceAll('"', '&quot;');
}

function forMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~!&]/g, (letter) => `\\${letter}`);
}

/** Percent-encodes the characters that would end an address in Markdown. */
function forMarkdownAddress(address: string): string {
  return address.replace(
    /[()* ]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
