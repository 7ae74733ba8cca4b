// Protects when views render: at a change of what they select, and at no other change of the state.
//
// @vitest-environment happy-dom

import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { INITIAL_STATE, type State } from '../state';
import { type ComparedDesign, comparedViewOf } from './comparison/compared-view';
import { define, fields, viewOf } from './view';

class StepView extends viewOf((state) => ({
  ...fields('step')(state),
  tasks: state.frame?.spaces.map(({ task }) => task) ?? [],
})) {
  rendered = 0;

  protected override render() {
    this.rendered += 1;
    return html`${this.state.step}`;
  }
}

class StepsView extends comparedViewOf(fields('activePlace'), fields('step')) {
  rendered = 0;

  protected override render() {
    this.rendered += 1;
    return html`${this.state.activePlace}: ${this.designs.map(({ state }) => state.step).join()}`;
  }
}

define('test-step', StepView);
define('test-steps', StepsView);

afterEach(() => document.body.replaceChildren());

function designAt(step: number, more: Partial<State> = {}): ComparedDesign {
  return { state: { ...INITIAL_STATE, ...more, step }, divergence: null, dispatch: () => {} };
}

test('a view renders once its state is set, and again when its selection changes', async () => {
  const view = new StepView();
  document.body.append(view);
  await view.updateComplete;
  expect(view.rendered).toBe(0);
  for (const state of [
    INITIAL_STATE,
    { ...INITIAL_STATE, speed: 99 },
    { ...INITIAL_STATE, step: 7, speed: 99 },
  ]) {
    view.state = state;
    await view.updateComplete;
  }
  expect(view.rendered).toBe(2);
  expect(view.shadowRoot?.textContent).toBe('7');
});

test('a view sees nothing of the state but its selection', () => {
  const view = new StepView();
  view.state = INITIAL_STATE;
  expect(Object.keys(view.state)).toEqual(['step', 'tasks']);
});

test('a view of several designs renders when the selection of one of them changes', async () => {
  const view = new StepsView();
  document.body.append(view);
  view.state = INITIAL_STATE;
  await view.updateComplete;
  expect(view.rendered).toBe(0);
  for (const designs of [
    [designAt(1), designAt(2)],
    [designAt(1), designAt(2, { speed: 99 })],
    [designAt(1), designAt(3)],
    [designAt(1)],
  ]) {
    view.designs = designs;
    await view.updateComplete;
  }
  expect(view.rendered).toBe(3);
  expect(view.shadowRoot?.textContent).toBe('0: 1');
});
