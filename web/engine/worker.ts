// What every worker is: a way back to the page, a way to take turns with its messages, and a wasm module
// that it is sent at its start.

import { type Post, reportOf } from './answer';
import type { Task, ToWorker } from './protocol';

export const post: Post = (message, transfer) => self.postMessage(message, { transfer });

/**
 * Calls back in turn. A message to oneself waits behind those from the page, and is not slowed down as
 * timers are.
 */
export function inTurn(): (callback: () => void) => void {
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  return (callback) => {
    waiting.push(callback);
    channel.port2.postMessage(null);
  };
}

/** Takes messages from now on: the first brings the module. A sign of life is given at once, before other work. */
export function begin<Message extends ToWorker>(
  instantiate: (options: { module: WebAssembly.Module }) => unknown,
  receive: (message: Task<Message>) => void,
): void {
  self.onmessage = (event: MessageEvent<Message>) => {
    const message: ToWorker = event.data;
    if (message.kind === 'ping') return post({ kind: 'pong' }, []);
    if (message.kind !== 'start') return receive(message as Task<Message>);
    try {
      instantiate({ module: message.module });
    } catch (error) {
      post({ kind: 'broken', session: null, error: reportOf(error) }, []);
    }
  };
}
