// The worker's entry point: instantiates the wasm module it is sent, and puts a host in front of it.
//
// Owns the way into the module: records become the lines and numbers that it takes. The order of work is the host's.

import * as atlas from '../pkg/atlas';
import { type Post, reportOf } from './answer';
import { type Core, Host } from './host';
import type { ToWorker } from './protocol';
import type { CoreSession } from './replay';
import type * as wire from './wire';

const core: Core = {
  catalog: atlas.catalog,
  readDesign: (design) => atlas.readDesign(lines(design)),
  checkDesign: atlas.checkDesign,
  checkScript: atlas.checkScript,
  readTrace: atlas.readTrace,
  decodeLink: atlas.decodeLink,
  // What is written is only read: the module's own types know no readonly.
  encodeLink: (link) => atlas.encodeLink(link as wire.Link),
  readFile: atlas.readFile,
  encodeFile: (link) => atlas.encodeFile(link as wire.Link),
  open: (design, source) =>
    sessionOf(
      source.kind === 'script'
        ? atlas.Session.openScript(lines(design), source.text)
        : atlas.Session.openTrace(lines(design), source.bytes, source.name),
    ),
};

function sessionOf(session: atlas.Session): CoreSession {
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

function numbers(spec: wire.MapSpec): Uint32Array {
  const { width, height, from, bytes, rowHeight, rowGap, background } = spec;
  return Uint32Array.of(width, height, from, bytes, rowHeight, rowGap, background);
}

/**
 * Calls back in turn. A message to oneself waits behind those from the page, and is not slowed down as
 * timers are.
 */
function inTurn(): (callback: () => void) => void {
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  return (callback) => {
    waiting.push(callback);
    channel.port2.postMessage(null);
  };
}

const post: Post = (message, transfer) => self.postMessage(message, { transfer });
const host = new Host(core, { post, now: () => performance.now(), soon: inTurn() });

self.onmessage = ({ data: message }: MessageEvent<ToWorker>) => {
  // A sign of life is given at once, before other work.
  if (message.kind === 'ping') return post({ kind: 'pong' }, []);
  if (message.kind !== 'start') return host.receive(message);
  try {
    atlas.initSync({ module: message.module });
  } catch (error) {
    post({ kind: 'broken', session: null, error: reportOf(error) }, []);
  }
};
