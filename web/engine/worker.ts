// The worker's entry point: instantiates the wasm module it is sent, and puts a host in front of it.
//
// Owns the way into the module. The order of work is the host's.

import * as atlas from '../pkg/atlas';
import * as importer from '../pkg/importer/importer';
import { type Post, reportOf } from './answer';
import { type Core, Host } from './host';
import type { ToWorker } from './protocol';
import { Sources } from './sources';
import type * as wire from './wire';

const sources = new Sources(atlas.compile);

const core: Core = {
  catalog: atlas.catalog,
  readDesign: atlas.readDesign,
  compile: (source) => sources.compiled(source).report(),
  decodeLink: atlas.decodeLink,
  // A link is only read: the module's own types know no readonly.
  encodeLink: (link) => atlas.encodeLink(link as wire.Link),
  readFile: atlas.readFile,
  readLog: (module, bytes, name, patterns) => {
    importer.initSync({ module });
    return importer.readLog(bytes, name, patterns);
  },
  tryPatterns: (module, head, patterns) => {
    importer.initSync({ module });
    return importer.tryPatterns(head, patterns);
  },
  encodeFile: (link) => atlas.encodeFile(link as wire.Link),
  sweep: atlas.sweep,
  rank: atlas.rank,
  open: (design, source, isTrial) => {
    const session = sources.compiled(source).open(design, isTrial);
    return {
      total: session.progress().total,
      advance: (budget) => session.advance(budget),
      look: (step, space, wish) => session.look(step, space, wish),
      operations: (from, count) => session.operations(from, count),
      series: (points) => session.series(points),
      stepsCsv: (from, count) => session.stepsCsv(from, count),
      overTime: (task, spec) => session.overTime(task, spec),
      stepOfLine: (line, from) => session.stepOfLine(line, from),
      blockAt: (task, step, offset) => session.blockAt(task, step, offset),
      fingerprints: (from, count) => session.fingerprints(from, count),
      free: () => session.free(),
    };
  },
};

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
