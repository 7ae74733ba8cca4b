// Protects which panels are drawn while a figure moves: those in sight at each update, the others once it is at rest.
//
// @vitest-environment happy-dom

import { html, LitElement, noChange } from 'lit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Waiting } from './waiting';

class Panels extends LitElement {
  readonly waiting = new Waiting(this);
  step = 0;

  protected override render() {
    const panel = (name: string) =>
      html`<section data-panel=${name}>${this.waiting.waits(name) ? noChange : this.step}</section>`;
    return html`${panel('near')}${panel('far')}`;
  }

  async show(step: number): Promise<void> {
    this.step = step;
    this.requestUpdate();
    await this.updateComplete;
  }

  get shown(): readonly string[] {
    return [...this.renderRoot.querySelectorAll('section')].map(({ textContent }) => textContent);
  }
}
customElements.define('test-panels', Panels);

let panels: Panels;
let sight: (entries: readonly { target: Element; isIntersecting: boolean }[]) => void;

/** What the browser says of the panels: one is in sight, the other is not, unless the visitor has scrolled there. */
function seen({ isFarInSight = false } = {}): void {
  const [near, far] = panels.renderRoot.querySelectorAll('section');
  if (!near || !far) throw new Error('there are two panels');
  sight([
    { target: near, isIntersecting: true },
    { target: far, isIntersecting: isFarInSight },
  ]);
}

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(callback: typeof sight) {
        sight = callback;
      }
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  panels = new Panels();
  document.body.append(panels);
  await panels.updateComplete;
  seen();
  await vi.advanceTimersByTimeAsync(1000);
});

afterEach(() => {
  panels.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('one update is drawn everywhere', async () => {
  await panels.show(1);
  expect(panels.shown).toEqual(['1', '1']);
  expect(panels.waiting.isAny).toBe(false);
});

test('of many in a row, a panel out of sight shows the last, once the figure is at rest', async () => {
  for (const step of [1, 2, 3]) await panels.show(step);
  expect(panels.shown).toEqual(['3', '1']);
  expect(panels.waiting.isAny).toBe(true);
  await vi.advanceTimersByTimeAsync(1000);
  expect(panels.shown).toEqual(['3', '3']);
  expect(panels.waiting.isAny).toBe(false);
});

test('a panel that comes into sight waits no longer', async () => {
  for (const step of [1, 2, 3]) await panels.show(step);
  seen({ isFarInSight: true });
  await panels.updateComplete;
  expect(panels.shown).toEqual(['3', '3']);
});
