// Protects how often an element that replays is drawn.
//
// @vitest-environment happy-dom

import { html } from 'lit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Replaying } from './replaying';

class Drawn extends Replaying {
  readonly steps: number[] = [];

  protected override get isExplained(): boolean {
    return false;
  }

  protected override render() {
    this.steps.push(this.state.step);
    return html``;
  }

  /** An answer of the engine, or a move of the pointer. */
  async at(step: number): Promise<void> {
    this.store.dispatch({ type: 'hovered', offset: step });
    this.store.dispatch({ type: 'run-opened' });
    const run = this.store.state.run.id;
    const report = { replayed: step, total: 100, hash: null, scorecard: null };
    this.store.dispatch({ type: 'run-advanced', run, ...report });
    await vi.advanceTimersByTimeAsync(0);
  }
}
customElements.define('test-drawn', Drawn);

let drawn: Drawn;
let frames: (() => void)[];

async function frame(): Promise<void> {
  for (const draw of frames.splice(0)) draw();
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(async () => {
  vi.useFakeTimers();
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
  drawn = new Drawn();
  document.body.append(drawn);
  await frame();
  await frame();
  drawn.steps.length = 0;
});

afterEach(() => {
  drawn.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('an element at rest is drawn at once, and then once in each frame, with the newest', async () => {
  await drawn.at(1);
  expect(drawn.steps).toEqual([1]);
  for (const step of [2, 3, 4]) await drawn.at(step);
  expect(drawn.steps).toEqual([1]);
  await frame();
  expect(drawn.steps).toEqual([1, 4]);
});

test('an element is drawn before a gesture of the visitor, which goes on from what is shown', async () => {
  for (const step of [1, 2]) await drawn.at(step);
  expect(drawn.steps).toEqual([1]);
  drawn.dispatchEvent(new Event('wheel'));
  expect(drawn.steps).toEqual([1, 2]);
  await frame();
  expect(drawn.steps).toEqual([1, 2]);
});

test('an element is drawn where its document has no frames, as in a tab that is not displayed', async () => {
  for (const step of [1, 2]) await drawn.at(step);
  await vi.advanceTimersByTimeAsync(1000);
  expect(drawn.steps).toEqual([1, 2]);
});
