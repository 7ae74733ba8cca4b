// The traces bundled with the page: what is known of each, which is part of the bundle, and the files, which are
// fetched when one is chosen.

import index from '../../traces/index.json';
import { AdvisedError } from '../base/advised';
import { unanswered } from './obstacles';

const URLS = import.meta.glob<string>('../../traces/*.heaptrace', {
  query: '?url',
  import: 'default',
  eager: true,
});

export const BUNDLED_TRACES = index.map(({ peak_live_bytes: peakRequestedBytes, ...entry }) => ({
  ...entry,
  /** Most bytes the program had requested and not yet freed, at any time. */
  peakRequestedBytes,
}));

/** Fetches a bundled trace. Rejects where there is none of this id, or where it can't be fetched. */
export async function fetchTrace(id: string, signal: AbortSignal): Promise<Uint8Array> {
  const url = URLS[`../../traces/${id}.heaptrace`];
  if (url === undefined) throw new Error(`There is no trace ${id}.`);
  const response = await fetch(url, { signal }).catch((cause) => {
    if (signal.aborted) throw cause;
    const advice = 'It comes over the network: check the connection, then try again.';
    throw new AdvisedError('The recorded program could not be fetched.', advice, { cause });
  });
  if (!response.ok) throw unanswered('recorded program', response.status);
  return new Uint8Array(await response.arrayBuffer());
}
