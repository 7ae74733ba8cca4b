// Stores what of a figure survives a reload, and reads it back when the figure begins.

import { fromBase64, toBase64 } from '../base/base64';
import { decodeSaved, encodeSaved, filesToSave, type Saved, type State } from '../state';
import type { Keeper } from './effects/effects';

export interface Memory {
  read(place: Place): string | null;
  /** `null` removes the text. */
  write(place: Place, text: string | null): void;
}

/** The visitor's work, and their recordings. */
export type Place = 'work' | 'file';

export class Keeping implements Keeper {
  private readonly memory: Memory;
  private saved: string | null = null;
  private savedFiles: readonly Uint8Array[] = [];

  constructor(memory: Memory) {
    this.memory = memory;
  }

  restore(): Saved {
    // Base64 has no spaces.
    const files = this.memory.read('file')?.split(' ') ?? [];
    return decodeSaved(this.memory.read('work'), files.map(fromBase64));
  }

  keep(state: State): void {
    const text = encodeSaved(state);
    if (text !== this.saved) this.memory.write('work', text);
    this.saved = text;
    const files = filesToSave(state);
    const isKept = files.every((bytes, at) => bytes === this.savedFiles[at]);
    if (isKept && files.length === this.savedFiles.length) return;
    this.savedFiles = files;
    this.memory.write('file', files.length === 0 ? null : files.map(toBase64).join(' '));
  }
}
