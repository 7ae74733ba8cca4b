// The scrolled box of a long list: how tall it is and how far it is scrolled, kept from where they change. A view that asks the
// browser for them while it renders has the whole page laid out each time.

import type { LitElement, ReactiveController } from 'lit';
import type { LongScroll } from '../render/long-scroll';

export class ScrollBox implements ReactiveController {
  private readonly host: LitElement;
  private readonly onScroll: () => void;
  private box: Element | null = null;
  private viewportPx = 0;
  private scrollTop = 0;
  private readonly sizing = new ResizeObserver(() => this.read());
  private readonly read = () => {
    if (this.box === null) return;
    this.viewportPx = this.box.clientHeight;
    this.scrollTop = this.box.scrollTop;
    this.onScroll();
  };

  /**
   * @param host renders the box as `.scroller`, from its first update on
   * @param onScroll called when other lines may be in sight
   */
  constructor(host: LitElement, onScroll: () => void) {
    this.host = host;
    this.onScroll = onScroll;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.host.hasUpdated) this.hostUpdated();
  }

  hostUpdated(): void {
    if (this.box !== null) return;
    this.box = this.host.renderRoot.querySelector('.scroller');
    if (this.box === null) return;
    this.box.addEventListener('scroll', this.read, { passive: true });
    this.sizing.observe(this.box);
  }

  hostDisconnected(): void {
    this.sizing.disconnect();
    this.box?.removeEventListener('scroll', this.read);
    this.box = null;
  }

  /** The scroll of so many lines; a box without height before the first layout. */
  of(lines: number, linePx: number): LongScroll {
    return { lines, linePx, viewportPx: this.viewportPx, scrollTop: this.scrollTop };
  }

  scrollTo(scrollTop: number): void {
    if (this.box === null || scrollTop === this.scrollTop) return;
    this.scrollTop = scrollTop;
    this.box.scrollTop = scrollTop;
  }
}
