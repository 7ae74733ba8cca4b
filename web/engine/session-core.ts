// A wasm module of sessions as a `Core`: records become the lines and numbers that it takes.
//
// Owns the way into the module. The order of work is the host's business.

import type * as module from '../pkg/session/session';
import type { Core } from './host';
import type { CoreSession } from './replay';
import type { Design, MapSpec } from './wire';

/** What a module of sessions offers; there is one that is whole, and one in parts. */
export type SessionModule = Pick<typeof module, 'Session' | 'readDesign' | 'decodeLink'>;

export function coreOf({ Session, readDesign, decodeLink }: SessionModule): Core {
  return {
    open: (design, scenario, name) => open(Session, design, scenario, name),
    readDesign: (design) => readDesign(lines(design)),
    decodeLink,
  };
}

function open(
  Session: SessionModule['Session'],
  design: Design,
  scenario: Uint8Array,
  name: string,
): CoreSession {
  const session = Session.open(lines(design), scenario, name);
  return {
    total: session.progress().total,
    advance: (budget) => session.advance(budget),
    frame: (step, task) => session.frame(step, task),
    paint: (step, task, spec) => ({
      image: session.paint(step, task, numbers(spec), lines(spec.palette)),
      pixels: session.pixels() as Uint8ClampedArray<ArrayBuffer>,
    }),
    blocks: (step, task, from, bytes) => session.blocks(step, task, from, bytes),
    blockAt: (step, task, offset) => session.blockAt(step, task, offset),
    list: (step, task, free, from, count) => session.list(step, task, free, from, count),
    place: (step, task, free, offset) => session.place(step, task, free, offset),
    bytes: (step, task, offset, count) => session.bytes(step, task, offset, count),
    operations: (from, count) => session.operations(from, count),
    series: (points) => session.series(points),
    fingerprints: (from, count) => session.fingerprints(from, count),
    free: () => session.free(),
  };
}

/** A record as the module takes it. */
function lines(record: Readonly<Record<string, string | number>>): string {
  return Object.entries(record)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n');
}

function numbers(spec: MapSpec): Uint32Array {
  const { width, height, from, bytes, rowHeight, rowGap, background } = spec;
  return Uint32Array.of(width, height, from, bytes, rowHeight, rowGap, background);
}
