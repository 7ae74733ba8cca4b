// The way back from a figure that a link in the prose led to: a controller that remembers where visitors were, and marks
// the figure for a moment when it has moved.
//
// Which links lead where is prose.ts's.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Place } from './figure';

/** A figure of which a smaller share is in sight is scrolled to. */
const SEEN_SHARE = 0.6;
const MOVED_MS = 1200;
const DEPARTURES_MAX = 20;

/** Where a visitor was before following a link. */
export interface Departure {
  readonly place: Place;
  readonly scroll: number;
  readonly link: HTMLElement;
}

export class WayBack implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  /** The latest one last. */
  private departures: readonly Departure[] = [];
  private movedTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.departures.length > 0;
  }

  get isMoved(): boolean {
    return this.movedTimer !== undefined;
  }

  remember(departure: Departure): void {
    this.departures = [...this.departures, departure].slice(-DEPARTURES_MAX);
    this.host.requestUpdate();
  }

  markMoved(): void {
    clearTimeout(this.movedTimer);
    this.movedTimer = setTimeout(() => this.unmark(), MOVED_MS);
    this.host.requestUpdate();
  }

  /** Takes the page and the focus back to the latest departure. Returns the figure's place there. */
  goBack(): Place | null {
    const last = this.departures.at(-1);
    if (!last) return null;
    this.departures = this.departures.slice(0, -1);
    this.host.requestUpdate();
    // The button that had the focus may be gone now.
    last.link.focus({ preventScroll: true });
    window.scrollTo({ top: last.scroll, behavior: scrollBehavior() });
    return last.place;
  }

  hostDisconnected(): void {
    this.unmark();
  }

  private unmark(): void {
    clearTimeout(this.movedTimer);
    this.movedTimer = undefined;
    this.host.requestUpdate();
  }
}

/** Scrolls to an element where too little of it is in sight. */
export function reveal(element: HTMLElement): void {
  const { top, bottom, height } = element.getBoundingClientRect();
  const seen = Math.min(bottom, window.innerHeight) - Math.max(top, 0);
  if (seen >= Math.min(height, window.innerHeight) * SEEN_SHARE) return;
  element.scrollIntoView({
    block: height < window.innerHeight ? 'center' : 'start',
    behavior: scrollBehavior(),
  });
}

function scrollBehavior(): ScrollBehavior {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
}
