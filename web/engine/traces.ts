// The traces bundled with the page: their index, which is part of the bundle, and the files, which are
// fetched when one is chosen.

import index from '../../traces/index.json';
import type { BundledTrace } from '../domain/trace';
import { fetchAsset } from './asset';

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
export function fetchTrace(id: string, signal: AbortSignal): Promise<Uint8Array> {
  return fetchAsset(FILES[`../../traces/${id}.heaptrace`], `trace ${id}`, signal);
}
