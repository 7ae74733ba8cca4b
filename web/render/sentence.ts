// The engine's sentence on a step, shortened for places where the operation stands beside it. Pure.

/** The sentence without the operation that it begins with. */
export function withoutOperation(sentence: string, operation: string): string {
  // The sentence on a `mark` is the mark itself.
  if (sentence === operation) return '';
  const colon = sentence.indexOf(': ');
  return colon > 0 && operation.includes(sentence.slice(0, colon))
    ? sentence.slice(colon + 2)
    : sentence;
}
