// Protects the order in which a figure's actions take effect.

import { expect, test } from 'vitest';
import { INITIAL_STATE } from './state';
import { createStore } from './store';

test('an action dispatched by a listener comes after all have heard of the one before', () => {
  const store = createStore(INITIAL_STATE);
  const heard: string[] = [];
  store.subscribe((state) => {
    heard.push(`first hears ${state.speed}`);
    if (state.speed === 1) store.dispatch({ type: 'speed-set', stepsPerSecond: 2 });
  });
  store.subscribe((state) => heard.push(`second hears ${state.speed}`));
  store.dispatch({ type: 'speed-set', stepsPerSecond: 1 });
  expect(heard).toEqual(['first hears 1', 'second hears 1', 'first hears 2', 'second hears 2']);
});

test('nobody hears of an action that changed nothing, nor after leaving', () => {
  const store = createStore(INITIAL_STATE);
  let calls = 0;
  const leave = store.subscribe(() => {
    calls += 1;
  });
  store.dispatch({ type: 'pause' });
  expect(calls).toBe(0);
  leave();
  store.dispatch({ type: 'speed-set', stepsPerSecond: 99 });
  expect(calls).toBe(0);
});

test('two stores don’t know of each other', () => {
  const [one, other] = [createStore(INITIAL_STATE), createStore(INITIAL_STATE)];
  one.dispatch({ type: 'speed-set', stepsPerSecond: 99 });
  expect(other.state).toBe(INITIAL_STATE);
});
