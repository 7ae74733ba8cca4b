// The built-in scripts as a session takes them, compiled when the site was built: what has one of them to replay
// needs no compiler. Fetched when one is opened.

import { fetchAsset } from './asset';

const FILES = import.meta.glob<string>('../pkg/prepared/*/*.heaptrace', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** A script that is built in: a lesson's, or a generator's. */
export interface PreparedScript {
  readonly kind: 'lesson' | 'generator';
  readonly id: string;
}

/** Fetches a built-in script, compiled. Rejects where there is none of this id, or where it can't be fetched. */
export function fetchPrepared(
  { kind, id }: PreparedScript,
  signal: AbortSignal,
): Promise<Uint8Array> {
  return fetchAsset(FILES[`../pkg/prepared/${kind}/${id}.heaptrace`], `${kind} ${id}`, signal);
}
