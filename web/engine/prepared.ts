// The built-in scripts as a session takes them, compiled when the site was built: what has one of them to replay
// needs no compiler. Fetched when one is opened.

const FILES = import.meta.glob<string>('../pkg/prepared/*/*.heaptrace', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** Which scripts are built in. */
export type PreparedKind = 'lesson' | 'generator';

/** Fetches a built-in script, compiled. Rejects where there is none of this id, or where it can't be fetched. */
export async function fetchPrepared(
  kind: PreparedKind,
  id: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const url = FILES[`../pkg/prepared/${kind}/${id}.heaptrace`];
  if (url === undefined) throw new Error(`There is no ${kind} called ${id}.`);
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The ${kind} ${id} could not be fetched (${response.status}).`);
  return new Uint8Array(await response.arrayBuffer());
}
