// The command line that replays a figure natively, to be pasted into a POSIX shell.
//
// Owns the words of the commands. What they take and print is heap-atlas's own business.

export interface Replayed {
  /** The link's fragment, with its `#`. */
  readonly link: string;
  /** The file to replay instead, where the scenario is too long for a link. */
  readonly file: string | null;
  /** The address of the file that the link names; `null` where the link has its scenario in itself. */
  readonly fetched: string | null;
}

/** The name that a file gets which the link names by its address. */
const FETCHED = 'figure.heap-atlas';

export function commandLine({ link, file, fetched }: Replayed): string {
  if (file !== null) return `heap-atlas open ${quoted(file)}`;
  const open = `heap-atlas open ${quoted(link)}`;
  if (fetched === null) return open;
  return `curl --fail --location --output ${FETCHED} ${quoted(fetched)}\n${open} --file ${FETCHED}`;
}

/** One word to the shell, whatever stands in it. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
