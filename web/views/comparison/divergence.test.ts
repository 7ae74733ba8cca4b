// Protects the strips of a comparison: one stands where it tells at which steps answers differ, and words do elsewhere.
//
// @vitest-environment happy-dom

import { afterEach, expect, test } from 'vitest';
import { Divergence } from '../../domain/divergence';
import { INITIAL_STATE } from '../../state';
import type { ComparedDesign } from './compared-view';
import { DivergenceView } from './divergence';

const STEPS = 20;
/** A digest whose upper six bits, the outcome's kind, are others. */
const OTHER_OUTCOME = 1 << 26;

/** The first steps differ, by `digest`; `compared` is how many were compared so far. */
function differing(steps: number, digest: number, compared = STEPS): Divergence {
  const own = Uint32Array.from({ length: compared }, (_, at) => (at < steps ? digest : 0));
  return Divergence.of(STEPS).extended(new Uint32Array(compared), own);
}

afterEach(() => document.body.replaceChildren());

test.each([
  ['few steps', differing(5, 1), true, '25 % of steps differ'],
  [
    'nearly all steps',
    differing(19, 1),
    false,
    '95 % of steps differ in place or size, none in outcome',
  ],
  [
    'nearly all steps, some in outcome',
    differing(19, OTHER_OUTCOME),
    true,
    '95 % of steps differ, 19 in outcome, first at 1',
  ],
  ['no step', differing(0, 1), false, 'the same answers as under A'],
  ['all steps so far', differing(10, 1, 10), true, '100 % of these steps differ'],
])('answers differ at %s', async (_, divergence, hasStrip, words) => {
  const design = { state: INITIAL_STATE, dispatch: () => {} };
  const designs: ComparedDesign[] = [
    { ...design, divergence: null },
    { ...design, divergence },
  ];
  const view = new DivergenceView();
  view.state = INITIAL_STATE;
  view.designs = designs;
  document.body.append(view);
  await view.updateComplete;
  const row = view.shadowRoot?.querySelector('li');
  expect(row?.querySelector('.strip') != null).toBe(hasStrip);
  // Nearly everywhere is no place: of such a strip the outcomes alone are drawn.
  const isNearlyFull = divergence.count > 0.9 * STEPS;
  expect(row?.querySelectorAll('path')).toHaveLength(!hasStrip ? 0 : isNearlyFull ? 1 : 2);
  expect(row?.querySelector('.share')?.textContent?.replace(/\s+/g, ' ').trim()).toBe(words);
});
