// How near an element is to the viewport: a controller that says when the element comes near, goes far, and is in sight.
//
// Owns the observers. What a figure does then is heap-atlas.ts's.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How near to the viewport a figure starts, and how far from it the figure gives its replay back. */
const NEAR = '400px 0px';
const FAR = '1600px 0px';

export interface SightEvents {
  onNear(): void;
  onFar(): void;
  /** Called when the element comes into sight or leaves it. */
  onSeen(): void;
}

export class Sight implements ReactiveController {
  private readonly element: HTMLElement;
  private readonly events: SightEvents;
  private readonly observers: IntersectionObserver[] = [];
  isSeen = false;

  constructor(element: ReactiveControllerHost & HTMLElement, events: SightEvents) {
    this.element = element;
    this.events = events;
    element.addController(this);
  }

  hostConnected(): void {
    this.observe(NEAR, (isWithin) => isWithin && this.events.onNear());
    this.observe(FAR, (isWithin) => isWithin || this.events.onFar());
    this.observe('0px', (isWithin) => {
      this.isSeen = isWithin;
      this.events.onSeen();
    });
  }

  hostDisconnected(): void {
    for (const observer of this.observers.splice(0)) observer.disconnect();
  }

  private observe(rootMargin: string, react: (isWithin: boolean) => unknown): void {
    const observer = new IntersectionObserver(
      (entries) => react(entries.at(-1)?.isIntersecting === true),
      { rootMargin },
    );
    observer.observe(this.element);
    this.observers.push(observer);
  }
}
