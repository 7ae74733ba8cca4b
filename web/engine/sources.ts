// The source that a worker read last: a script is checked, then opened, and often opened anew on another design.
//
// Owns the handle in wasm, and gives it back to the module when another source takes its place.

import { isSame } from '../base/same';
import type { Source } from './wire';

export interface Handle {
  /** Gives its memory back to the module. */
  free(): void;
}

export class Sources<Compiled extends Handle> {
  private readonly compile: (source: Source) => Compiled;
  private last: { readonly source: Source; readonly compiled: Compiled } | null = null;

  constructor(compile: (source: Source) => Compiled) {
    this.compile = compile;
  }

  /** The handle of a source, read now unless it is the one that was read last. */
  compiled(source: Source): Compiled {
    if (this.last !== null && isSame(this.last.source, source)) return this.last.compiled;
    const compiled = this.compile(source);
    this.last?.compiled.free();
    this.last = { source, compiled };
    return compiled;
  }
}
