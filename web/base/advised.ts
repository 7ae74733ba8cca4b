// An error that a visitor can act on: what happened, and what to do about it.
//
// Owns its form, and the message for a module of the page that can't be fetched any more. All other messages are written
// where the cause is known, so that no caller has to guess it.

import { messageOf } from './message';

export class AdvisedError extends Error {
  override readonly name = 'AdvisedError';
  readonly advice: string;

  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.advice = advice;
  }
}

export function wordsOf(error: unknown): string {
  return error instanceof AdvisedError ? `${error.message} ${error.advice}` : messageOf(error);
}

/**
 * Loads a module of the page. A page that was opened before its site was updated asks for files that are gone. Only the
 * updated page knows the new files, so trying again does not help.
 */
export async function loadModule<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    throw new AdvisedError(
      'A part of Heap Atlas could not be fetched.',
      'Reload the page: it may have been updated since you opened it. If that does not help, check the connection.',
      { cause },
    );
  }
}
