// Takes out of styles and templates what only their authors read: line breaks, indentation, and of styles the comments,
// the last semicolon of a block, and zeros in front of a point.
//
// Works on the literals tagged `css`, `html` and `svg`, in the built site alone. Owns what of them means nothing to a
// browser; scripts, and styles in files of their own, are minified by the bundler.

/**
 * A quoted text or an address, which stay; a comment; a mark with the space around it, or behind it, or before it; a
 * zero that is said by the point behind it; any other space. Before the end of a block no mark is needed.
 */
const STYLE_TOKEN =
  /("[^"]*"|'[^']*'|url\([^"')]*\))|\s*\/\*[\s\S]*?\*\/\s*|[\s;]*(\})\s*|\s*([{;,])\s*|([:(])\s+|\s+(\))|(?<=[^\w.])0(?=\.\d)|\s+/g;
/** Where a line of a template ends, another begins, and nothing but one space is meant. */
const LINE_BREAK = /\s*\n\s*/g;
/** Elements in which every space is shown. */
const SPACED = /<(pre|textarea)\b/;

/** @param {string} text of styles, or a part of it between two values */
export function tightStyle(text) {
  return text.replace(STYLE_TOKEN, (token, quoted, ...marks) => {
    const mark = marks.slice(0, 4).find((each) => each !== undefined);
    return quoted ?? mark ?? (token === '0' ? '' : ' ');
  });
}

/** @param {string} text of a template, or a part of it between two values */
export function tightMarkup(text) {
  return SPACED.test(text) ? text : text.replace(LINE_BREAK, ' ');
}

/** @type {Readonly<Record<string, (text: string) => string>>} */
const BY_TAG = { css: tightStyle, html: tightMarkup, svg: tightMarkup };

/**
 * The literals' texts, wherever in a syntax tree they are.
 *
 * @param {unknown} node
 * @param {(tag: string, texts: { start: number, end: number }[]) => void} found
 */
function visit(node, found) {
  if (Array.isArray(node)) {
    for (const each of node) visit(each, found);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const { type, tag, quasi } = /** @type {any} */ (node);
  if (type === 'TaggedTemplateExpression' && tag.type === 'Identifier') {
    found(tag.name, quasi.quasis);
  }
  for (const each of Object.values(node)) visit(each, found);
}

/** @returns {import('vite').Plugin} */
export function tightTemplates() {
  return {
    name: 'heap-atlas:tight-templates',
    apply: 'build',
    transform: {
      filter: { id: /\/web\/.*\.ts$/, code: /\b(css|html|svg)`/ },
      handler(code) {
        /** @type {{ start: number, end: number, text: string }[]} */
        const parts = [];
        visit(this.parse(code), (tag, texts) => {
          const tight = BY_TAG[tag];
          if (tight === undefined) return;
          for (const { start, end } of texts) {
            parts.push({ start, end, text: tight(code.slice(start, end)) });
          }
        });
        parts.sort((one, other) => other.start - one.start);
        let tightened = code;
        for (const { start, end, text } of parts) {
          tightened = tightened.slice(0, start) + text + tightened.slice(end);
        }
        return { code: tightened, map: null };
      },
    },
  };
}
