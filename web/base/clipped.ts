// A stranger's text, no longer than there is room for: a file's own title may have kilobytes.

export function clipped(text: string, unitsMax: number): string {
  return text.length <= unitsMax ? text : `${text.slice(0, unitsMax - 1)}…`;
}
