// The figures of one `<heap-atlas>`: the figure shown, and the next one, which takes its place with its first picture.
//
// Owns which of them is shown and where they stand in the document. What each of them shows is its own.

import type { ReactiveControllerHost } from 'lit';
import type { Figure } from './figure';

export class Stage {
  private readonly host: ReactiveControllerHost;
  private readonly first = deferred<Figure>();
  private next: Figure | null = null;
  /** The figure shown; before its first picture the poster stands over it. */
  figure: Figure | null = null;
  /** Whether a picture has taken the poster's place. */
  isDrawn = false;
  /** Resolves with the first figure once it is drawn. */
  readonly drawn = this.first.promise;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
  }

  /** The figure that was opened last. */
  get newest(): Figure | null {
    return this.next ?? this.figure;
  }

  holds(figure: Figure): boolean {
    return figure === this.figure || figure === this.next;
  }

  /** Gives up the next figure: the page has asked for something else. */
  dropNext(): void {
    this.next = null;
    this.host.requestUpdate();
  }

  /** Takes a new figure in: in place of an undrawn figure at once, else with its first picture. */
  add(figure: Figure): void {
    if (this.isDrawn) this.next = figure;
    else this.figure = figure;
    this.host.requestUpdate();
  }

  /** Shows a figure that has a picture. Returns whether it is the first picture of all. */
  present(figure: Figure): boolean {
    if (figure === this.next) {
      this.figure = figure;
      this.next = null;
      this.host.requestUpdate();
    }
    if (figure !== this.figure || this.isDrawn) return false;
    this.isDrawn = true;
    this.first.resolve(figure);
    this.host.requestUpdate();
    return true;
  }

  /**
   * Puts the figures into an element, the next one after the one shown. Not by a template: an element that is moved in
   * the document begins anew.
   */
  place(into: Element | null): void {
    const figures = [this.figure, this.next].filter((each) => each !== null);
    for (const each of into?.querySelectorAll('heap-atlas-figure') ?? []) {
      if (!figures.includes(each as Figure)) each.remove();
    }
    figures.forEach((each, at) => {
      if (each.parentNode === into) return;
      if (at === 0) into?.prepend(each);
      else figures[0]?.after(each);
    });
  }
}

function deferred<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
