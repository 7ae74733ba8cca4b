// The glossary as the page shows it: docs/glossary.md, word for word.
//
// Owns the translation from the file's form alone.

import markdown from '../../docs/glossary.md?raw';

/** What a word means, by the word as the glossary writes it. Code stands in backquotes. */
export const GLOSSARY: ReadonlyMap<string, string> = parseGlossary(markdown);

/** An entry is a paragraph that begins with its word, in bold and with a full stop. */
export function parseGlossary(text: string): Map<string, string> {
  const paragraphs = text.split(/\n{2,}/).map((each) => each.trim().replace(/\s*\n\s*/g, ' '));
  const entries = paragraphs.flatMap((paragraph) => {
    const [, word, meaning] = /^\*\*(.+?)\.\*\*\s+(.+)$/.exec(paragraph) ?? [];
    return word && meaning ? [[word, meaning] as const] : [];
  });
  return new Map(entries);
}
