// A file of the site, fetched when it is needed.

/** Fetches a file's bytes. Rejects where there is none, or where it can't be fetched, in words about `what` it is. */
export async function fetchAsset(
  url: string,
  what: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The ${what} could not be fetched (${response.status}).`);
  return new Uint8Array(await response.arrayBuffer());
}
