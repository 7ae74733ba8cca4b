// The traces bundled with the page: their names, which are part of the bundle, and the files, which are
// fetched when one is chosen. What is known of each beside its name is trace-facts.ts's.

import traceAddress from '../../traces?folder';
import type { BundledTrace } from '../domain/trace';
import names from '../pkg/prepared/names.json';
import { fetchAsset } from './asset';

/** What there is, the one to show first at the front. */
export const BUNDLED_TRACES: readonly BundledTrace[] = names.traces;

/** Fetches a bundled trace. Rejects where there is none of this id, or where it can't be fetched. */
export function fetchTrace(id: string, signal: AbortSignal): Promise<Uint8Array> {
  return fetchAsset(traceAddress(`${encodeURIComponent(id)}.heaptrace`), `trace ${id}`, signal);
}
