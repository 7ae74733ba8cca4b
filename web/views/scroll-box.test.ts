// Protects smooth scrolling: a long list asks the browser for its size and position when they change, and never while it renders,
// which would have the whole page laid out.
//
// @vitest-environment happy-dom

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { INITIAL_STATE, type State } from '../state';
import { OperationsView } from './operations/operations';

const LINES_PER_BOX = 10;
const LINE_PX = 26;

let resized: () => void;
let asked: string[];

beforeEach(() => {
  asked = [];
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(callback: () => void) {
        resized = callback;
      }
      observe() {}
      disconnect() {}
    },
  );
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(() => {
    asked.push('height');
    return LINES_PER_BOX * LINE_PX;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('a list follows the steps without asking for its size again', async () => {
  const view = new OperationsView();
  const stretches: { from: number; count: number }[] = [];
  view.addEventListener('atlas-action', (event) => {
    const { detail } = event as CustomEvent<{ type: string; from: number; count: number }>;
    if (detail.type === 'operations-scrolled') stretches.push(detail);
  });
  const at = async (step: number) => {
    const run = { ...INITIAL_STATE.run, phase: 'done', replayed: 1000, total: 1000 } as const;
    view.state = { ...INITIAL_STATE, run, step } satisfies State as never;
    await view.updateComplete;
  };
  document.body.append(view);
  await at(1);
  resized();
  expect(asked).toEqual(['height']);
  for (const step of [400, 500, 600]) await at(step);
  expect(asked).toEqual(['height']);
  const last = stretches.at(-1);
  expect(last && last.from <= 600 && 600 < last.from + last.count).toBe(true);
  view.remove();
});
