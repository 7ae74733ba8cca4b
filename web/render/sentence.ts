// What the engine says of a step, as it stands below the operation's own words. Pure.

/** What became of an operation, without the words for it that stand above all columns. */
export function withoutOperation(sentence: string, operation: string): string {
  // A mark is all that there is to say of it.
  if (sentence === operation) return '';
  const colon = sentence.indexOf(': ');
  return colon > 0 && operation.includes(sentence.slice(0, colon))
    ? sentence.slice(colon + 2)
    : sentence;
}
