// What an author copies into a page of theirs: a frame, the element, or Markdown.
//
// Owns the three texts. Everything that came from a visitor or from a link is escaped for where it stands:
// a snippet is pasted into pages of others.

export interface Figure {
  /** Names the figure for those who don't see it. */
  readonly title: string;
  /** The folder the site is served from, with a slash at its end. */
  readonly site: string;
  /** The fragments of the links to the page and to the embedded figure, `#` included. */
  readonly page: string;
  readonly figure: string;
  /** A frame's, in CSS pixels; `null` where the figure sizes itself. */
  readonly height: number | null;
  /** What the picture's file is called. */
  readonly picture: string;
}

/** What a frame is given that doesn't size itself. */
const FRAME_HEIGHT = 480;

export function pageAddress({ site, page }: Figure): string {
  return site + page;
}

export function frameAddress({ site, figure }: Figure): string {
  return `${site}embed.html${figure}`;
}

/** Without a height, with the script that gives the frame the one its figure asks for. */
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

/** With the style sheet that makes its room before it runs; nothing in it offends a strict policy. */
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

/** The picture, which the author saves beside the text, as a link to the figure. */
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

/** Letters that mean something to Markdown are written as they are. */
function forMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~!&]/g, (letter) => `\\${letter}`);
}

/** A parenthesis would end the address. */
function forMarkdownAddress(address: string): string {
  const codes: Readonly<Record<string, string>> = {
    '(': '%28',
    ')': '%29',
    ' ': '%20',
    '*': '%2A',
  };
  return address.replace(/[()* ]/g, (letter) => codes[letter] ?? letter);
}
