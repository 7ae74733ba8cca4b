// Which panels wait: those out of sight, while one update follows another, as when a visitor drags or a replay runs. They are drawn
// when their element has come to rest, or when they come into sight.
//
// A first update in a while is drawn everywhere. Owns no panel: the element that renders it leaves one that waits as it is.

import type { LitElement, ReactiveController } from 'lit';

/** An update after so long is no longer part of the same motion. */
const REST_MS = 400;

export class Waiting implements ReactiveController {
  private readonly host: LitElement;
  private readonly panels = new Set<Element>();
  /** The names of the panels out of sight. */
  private readonly away = new Set<string>();
  private sighting: IntersectionObserver | null = null;
  private updatedAt = Number.NEGATIVE_INFINITY;
  private isMoving = false;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  /** Whether a panel shows something older than the element has. */
  isAny = false;

  /** @param host renders its panels as elements with `data-panel`, which is their name */
  constructor(host: LitElement) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.sighting = new IntersectionObserver((entries) => this.sight(entries));
  }

  hostDisconnected(): void {
    this.sighting?.disconnect();
    this.panels.clear();
    this.away.clear();
    clearTimeout(this.restTimer);
  }

  hostUpdate(): void {
    const now = performance.now();
    this.isMoving = now - this.updatedAt < REST_MS;
    this.updatedAt = now;
    this.isAny = false;
  }

  /** Whether a panel waits with what is new. */
  waits(name: string): boolean {
    const waits = this.isMoving && this.away.has(name);
    this.isAny ||= waits;
    return waits;
  }

  hostUpdated(): void {
    clearTimeout(this.restTimer);
    if (this.isAny) this.restTimer = setTimeout(() => this.host.requestUpdate(), REST_MS);
    for (const panel of this.panels) if (!panel.isConnected) this.forget(panel);
    for (const panel of this.host.renderRoot.querySelectorAll('[data-panel]')) {
      if (this.panels.has(panel)) continue;
      this.panels.add(panel);
      this.sighting?.observe(panel);
    }
  }

  private forget(panel: Element): void {
    this.panels.delete(panel);
    this.away.delete(nameOf(panel));
    this.sighting?.unobserve(panel);
  }

  private sight(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!target.isConnected) continue;
      if (isIntersecting) this.away.delete(nameOf(target));
      else this.away.add(nameOf(target));
    }
    if (this.isAny) this.host.requestUpdate();
  }
}

function nameOf(panel: Element): string {
  return panel.getAttribute('data-panel') ?? '';
}
