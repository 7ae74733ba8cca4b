// What is known of the traces bundled with the page beside their names, for whoever chooses one.

import index from '../../traces/index.json';
import type { TraceFacts } from '../domain/trace';

/** The facts of a trace; `null` where there is none of this id. */
export function traceFacts(id: string): TraceFacts | null {
  const entry = index.find((each) => each.id === id);
  if (entry === undefined) return null;
  const { description, program, version, operations, peak_live_bytes: peakRequestedBytes } = entry;
  return { description, program, version, operations, peakRequestedBytes };
}
