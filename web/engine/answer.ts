// How a worker answers a call: with a value, or with what went wrong.
//
// Owns the form of both; when a call is worked on is host.ts's business.

import { messageOf } from '../base/message';
import type { FromWorker } from './protocol';
import type { ErrorReport, StepLook } from './wire';

export type Post = (message: FromWorker, transfer: Transferable[]) => void;

/** Does what a call asks for and posts what comes of it. */
export function answer(post: Post, id: number, perform: () => unknown): void {
  try {
    const value = perform();
    post({ kind: 'answer', id, value }, transferable(value));
  } catch (error) {
    post({ kind: 'refusal', id, error: reportOf(error) }, []);
  }
}

/** The pixels in an answer, which are transferred rather than copied. */
function transferable(value: unknown): Transferable[] {
  if (typeof value !== 'object' || value === null || !('pictures' in value)) return [];
  const { pictures } = value as StepLook;
  return pictures.map(({ pixels }) => pixels.buffer);
}

/** What wasm throws has a report's fields; anything else means that the engine itself failed. */
export function reportOf(error: unknown): ErrorReport {
  if (typeof error === 'object' && error !== null && 'kind' in error && 'problems' in error) {
    // Taken out one by one: of an Error, only name and message survive the way to the page.
    const { kind, message, problems } = error as ErrorReport;
    return { kind, message, problems };
  }
  const reason = messageOf(error);
  const message = `The engine failed: ${reason}. Reload the page, and please report what led to it.`;
  return { kind: 'internal', message, problems: [] };
}
