// Stores what of a figure survives a reload, and reads it back when the figure begins.

import { fromBase64, toBase64 } from '../base/base64';
import { decodeSaved, encodeSaved, fileToSave, type Saved, type State } from '../state';
import type { Keeper } from './effects/effects';

export interface Memory {
  read(place: Place): string | null;
  /** `null` removes the text. */
  write(place: Place, text: string | null): void;
}

/** The visitor's work, and the file they have open. */
export type Place = 'work' | 'file';

export class Keeping implements Keeper {
  private readonly memory: Memory;
  private saved: string | null = null;
  private savedFile: Uint8Array | null = null;

  constructor(memory: Memory) {
    this.memory = memory;
  }

  restore(): Saved {
    const file = this.memory.read('file');
    return decodeSaved(this.memory.read('work'), file === null ? null : fromBase64(file));
  }

  keep(state: State): void {
    const text = encodeSaved(state);
    if (text === this.saved) return;
    this.saved = text;
    this.memory.write('work', text);
    const file = fileToSave(state);
    if (file === this.savedFile) return;
    this.savedFile = file;
    this.memory.write('file', file && toBase64(file));
  }
}
