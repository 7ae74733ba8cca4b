// A file of the site, fetched when it is needed.

/**
 * Fetches a file's bytes. Rejects where there is none, or where it can't be fetched, in words about `what` it is.
 *
 * @param url where it is; `undefined` where there is no such file
 */
export async function fetchAsset(
  url: string | undefined,
  what: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (url === undefined) throw new Error(`There is no ${what}.`);
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The ${what} could not be fetched (${response.status}).`);
  return new Uint8Array(await response.arrayBuffer());
}
