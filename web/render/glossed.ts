// Finds the words of a sentence that the glossary explains. Pure.

/** A piece of a sentence; `of` is the glossary's word for it, `null` where the glossary has none. */
export interface Piece {
  readonly text: string;
  readonly of: string | null;
}

/**
 * The sentence in pieces. Only the first occurrence of a word is marked, in singular or plural; of two words that begin at
 * the same place, the longer one is. A name in capitals, as `LAST`, matches in capitals only.
 */
export function glossed(sentence: string, words: Iterable<string>): readonly Piece[] {
  const longestFirst = [...words].sort((one, other) => other.length - one.length);
  if (longestFirst.length === 0) return [{ text: sentence, of: null }];
  const pattern = new RegExp(
    `(?<![\\w-])(?:${longestFirst.map(escaped).join('|')})(?:s|es)?(?![\\w-])`,
    'gi',
  );
  const met = new Set<string>();
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: text, index } of sentence.matchAll(pattern)) {
    const of = longestFirst.find((word) => isForm(text, word));
    if (of === undefined || met.has(of)) continue;
    met.add(of);
    if (index > end) pieces.push({ text: sentence.slice(end, index), of: null });
    pieces.push({ text, of });
    end = index + text.length;
  }
  if (end < sentence.length) pieces.push({ text: sentence.slice(end), of: null });
  return pieces;
}

function isForm(text: string, word: string): boolean {
  const isName = word === word.toUpperCase();
  const [found, wanted] = isName ? [text, word] : [text.toLowerCase(), word.toLowerCase()];
  return [wanted, `${wanted}s`, `${wanted}es`].includes(found);
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
