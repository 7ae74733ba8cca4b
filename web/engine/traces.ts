// The traces bundled with the page: their index, which is part of the bundle, and the files, which are
// fetched when one is chosen.

import index from '../../traces/index.json';
import type { BundledTrace } from '../domain/trace';

const FILES = import.meta.glob<string>('../../traces/*.heaptrace', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** What there is, the one to show first at the front. */
export const BUNDLED_TRACES: readonly BundledTrace[] = index.map((entry) => ({
  id: entry.id,
  title: entry.title,
  description: entry.description,
  program: entry.program,
  version: entry.version,
  operations: entry.operations,
  peakRequestedBytes: entry.peak_live_bytes,
}));

/** Fetches a bundled trace. Rejects where there is none of this id, or where it can't be fetched. */
export async function fetchTrace(id: string, signal: AbortSignal): Promise<Uint8Array> {
  const url = FILES[`../../traces/${id}.heaptrace`];
  if (url === undefined) throw new Error(`There is no trace called ${id}.`);
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The trace ${id} could not be fetched (${response.status}).`);
  return new Uint8Array(await response.arrayBuffer());
}
