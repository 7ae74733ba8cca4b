// What was prepared when the site was built: the names of what is built in, and its scripts as a session takes them, so
// that what has one of them to replay needs no compiler. A script is fetched when it is opened.

import names from '../pkg/prepared/names.json';
import scriptAddress from '../pkg/prepared/scripts?folder';
import { fetchAsset } from './asset';

/** A script that is built in: a lesson's, or a generator's. */
export interface PreparedScript {
  readonly kind: 'lesson' | 'generator';
  readonly id: string;
}

/** Whether there is a generator of this id. */
export function isGenerator(id: string): boolean {
  return names.generators.includes(id);
}

/** Where a file that was prepared with the scripts is; `undefined` where it is known that there is none. */
export function preparedUrl(
  { kind, id }: PreparedScript,
  ending: 'heaptrace' | 'json',
): string | undefined {
  return scriptAddress(`${kind}/${encodeURIComponent(id)}.${ending}`);
}

/** Fetches a built-in script, compiled. Rejects where there is none of this id, or where it can't be fetched. */
export function fetchPrepared(script: PreparedScript, signal: AbortSignal): Promise<Uint8Array> {
  return fetchAsset(preparedUrl(script, 'heaptrace'), `${script.kind} ${script.id}`, signal);
}
